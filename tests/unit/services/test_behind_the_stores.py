"""What happens behind the stores: the job, the drivers and the DC, as the simulator plays them."""

import pytest
from small_chain import (
    CEBU,
    CEBU_POS,
    CLERK,
    DC_DELIVERS,
    NOON,
    PASIG,
    PICKS_UP,
    POS,
    RULES,
    SmallChain,
)

from core.domain.apo import ApoNumber, Driver
from core.domain.codes import ReturnCode
from core.domain.events import Place
from core.domain.merchants import Merchant
from core.domain.pull_out_refusals import NotOnList
from core.domain.refusals import OutOfOrder
from core.domain.status import FLOW, Delivery, Status, Trigger
from core.persistence.board import StoredBoard
from core.services.backstage import BehindTheStores, BoardParcel
from core.services.close_list import close_list
from core.services.find_returns import history
from core.services.handheld import STEPS, EmbeddedHandheld
from core.services.scan_parcel import Scan, Scanner, scan_parcel
from core.services.store_office import CloseList

_LINE = [step.status for step in FLOW]
_DRIVER = "J. Dela Cruz, NBX4471"


@pytest.fixture
def behind(chain: SmallChain) -> BehindTheStores:
    """Backstage over the small chain."""
    return BehindTheStores(chain.storage, RULES, chain.clock, StoredBoard(chain.storage))


@pytest.fixture
def handheld(chain: SmallChain) -> EmbeddedHandheld:
    """The hand-held that follows the store in Pasig."""
    return EmbeddedHandheld(chain.storage, RULES, chain.clock, PASIG)


def _on_board(behind: BehindTheStores, uid: str) -> BoardParcel:
    (parcel,) = [parcel for parcel in behind.board.parcels() if parcel.uid == uid]
    return parcel


def _steps(chain: SmallChain, code: ReturnCode) -> list[tuple[Status, Place]]:
    return [(step.status, step.place) for step in reversed(history(chain.storage, code))]


@pytest.mark.parametrize(
    ("merchant", "last"),
    [(PICKS_UP, Status.RETURNED_TO_MERCHANT), (DC_DELIVERS, Status.ARRIVED_AT_MERCHANT)],
)
def test_a_parcel_goes_its_whole_way(
    chain: SmallChain, behind: BehindTheStores, merchant: Merchant, last: Status
) -> None:
    """Whoever's turn it is scans, at the place where the parcel is, to the merchant's own end."""
    taken = chain.take("UID1", merchant)
    built = behind.run_job()
    assert (built.list_count, built.parcels, built.stores) == (1, 1, 2)

    end = _LINE.index(last)
    for status in _LINE[3 : end + 1]:
        assert behind.move_on(_on_board(behind, "UID1")) is status

    at_dc = Place("DC01", "HH1")
    ways = [
        (Status.PULLED_OUT_FROM_STORE, Place("0166", "", _DRIVER)),
        (Status.ON_VEHICLE_TO_WAREHOUSE, Place("0166", "HH1")),
        *((status, at_dc) for status in _LINE[5 : end + 1]),
    ]
    assert _steps(chain, taken.code)[3:] == ways
    assert _on_board(behind, "UID1").following is None
    with pytest.raises(LookupError, match=r"^no scan follows$"):
        behind.move_on(_on_board(behind, "UID1"))


def test_kiosk_counter_and_job_are_not_behind_the_stores() -> None:
    """A parcel that waits for one of these waits for no scan."""
    following = {
        status: BoardParcel("", "", "", "0166", status, Delivery.DC_DELIVERS).following
        for status in Status
    }
    waiting = (Status.FOR_RETURN, Status.RETURNED, Status.ARRIVED_AT_MERCHANT)
    assert [status for status in _LINE if following[status] is None] == list(waiting)
    assert following[Status.FOR_PULL_OUT] is Status.PULLED_OUT_FROM_STORE


def test_a_driver_comes_to_the_store_that_took_the_parcel(
    chain: SmallChain, behind: BehindTheStores
) -> None:
    """It may be another one than that whose kiosk the customer asked at."""
    taken = chain.take("UID1", counter=CEBU_POS)
    behind.run_job()
    parcel = _on_board(behind, "UID1")
    assert parcel.store == PASIG.code
    behind.move_on(parcel)
    assert _steps(chain, taken.code)[-1][1] == Place(CEBU.code, "", _DRIVER)


