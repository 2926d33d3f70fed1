"""What a store's own handheld did without a link is on the Z after it was told, and on no other."""

from datetime import datetime
from uuid import uuid4

import pytest
from ecms_chain import CLERK, POS, RULES, Chain

from core.domain.apo import ApoNumber, Driver
from core.domain.codes import TrackingNumber
from core.domain.events import Place
from core.domain.status import Status, Trigger
from core.services.pull_out import build_lists
from core.services.scan_parcel import Scan, Scanner, scan_parcels
from core.services.store_office import CloseDay, CloseList, StoreOffice

_SBS = Scanner("sbs-0166", Trigger.SBS, Place("0166", "HH-01", "J. Cruz"), "NBC1234")


@pytest.fixture
def office(chain: Chain) -> StoreOffice:
    """The back office behind the same adapter."""
    return chain.office_at(POS)


def _listed(chain: Chain) -> tuple[TrackingNumber, ApoNumber]:
    chain.submit("UID1")
    parcel = chain.accept(chain.ask("UID1").code)
    (number,) = build_lists(chain.storage, chain.clock.now).lists
    return parcel.tracking_number, number


def _arrives(chain: Chain, parcel: TrackingNumber, handed_over_at: datetime) -> None:
    """The handheld has its link again, and sends what it had kept."""
    scan = Scan(parcel.sscc, Status.PULLED_OUT_FROM_STORE, handed_over_at)
    (scanned,) = scan_parcels(chain.storage, RULES, _SBS, [scan], chain.clock.now())
    assert (scanned.refusal, scanned.again) == (None, False)


def _z(office: StoreOffice) -> tuple[int, int]:
    """The day is closed: handed over since the last Z, and still held."""
    report = office.close_day(CloseDay(POS, CLERK, str(uuid4())))
    return report.handed_over, report.held


@pytest.mark.parametrize("days", [0, 3])
def test_a_hand_over_that_is_told_late_is_on_one_z(
    chain: Chain, office: StoreOffice, days: int
) -> None:
    parcel, _ = _listed(chain)
    chain.clock.forward(minutes=30)
    handed_over_at = chain.clock.now()
    chain.clock.forward(hours=1.5)
    assert _z(office) == (0, 1)

    chain.clock.forward(days=days, minutes=30)
    _arrives(chain, parcel, handed_over_at)
    chain.clock.forward(minutes=30)
    assert office.day_so_far(POS, CLERK).handed_over == 1
    assert _z(office) == (1, 0)
    chain.clock.forward(minutes=30)
    assert _z(office) == (0, 0)


def test_a_list_that_is_closed_before_the_z_is_on_it(chain: Chain, office: StoreOffice) -> None:
    parcel, number = _listed(chain)
    chain.clock.forward(minutes=30)
    handed_over_at = chain.clock.now()
    chain.clock.forward(hours=1.5)
    assert _z(office) == (0, 1)

    chain.clock.forward(minutes=30)
    _arrives(chain, parcel, handed_over_at)
    driver = Driver("J. Cruz", "NBC1234")
    office.close_list(CloseList(number, driver, 1, 1, POS, CLERK, str(uuid4())))
    chain.clock.forward(hours=5)
    assert _z(office) == (1, 0)
    chain.clock.forward(minutes=1)
    assert _z(office) == (0, 0), "still within the time that is looked back"
