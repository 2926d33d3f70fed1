"""Receipt and label: printed once, tried again for nothing, printed again only when counted.

Where the printer cannot say whether a paper came out, the clerk is asked; until they say yes it
counts as not out. A first print that failed is no reprint: the next try is still the original. Only
a paper after one that came out whole is a copy; the ECMS counts it, and a counted copy that fails
keeps its number.
"""

from dataclasses import replace
from typing import assert_never

from core.domain.codes import ReturnCode
from core.services.ecms import AcceptedParcel, PaperKind, Reprint
from core.services.ports import PrinterStatus
from pos.flow.effects import CountCopy, DrawPaper, PrintPaper, Step
from pos.flow.events import (
    CopyCounted,
    PaperAsked,
    PaperCameOut,
    PaperDoubtful,
    PaperEvent,
    PaperFailed,
    PaperSeen,
    PictureDrawn,
)
from pos.flow.states import Accepted, Find, State
from pos.flow.tray import Paper, Phase, Tray


def advance(state: State, event: PaperEvent) -> Step:
    """What follows for the papers."""
    match event:
        case PaperAsked(kind):
            code = _code_of(state)
            step = ask(state, code, kind) if code else (state, ())
        case CopyCounted(copy):
            step = _counted(state, copy)
        case PictureDrawn(code, kind, picture):
            step = _drawn(state, code, kind, picture), ()
        case PaperCameOut(code, kind):
            step = _came_out(state, code, kind)
        case PaperFailed(code, kind, reason):
            step = _not_out(state, code, kind, reason, Phase.FAILED), ()
        case PaperDoubtful(code, kind, reason):
            step = _not_out(state, code, kind, reason, Phase.ASKED), ()
        case PaperSeen():
            step = _seen(state)
        case _:
            assert_never(event)
    return step


def begin(state: State, parcel: AcceptedParcel) -> Step:
    """The parcel was taken: the receipt first, the label when that is out."""
    if state.tray(parcel.code) is not None:
        return state, ()
    tray = Tray(parcel, Paper(PaperKind.RECEIPT, Phase.PRINTING), Paper(PaperKind.LABEL))
    return _put(state, tray), (
        DrawPaper(parcel, PaperKind.RECEIPT),
        PrintPaper(parcel, PaperKind.RECEIPT),
    )


def ask(state: State, code: ReturnCode, kind: PaperKind) -> Step:
    """F6 or F7: at last, or once more."""
    tray = state.tray(code)
    paper = tray.paper(kind) if tray else Paper(kind, Phase.OUT, came_out=True)
    clerk = state.clerk
    if clerk is None or state.is_busy(code, kind):
        return state, ()
    if state.counting or (tray and tray.under_way):
        return replace(state, wanted=(code, kind)), ()
    if tray and paper.phase is not Phase.OUT:
        return _print(state, tray, paper)
    if isinstance(state.page, Accepted):
        state = replace(state, page=replace(state.page, not_counted=False))
    return replace(state, counting=(code, kind)), (CountCopy(code, kind, clerk),)


def _counted(state: State, copy: Reprint) -> Step:
    """The ECMS counted a copy: print it."""
    state = replace(state, counting=None)
    tray = state.tray(copy.parcel.code) or Tray(
        copy.parcel,
        Paper(PaperKind.RECEIPT, Phase.OUT, came_out=True),
        Paper(PaperKind.LABEL, Phase.OUT, came_out=True),
    )
    state, effects = _print(state, tray, replace(tray.paper(copy.kind), copy=copy))
    if copy.kind is PaperKind.RECEIPT:
        effects = (DrawPaper(copy.parcel, copy.kind, copy.number), *effects)
    return state, effects


def _came_out(state: State, code: ReturnCode, kind: PaperKind) -> Step:
    """A paper is in the clerk's hand; the other one may follow."""
    tray = state.tray(code)
    if tray is None:
        return state, ()
    done = replace(tray.paper(kind), phase=Phase.OUT, reason=None, came_out=True, copy=None)
    tray = _with_paper(tray, done)
    state = _put(state, tray)
    following = next((paper for paper in tray.papers if paper.phase is Phase.WAITING), None)
    if following is not None:
        return _print(state, tray, following)
    wanted = state.wanted
    state = tidied(replace(state, wanted=None))
    return ask(state, *wanted) if wanted else (state, ())


def _seen(state: State) -> Step:
    """The clerk has it in hand, and says what the printer could not."""
    code = _code_of(state)
    tray = state.tray(code) if code else None
    if tray is None or tray.asked is None:
        return state, ()
    return _came_out(state, tray.parcel.code, tray.asked.kind)


def _not_out(
    state: State, code: ReturnCode, kind: PaperKind, reason: PrinterStatus | None, phase: Phase
) -> State:
    """A paper is not out for all that is known. Nothing else is sent until the clerk says so."""
    tray = state.tray(code)
    if tray is None:
        return state
    paper = replace(tray.paper(kind), phase=phase, reason=reason)
    return _put(replace(state, wanted=None), _with_paper(tray, paper))


def _drawn(state: State, code: ReturnCode, kind: PaperKind, picture: bytes) -> State:
    """How a paper looks is known."""
    tray = state.tray(code)
    if tray is None:
        return state
    return _put(state, _with_paper(tray, replace(tray.paper(kind), picture=picture)))


def not_counted(state: State) -> State:
    """The ECMS did not count the copy, so nothing is printed."""
    return replace(state, counting=None, wanted=None)


def tidied(state: State) -> State:
    """Without the papers that came out and that no page shows any more."""
    shown = _code_of(state)
    trays = tuple(tray for tray in state.trays if not tray.settled or tray.parcel.code == shown)
    return replace(state, trays=trays)


def _code_of(state: State) -> ReturnCode | None:
    """The parcel whose papers F6 and F7 mean on this page."""
    match state.page:
        case Accepted(code):
            return code
        case Find() as page if page.record is not None and not page.ticket:
            return page.record.code
        case _:
            return None


def _print(state: State, tray: Tray, paper: Paper) -> Step:
    printing = replace(paper, phase=Phase.PRINTING, reason=None)
    number = paper.copy.number if paper.copy else 0
    effect = PrintPaper(tray.parcel, paper.kind, number)
    return _put(state, _with_paper(tray, printing)), (effect,)


def _with_paper(tray: Tray, paper: Paper) -> Tray:
    if paper.kind is PaperKind.RECEIPT:
        return replace(tray, receipt=paper)
    return replace(tray, label=paper)


def _put(state: State, tray: Tray) -> State:
    others = tuple(other for other in state.trays if other.parcel.code != tray.parcel.code)
    return replace(state, trays=(*others, tray))
