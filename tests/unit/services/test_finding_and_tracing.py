"""Which parcel or order a number means, and what is said where it means none."""

import secrets
from datetime import timedelta
from typing import NoReturn

import pytest
from log_lines import log_lines
from small_chain import DC_DELIVERS, KIOSK, NOON, PINS, POS, RULES, SmallChain

from core.domain.codes import TrackingNumber
from core.domain.pull_out_refusals import ParcelUnknown
from core.domain.references import parse_reference
from core.domain.refusals import (
    CodeUnknown,
    EcmsUnreachable,
    ScannedThing,
    TooManyAttempts,
    UnknownReference,
)
from core.persistence.database import Database
from core.services.embedded import EmbeddedEcms
from core.services.find_orders import find_orders
from core.services.guessing import check_may_ask, write_down_wrong
from core.services.ports import DatabaseTrouble, TroubleKind
from core.services.scan_parcel import clock_ahead
from core.services.trace_parcel import trace_parcel


@pytest.mark.parametrize(
    ("typed", "thing"),
    [
        ("ABC123ABC123", ScannedThing.TWO_CODES),
        ("XABC123ABC123", None),
        ("AB123AB123", None),
        ("4006381333931", ScannedThing.PRODUCT),
        ("182212342345", ScannedThing.RETURN_CODE),
        ("NOSUCH", None),
    ],
)
def test_an_unknown_reference_is_named_where_that_helps(
    chain: SmallChain, typed: str, thing: ScannedThing | None
) -> None:
    """Two codes in one field have twelve signs at least; shorter ones repeat by chance."""
    with pytest.raises(UnknownReference) as refused:
        find_orders(chain.storage, RULES, parse_reference(typed), KIOSK, NOON)
    assert refused.value.thing is thing


def test_a_pause_is_counted_from_the_last_wrong_number(chain: SmallChain) -> None:
    """Who asks while it lasts hears how long, and makes it no longer."""
    limit = RULES.pins
    for second in range(limit.tries):
        with chain.storage.writing() as work:
            check_may_ask(work, "x", limit, NOON + timedelta(seconds=second))
            write_down_wrong(work, "x", limit, NOON + timedelta(seconds=second))
    end = NOON + timedelta(seconds=limit.tries - 1) + limit.window
    with chain.storage.reading() as work:
        for before, seconds in ((timedelta(microseconds=1), 1), (timedelta(seconds=61), 61)):
            with pytest.raises(TooManyAttempts) as paused:
                check_may_ask(work, "x", limit, end - before)
            assert paused.value.again_in_s == seconds
        check_may_ask(work, "x", limit, end)
        check_may_ask(work, "somebody else", limit, NOON)


def test_a_parcel_is_traced_for_its_own_merchant_and_the_chain_alone(chain: SmallChain) -> None:
    taken = chain.take("UID1", DC_DELIVERS)
    for number in (taken.code.digits, taken.tracking_number.sscc):
        for merchant in ("", "002"):
            trace = trace_parcel(chain.storage, RULES, number, merchant)
            assert (trace.tracking_number, trace.merchant_name) == (
                taken.tracking_number,
                "Merchant B",
            )
            assert [(step.seq, step.step.status.value) for step in trace.steps] == [
                (1, "FOR RETURN"),
                (2, "RETURNED"),
            ]
    with pytest.raises(ParcelUnknown) as refused:
        trace_parcel(chain.storage, RULES, taken.code.digits, "001")
    assert not refused.value.foreign


def test_a_label_of_somebody_else_is_told_from_one_that_was_never_issued(
    chain: SmallChain,
) -> None:
    for digits, foreign in (("30310533000000001", False), ("39999999000000001", True)):
        with pytest.raises(ParcelUnknown) as refused:
            trace_parcel(chain.storage, RULES, TrackingNumber(digits).sscc)
        assert (refused.value.entered, refused.value.foreign) == (digits, foreign)
    with pytest.raises(CodeUnknown) as unknown:
        trace_parcel(chain.storage, RULES, "182212342345")
    assert unknown.value.entered == "182212342345"


def test_a_hand_helds_clock_is_corrected_beyond_two_minutes() -> None:
    two, none = timedelta(minutes=2), timedelta()
    assert clock_ahead(None, NOON) == none
    for off in (two, -two, none):
        assert clock_ahead(NOON + off, NOON) == none
    for off in (two + timedelta(seconds=1), -two - timedelta(seconds=1)):
        assert clock_ahead(NOON + off, NOON) == off


class _Unwell(Database):
    """A database whose disk is full."""

    def __init__(self, trouble: DatabaseTrouble) -> None:
        self._trouble = trouble

    def reading(self) -> NoReturn:
        """See `Storage.reading`."""
        raise self._trouble


def test_a_terminal_that_is_not_set_up_is_named(chain: SmallChain) -> None:
    ecms = EmbeddedEcms(chain.storage, chain.clock, PINS, secrets.randbelow, RULES)
    assert ecms.terminal("0166", "02") == POS
    with pytest.raises(LookupError, match=r"^no terminal 0166-99 is set up$"):
        ecms.terminal("0166", "99")


def test_a_database_in_trouble_is_an_ecms_that_does_not_answer(chain: SmallChain) -> None:
    """Whether or not a driver's error is behind it; the log says where it came from."""
    plain, caused = (DatabaseTrouble(TroubleKind.FULL) for _ in range(2))
    caused.__cause__ = OSError("disk")
    with log_lines("ecms") as lines:
        for trouble in (plain, caused):
            ecms = EmbeddedEcms(_Unwell(trouble), chain.clock, PINS, secrets.randbelow, RULES)
            with pytest.raises(EcmsUnreachable):
                ecms.terminal("0166", "02")
    first, second = lines
    assert (first["event"], first["trouble"]) == ("returns database unusable", "FULL")
    assert str(first["at"]).startswith("test_finding_and_tracing:")
    assert second["at"] == "?", "an error that was never raised has no place"
