"""A chain with two merchants and a kiosk, whose merchants send files."""

import csv
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from itertools import count
from uuid import uuid4

from core.bulk.csv_orders import CsvOrders
from core.domain.merchants import Merchant, Store
from core.domain.mobile import MobileNumber
from core.persistence.pins import Argon2Pins
from core.services.administration import save_merchants, save_stores, save_terminals
from core.services.bulk import BulkOrders, RefusedLine
from core.services.ecms import RequestReturn, Terminal
from core.services.embedded import EmbeddedEcms
from core.services.export_orders import Pages
from core.services.import_orders import Imported, Told, import_orders
from core.services.rules import EcmsRules
from core.services.storage import OrderContent, Storage, StoredOrder
from core.services.submit_orders import submit_orders

STORE = Store("0166", "Pasig Blvd", "NCR")
KIOSK = Terminal(STORE, "K1")
NOON = datetime(2026, 11, 21, 4, 0, tzinfo=UTC)
RULES = EcmsRules()

Lines = Sequence[tuple[str, ...]]


def csv_of(lines: Iterable[Sequence[str]], header: str = "uid,waybill,item_code,item_name") -> str:
    """A CSV file."""
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows([header.split(","), *lines])
    return text.getvalue()


@dataclass(frozen=True)
class _At:
    """A clock that stands still."""

    instant: datetime

    def now(self) -> datetime:
        """The instant."""
        return self.instant


@dataclass
class Warehouse:
    """The chain's database, and what merchants and customers do.

    Args:
        storage: orders one by one.
        bulk: orders by the file.
        pages: orders read back.
        now: the present instant.
    """

    storage: Storage
    bulk: BulkOrders
    pages: Pages
    now: datetime = NOON
    refused: list[RefusedLine] = field(default_factory=list)

    def set_up(self) -> None:
        """Open the store."""
        save_merchants(self.storage, [Merchant("001", "Merchant A"), Merchant("002", "Merchant B")])
        save_stores(self.storage, [STORE])
        save_terminals(self.storage, [KIOSK])

    def take_in(self, text: str, merchant: str = "001", *, skip_bad: bool = False) -> Imported:
        """Import a file; `refused` are then its refused lines."""
        self.refused = []
        told = Told(self.refused.append, lambda _: None, lambda _: None, lambda _: None)
        batches = CsvOrders(io.BytesIO(text.encode()), 3)
        return import_orders(self.bulk, RULES, merchant, batches, self.now, told, skip_bad=skip_bad)

    def submit(self, content: OrderContent, merchant: str = "001") -> None:
        """A merchant's site submits one order."""
        submit_orders(self.storage, RULES, merchant, [content], self.now)

    def stored(self, uid: str, merchant: str = "001") -> StoredOrder | None:
        """What is stored of an order."""
        with self.storage.reading() as work:
            return work.orders.submitted(merchant, uid)

    def ask_for(self, uid: str) -> None:
        """A customer asks for the return at the kiosk."""
        ones = count(1)
        ecms = EmbeddedEcms(self.storage, _At(self.now), Argon2Pins(), lambda _: next(ones), RULES)
        stored = self.stored(uid)
        assert stored is not None
        ecms.request_return(
            RequestReturn(stored.id, MobileNumber("09123456789"), KIOSK, str(uuid4()))
        )

    def tomorrow(self) -> None:
        """A day passes."""
        self.now += timedelta(days=1)

    @property
    def uids(self) -> list[str]:
        """Every stored order of the first merchant."""
        return [order.order.uid for order in self.pages.orders("001", "", 10_000)]
