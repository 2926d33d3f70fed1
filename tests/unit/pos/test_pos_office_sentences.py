"""Every refusal of the back office has its own sentence, and no code or exception in it."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from core.domain import pull_out_refusals as no
from core.domain import refusals
from core.domain.codes import TrackingNumber
from core.domain.refusals import Refusal, ScannedThing
from core.domain.status import Status, Trigger
from core.services.ports import PrinterStatus
from core.services.store_office import HandedOver, Leg, Reconciliation
from core.simulator.specimens import apo, day
from core.texts import Texts
from pos.flow.office_states import (
    Copies,
    CopyPhase,
    Counting,
    CountNote,
    Day,
    DayNote,
    FileForm,
    LabelScan,
    PullOut,
    PullOutNote,
)
from pos.sentences import day as day_words
from pos.sentences.copies import copies_words
from pos.sentences.pull_out import (
    count_words,
    late_words,
    missing_words,
    note_words,
    progress_words,
    scan_words,
)

TEXTS = Texts()
LIST = apo(3, 1)
STORE = LIST.store
FOREIGN = TrackingNumber("34012345678901234")
_AT = datetime(2026, 11, 21, 6, 33, tzinfo=UTC)
REFUSALS: tuple[Refusal, ...] = (
    no.NotOnList("APO-0166-20261121", "APO-0166-20261121", Status.FOR_PULL_OUT),
    no.NotOnList("APO-0166-20261121", "APO-0412-20261121", Status.FOR_PULL_OUT),
    no.NotOnList("APO-0166-20261121", "", Status.RETURNED),
    no.NotOnList("APO-0166-20261121", "", Status.ARRIVED_AT_WAREHOUSE),
    no.ParcelUnknown("30310533261428999", False),
    no.ParcelUnknown("40012345678901234", True),
    no.ListClosed("APO-0166-20261121", _AT),
    no.ListUnknown("APO-0166-20261121"),
    refusals.CodeUnknown("182212342345"),
    refusals.EcmsUnreachable(),
    refusals.OutOfOrder(Status.RETURNED, Status.PULLED_OUT_FROM_STORE),
    refusals.WrongParty(Status.PULLED_OUT_FROM_STORE, Trigger.POS),
    refusals.WrongCheckDigit("303105332614281207"),
    *(refusals.NotATrackingNumber(thing) for thing in ScannedThing),
)


def _said(refusal: Refusal | None) -> str:
    page = PullOut((LIST,), scan=LabelScan("303105332614281206", refusal=refusal))
    words = scan_words(page, STORE, TEXTS)
    assert words.tone in {"amber", "red"}
    assert words.icon
    assert words.headline
    assert words.detail
    return f"{words.headline} {words.detail}"


@pytest.mark.parametrize("refusal", REFUSALS, ids=lambda refusal: type(refusal).__name__)
def test_every_refused_label_is_explained_in_words(refusal: Refusal) -> None:
    said = _said(refusal)
    assert "_" not in said
    assert "{" not in said
    assert refusal.code.value not in said


def test_what_differs_is_said_differently() -> None:
    said = [_said(refusal) for refusal in REFUSALS[:6]]
    assert len(set(said)) == len(said)
    assert "PageUp" in said[0]
    assert "APO-0412" in said[1]
    assert "next one" in said[2]
    assert "ARRIVED AT WAREHOUSE" in said[3]


def test_a_refused_label_is_named_also_beside_another_s_hand_over() -> None:
    foreign = LabelScan(FOREIGN.sscc, refusal=no.ParcelUnknown(FOREIGN.digits, True))
    handed = LabelScan("303105332614281206", handed=HandedOver(LIST.lines[0], 1, 3, again=False))
    words = scan_words(PullOut((LIST,), scan=handed, refused=(foreign,)), STORE, TEXTS)
    assert (words.tone, words.headline) == ("red", "Another chain’s label")
    assert words.detail.startswith(f"{FOREIGN}\n")


def test_several_refused_labels_are_counted_and_told_apart_by_their_ends() -> None:
    amber = [LabelScan(f"3031053326142812{n}") for n in range(5)]
    page = PullOut((LIST,), refused=(LabelScan(FOREIGN.sscc, refusal=REFUSALS[5]), *amber))
    words = scan_words(page, STORE, TEXTS)
    assert (words.tone, words.headline) == ("red", "6 labels refused")
    assert words.detail.startswith("Those that end in 901234, 428120, 428121, 428122. Keep")
    without_red = replace(page, refused=page.refused[1:])
    assert scan_words(without_red, STORE, TEXTS).tone == "amber"


def test_what_is_no_label_is_shown_in_one_line() -> None:
    scan = LabelScan("W" * 39, refusal=refusals.NotATrackingNumber(ScannedThing.REFERENCE))
    words = scan_words(PullOut((LIST,), scan=scan, refused=(scan,)), STORE, TEXTS)
    assert words.detail.splitlines()[0] == "W" * 17 + "…"


def test_what_was_refused_meanwhile_is_said_elsewhere() -> None:
    label = LabelScan(FOREIGN.sscc)
    assert late_words((), TEXTS) == ""
    assert late_words((label,), TEXTS).startswith(f"{FOREIGN} was not handed over")
    assert late_words((label, label), TEXTS).startswith("2 parcels were not handed over")


def test_a_bug_says_what_to_do() -> None:
    assert "Scan the label again" in _said(None)


def test_a_parcel_that_was_handed_over_before_is_told_from_a_new_one() -> None:
    line = LIST.lines[0]
    first = replace(PullOut((LIST,)), scan=LabelScan("x", HandedOver(line, 1, 3, again=False)))
    again = replace(PullOut((LIST,)), scan=LabelScan("x", HandedOver(line, 1, 3, again=True)))
    assert scan_words(first, STORE, TEXTS).headline == "Handed over"
    words = scan_words(again, STORE, TEXTS)
    assert words.headline == "Already handed over"
    assert "14:33" in words.detail


def test_every_note_has_its_sentence() -> None:
    said = {note_words(note, TEXTS) for note in PullOutNote}
    assert len(said) == len(PullOutNote)
    assert "" not in said
    counts = {count_words(Counting(note=note), TEXTS) for note in CountNote}
    assert len(counts) == len(CountNote)
    days = {day_words.note_words(Day(note=note), TEXTS) for note in DayNote}
    assert len(days) == len(DayNote)
    assert count_words(Counting(), TEXTS) == note_words(None, TEXTS) == ""


def test_counts_that_differ_are_all_named() -> None:
    said = count_words(Counting(refusal=no.CountsDiffer(9, 10, 11)), TEXTS)
    assert said.startswith("9 were scanned, you counted 10, the driver 11.")


def test_a_list_says_how_far_it_is_and_what_stays() -> None:
    assert progress_words(LIST, STORE, TEXTS) == "1 of 3 handed over."
    closed = progress_words(apo(3, 2, closed=True), STORE, TEXTS)
    assert closed == "2 of 3 handed over. Closed at 14:53 by R. Santos; both counted 2."
    assert missing_words(LIST, TEXTS) == "2 parcels stay here and go on the next list."
    assert missing_words(apo(2, 2), TEXTS) == "Every parcel is handed over."


@pytest.mark.parametrize(
    ("copies", "printer", "said"),
    [
        (Copies(), None, ""),
        (Copies(CopyPhase.PRINTING), None, "Printing…"),
        (Copies(CopyPhase.OUT), None, "Printed"),
        (Copies(CopyPhase.FAILED, PrinterStatus.PAPER_OUT), None, "Put in a new paper roll, then"),
        (Copies(CopyPhase.FAILED), PrinterStatus.READY, "Press F6 to print it."),
        (Copies(form=FileForm.PDF), None, "Saving…"),
        (Copies(form=FileForm.PDF, filed="/a/b.pdf"), None, "Saved as b.pdf in /\u200ba."),
        (Copies(form=FileForm.CSV, not_filed=True), None, "then press F8."),
    ],
)
def test_what_became_of_a_report_is_said(
    copies: Copies, printer: PrinterStatus | None, said: str
) -> None:
    assert said in copies_words(copies, printer, TEXTS)[0]


@pytest.mark.parametrize(
    ("copies", "said"),
    [
        (Copies(CopyPhase.FAILED, filed="/a/b.pdf"), "It did not come out whole."),
        (Copies(CopyPhase.DOUBTFUL, form=FileForm.PDF), "Did it print?"),
        (Copies(CopyPhase.PRINTING, form=FileForm.PDF, not_filed=True), "then press F7."),
        (Copies(CopyPhase.PRINTING, form=FileForm.PDF), "Printing…"),
        (Copies(CopyPhase.OUT, form=FileForm.PDF), "Saving…"),
        (Copies(CopyPhase.OUT, filed="/a/b.pdf"), "Saved as b.pdf"),
    ],
)
def test_of_paper_and_file_asked_for_at_once_what_is_to_be_done_comes_first(
    copies: Copies, said: str
) -> None:
    assert said in copies_words(copies, None, TEXTS)[0]


def test_the_day_s_list_leaves_out_what_did_not_happen() -> None:
    quiet = replace(day(None, 0), refused=(), reprints=())
    headings = [line.words for line in day_words.lines(quiet, None, TEXTS) if line.is_heading]
    assert headings == ["Accepted by merchant", "Accepted by clerk", "Accepted by terminal"]


def test_parcels_that_stay_too_long_come_first_and_are_marked() -> None:
    lines = day_words.lines(day(None, 2), None, TEXTS)
    assert lines[0].words == "Here for more than 7 days"
    assert [line.is_late for line in lines[:4]] == [False, True, True, False]
    assert lines[1].figure == "20 days"


def test_the_way_of_a_day_says_at_which_leg_something_is_missing() -> None:
    report = day(None, 1)
    legs = (
        Leg(Status.FOR_PULL_OUT, 17, 0),
        Leg(Status.PULLED_OUT_FROM_STORE, 16, 1, report.overdue),
    )
    way = Reconciliation(STORE, _AT.date(), 17, legs)
    assert day_words.leg_words(legs[1], TEXTS) == ("With the driver", "16 · 1 not yet")
    assert day_words.way_words(way, TEXTS) == "What is not there yet stands in the list."
    headings = [line.words for line in day_words.lines(report, way, TEXTS) if line.is_heading]
    assert headings[-1] == "Not yet PULLED OUT FROM STORE"
    whole = replace(way, legs=legs[:1])
    assert day_words.way_words(whole, TEXTS) == "Accepted = listed = pulled out = received."
