"""The contract of the store's back office: lists, hand-over, closing, reports, reconciliation."""

from datetime import date, timedelta
from pathlib import Path
from uuid import uuid4

import pytest
from ecms_chain import (
    CEBU,
    CEBU_KIOSK,
    CEBU_POS,
    CLERK,
    NOON,
    PASIG,
    POS,
    RULES,
    SECOND_CLERK,
    SECOND_POS,
    TODAY,
    Chain,
)

from core.documents.apo_list import apo_records
from core.domain.apo import ApoNumber, Driver
from core.domain.codes import ReturnCode, TrackingNumber
from core.domain.pull_out_refusals import (
    CountsDiffer,
    ListClosed,
    ListUnknown,
    NotOnList,
    ParcelUnknown,
    ReportUnknown,
)
from core.domain.refusals import CodeUnknown
from core.domain.status import Status
from core.list_files import write_list_files
from core.printing.csv_table import as_csv
from core.services.ecms import PaperKind, ParcelFault, RefuseParcel
from core.services.pull_out import build_list, build_lists
from core.services.store_office import (
    CloseDay,
    CloseList,
    Count,
    HandedOver,
    HandOverParcel,
    PullOutList,
    StoreOffice,
)

DRIVER = Driver("J. Cruz", "NBC1234")
FIRST = ApoNumber("0166", TODAY)


@pytest.fixture
def office(chain: Chain) -> StoreOffice:
    """The back office behind the same adapter."""
    return chain.office_at(POS)


def _take(chain: Chain, *uids: str) -> list[ReturnCode]:
    codes = []
    for uid in uids:
        chain.submit(uid)
        codes.append(chain.accept(chain.ask(uid).code).code)
        chain.clock.forward(minutes=1)
    return codes


def _build(chain: Chain) -> None:
    build_lists(chain.storage, chain.clock.now)


def _hand_over(
    office: StoreOffice, parcel: ReturnCode | TrackingNumber, number: ApoNumber = FIRST
) -> HandedOver:
    return office.hand_over_parcel(HandOverParcel(number, parcel, DRIVER, POS, CLERK))


def _close(office: StoreOffice, counts: tuple[int, int], attempt: str = "") -> PullOutList:
    press = attempt or str(uuid4())
    return office.close_list(CloseList(FIRST, DRIVER, *counts, POS, CLERK, press))


def test_what_a_store_took_is_on_its_list_once(chain: Chain, office: StoreOffice) -> None:
    codes = _take(chain, "UID1", "UID2")
    _build(chain)
    _build(chain)

    (apo,) = office.pull_out_lists(POS)
    assert (apo.number, apo.store, apo.built_at) == (FIRST, PASIG, chain.clock.now())
    assert [line.code for line in apo.lines] == codes
    assert [line.reference for line in apo.lines] == ["UID1", "UID2"]
    assert str(apo.lines[0].receipt) == "0166-02-000001"
    assert apo.lines[0].accepted_at == NOON
    assert chain.ecms.history(codes[0])[0].status is Status.FOR_PULL_OUT
    assert chain.ecms.history(codes[0])[0].detail == "APO-0166-20261121"
    assert chain.office_at(CEBU_POS).pull_out_lists(CEBU_POS) == ()


def test_a_second_run_takes_what_came_since(chain: Chain, office: StoreOffice) -> None:
    _take(chain, "UID1")
    _build(chain)
    (late,) = _take(chain, "UID2")
    _build(chain)
    lists = office.pull_out_lists(POS)
    assert [str(apo.number) for apo in lists] == ["APO-0166-20261121", "APO-0166-20261121-2"]
    assert [line.code for line in lists[1].lines] == [late]


def test_a_list_is_dated_by_the_stores_own_day(chain: Chain, office: StoreOffice) -> None:
    _take(chain, "UID1")
    chain.clock.forward(hours=12)
    _build(chain)
    (apo,) = office.pull_out_lists(POS)
    assert apo.number == ApoNumber("0166", date(2026, 11, 22))


def test_a_list_can_be_built_for_one_store(chain: Chain, office: StoreOffice) -> None:
    _take(chain, "UID1")
    chain.submit("UID2")
    chain.accept(chain.ask("UID2", CEBU_KIOSK).code, CEBU_POS)
    built = build_list(chain.storage, CEBU, chain.clock.now())
    assert (built.list_count, built.parcels) == (1, 1)
    assert office.pull_out_lists(POS) == ()
    assert len(chain.office_at(CEBU_POS).pull_out_lists(CEBU_POS)) == 1


