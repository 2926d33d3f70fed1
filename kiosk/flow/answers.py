"""What came back from the ECMS and the printer, and what follows."""

from dataclasses import replace
from typing import assert_never

from core.domain.refusals import EcmsUnreachable, Refusal, UnknownReference
from core.services.ecms import FoundOrder, IssuedReturn
from core.services.ports import NotPrinted, Printed, PrintOutcome, Unsure
from kiosk.flow.effects import PrintTicket, Step
from kiosk.flow.entered import shown, worth_correcting
from kiosk.flow.events import Answer, Broke, CodeIssued, OrdersFound, PaperCame, SaidNo
from kiosk.flow.moves import at
from kiosk.flow.states import (
    Choose,
    Confirm,
    EnterMobile,
    EnterReference,
    LookUp,
    Refused,
    ShowCode,
    State,
    Trouble,
    TroubleKind,
    step_of,
)


def advance(state: State, event: Answer) -> Step:
    """What follows from an answer; one that nobody waits for any more means nothing."""
    match state.screen, event:
        case ShowCode(printing=waiting) as code, PaperCame(request, outcome) if waiting == request:
            return at(state, _with_paper(state, code, outcome)), ()
        case EnterReference(looking=LookUp(waiting)) as field, _ if waiting == event.request:
            return _looked_up(state, field, event)
        case EnterMobile(request=waiting) as mobile, _ if waiting == event.request:
            return _asked(state, mobile, event)
        case _:
            return state, ()


def _looked_up(state: State, field: EnterReference, event: Answer) -> Step:
    if field.looking is None:
        return state, ()
    reference = field.looking.reference
    match event:
        case OrdersFound(orders=()):
            return at(state, _refused(field, reference.entered, UnknownReference())), ()
        case OrdersFound(orders=(FoundOrder() as only,)):
            return at(state, Confirm(reference, only, event.orders)), ()
        case OrdersFound(orders=orders):
            return at(state, Choose(reference, orders)), ()
        case SaidNo(refusal=EcmsUnreachable()):
            return at(state, _trouble(TroubleKind.SERVICE, field)), ()
        case SaidNo(refusal=refusal):
            return at(state, _refused(field, reference.entered, refusal)), ()
        case Broke():
            return at(state, _trouble(TroubleKind.OURS, field)), ()
        case CodeIssued() | PaperCame():
            return state, ()
        case _:
            assert_never(event)


def _asked(state: State, mobile: EnterMobile, event: Answer) -> Step:
    match event:
        case CodeIssued(issued=issued):
            return _show_code(state, issued)
        case SaidNo(refusal=EcmsUnreachable()):
            return at(state, _trouble(TroubleKind.SERVICE, mobile)), ()
        case SaidNo(refusal=refusal):
            return at(state, _refused(mobile, mobile.chosen.reference.entered, refusal)), ()
        case Broke():
            return at(state, _trouble(TroubleKind.OURS, mobile)), ()
        case OrdersFound() | PaperCame():
            return state, ()
        case _:
            assert_never(event)


def _show_code(state: State, issued: IssuedReturn) -> Step:
    request = state.last_request + 1
    times = state.times
    code = ShowCode(issued, times.code_shown, printing=request, kept_s=times.code_at_least)
    # Nothing lies over a code: this screen counts down, and no question may hide it meanwhile.
    shown = replace(at(state, code), overlay=None, last_request=request)
    return shown, (PrintTicket(request, issued),)


def _refused(screen: EnterReference | EnterMobile, entered: str, refusal: Refusal) -> Refused:
    back_to = EnterReference(entered if worth_correcting(refusal) else "")
    return Refused(refusal, shown(entered), step_of(screen), back_to)


def _trouble(kind: TroubleKind, screen: EnterReference | EnterMobile) -> Trouble:
    match screen:
        case EnterReference():
            return Trouble(kind, replace(screen, looking=None))
        case EnterMobile():
            return Trouble(kind, replace(screen, request=None))


def _with_paper(state: State, code: ShowCode, outcome: PrintOutcome) -> ShowCode:
    match outcome:
        case Printed():
            left = state.times.code_shown
        case NotPrinted() | Unsure():
            # The screen may be the only copy: time to photograph it or to write it down.
            left = state.times.trouble_shown
        case _:
            assert_never(outcome)
    return replace(code, printing=None, outcome=outcome, seconds_left=left)
