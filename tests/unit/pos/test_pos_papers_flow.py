"""Receipt and label in the flow: what is a reprint and what is not."""

from dataclasses import replace

import pytest

from core.domain.refusals import EcmsUnreachable, NotAcceptedYet
from core.services.ecms import AcceptedParcel, PaperKind, Reprint
from core.services.ports import PrinterStatus
from pos.flow import effects, events
from pos.flow.advance import advance
from pos.flow.states import Accepted, Find, FindNote, Ready, State, Verify
from pos.flow.tray import Phase, Tray

RECEIPT, LABEL = PaperKind.RECEIPT, PaperKind.LABEL


def _after(state: State, *happened: events.Event) -> State:
    for event in happened:
        state, _ = advance(state, event)
    return state


def _tray(state: State) -> Tray:
    return state.trays[0]


@pytest.fixture
def printing(ready: State, accepted: AcceptedParcel) -> State:
    """The receipt is being printed."""
    return _after(replace(ready, page=Accepted(accepted.code)), events.ParcelTaken(accepted))


@pytest.fixture
def done(printing: State, accepted: AcceptedParcel) -> State:
    """Both papers are out."""
    return _after(
        printing,
        events.PaperCameOut(accepted.code, RECEIPT),
        events.PaperCameOut(accepted.code, LABEL),
    )


def test_the_label_follows_the_receipt(printing: State, accepted: AcceptedParcel) -> None:
    assert _tray(printing).label.phase is Phase.WAITING
    state, wanted = advance(printing, events.PaperCameOut(accepted.code, RECEIPT))
    assert wanted == (effects.PrintPaper(accepted, LABEL),)
    state = _after(state, events.PaperCameOut(accepted.code, LABEL))
    assert _tray(state).settled


def test_nothing_is_sent_after_a_failure_until_the_clerk_says_so(
    printing: State, accepted: AcceptedParcel
) -> None:
    state, wanted = advance(
        printing, events.PaperFailed(accepted.code, RECEIPT, PrinterStatus.JAMMED)
    )
    assert wanted == ()
    state, wanted = advance(state, events.PrinterChanged(PrinterStatus.READY))
    assert wanted == ()
    state, wanted = advance(state, events.PaperAsked(RECEIPT))
    assert wanted == (effects.PrintPaper(accepted, RECEIPT, 0),)
    _, wanted = advance(state, events.PaperCameOut(accepted.code, RECEIPT))
    assert wanted == (effects.PrintPaper(accepted, LABEL, 0),)


def test_a_paper_is_not_asked_for_twice(printing: State) -> None:
    assert advance(printing, events.PaperAsked(RECEIPT)) == (printing, ())


def test_a_paper_asked_for_while_the_other_prints_comes_next(
    done: State, accepted: AcceptedParcel
) -> None:
    state, wanted = advance(done, events.PaperAsked(RECEIPT))
    assert wanted == (effects.CountCopy(accepted.code, RECEIPT, accepted.clerk),)
    state, wanted = advance(state, events.PaperAsked(LABEL))
    assert wanted == ()
    state, wanted = advance(state, events.CopyCounted(Reprint(accepted, RECEIPT, 1)))
    assert effects.PrintPaper(accepted, RECEIPT, 1) in wanted
    _, wanted = advance(state, events.PaperCameOut(accepted.code, RECEIPT))
    assert wanted == (effects.CountCopy(accepted.code, LABEL, accepted.clerk),)


def test_a_counted_copy_that_fails_is_not_counted_again(
    done: State, accepted: AcceptedParcel
) -> None:
    state = _after(
        done,
        events.PaperAsked(LABEL),
        events.CopyCounted(Reprint(accepted, LABEL, 3)),
        events.PaperFailed(accepted.code, LABEL, PrinterStatus.PAPER_OUT),
    )
    _, wanted = advance(state, events.PaperAsked(LABEL))
    assert wanted == (effects.PrintPaper(accepted, LABEL, 3),)


