"""The parcel's way over the counter, as states, events and effects."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from core.domain.codes import ReturnCode
from core.domain.refusals import (
    AlreadyReturned,
    CodeUnknown,
    EcmsUnreachable,
    NotAReturnCode,
    ScannedThing,
    TooManyAttempts,
)
from core.services.ecms import AcceptedParcel, PaperKind, ParcelFault, VerifiedReturn
from pos.flow import effects, events
from pos.flow.advance import advance
from pos.flow.office_events import PullOutAsked
from pos.flow.states import (
    Accepted,
    Busy,
    Check,
    Find,
    Link,
    Locked,
    LockNote,
    Looking,
    Ready,
    Refused,
    SentAway,
    State,
    Verify,
    VerifyNote,
)

OTHER = ReturnCode("000000000000")


def _after(state: State, *happened: events.Event) -> State:
    for event in happened:
        state, _ = advance(state, event)
    return state


@pytest.fixture
def checked(ready: State, parcel: VerifiedReturn) -> State:
    """A verified parcel with all three checks made."""
    return replace(ready, page=Verify(parcel, frozenset(Check)))


def test_a_scan_is_looked_up_and_shown(ready: State, parcel: VerifiedReturn) -> None:
    state, wanted = advance(ready, events.Scanned(parcel.code.digits, 0))
    assert wanted == (effects.LookUp(parcel.code, 1),)
    assert state.page == Looking(parcel.code, 1)
    assert _after(state, events.LookedUp(1, parcel)).page == Verify(parcel)


def test_an_answer_that_comes_too_late_is_not_shown(ready: State, parcel: VerifiedReturn) -> None:
    state = _after(ready, events.Scanned(parcel.code.digits, 0), events.Scanned(OTHER.digits, 1))
    late = _after(state, events.LookedUp(1, parcel))
    assert late.page == Looking(OTHER, 2)
    back = _after(state, events.BackAsked(), events.LookedUp(2, parcel))
    assert back.page == Ready()


def test_keys_between_a_scan_and_its_answer_reach_no_parcel(
    checked: State, parcel: VerifiedReturn
) -> None:
    """The page of the parcel before is still on the screen; F9 must not take either."""
    state = _after(checked, events.Scanned(OTHER.digits, 0))
    for event in (events.AcceptAsked("a"), events.CheckToggled(Check.FITS), events.RefuseAsked()):
        assert advance(state, event) == (state, ())


@pytest.mark.parametrize("missing", list(Check))
def test_f9_takes_nothing_while_a_check_is_missing(
    ready: State, parcel: VerifiedReturn, missing: Check
) -> None:
    state = replace(ready, page=Verify(parcel, frozenset(Check) - {missing}))
    after, wanted = advance(state, events.AcceptAsked("a"))
    assert wanted == ()
    assert isinstance(after.page, Verify)
    assert after.page.note is VerifyNote.CHECK_FIRST


def test_f9_accepts_once_however_often_it_is_pressed(checked: State) -> None:
    state, wanted = advance(checked, events.AcceptAsked("first"))
    (effect,) = wanted
    assert isinstance(effect, effects.Accept)
    assert effect.command.attempt == "first"
    for event in (
        events.AcceptAsked("second"),
        events.CheckToggled(Check.FITS),
        events.RefuseAsked(),
        events.BackAsked(),
        events.CounterAsked(),
        events.FindAsked(),
        events.EnterPressed(),
    ):
        assert advance(state, event) == (state, ())


def test_f9_after_no_answer_is_the_same_attempt(checked: State) -> None:
    """It may have been taken: only the same attempt gets the same receipt."""
    state, (effect,) = advance(checked, events.AcceptAsked("first"))
    assert isinstance(effect, effects.Accept)
    for failure in (events.SaidNo(effect, EcmsUnreachable()), events.Broke(effect)):
        failed = _after(state, failure)
        assert isinstance(failed.page, Verify)
        assert failed.page.note is VerifyNote.NOT_ANSWERED
        _, (again,) = advance(failed, events.AcceptAsked("second"))
        assert again == effect


def test_a_reason_after_no_answer_is_the_same_attempt(ready: State, parcel: VerifiedReturn) -> None:
    state = replace(ready, page=Verify(parcel, choosing=True))
    state, (effect,) = advance(state, events.FaultChosen(ParcelFault.TOO_HEAVY, "first"))
    assert isinstance(effect, effects.SendAway)
    state = _after(state, events.SaidNo(effect, EcmsUnreachable()))
    _, (again,) = advance(state, events.FaultChosen(ParcelFault.TOO_HEAVY, "second"))
    assert again == effect
    done, wanted = advance(state, events.FaultNoted(parcel.code, ParcelFault.TOO_HEAVY))
    assert done.page == state.page
    assert wanted == ()


def test_the_reason_is_written_down_before_it_is_shown(
    ready: State, parcel: VerifiedReturn
) -> None:
    state = replace(ready, page=Verify(parcel, choosing=True))
    state = _after(state, events.FaultChosen(ParcelFault.TOO_HEAVY, "a"))
    assert isinstance(state.page, Verify)
    assert state.page.busy is Busy.REFUSING
    state, wanted = advance(state, events.FaultNoted(parcel.code, ParcelFault.TOO_HEAVY))
    assert state.page == SentAway(parcel, ParcelFault.TOO_HEAVY)
    assert wanted == (effects.FetchHistory(parcel.code),)


def test_a_refused_acceptance_shows_why(
    checked: State, parcel: VerifiedReturn, accepted: AcceptedParcel
) -> None:
    state, (effect,) = advance(checked, events.AcceptAsked("a"))
    assert isinstance(effect, effects.Accept)
    refusal = AlreadyReturned(parcel.merchant, accepted.terminal.store, accepted.accepted_at)
    state, wanted = advance(state, events.SaidNo(effect, refusal))
    assert state.page == Refused(refusal, str(parcel.code), parcel.code)
    assert wanted == (effects.FetchHistory(parcel.code),)
    assert state.trays == ()


def test_a_scan_during_the_acceptance_is_held_until_the_papers_are_out(
    checked: State, accepted: AcceptedParcel
) -> None:
    state = _after(checked, events.AcceptAsked("a"), events.Scanned(OTHER.digits, 0))
    assert state.held == OTHER.digits
    state = _after(state, events.ParcelTaken(accepted))
    assert state.page == Accepted(accepted.code)
    state = _after(state, events.PaperCameOut(accepted.code, PaperKind.RECEIPT))
    assert state.page == Accepted(accepted.code)
    state, wanted = advance(state, events.PaperCameOut(accepted.code, PaperKind.LABEL))
    assert state.page == Looking(OTHER, 1)
    assert effects.LookUp(OTHER, 1) in wanted
    assert state.held == ""


def test_a_held_scan_waits_for_the_clerk_where_a_paper_failed(
    checked: State, accepted: AcceptedParcel
) -> None:
    state = _after(
        checked,
        events.AcceptAsked("a"),
        events.Scanned(OTHER.digits, 0),
        events.ParcelTaken(accepted),
        events.PaperFailed(accepted.code, PaperKind.RECEIPT, None),
    )
    assert state.page == Accepted(accepted.code)
    assert state.held == OTHER.digits
    assert _after(state, events.EnterPressed()).page == Looking(OTHER, 1)


def test_a_held_scan_survives_a_refused_acceptance(checked: State, parcel: VerifiedReturn) -> None:
    state, (effect,) = advance(checked, events.AcceptAsked("a"))
    assert isinstance(effect, effects.Accept)
    state = _after(state, events.Scanned(OTHER.digits, 0), events.SaidNo(effect, _unknown()))
    assert isinstance(state.page, Refused)
    assert state.held == OTHER.digits
    assert _after(state, events.EnterPressed()).page == Looking(OTHER, 1)


@pytest.mark.parametrize("key", [events.EnterPressed, events.BackAsked, events.CounterAsked])
def test_a_held_scan_comes_next_whichever_key_leads_on(
    checked: State, parcel: VerifiedReturn, accepted: AcceptedParcel, key: type[events.Event]
) -> None:
    accepting, (accept,) = advance(checked, events.AcceptAsked("a"))
    assert isinstance(accept, effects.Accept)
    held = events.Scanned(OTHER.digits, 0)
    taken = _after(accepting, held, events.ParcelTaken(accepted))
    refused = _after(accepting, held, events.SaidNo(accept, _unknown()))
    noting = replace(checked, page=Verify(parcel, choosing=True))
    sent_away = _after(
        noting,
        events.FaultChosen(ParcelFault.NOT_SEALED, "a"),
        held,
        events.FaultNoted(parcel.code, ParcelFault.NOT_SEALED),
    )
    for state, page in ((taken, Accepted), (refused, Refused), (sent_away, SentAway)):
        assert isinstance(state.page, page)
        after, wanted = advance(state, key())
        assert after.page == Looking(OTHER, 1)
        assert wanted == (effects.LookUp(OTHER, 1),)
        assert after.held == ""


def test_a_held_scan_comes_after_an_acceptance_without_an_answer_too(checked: State) -> None:
    state, (accept,) = advance(checked, events.AcceptAsked("a"))
    state = _after(state, events.Scanned(OTHER.digits, 0), events.Broke(accept))
    assert isinstance(state.page, Verify)
    assert _after(state, events.BackAsked()).page == Looking(OTHER, 1)


def test_a_held_label_is_nobody_s_hand_over(checked: State) -> None:
    """Esc on the pull-out page leads to the counter, and hands nothing to the driver."""
    state, (accept,) = advance(checked, events.AcceptAsked("a"))
    label = "30310533261428120"
    state = _after(state, events.Scanned(label, 0), events.Broke(accept), PullOutAsked())
    state, wanted = advance(state, events.BackAsked())
    assert wanted == ()
    assert isinstance(state.page, Refused)
    assert state.page.scanned == label


def test_an_acceptance_whose_clerk_locked_the_screen_prints_all_the_same(
    checked: State, accepted: AcceptedParcel
) -> None:
    state = _after(checked, events.AcceptAsked("a"), events.LockAsked())
    assert isinstance(state.page, Locked)
    state, wanted = advance(state, events.ParcelTaken(accepted))
    assert isinstance(state.page, Locked)
    assert effects.PrintPaper(accepted, PaperKind.RECEIPT) in wanted


def test_a_double_scan_is_one_scan(ready: State, parcel: VerifiedReturn) -> None:
    first = events.Scanned(parcel.code.digits, 10.0)
    state = _after(ready, first)
    again, wanted = advance(state, replace(first, at=11.9))
    assert wanted == ()
    assert again.page == state.page
    _, wanted = advance(again, replace(first, at=14.0))
    assert wanted == (effects.LookUp(parcel.code, 2),)


def test_the_same_code_again_keeps_the_checks_that_were_made(
    checked: State, parcel: VerifiedReturn
) -> None:
    state, wanted = advance(checked, events.Scanned(parcel.code.digits, 0))
    assert state.page == checked.page
    assert wanted == ()


def test_a_scan_while_locked_changes_nothing_but_the_sentence(ready: State) -> None:
    locked = replace(ready, page=Locked(), clerk=None)
    state, wanted = advance(locked, events.Scanned("182212342345", 0))
    assert wanted == ()
    assert state == replace(locked, page=Locked(note=LockNote.SIGN_IN_FIRST))


def test_a_strange_scan_asks_the_ecms_nothing(ready: State) -> None:
    state, wanted = advance(ready, events.Scanned("4006381333931", 0))
    assert wanted == ()
    assert isinstance(state.page, Refused)
    assert isinstance(state.page.refusal, NotAReturnCode)
    assert state.page.refusal.thing is ScannedThing.PRODUCT


def test_enter_on_a_refusal_is_what_helps(ready: State, parcel: VerifiedReturn) -> None:
    for refusal in (EcmsUnreachable(), TooManyAttempts(60), None):
        refused = replace(ready, page=Refused(refusal, str(parcel.code), parcel.code))
        state, wanted = advance(refused, events.EnterPressed())
        assert wanted == (effects.LookUp(parcel.code, 1),)
        assert isinstance(state.page, Looking)
    tracking = Refused(NotAReturnCode(ScannedThing.TRACKING_NUMBER), "30310533261428120")
    state, wanted = advance(replace(ready, page=tracking), events.EnterPressed())
    assert isinstance(state.page, Find)
    assert wanted == (effects.Search("30310533261428120", 1),)
    done, wanted = advance(
        replace(ready, page=Refused(_unknown(), "1", parcel.code)), events.EnterPressed()
    )
    assert (done.page, wanted) == (Ready(), ())


def test_enter_leads_to_a_parcel_that_this_store_took_and_to_no_other_store_s(
    ready: State, parcel: VerifiedReturn
) -> None:
    assert ready.terminal is not None
    at, here = datetime(2026, 11, 21, 14, 33, tzinfo=UTC), ready.terminal.store
    for store, page in ((here, Find), (replace(here, code="0412"), Ready)):
        no = AlreadyReturned(parcel.merchant, store, at)
        refused = Refused(no, str(parcel.code), parcel.code)
        state = _after(replace(ready, page=refused), events.EnterPressed())
        assert isinstance(state.page, page)
    held = replace(ready, page=Refused(no, str(parcel.code), parcel.code), held=OTHER.digits)
    assert _after(held, events.EnterPressed()).page == Looking(OTHER, 1)


def test_the_link_is_what_the_last_answer_showed(ready: State, parcel: VerifiedReturn) -> None:
    question = effects.LookUp(parcel.code, 1)
    gone = _after(ready, events.SaidNo(question, EcmsUnreachable()))
    assert gone.link is Link.UNREACHABLE
    assert _after(gone, events.SaidNo(question, _unknown())).link is Link.CONNECTED
    assert _after(gone, events.LookedUp(9, parcel)).link is Link.CONNECTED
    assert _after(gone, events.Scanned("x", 0)).link is Link.UNREACHABLE


def _unknown() -> CodeUnknown:
    return CodeUnknown("182212342345")
