"""The hand-held says what became of each scan, in words."""

from datetime import UTC, date, datetime

import pytest

from core.domain import pull_out_refusals as no
from core.domain import refusals
from core.domain.apo import ApoNumber
from core.domain.codes import TrackingNumber
from core.domain.refusals import Refusal, ScannedThing
from core.domain.status import Status
from core.qt.handheld_words import job_words, scan_words, step_words, trouble_words
from core.services.handheld import STEPS
from core.services.pull_out import Built
from core.services.scan_parcel import Scan, Scanned
from core.texts import Texts

TEXTS = Texts()
_NUMBER = TrackingNumber("30310533261428120")
_LOADED = Status.ON_VEHICLE_TO_WAREHOUSE
_SCAN = Scan("303105332614281206", _LOADED, datetime(2026, 11, 21, 6, 33, tzinfo=UTC))


def test_a_scan_that_moved_a_parcel_says_where_it_is() -> None:
    moved = Scanned(_SCAN, _NUMBER, _LOADED)
    assert scan_words(moved, TEXTS) == "30310533261428120: ON VEHICLE TO WAREHOUSE"


def test_a_repeat_says_that_nothing_was_changed() -> None:
    again = Scanned(_SCAN, _NUMBER, Status.ARRIVED_AT_WAREHOUSE, again=True)
    said = scan_words(again, TEXTS)
    assert "it is ARRIVED AT WAREHOUSE. Nothing was changed." in said


@pytest.mark.parametrize(
    ("refusal", "said"),
    [
        (refusals.OutOfOrder(Status.RETURNED, _LOADED), "Out of turn: the parcel is RETURNED, so"),
        (no.ParcelUnknown("40012345678901234", True), "another chain’s label"),
        (no.ParcelUnknown("30310533261428999", False), "No parcel of ours"),
        (refusals.CodeUnknown("182212342345"), "No parcel of ours"),
        (refusals.NotATrackingNumber(ScannedThing.INCOMPLETE_CODE), "no whole parcel label"),
        (refusals.WrongCheckDigit("303105332614281207"), "One digit of this label is wrong"),
        (no.NotOnList("", "", Status.RETURNED), "This scan changes nothing"),
    ],
)
def test_every_refused_scan_is_explained(refusal: Refusal, said: str) -> None:
    words = scan_words(Scanned(_SCAN, refusal=refusal), TEXTS)
    assert said in words
    assert refusal.code.value not in words


def test_each_step_names_whose_scan_it_is() -> None:
    said = [step_words(step, TEXTS) for step in STEPS]
    assert said[0] == "ON VEHICLE TO WAREHOUSE · trucker"
    assert said[2] == "FOR RETURN TO MERCHANT · DC"
    assert len(set(said)) == 6


def test_the_job_says_what_it_made() -> None:
    number = ApoNumber("0166", date(2026, 11, 21))
    assert job_words(Built(1, (number,), 1, 2), TEXTS).startswith("APO-0166-20261121: 2 parcels")
    assert job_words(Built(1), TEXTS) == "Nothing new to pull out: no list was made."
    assert "scan again" in trouble_words(TEXTS)
