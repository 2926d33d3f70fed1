"""Every refusal, every strange scan and every state of the printer has its sentences."""

from datetime import UTC, date, datetime
from inspect import isabstract
from typing import get_args

import pytest

from core.domain import refusals
from core.domain.merchants import Merchant, Store
from core.domain.refusals import AnyRefusal, Refusal, RefusalCode, ScannedThing
from core.domain.status import Status, Trigger
from core.services.ecms import PaperKind, ParcelFault
from core.services.ports import PrinterStatus
from core.texts import Texts
from pos.flow.tray import Paper, Phase
from pos.sentences.explanation import Tone
from pos.sentences.notes import fault_reason, fault_told
from pos.sentences.printer import (
    KEYS,
    paper_doubt,
    paper_trouble,
    printer_words,
    shortened,
    what_to_do,
)
from pos.sentences.refusals import explain
from pos.sentences.things import explain_thing

TEXTS = Texts()
_A = Merchant("001", "Merchant <A> & Sons")
_STORE = Store("0412", "Ayala Ave", "NCR")
_DAY = date(2026, 12, 5)
_THING = ScannedThing.PRODUCT

ONE_OF_EACH: tuple[Refusal, ...] = (
    refusals.AlreadyRequested(_A),
    refusals.AlreadyReturned(_A, _STORE, datetime(2026, 11, 19, 10, 7, tzinfo=UTC)),
    refusals.BadMobileNumber(),
    refusals.Cancelled(_A),
    refusals.CodeExpired(_A, _DAY),
    refusals.CodeUnknown("182212342345"),
    refusals.EcmsUnreachable(),
    refusals.Expired(_A, _DAY),
    refusals.MerchantSuspended(_A),
    refusals.NotAcceptedYet(),
    refusals.NotAReturnCode(_THING),
    refusals.NotATrackingNumber(_THING),
    refusals.NotAtThisStore(_A, _STORE),
    refusals.NotYetValid(_A, _DAY),
    refusals.OutOfOrder(Status.FOR_PULL_OUT, Status.RETURNED),
    refusals.TooLarge(_A),
    refusals.TooManyAttempts(61),
    refusals.UnknownReference(),
    refusals.Unreadable(_THING),
    refusals.WrongCheckDigit("182212342346"),
    refusals.WrongParty(Status.RETURNED, Trigger.DC),
    refusals.WrongPin(),
)
#: What the ECMS may answer to a code: the parcel must not be taken, in red.
RED = (
    refusals.AlreadyReturned,
    refusals.Cancelled,
    refusals.CodeExpired,
    refusals.CodeUnknown,
    refusals.Expired,
    refusals.MerchantSuspended,
    refusals.NotAtThisStore,
    refusals.NotYetValid,
    refusals.OutOfOrder,
    refusals.TooLarge,
    refusals.WrongParty,
)


def test_the_list_of_refusals_is_whole() -> None:
    """A refusal that the domain learns must get its sentences here (mypy then says where)."""
    known = {
        kind
        for kind in vars(refusals).values()
        if isinstance(kind, type) and issubclass(kind, Refusal) and kind is not Refusal
    }
    assert not any(isabstract(kind) for kind in known)
    assert set(get_args(AnyRefusal)) == known
    assert {type(refusal) for refusal in ONE_OF_EACH} == known
    assert {refusal.code for refusal in ONE_OF_EACH} <= set(RefusalCode)


@pytest.mark.parametrize("refusal", ONE_OF_EACH, ids=lambda refusal: refusal.code.value)
def test_each_refusal_says_what_it_is_and_what_to_do(refusal: Refusal) -> None:
    said = explain(refusal, TEXTS)
    assert said.headline
    assert said.detail.endswith(".")
    assert said.tone is (Tone.RED if isinstance(refusal, RED) else Tone.AMBER)
    assert said.headline.startswith("Do not accept") is (said.tone is Tone.RED)
    for sentence in (said.headline, said.detail, said.tell):
        assert refusal.code.value not in sentence
        assert "{" not in sentence
    assert "<A>" not in said.detail


def test_a_parcel_that_is_too_large_is_collected_as_the_kiosk_says_it_is() -> None:
    assert explain(refusals.TooLarge(_A), TEXTS).tell.endswith("to have it collected.”")
    for fault in (ParcelFault.TOO_LARGE, ParcelFault.TOO_HEAVY):
        assert fault_told(fault, "Shop", TEXTS).endswith("to have the parcel collected.”")


def test_a_bug_has_a_sentence_too() -> None:
    said = explain(None, TEXTS)
    assert said.tone is Tone.AMBER
    assert "Nothing was changed" in said.detail


def test_no_two_strange_things_are_called_the_same() -> None:
    headlines = [explain_thing(thing, TEXTS).headline for thing in ScannedThing]
    assert len(set(headlines)) == len(ScannedThing)


@pytest.mark.parametrize("status", list(PrinterStatus))
def test_each_state_of_the_printer_says_what_to_do(status: PrinterStatus) -> None:
    words = printer_words(status, TEXTS)
    assert words.words
    assert (words.tone == "good") is (status is PrinterStatus.READY)
    for kind, key in ((PaperKind.RECEIPT, "F6"), (PaperKind.LABEL, "F7")):
        _, to_do = paper_trouble(Paper(kind, Phase.FAILED, status), status, TEXTS)
        assert to_do.endswith(f"{key}.") or f"Press {key} " in to_do
        assert (what_to_do(status, TEXTS) in to_do) is not status.can_print


def test_what_to_do_follows_the_printer_and_not_the_past() -> None:
    jammed = Paper(PaperKind.RECEIPT, Phase.FAILED, PrinterStatus.JAMMED)
    happened, to_do = paper_trouble(jammed, PrinterStatus.COVER_OPEN, TEXTS)
    assert "jammed" in happened
    assert to_do == "Close the printer’s cover, then press F6."
    assert paper_trouble(jammed, PrinterStatus.READY, TEXTS)[1] == "Press F6 to print it."


@pytest.mark.parametrize("fault", list(ParcelFault))
def test_each_reason_of_the_clerk_has_words_for_both(fault: ParcelFault) -> None:
    assert fault_reason(fault, TEXTS)
    assert fault_told(fault, "Merchant A", TEXTS).startswith("“")


def test_a_scan_is_shown_as_a_line_with_every_sign_visible() -> None:
    assert shortened("18\x1d22\u202e") == "18·22·"
    assert len(shortened("x" * 10_000)) == 40


@pytest.mark.parametrize("kind", PaperKind)
def test_the_question_says_both_keys_and_what_to_do_first(kind: PaperKind) -> None:
    paper = Paper(kind, Phase.ASKED)
    asked, answer = paper_doubt(paper, PrinterStatus.READY, TEXTS)
    assert "?" in asked
    assert "F9: yes" in answer
    assert KEYS[kind] in answer
    assert "Free the printer’s knife" in paper_doubt(paper, PrinterStatus.CUTTER_STUCK, TEXTS)[1]