def test_a_parcel_is_handed_over_once_however_often_it_is_scanned(
    chain: Chain, office: StoreOffice
) -> None:
    code, other = _take(chain, "UID1", "UID2")
    _build(chain)
    tracking = office.pull_out_list(FIRST, POS).lines[0].tracking_number

    first = _hand_over(office, tracking)
    again = _hand_over(office, code)

    assert (first.again, first.handed_over, first.listed) == (False, 1, 2)
    assert (again.again, again.handed_over, again.listed) == (True, 1, 2)
    assert again.line == first.line
    assert first.line.driver == DRIVER
    step = chain.ecms.history(code)[0]
    assert (step.status, step.detail) == (Status.PULLED_OUT_FROM_STORE, str(FIRST))
    assert (step.place.location, step.place.terminal) == ("0166", "02")
    assert step.place.person == "J. Cruz, NBC1234"
    assert [line.code for line in office.pull_out_list(FIRST, POS).missing] == [other]


def test_a_parcel_of_no_list_stays(chain: Chain, office: StoreOffice) -> None:
    _take(chain, "UID1")
    _build(chain)
    (late,) = _take(chain, "UID2")
    with pytest.raises(NotOnList) as refused:
        _hand_over(office, late)
    assert (refused.value.other, refused.value.current) == ("", Status.RETURNED)
    assert chain.ecms.history(late)[0].status is Status.RETURNED


def test_a_parcel_of_another_list_is_refused_with_its_list(
    chain: Chain, office: StoreOffice
) -> None:
    _take(chain, "UID1")
    _build(chain)
    (late,) = _take(chain, "UID2")
    _build(chain)
    with pytest.raises(NotOnList) as refused:
        _hand_over(office, late)
    assert refused.value.other == "APO-0166-20261121-2"
    assert refused.value.apo == "APO-0166-20261121"


def test_strange_labels_are_told_apart(chain: Chain, office: StoreOffice) -> None:
    _take(chain, "UID1")
    _build(chain)
    with pytest.raises(ParcelUnknown) as unknown:
        _hand_over(office, TrackingNumber("30310533999999999"))
    with pytest.raises(ParcelUnknown) as foreign:
        _hand_over(office, TrackingNumber("10012345000000017"))
    with pytest.raises(CodeUnknown):
        _hand_over(office, ReturnCode("182212342345"))
    assert (unknown.value.foreign, foreign.value.foreign) == (False, True)


def test_another_stores_list_is_unknown_here(chain: Chain, office: StoreOffice) -> None:
    (code,) = _take(chain, "UID1")
    _build(chain)
    with pytest.raises(ListUnknown):
        chain.office_at(CEBU_POS).pull_out_list(FIRST, CEBU_POS)
    with pytest.raises(ListUnknown):
        chain.office_at(CEBU_POS).hand_over_parcel(
            HandOverParcel(FIRST, code, DRIVER, CEBU_POS, CLERK)
        )


@pytest.mark.parametrize("counts", [(1, 2), (2, 1), (2, 2), (0, 0)])
def test_a_list_is_not_closed_while_the_counts_differ(
    chain: Chain, office: StoreOffice, counts: tuple[int, int]
) -> None:
    code, _ = _take(chain, "UID1", "UID2")
    _build(chain)
    _hand_over(office, code)
    with pytest.raises(CountsDiffer) as refused:
        _close(office, counts)
    assert refused.value.handed_over == 1
    assert (refused.value.store_count, refused.value.driver_count) == counts
    assert office.pull_out_list(FIRST, POS).closing is None


def test_what_was_not_handed_over_goes_on_the_next_list(chain: Chain, office: StoreOffice) -> None:
    code, left = _take(chain, "UID1", "UID2")
    _build(chain)
    _hand_over(office, code)
    closed = _close(office, (1, 1))
    _build(chain)

    assert closed.closing is not None
    assert (closed.closing.count, closed.closing.driver) == (1, DRIVER)
    assert closed.closing.clerk == CLERK
    assert [line.left for line in closed.lines] == [False, True]
    with pytest.raises(ListClosed):
        _hand_over(office, left)
    _, second = office.pull_out_lists(POS)
    assert [line.code for line in second.lines] == [left]
    assert [step.status for step in chain.ecms.history(left)] == [
        Status.FOR_PULL_OUT,
        Status.RETURNED,
        Status.FOR_RETURN,
    ], "it was for pull out already, so nobody is told twice"
    assert _hand_over(office, left, second.number).handed_over == 1


def test_a_list_is_closed_once(chain: Chain, office: StoreOffice) -> None:
    (code,) = _take(chain, "UID1")
    _build(chain)
    _hand_over(office, code)
    press = str(uuid4())
    closed = _close(office, (1, 1), press)
    chain.clock.forward(minutes=5)
    assert _close(office, (1, 1), press) == closed
    with pytest.raises(ListClosed) as refused:
        _close(office, (1, 1))
    assert closed.closing is not None
    assert refused.value.at == closed.closing.at
    assert _hand_over(office, code).again, "a late repeat of a scan is still harmless"


def test_a_driver_who_leaves_half_way_leaves_the_list_open(
    chain: Chain, office: StoreOffice
) -> None:
    first, second = _take(chain, "UID1", "UID2")
    _build(chain)
    _hand_over(office, first)
    chain.clock.forward(days=1)
    other = Driver("P. Reyes", "XYZ987")
    office.hand_over_parcel(HandOverParcel(FIRST, second, other, POS, CLERK))
    (apo,) = office.pull_out_lists(POS)
    assert [line.driver for line in apo.lines] == [DRIVER, other]


