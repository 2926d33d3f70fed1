"""A chain over a real database, and merchants' sites that receive on real sockets."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from notified_chain import Chain

from core.persistence.database import open_database
from core.simulator.merchant_site import MerchantSite

NEW_SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"  # until the merchant is given its own


@pytest.fixture
def chain(tmp_path: Path) -> Iterator[Chain]:
    database = open_database(tmp_path / "balik.db")
    yield Chain(database)
    database.close()


@pytest.fixture
def site() -> Iterator[MerchantSite]:
    with MerchantSite(NEW_SECRET) as running:
        yield running


@pytest.fixture
def other_site() -> Iterator[MerchantSite]:
    with MerchantSite(NEW_SECRET) as running:
        yield running
