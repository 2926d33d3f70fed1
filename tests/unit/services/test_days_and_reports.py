"""A store's day: the figures of X and Z from the first parcel on, and what lags behind."""

from datetime import date, timedelta

import pytest
from small_chain import CEBU, CEBU_POS, CLERK, DC_DELIVERS, NOON, PASIG, POS, RULES, SmallChain

from core.domain.pull_out_refusals import ReportUnknown
from core.domain.status import Status
from core.persistence.board import StoredBoard
from core.services.backstage import BehindTheStores
from core.services.count_print import count_print
from core.services.counter_today import counter_today
from core.services.ecms import PaperKind, ParcelFault, RefuseParcel
from core.services.pull_out import build_list
from core.services.reconcile import midnight, reconcile
from core.services.refuse_parcel import refuse_parcel
from core.services.report_day import close_day, closed_day, day_so_far
from core.services.report_papers import CountPrint, ReportKind
from core.services.reprint import reprint
from core.services.store_office import CloseDay, Count, DayReport


def _x(chain: SmallChain) -> DayReport:
    return day_so_far(chain.storage, RULES, POS, CLERK, chain.clock.now())


def _z(chain: SmallChain, press: str) -> DayReport:
    return close_day(chain.storage, RULES, CloseDay(POS, CLERK, press), chain.clock.now())


def test_the_first_report_counts_all_that_ever_was(chain: SmallChain) -> None:
    """From the store's very first parcel, refusal and copy on; another store's are its own."""
    chain.clock.forward(days=-400)
    refused = chain.ask("UID0")
    for fault in (ParcelFault.TOO_HEAVY, ParcelFault.NOT_SEALED):
        command = RefuseParcel(refused, POS, CLERK, fault, f"press {fault.name}")
        refuse_parcel(chain.storage, command, chain.clock.now())
    taken = chain.take("UID1")
    chain.take("UID2", DC_DELIVERS)
    chain.take("UID3", counter=CEBU_POS)
    reprint(chain.storage, taken.code, PaperKind.LABEL, POS, CLERK, chain.clock.now())
    chain.clock.forward(days=400)

    report = _x(chain)
    assert (report.number, report.since, report.until, report.last_z) == (None, None, NOON, 0)
    assert (report.store, report.terminal, report.clerk) == (PASIG, "02", CLERK)
    assert (report.accepted, report.held, report.handed_over) == (2, 2, 0)
    assert report.accepted_by_merchant == (
        Count("001", "Merchant A", 1),
        Count("002", "Merchant B", 1),
    )
    assert report.accepted_by_clerk == (Count("1042", "R. Santos", 2),)
    assert report.accepted_by_terminal == (Count("02", "", 2),)
    assert report.refused == ((ParcelFault.NOT_SEALED, 1), (ParcelFault.TOO_HEAVY, 1))
    assert report.reprints == ((PaperKind.LABEL, 1),)
    assert [held.reference for held in report.overdue] == ["UID1", "UID2"]
    assert report.overdue_days == 7


def test_after_a_z_the_next_report_begins_anew(chain: SmallChain) -> None:
    """What was taken within the hour after it is counted once: in the next one."""
    chain.take("UID1")
    chain.clock.forward(minutes=1)
    first = _z(chain, "press 1")
    assert (first.number, first.accepted, first.last_z) == (1, 1, 0)
    assert _z(chain, "press 1") == first
    chain.clock.forward(minutes=10)
    chain.take("UID2")
    chain.clock.forward(minutes=10)

    report = _x(chain)
    assert (report.since, report.accepted, report.held, report.last_z) == (first.until, 1, 2, 1)
    second = _z(chain, "press 2")
    assert (second.number, second.accepted, second.last_z) == (2, 1, 1)
    assert closed_day(chain.storage, 1, POS) == first
    assert closed_day(chain.storage, 2, POS) == second
    for number, counter in ((3, POS), (1, CEBU_POS)):
        with pytest.raises(ReportUnknown):
            closed_day(chain.storage, number, counter)


def test_what_was_given_its_instant_before_a_z_and_written_after_is_not_lost(
    chain: SmallChain,
) -> None:
    """It waited for another transaction, for up to an hour (decision 0071)."""
    chain.take("UID1")
    chain.clock.forward(hours=1)
    _z(chain, "press 1")
    chain.clock.forward(minutes=-59)
    chain.take("UID2")
    chain.clock.forward(hours=2)
    assert _x(chain).accepted == 1


