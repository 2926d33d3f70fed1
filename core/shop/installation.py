"""An installation without terminals: its settings, its database, and what stands on that."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from core.log import log_to
from core.persistence.access_work import AccessDatabase
from core.persistence.custody import StoredCustody
from core.persistence.database import Database
from core.persistence.export import StoredPages
from core.persistence.opening import bulk_over, open_any
from core.persistence.outbox_books import StoredNoticeBooks
from core.persistence.pins import Argon2Pins
from core.persistence.roster import StoredRoster
from core.services.access import AccessStorage
from core.services.bulk import BulkOrders
from core.services.export_orders import Pages
from core.services.notify import NoticeBooks
from core.services.pins import Pins
from core.services.ports import DatabaseTrouble
from core.services.pull_out_books import ReadsCustody
from core.services.roster import ReadsRoster
from core.services.rules import EcmsRules
from core.settings import Settings
from core.shop.chain_rules import rules_of
from core.shop.place import Place, place_trouble


@dataclass(frozen=True)
class Installation:
    """What a command may use.

    Args:
        data: the data directory.
        settings: what it says there.
        rules: the chain's, from the settings.
        storage: merchants, stores, clerks, clients, orders.
        bulk: many orders at once.
        pages: a merchant's orders and returns, page by page.
        books: webhooks.
        pins: hashes PINs and secrets.
        roster: what is set up.
        custody: the ledger.
    """

    data: Path
    settings: Settings
    rules: EcmsRules
    storage: AccessStorage
    bulk: BulkOrders
    pages: Pages
    books: NoticeBooks
    pins: Pins
    roster: ReadsRoster
    custody: ReadsCustody


@contextmanager
def open_installation(data: Path, settings: Settings, place: Place) -> Iterator[Installation]:
    """Open it; its database is made or brought up to date.

    Args:
        data: its data directory.
        settings: what they say.
        place: where its database is.

    Raises:
        StartupTrouble: it can't be used, and says why.
    """
    try:
        database = open_any(place)
        try:
            with ExitStack() as logs:
                logs.callback(log_to(data))
                yield _standing_on(database, data, settings)
        finally:
            database.close()
    except DatabaseTrouble as trouble:
        raise place_trouble(trouble.kind, place) from trouble


def _standing_on(database: Database, data: Path, settings: Settings) -> Installation:
    rules = rules_of(settings)
    return Installation(
        data=data,
        settings=settings,
        rules=rules,
        storage=AccessDatabase(database),
        bulk=bulk_over(database),
        pages=StoredPages(database),
        books=StoredNoticeBooks(database, rules.time_zone),
        pins=Argon2Pins(),
        roster=StoredRoster(database),
        custody=StoredCustody(database),
    )
