"""From the scan to the accepted parcel, or to the sentence that says why not."""

from dataclasses import replace
from typing import Final, assert_never

from core.domain.codes import ReturnCode
from core.domain.refusals import (
    AlreadyReturned,
    CodeUnknown,
    EcmsUnreachable,
    NotAReturnCode,
    Refusal,
    ScannedThing,
    TooManyAttempts,
)
from core.services.ecms import AcceptParcel, ParcelFault, RefuseParcel, VerifiedReturn
from pos.flow import devices, entry, find, notice, papers, pull_out
from pos.flow.device_states import Devices
from pos.flow.effects import Accept, FetchHistory, LookUp, RefreshToday, SendAway, Step
from pos.flow.events import (
    AcceptAsked,
    CheckToggled,
    FaultChosen,
    FaultNoted,
    LookedUp,
    ParcelEvent,
    ParcelTaken,
    RefuseAsked,
    Scanned,
)
from pos.flow.office_states import PullOut
from pos.flow.states import (
    Accepted,
    Busy,
    Check,
    Find,
    LastScan,
    Locked,
    LockNote,
    Looking,
    Ready,
    Refused,
    SentAway,
    Starting,
    State,
    Stopped,
    Verify,
    VerifyNote,
)

#: Seconds in which the same scan again is the scanner's stutter (screens.md, "POS").
DOUBLE_SCAN_S: Final = 2.0


def advance(state: State, event: ParcelEvent) -> Step:
    """What follows for the parcel on the counter."""
    page = state.page
    match event:
        case Scanned():
            step = _scanned(state, event)
        case LookedUp():
            step = _looked_up(state, event)
        case ParcelTaken():
            step = _taken(state, event)
        case FaultNoted():
            step = _fault_noted(state, event)
        case CheckToggled() | AcceptAsked() | RefuseAsked() | FaultChosen():
            step = _on_verify(state, page, event) if isinstance(page, Verify) else (state, ())
        case _:
            assert_never(event)
    return step


def _on_verify(
    state: State, page: Verify, event: CheckToggled | AcceptAsked | RefuseAsked | FaultChosen
) -> Step:
    step: Step
    match event:
        case CheckToggled(check):
            step = replace(state, page=_toggled(page, check)), ()
        case AcceptAsked(attempt):
            step = _accept_asked(state, page, attempt)
        case RefuseAsked():
            step = replace(state, page=_choosing(page)), ()
        case FaultChosen(fault, attempt):
            step = _fault_chosen(state, page, fault, attempt)
        case _:
            assert_never(event)
    return step


def _scanned(state: State, scan: Scanned) -> Step:
    """A scan, whatever the page; the scanner's own marks are off it (core.qt.wedge)."""
    page = state.page
    if isinstance(page, Starting | Stopped):
        return state, ()
    if isinstance(page, Locked):
        noted = page if page.checking else replace(page, note=LockNote.SIGN_IN_FIRST)
        return replace(state, page=noted), ()
    last = state.last_scan
    state = replace(state, last_scan=LastScan(scan.text, scan.at))
    if last and last.text == scan.text and scan.at - last.at < DOUBLE_SCAN_S:
        return state, ()
    if isinstance(page, Verify) and page.busy:
        return replace(state, held=scan.text), ()
    if isinstance(page, Devices):
        return devices.read(state, page, scan.text), ()
    return read(replace(state, held=""), scan.text)


def read(state: State, text: str) -> Step:
    """Find out what a scan is, and begin with it."""
    if isinstance(state.page, PullOut) and pull_out.reads(state, text):
        return pull_out.read(state, state.page, text)
    try:
        code = ReturnCode.parse(text)
    except Refusal as refusal:
        return _strange(state, text, refusal)
    if isinstance(state.page, Verify) and state.page.parcel.code == code:
        return state, ()
    return look_up(state, code)


def look_up(state: State, code: ReturnCode) -> Step:
    """Ask the ECMS about a code; whatever page was open is left, nothing on it was changed."""
    ticket = state.ticket + 1
    state = papers.tidied(replace(state, page=Looking(code, ticket), ticket=ticket))
    return state, (LookUp(code, ticket),)


def release_held(state: State) -> Step:
    """Begin with what was scanned during the acceptance."""
    return read(replace(state, held=""), state.held)


def gone_on(state: State) -> Step:
    """Back to the counter from any page; what was scanned meanwhile comes now, as the strip said.

    It is read as at the counter: from the pull-out page a label would be handed over by it.
    """
    state = papers.tidied(replace(state, page=Ready()))
    return release_held(state) if state.held else (state, ())


def _looked_up(state: State, answer: LookedUp) -> Step:
    """The code is good: the clerk's turn."""
    if not (isinstance(state.page, Looking) and state.page.ticket == answer.ticket):
        return state, ()
    return replace(state, page=Verify(answer.parcel)), ()


def not_looked_up(state: State, question: LookUp, refusal: Refusal | None) -> Step:
    """The code is no good, or nobody can say (None)."""
    if not (isinstance(state.page, Looking) and state.page.ticket == question.ticket):
        return state, ()
    return _refused(state, question.code, refusal)