def test_a_z_on_paper_once_more_is_counted_in_the_next_report(chain: SmallChain) -> None:
    assert _z(chain, "press 1").number == 1
    chain.clock.forward(minutes=1)
    for press, copy in (("a", 0), ("b", 1), ("b", 1)):
        command = CountPrint(1, POS, CLERK, press)
        assert count_print(chain.storage, command, chain.clock.now()) == copy
    with pytest.raises(ReportUnknown):
        count_print(chain.storage, CountPrint(2, POS, CLERK, "c"), chain.clock.now())
    assert _x(chain).reprints == ((ReportKind.DAY_REPORT, 1),)


def test_a_parcel_is_overdue_after_the_seventh_day(chain: SmallChain) -> None:
    """Days are the store's own, from midnight to midnight."""
    chain.take("UID1")
    chain.clock.instant = midnight(PASIG, date(2026, 11, 29)) - timedelta(seconds=1)
    assert _x(chain).overdue == ()
    chain.clock.forward(seconds=1)
    (held,) = _x(chain).overdue
    assert (held.reference, held.days) == ("UID1", 8)


def test_midnight_is_the_stores_own() -> None:
    assert midnight(PASIG, date(2026, 11, 21)).isoformat() == "2026-11-20T16:00:00+00:00"


def test_the_counters_right_hand_side_begins_anew_at_midnight(chain: SmallChain) -> None:
    for number in range(9):
        chain.take(f"UID{number}")
        chain.clock.forward(minutes=1)
    chain.take("UID9", counter=CEBU_POS)
    before = midnight(PASIG, date(2026, 11, 22)) - timedelta(seconds=1)
    today = counter_today(chain.storage, POS, before)
    assert (today.accepted, today.waiting, len(today.last)) == (9, 9, 8)
    tomorrow = counter_today(chain.storage, POS, before + timedelta(seconds=1))
    assert (tomorrow.accepted, tomorrow.waiting, len(tomorrow.last)) == (0, 9, 8)


def test_what_is_missing_is_named_at_the_leg_that_it_did_not_reach(chain: SmallChain) -> None:
    """Four parcels of one day, each a leg further than the one before it."""
    behind = BehindTheStores(chain.storage, RULES, chain.clock, StoredBoard(chain.storage))
    for uid in ("LISTED", "OUT", "LOADED", "THERE"):
        chain.take(uid)
    chain.take("CEBU", counter=CEBU_POS)
    build_list(chain.storage, PASIG, NOON)
    chain.take("TAKEN")
    ways = {"OUT": 1, "LOADED": 2, "THERE": 4}
    for uid, steps in ways.items():
        for _ in range(steps):
            (parcel,) = [each for each in behind.board.parcels() if each.uid == uid]
            behind.move_on(parcel)

    day = reconcile(chain.storage, PASIG.today(NOON), POS, NOON)
    assert (day.store, day.day, day.accepted, day.balances) == (
        PASIG,
        date(2026, 11, 21),
        5,
        False,
    )
    assert [
        (leg.status, leg.reached, leg.missing_count, [held.reference for held in leg.missing])
        for leg in day.legs
    ] == [
        (Status.FOR_PULL_OUT, 4, 1, ["TAKEN"]),
        (Status.PULLED_OUT_FROM_STORE, 3, 1, ["LISTED"]),
        (Status.ON_VEHICLE_TO_WAREHOUSE, 2, 1, ["OUT"]),
        (Status.ARRIVED_AT_WAREHOUSE, 1, 1, ["LOADED"]),
        (Status.FOR_RETURN_TO_MERCHANT, 1, 0, []),
    ]
    elsewhere = reconcile(chain.storage, CEBU.today(NOON), CEBU_POS, NOON)
    assert (elsewhere.accepted, elsewhere.legs[0].missing_count) == (1, 1)
    for other in (date(2026, 11, 20), date(2026, 11, 22)):
        empty = reconcile(chain.storage, other, POS, NOON)
        assert (empty.accepted, empty.balances) == (0, True)
