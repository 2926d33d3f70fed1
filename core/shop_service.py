"""The parts of an ECMS that works for others, as the composition root puts them together."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from core.services.embedded import EmbeddedEcms

if TYPE_CHECKING:
    from core.notifications.dispatcher import Dispatcher
    from core.persistence.group_commit import GroupCommit
    from core.services.backstage import BehindTheStores
    from core.services.bulk import BulkOrders
    from core.services.daily_job import DailyJob
    from core.services.pull_out_books import ReadsCustody
    from core.simulator.direct_site import DirectSite
    from core.simulator.merchant_site import MerchantSite


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
    """

    ecms: EmbeddedEcms
    group: GroupCommit
    dispatcher: Dispatcher
    bulk: BulkOrders
    daily_job: DailyJob
    custody: ReadsCustody
    behind: BehindTheStores
    site: MerchantSite | DirectSite | None = None