def test_a_copy_that_was_not_counted_is_not_printed(done: State, accepted: AcceptedParcel) -> None:
    question = effects.CountCopy(accepted.code, RECEIPT, accepted.clerk)
    state = _after(done, events.PaperAsked(RECEIPT))
    for failure in (events.SaidNo(question, EcmsUnreachable()), events.Broke(question)):
        failed, wanted = advance(state, failure)
        assert wanted == ()
        assert failed.page == Accepted(accepted.code, not_counted=True)
        _, wanted = advance(failed, events.PaperAsked(RECEIPT))
        assert wanted == (question,)


def test_find_says_that_a_parcel_has_no_papers_yet(ready: State, accepted: AcceptedParcel) -> None:
    question = effects.CountCopy(accepted.code, RECEIPT, accepted.clerk)
    state = replace(ready, page=Find(), counting=(accepted.code, RECEIPT))
    state = _after(state, events.SaidNo(question, NotAcceptedYet()))
    assert isinstance(state.page, Find)
    assert state.page.note is FindNote.NO_PAPERS
    assert state.counting is None


def test_papers_that_are_out_are_forgotten_when_their_page_is_left(
    done: State, printing: State, accepted: AcceptedParcel
) -> None:
    assert _after(done, events.BackAsked()).trays == ()
    left = _after(printing, events.BackAsked())
    assert left.page == Ready()
    assert left.trays != ()
    left = _after(left, events.PaperFailed(accepted.code, RECEIPT, PrinterStatus.OFFLINE))
    assert left.unprinted == left.trays
    assert _after(printing, events.PaperFailed(accepted.code, RECEIPT, None)).unprinted == ()


def test_find_opens_at_the_parcel_whose_paper_is_missing(
    printing: State, accepted: AcceptedParcel
) -> None:
    state = _after(printing, events.PaperFailed(accepted.code, RECEIPT, PrinterStatus.OFFLINE))
    state, wanted = advance(_after(state, events.BackAsked()), events.FindAsked())
    assert wanted == (effects.Search(str(accepted.code), 1),)


def test_the_same_acceptance_answered_twice_prints_once(
    printing: State, accepted: AcceptedParcel
) -> None:
    _, wanted = advance(printing, events.ParcelTaken(accepted))
    assert not any(isinstance(effect, effects.PrintPaper) for effect in wanted)


def test_a_paper_failing_later_does_not_disturb_the_next_parcel(
    printing: State, accepted: AcceptedParcel, ready: State
) -> None:
    busy = replace(printing, page=Ready(entry="1822"))
    state = _after(busy, events.PaperFailed(accepted.code, RECEIPT, PrinterStatus.OFFLINE))
    assert state.page == Ready(entry="1822")
    assert not isinstance(state.page, Verify)


def test_where_the_printer_cannot_say_the_clerk_does_and_no_is_no_reprint(
    printing: State, accepted: AcceptedParcel
) -> None:
    asked, wanted = advance(printing, events.PaperDoubtful(accepted.code, RECEIPT, None))
    assert wanted == ()
    assert _tray(asked).asked is _tray(asked).receipt
    state, wanted = advance(asked, events.PaperAsked(RECEIPT))
    assert wanted == (effects.PrintPaper(accepted, RECEIPT, 0),)
    state = _after(state, events.PaperDoubtful(accepted.code, RECEIPT, None))
    state, wanted = advance(state, events.PaperSeen())
    assert wanted == (effects.PrintPaper(accepted, LABEL, 0),)
    assert _tray(state).receipt.came_out


def test_a_yes_that_nobody_asked_for_means_nothing(printing: State, done: State) -> None:
    assert advance(printing, events.PaperSeen()) == (printing, ())
    assert advance(done, events.PaperSeen()) == (done, ())


def test_an_unanswered_question_is_not_forgotten(printing: State, accepted: AcceptedParcel) -> None:
    asked = _after(printing, events.PaperDoubtful(accepted.code, RECEIPT, PrinterStatus.SILENT))
    gone = _after(asked, events.CounterAsked())
    assert [tray.parcel.code for tray in gone.unprinted] == [accepted.code]
