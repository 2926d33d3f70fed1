"""The ECMS as a server: what an API stands on, what tells merchants, what builds the lists."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import time
from pathlib import Path
from typing import TYPE_CHECKING

from core.notifications.dispatcher import Dispatcher
from core.notifications.transport import Transport
from core.persistence.access_work import AccessDatabase
from core.persistence.board import StoredBoard
from core.persistence.custody import StoredCustody
from core.persistence.opening import bulk_over, group_over
from core.persistence.outbox import StoredOutbox
from core.persistence.outbox_books import StoredNoticeBooks
from core.services.backstage import BehindTheStores
from core.services.bulk import BulkOrders
from core.services.daily_job import Daily, DailyJob
from core.services.embedded import EmbeddedEcms
from core.services.pull_out_books import ReadsCustody
from core.services.recording import Flight
from core.simulator.demo import load_demo_clients
from core.simulator.demo_site import open_direct_site, open_site
from core.simulator.direct_site import DirectSite
from core.simulator.merchant_site import MerchantSite
from core.simulator.switches import Switchboard

if TYPE_CHECKING:
    from core.persistence.database import Database
    from core.persistence.group_commit import GroupCommit
    from core.settings import Settings
    from core.shop.flight import ShopFlight


@dataclass(frozen=True, slots=True)
class Service:
    """The ECMS as a server.

    Args:
        ecms: answers questions, and says by which clock and rules.
        group: where changes that arrive together are committed together; close it before the shop.
        dispatcher: tells merchants; to be started and stopped.
        bulk: takes merchants' files in beside everybody else.
        daily_job: builds the stores' lists; to be started and stopped.
        custody: the ledger, to be gone through.
        behind: what is seen and done behind the stores.
        site: the demonstration's merchants' own, where it was asked for; to be stopped.
        flight: where requests are recorded, if they are.
    """

    ecms: EmbeddedEcms
    group: GroupCommit
    dispatcher: Dispatcher
    bulk: BulkOrders
    daily_job: DailyJob
    custody: ReadsCustody
    behind: BehindTheStores
    site: MerchantSite | DirectSite | None = None
    flight: Flight | None = None


@dataclass(frozen=True, slots=True)
class Sites:
    """The demonstration's merchants' site, to be opened.

    Args:
        board: says what is wrong with it.
        inbox: the file of what it received; None for a site without a network, for a world that
            lives faster than one.
    """

    board: Switchboard
    inbox: Path | None

    def open(self, books: StoredNoticeBooks) -> MerchantSite | DirectSite:
        """Open it, and tell the merchants where it is."""
        if self.inbox is None:
            return open_direct_site(books, self.board)
        return open_site(books, self.inbox, self.board)


def open_service(
    database: Database,
    ecms: EmbeddedEcms,
    settings: Settings,
    flight: ShopFlight,
    sites: Sites | None,
) -> Service:
    """Put the parts together.

    The demonstration's API clients, whose secrets the README names, exist in it alone.

    Args:
        database: what all of it stands on.
        ecms: over the same.
        settings: of the installation.
        flight: may listen to what is sent.
        sites: the demonstration's merchants', where it is wanted.
    """
    zone, clock = ecms.rules.time_zone, ecms.clock
    daily = Daily(time.fromisoformat(settings.jobs.pull_out_at), zone)
    if settings.demonstration:
        with database.alone():
            load_demo_clients(AccessDatabase(database), ecms.pins)
    outbox = StoredOutbox(database, zone)
    bulk = bulk_over(database, beside_others=True)
    site = sites.open(StoredNoticeBooks(database, zone)) if sites is not None else None
    posts = site if isinstance(site, DirectSite) else Transport()
    group = group_over(database)
    return Service(
        ecms=ecms,
        group=group,
        dispatcher=Dispatcher(outbox, flight.posts(posts), clock),
        bulk=bulk,
        daily_job=DailyJob(group, daily, clock),
        custody=StoredCustody(database),
        behind=BehindTheStores(group, ecms.rules, clock, StoredBoard(database)),
        site=site,
        flight=flight.recorder,
    )
