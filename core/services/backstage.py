"""What is seen and done behind the stores: every parcel by status, and the scans of the others."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final, Protocol

from core.clock import Clock
from core.domain.apo import Driver
from core.domain.codes import TrackingNumber
from core.domain.events import Place
from core.domain.refusals import Refusal
from core.domain.status import Delivery, Status, Trigger, next_status, trigger_of
from core.services.pull_out import Built, build_lists
from core.services.rules import EcmsRules
from core.services.scan_parcel import Scan, Scanner, scan_parcel
from core.services.storage import Storage

_DRIVER: Final = Driver("J. Dela Cruz", "NBX4471")
_DC: Final = "DC01"
_CLIENT: Final = "backstage"


@dataclass(frozen=True, slots=True)
class BoardParcel:
    """A parcel as the board has it.

    Args:
        code: its RETURN CODE's twelve digits.
        tracking: its tracking number's seventeen.
        uid: the merchant's number of the return.
        store: the code of the store where it was asked for.
    """

    code: str
    tracking: str
    uid: str
    store: str
    status: Status
    delivery: Delivery

    @property
    def following(self) -> Status | None:
        """What a scan can make of it, or None: kiosk, counter and job are not behind the stores."""
        status = next_status(self.status, self.delivery)
        scans = {Trigger.SBS, Trigger.TRUCKER, Trigger.DC}
        return status if status is not None and trigger_of(status) in scans else None


class ReadsBoard(Protocol):
    """Reads every parcel; both methods block and raise DatabaseTrouble."""

    def end(self) -> int:
        """How far the ledger goes: nothing has moved while it stays the same."""
        ...

    def parcels(self) -> list[BoardParcel]:
        """All there are, the oldest first."""
        ...


@dataclass(frozen=True, slots=True)
class BehindTheStores:
    """The job, and whoever scans between a store and a merchant; any thread may use it.

    Args:
        storage: where.
        rules: the chain's settings.
        clock: what time it is.
        board: reads the parcels.
    """

    storage: Storage
    rules: EcmsRules
    clock: Clock
    board: ReadsBoard

    def run_job(self) -> Built:
        """Put what stores hold on their lists."""
        return build_lists(self.storage, self.clock.now)

    def move_on(self, parcel: BoardParcel) -> Status:
        """Scan a parcel as the party whose turn it is; its status then.

        Raises:
            Refusal: it is nobody's turn, or the scan is refused.
            LookupError: no scan follows.
        """
        asked = parcel.following
        if asked is None:
            raise LookupError("no scan follows")
        now: datetime = self.clock.now()
        scanner = self._scanner(parcel, asked)
        text = TrackingNumber.parse(parcel.tracking).sscc
        scanned = scan_parcel(self.storage, self.rules, scanner, Scan(text, asked, now), now)
        if scanned.refusal is not None:
            no: Refusal = scanned.refusal
            raise no
        return scanned.status or asked

    def _scanner(self, parcel: BoardParcel, asked: Status) -> Scanner:
        if asked is Status.PULLED_OUT_FROM_STORE:
            place = Place(self._holder_of(parcel), "SBS", _DRIVER.name)
            return Scanner(_CLIENT, trigger_of(asked), place, _DRIVER.plate)
        at_store = asked is Status.ON_VEHICLE_TO_WAREHOUSE
        place = Place(parcel.store if at_store else _DC, "HH1")
        return Scanner(_CLIENT, trigger_of(asked), place)

    def _holder_of(self, parcel: BoardParcel) -> str:
        """The store whose list the parcel is on; that where it was asked for, if it is on none."""
        with self.storage.reading() as work:
            found = work.returns.with_tracking_number(parcel.tracking)
            on = None if found is None else work.pull_outs.line_of(found.order.id)
        return parcel.store if on is None else on.number.store