def _refused(state: State, code: ReturnCode, refusal: Refusal | None) -> Step:
    """The red page, with the code's history where there can be one."""
    nowhere = refusal is None or isinstance(
        refusal, CodeUnknown | EcmsUnreachable | TooManyAttempts
    )
    page = Refused(refusal, str(code), code, history=() if nowhere else None)
    return replace(state, page=page), () if nowhere else (FetchHistory(code),)


def next_step(state: State, page: Refused) -> Step:
    """Enter on a refusal: what helps, where something does; else it is done."""
    if page.code is not None and may_try_again(page.refusal):
        return look_up(state, page.code)
    if is_for_find(page.refusal) or was_taken_here(state, page.refusal):
        return find.searched(replace(state, page=Find()), page.scanned)
    return gone_on(state)


def may_try_again(refusal: Refusal | None) -> bool:
    """Whether asking once more may bring another answer."""
    return refusal is None or isinstance(refusal, EcmsUnreachable | TooManyAttempts)


def is_for_find(refusal: Refusal | None) -> bool:
    """Whether Find knows what to do with such a scan."""
    return isinstance(refusal, NotAReturnCode) and refusal.thing in {
        ScannedThing.TRACKING_NUMBER,
        ScannedThing.REFERENCE,
    }


def was_taken_here(state: State, refusal: Refusal | None) -> bool:
    """Whether this store took the parcel; where power or answer was lost, without any paper."""
    terminal = state.terminal
    return (
        isinstance(refusal, AlreadyReturned)
        and terminal is not None
        and refusal.store.code == terminal.store.code
    )


def entry_looked_up(state: State, page: Ready) -> Step:
    """Enter under the manual entry."""
    page, code = entry.looked_up(page)
    if code is None:
        return replace(state, page=page), ()
    return look_up(state, code)


def _toggled(page: Verify, check: Check) -> Verify:
    """One of the clerk's checks."""
    if page.busy or page.choosing:
        return page
    return replace(page, checks=page.checks ^ {check}, note=None)


def _choosing(page: Verify) -> Verify:
    """F8: which reason?"""
    return page if page.busy else replace(page, choosing=True, note=None)


def _accept_asked(state: State, page: Verify, attempt: str) -> Step:
    """F9: only with all three checks, and one acceptance however often it is pressed."""
    if page.busy or page.choosing or state.terminal is None or state.clerk is None:
        return state, ()
    if not page.may_accept:
        return replace(state, page=replace(page, note=VerifyNote.CHECK_FIRST)), ()
    page = replace(page, busy=Busy.ACCEPTING, attempt=page.attempt or attempt, note=None)
    command = AcceptParcel(page.parcel.code, state.terminal, state.clerk, page.attempt)
    return replace(state, page=page), (Accept(command),)


def _taken(state: State, answer: ParcelTaken) -> Step:
    """The parcel is ours. Its papers are printed even if the clerk has locked the screen."""
    page = state.page
    if isinstance(page, Verify) and page.parcel.code == answer.parcel.code:
        state = replace(state, page=Accepted(answer.parcel.code))
    state, effects = papers.begin(state, answer.parcel)
    return state, (*effects, RefreshToday(), *notice.first_asked(state))


def not_taken(state: State, question: Accept, refusal: Refusal | None) -> Step:
    """It is not ours, or nobody knows (then F9 again is the same acceptance)."""
    page = state.page
    if not (isinstance(page, Verify) and page.attempt == question.command.attempt):
        return state, ()
    if refusal is None or isinstance(refusal, EcmsUnreachable):
        unanswered = replace(page, busy=None, note=VerifyNote.NOT_ANSWERED)
        return replace(state, page=unanswered), ()
    return _refused(state, page.parcel.code, refusal)


def _fault_chosen(state: State, page: Verify, fault: ParcelFault, attempt: str) -> Step:
    """The clerk does not take the parcel, and says why."""
    if page.busy or not page.choosing or state.terminal is None or state.clerk is None:
        return state, ()
    page = replace(page, busy=Busy.REFUSING, attempt=page.attempt or attempt, note=None)
    command = RefuseParcel(page.parcel.code, state.terminal, state.clerk, fault, page.attempt)
    return replace(state, page=page), (SendAway(command),)


def _fault_noted(state: State, answer: FaultNoted) -> Step:
    """It is written down: what to tell the customer."""
    parcel = _busy_with(state, answer.code)
    if parcel is None:
        return state, ()
    return replace(state, page=SentAway(parcel, answer.fault)), (FetchHistory(answer.code),)


def fault_not_noted(state: State, question: SendAway) -> State:
    """It could not be written down; choosing the reason again is the same refusal."""
    page = state.page
    if not (isinstance(page, Verify) and page.attempt == question.command.attempt):
        return state
    unanswered = replace(page, busy=None, note=VerifyNote.NOT_ANSWERED)
    return replace(state, page=unanswered)


def _busy_with(state: State, code: ReturnCode) -> VerifiedReturn | None:
    page = state.page
    if isinstance(page, Verify) and page.busy is Busy.REFUSING and page.parcel.code == code:
        return page.parcel
    return None


def _strange(state: State, text: str, refusal: Refusal) -> Step:
    """A scan that is no RETURN CODE: in Find it may be what is looked for."""
    if isinstance(state.page, Find) and is_for_find(refusal):
        return find.searched(state, text)
    page = Refused(refusal, text, history=())
    return papers.tidied(replace(state, page=page)), ()