def test_a_parcel_that_has_moved_meanwhile_stays_where_it_is(
    chain: SmallChain, behind: BehindTheStores
) -> None:
    """The board may be a moment old: a scan of what has been is a repeat."""
    chain.take("UID1")
    behind.run_job()
    old = _on_board(behind, "UID1")
    behind.move_on(old)
    behind.move_on(_on_board(behind, "UID1"))
    assert behind.move_on(old) is Status.ON_VEHICLE_TO_WAREHOUSE


def test_a_refused_scan_says_why_and_stands_on_the_list_of_exceptions(
    chain: SmallChain, behind: BehindTheStores
) -> None:
    """The board said FOR PULL OUT of a parcel that is on no list."""
    taken = chain.take("UID1")
    digits = taken.tracking_number.digits
    wrong = BoardParcel("", digits, "UID1", "0166", Status.FOR_PULL_OUT, Delivery.DC_DELIVERS)
    with pytest.raises(NotOnList) as refused:
        behind.move_on(wrong)
    assert refused.value.current is Status.RETURNED
    with chain.storage.reading() as work:
        (kept,) = work.scans.unsettled("", 10)
    assert (kept.client_id, kept.place) == ("backstage", Place("0166", "SBS", "J. Dela Cruz"))


def test_a_trucker_cannot_pull_a_parcel_out_of_a_store(
    chain: SmallChain, behind: BehindTheStores
) -> None:
    """Not even with a driver's name and a plate: the store's system alone says who got it."""
    taken = chain.take("UID1")
    behind.run_job()
    trucker = Scanner("t", Trigger.TRUCKER, Place("0166", "HH9", "J. Cruz"), "NBC1234")
    scan = Scan(taken.tracking_number.sscc, Status.PULLED_OUT_FROM_STORE, NOON)
    scanned = scan_parcel(chain.storage, RULES, trucker, scan, NOON)
    assert scanned.refusal is not None
    assert scanned.refusal.code.value == "WRONG_PARTY"
    assert _on_board(behind, "UID1").status is Status.FOR_PULL_OUT


def test_the_hand_held_goes_through_a_stores_afternoon(
    chain: SmallChain, behind: BehindTheStores, handheld: EmbeddedHandheld
) -> None:
    """It builds the list, sees what the driver took today, and scans it at the right places."""
    gone, stays = chain.take("UID1", DC_DELIVERS), chain.take("UID2")
    built = handheld.run_job()
    assert (built.stores, built.list_count, built.parcels) == (1, 1, 2)
    assert [str(number) for number in built.lists] == ["APO-0166-20261121"]
    assert handheld.parcels() == (), "no driver was here"

    behind.move_on(_on_board(behind, "UID1"))
    assert [line.code for line in handheld.parcels()] == [gone.code]

    label = gone.tracking_number.sscc
    for status in STEPS:
        scanned = handheld.scan(label, status)
        assert (scanned.status, scanned.refusal, scanned.again) == (status, None, False)
    assert _steps(chain, gone.code)[4:] == [
        (STEPS[0], Place("0166", "HH1")),
        *((status, Place("DC01", "HH1")) for status in STEPS[1:]),
    ]

    again = handheld.scan(label, STEPS[2])
    assert (again.status, again.refusal, again.again) == (STEPS[-1], None, True)

    refused = handheld.scan(stays.tracking_number.sscc, Status.ARRIVED_AT_WAREHOUSE)
    assert isinstance(refused.refusal, OutOfOrder)
    assert (refused.tracking_number, refused.status) == (
        stays.tracking_number,
        Status.FOR_PULL_OUT,
    )
    with chain.storage.reading() as work:
        assert [kept.client_id for kept in work.scans.unsettled("", 10)] == ["demo-handheld"]


def test_the_hand_held_shows_closed_lists_of_today_alone(
    chain: SmallChain, behind: BehindTheStores, handheld: EmbeddedHandheld
) -> None:
    """What was taken yesterday is on its way; today begins at the store's own midnight."""
    taken = chain.take("UID1")
    handheld.run_job()
    behind.move_on(_on_board(behind, "UID1"))
    number = ApoNumber("0166", PASIG.today(NOON))
    counted = CloseList(number, Driver("J. Cruz", "NBC1234"), 1, 1, POS, CLERK, "a press")
    close_list(chain.storage, counted, NOON)

    chain.clock.forward(hours=11, minutes=59)
    assert [line.code for line in handheld.parcels()] == [taken.code]
    chain.clock.forward(minutes=1)
    assert handheld.parcels() == ()