def test_an_x_changes_nothing_and_a_z_begins_anew(chain: Chain, office: StoreOffice) -> None:
    codes = _take(chain, "UID1", "UID2")
    chain.submit("UID3")
    chain.accept(chain.ask("UID3").code, SECOND_POS, SECOND_CLERK)
    chain.submit("UID4")
    away = chain.ask("UID4").code
    refusal = RefuseParcel(away, POS, CLERK, ParcelFault.TOO_HEAVY, str(uuid4()))
    chain.ecms.refuse_parcel(refusal)
    chain.ecms.reprint(codes[0], PaperKind.LABEL, POS, CLERK)
    _build(chain)
    _hand_over(office, codes[0])

    so_far = office.day_so_far(POS, CLERK)
    assert office.day_so_far(POS, CLERK) == so_far
    press = str(uuid4())
    closed = office.close_day(CloseDay(POS, CLERK, press))
    chain.clock.forward(hours=1)
    assert office.close_day(CloseDay(POS, CLERK, press)) == closed

    assert (so_far.number, so_far.since, so_far.until) == (None, None, closed.until)
    assert (closed.number, closed.accepted, closed.handed_over, closed.held) == (1, 3, 1, 2)
    assert closed.accepted_by_merchant == (Count("001", "Merchant A", 3),)
    assert closed.accepted_by_clerk == (
        Count("1042", "R. Santos", 2),
        Count("1077", "L. Dela Cruz", 1),
    )
    assert closed.accepted_by_terminal == (Count("02", "", 2), Count("03", "", 1))
    assert closed.refused == ((ParcelFault.TOO_HEAVY, 1),)
    assert closed.reprints == ((PaperKind.LABEL, 1),)
    assert office.closed_day(1, POS) == closed

    _hand_over(office, codes[1])
    second = office.close_day(CloseDay(POS, SECOND_CLERK, str(uuid4())))
    assert (second.number, second.since, second.accepted) == (2, closed.until, 0)
    assert (second.handed_over, second.held, second.refused) == (1, 1, ())
    assert office.closed_day(1, POS) == closed, "a report says what it said"


def test_reports_are_each_stores_own(chain: Chain, office: StoreOffice) -> None:
    _take(chain, "UID1")
    assert chain.office_at(CEBU_POS).day_so_far(CEBU_POS, CLERK).accepted == 0
    assert chain.office_at(CEBU_POS).close_day(CloseDay(CEBU_POS, CLERK, str(uuid4()))).number == 1
    with pytest.raises(ReportUnknown):
        office.closed_day(1, POS)


@pytest.mark.parametrize(("days", "overdue"), [(7, 0), (8, 1)])
def test_a_parcel_that_stays_too_long_is_named(
    chain: Chain, office: StoreOffice, days: int, overdue: int
) -> None:
    _take(chain, "UID1")
    chain.clock.forward(days=days)
    report = office.day_so_far(POS, CLERK)
    assert [parcel.days for parcel in report.overdue] == [days] * overdue
    assert report.overdue_days == RULES.overdue_days == 7


def test_a_day_balances_when_everything_was_received(chain: Chain, office: StoreOffice) -> None:
    first, second, _ = _take(chain, "UID1", "UID2", "UID3")
    _build(chain)
    _hand_over(office, first)
    _hand_over(office, second)

    (late,) = _take(chain, "UID4")
    found = office.reconcile(TODAY, POS)

    assert (found.accepted, found.balances) == (4, False)
    assert [(leg.status, leg.reached, leg.missing_count) for leg in found.legs] == [
        (Status.FOR_PULL_OUT, 3, 1),
        (Status.PULLED_OUT_FROM_STORE, 2, 1),
        (Status.ON_VEHICLE_TO_WAREHOUSE, 0, 2),
        (Status.ARRIVED_AT_WAREHOUSE, 0, 0),
        (Status.FOR_RETURN_TO_MERCHANT, 0, 0),
    ]
    assert [parcel.reference for parcel in found.legs[0].missing] == ["UID4"]
    assert [parcel.reference for parcel in found.legs[1].missing] == ["UID3"]
    assert late
    empty = office.reconcile(TODAY - timedelta(days=1), POS)
    assert (empty.accepted, empty.balances) == (0, True)


def test_a_lists_file_is_the_same_from_the_job_and_from_the_pos(
    chain: Chain, office: StoreOffice, tmp_path: Path
) -> None:
    code, _ = _take(chain, "UID1", "UID2")
    _build(chain)
    _hand_over(office, code)
    write_list_files(chain.storage, [FIRST], tmp_path)
    expected = as_csv(apo_records(office.pull_out_list(FIRST, POS)))
    assert (tmp_path / "APO-0166-20261121.csv").read_bytes() == expected
