"""What the customer did, and what follows."""

from dataclasses import replace
from typing import assert_never

from core.domain.mobile import MobileNumber
from core.domain.references import parse_reference
from core.domain.refusals import BadMobileNumber, ScannedThing, Unreadable
from kiosk.flow.effects import AskForCode, FindOrders, OpenStation, PrintTicket, Step
from kiosk.flow.entered import mobile_digits, shown, worth_correcting
from kiosk.flow.events import (
    CodeWanted,
    Confirmed,
    Finished,
    HelpWanted,
    MobileEdited,
    OrderChosen,
    OverlayClosed,
    PersonEvent,
    PrintWanted,
    ReferenceEdited,
    ReferenceSubmitted,
    Scanned,
    Started,
    StartedOver,
    Touched,
    TriedAgain,
    WentBack,
)
from kiosk.flow.moves import at, forgotten
from kiosk.flow.states import (
    Choose,
    Confirm,
    EnterMobile,
    EnterReference,
    Help,
    LookUp,
    Notice,
    OutOfOrder,
    Refused,
    ShowCode,
    State,
    StillThere,
    Trouble,
    Welcome,
)


def advance(state: State, event: PersonEvent) -> Step:
    """What follows from something that a person did."""
    asked = isinstance(state.overlay, StillThere)
    state = replace(state, someone=True, quiet_s=0, notice=None)
    if asked:
        state = replace(state, overlay=None)
        if not isinstance(event, Scanned):
            # The touch that ends "Are you still there?" means no more than that.
            return state, ()
    match event:
        case Touched():
            return state, ()
        case HelpWanted():
            return replace(state, overlay=Help()), ()
        case OverlayClosed():
            return replace(state, overlay=None), ()
        case Scanned(text):
            return _scanned(replace(state, overlay=None), text)
        case Finished() if isinstance(state.screen, ShowCode) and state.screen.kept_s:
            # The second tap of somebody impatient, on the button that stood here before.
            return state, ()
        case Finished() | StartedOver():
            return (state, ()) if isinstance(state.screen, OutOfOrder) else forgotten(state)
        case _:
            return _on_screen(state, event)


def _on_screen(state: State, event: PersonEvent) -> Step:
    """An event that one screen understands; on any other it is a late second tap."""
    step: Step = state, ()
    match state.screen:
        case Welcome() if isinstance(event, Started):
            step = at(state, EnterReference()), ()
        case EnterReference(looking=None) as field:
            step = _on_reference(state, field, event)
        case Choose() as choose:
            step = _on_choose(state, choose, event)
        case Confirm() as confirm:
            step = _on_confirm(state, confirm, event)
        case EnterMobile(request=None) as mobile:
            step = _on_mobile(state, mobile, event)
        case ShowCode(printing=None) as code if isinstance(event, PrintWanted):
            step = _print_again(state, code)
        case Refused() | Trouble() | OutOfOrder() as no if isinstance(event, TriedAgain):
            step = _try_again(state, no)
        case _:
            pass
    return step


def _on_reference(state: State, field: EnterReference, event: PersonEvent) -> Step:
    match event:
        case ReferenceEdited(text):
            return at(state, EnterReference(text)), ()
        case ReferenceSubmitted():
            return _look_up(state, field.entered)
        case _:
            return state, ()


def _on_choose(state: State, choose: Choose, event: PersonEvent) -> Step:
    match event:
        case OrderChosen(place) if 0 <= place < len(choose.orders):
            chosen = Confirm(choose.reference, choose.orders[place], choose.orders)
            return at(state, chosen), ()
        case WentBack():
            return at(state, EnterReference(choose.reference.entered)), ()
        case _:
            return state, ()


def _on_confirm(state: State, confirm: Confirm, event: PersonEvent) -> Step:
    match event:
        case Confirmed():
            return at(state, EnterMobile(confirm)), ()
        case WentBack():
            return at(state, _before(confirm)), ()
        case _:
            return state, ()


def _before(confirm: Confirm) -> Choose | EnterReference:
    if len(confirm.among) > 1:
        return Choose(confirm.reference, confirm.among)
    return EnterReference(confirm.reference.entered)


def _on_mobile(state: State, mobile: EnterMobile, event: PersonEvent) -> Step:
    match event:
        case MobileEdited(text):
            return at(state, replace(mobile, digits=mobile_digits(text))), ()
        case CodeWanted(attempt):
            return _ask_for_code(state, mobile, attempt)
        case WentBack():
            return at(state, mobile.chosen), ()
        case _:
            return state, ()


def _scanned(state: State, text: str) -> Step:
    """A scan, whatever the screen: before the mobile number it begins again with what it says."""
    match state.screen:
        case OutOfOrder():
            return state, ()
        case EnterMobile():
            return replace(state, notice=Notice.TYPE_NOT_SCAN), ()
        case ShowCode():
            return replace(state, notice=Notice.FINISH_FIRST), ()
        case EnterReference(looking=LookUp(reference=reference)):
            return _unless_same(state, reference.key, text)
        case Choose(reference=reference) | Confirm(reference=reference):
            return _unless_same(state, reference.key, text)
        case Welcome() | EnterReference() | Refused() | Trouble():
            return _look_up(state, text)
        case _:
            assert_never(state.screen)


def _unless_same(state: State, key: str, text: str) -> Step:
    """Scanners read twice: the same number again asks for nothing new."""
    try:
        again = parse_reference(text).key == key
    except Unreadable:
        again = False
    return (state, ()) if again else _look_up(state, text)


def _look_up(state: State, text: str) -> Step:
    try:
        reference = parse_reference(text)
    except Unreadable as no:
        if no.thing is ScannedThing.NOTHING:
            field = at(state, EnterReference())
            return replace(field, notice=Notice.TYPE_OR_SCAN), ()
        back_to = EnterReference(text if worth_correcting(no) else "")
        return at(state, Refused(no, shown(text), 1, back_to)), ()
    request = state.last_request + 1
    looking = EnterReference(text, LookUp(request, reference))
    return replace(at(state, looking), last_request=request), (FindOrders(request, reference),)


def _ask_for_code(state: State, mobile: EnterMobile, attempt: str) -> Step:
    try:
        number = MobileNumber.parse(mobile.digits)
    except BadMobileNumber:
        return state, ()
    request = state.last_request + 1
    asking = replace(mobile, attempt=attempt, request=request)
    effect = AskForCode(request, mobile.chosen.order, number, attempt)
    return replace(at(state, asking), last_request=request), (effect,)


def _print_again(state: State, code: ShowCode) -> Step:
    request = state.last_request + 1
    printing = replace(code, printing=request, seconds_left=_patience(state, code))
    return replace(at(state, printing), last_request=request), (PrintTicket(request, code.issued),)


def _patience(state: State, code: ShowCode) -> int:
    return max(code.seconds_left, state.times.code_shown)


def _try_again(state: State, no: Refused | Trouble | OutOfOrder) -> Step:
    match no:
        case Refused(back_to=back_to):
            return at(state, back_to), ()
        case OutOfOrder():
            return at(state, Welcome()), (OpenStation(),)
        case Trouble(again=again):
            return _repeat(state, again)
        case _:
            assert_never(no)


def _repeat(state: State, again: EnterReference | EnterMobile) -> Step:
    match again:
        case EnterReference(entered=entered):
            return _look_up(state, entered)
        case EnterMobile(attempt=attempt):
            # The first tap's attempt: it is the same request, and the ECMS gives the same code.
            return _ask_for_code(at(state, again), again, attempt or "")
