"""The store and the POS that these journeys take place at."""

import pytest

from pos.driver import PosDriver
from pos.pytest_plugin import Shopfloor, new_chain, new_shop, pos, shopfloor

__all__ = ["new_chain", "new_shop", "pos", "shopfloor"]


@pytest.fixture
def counter(pos: PosDriver, shopfloor: Shopfloor) -> PosDriver:
    """The same POS with the clerk signed in."""
    pos.sign_in(shopfloor.clerk.number, shopfloor.clerk.pin)
    pos.sees("Scan the RETURN CODE")
    return pos
