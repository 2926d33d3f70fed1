"""What a store's back office asks over the network: `core.services.store_office.StoreOffice`."""

from datetime import date, datetime
from typing import Annotated, Final

from fastapi import APIRouter, Path
from starlette.requests import Request
from starlette.responses import Response

from core.api.calls import CHANGING, ask, change, said
from core.api.cliqq_responses import RESPONSES
from core.api.counters import clerk_of
from core.api.guarded import GuardedRoute, only
from core.api.terminals import PREFIX, Number, Store, own_attempt, own_terminal
from core.domain.apo import ApoNumber
from core.domain.codes import ReturnCode
from core.domain.pull_out_refusals import ListUnknown, ReportUnknown
from core.services.access import AccessStorage, Role
from core.services.api_services import ApiServices
from core.services.close_list import close_list
from core.services.count_print import count_print
from core.services.ecms import Terminal
from core.services.hand_over_parcel import hand_over_parcel
from core.services.report_day import close_day
from core.services.report_papers import CountPrint
from core.services.store_office import CloseDay, CloseList, HandOverParcel
from core.wire.office import (
    CloseDayBody,
    CloseListBody,
    HandedOverBody,
    HandOverBody,
    PrintBody,
    PrintedBody,
    PullOutListBody,
    PullOutListsBody,
    ReportBody,
)
from core.wire.reports import DayReportBody, ReconciliationBody

router: Final = APIRouter(
    prefix=PREFIX, tags=["Back office"], route_class=GuardedRoute, responses=RESPONSES
)

Apo = Annotated[str, Path(max_length=60, examples=["APO-0166-20261121"])]
Report = Annotated[str, Path(max_length=9, pattern="^[0-9]{1,9}$", examples=["1"])]
Day = Annotated[str, Path(max_length=10, examples=["2026-11-21"])]


@router.get("/pull-out-lists", summary="Lists of today", response_model=PullOutListsBody)
@only(Role.POS)
async def lists(request: Request, store: Store, terminal: Number) -> Response:
    """Every open list, and those built or closed today."""
    services: ApiServices = request.app.state.services
    own = await own_terminal(request, store, terminal)
    found = await ask(lambda: services.office.pull_out_lists(own))
    return said(PullOutListsBody(lists=tuple(PullOutListBody.of(apo) for apo in found)))


@router.get("/pull-out-lists/{apo}", summary="One list", response_model=PullOutListBody)
@only(Role.POS)
async def one_list(request: Request, store: Store, terminal: Number, apo: Apo) -> Response:
    """A list of whatever day."""
    services: ApiServices = request.app.state.services
    own = await own_terminal(request, store, terminal)
    number = apo_number(apo)
    return said(PullOutListBody.of(await ask(lambda: services.office.pull_out_list(number, own))))


@router.post(
    "/pull-out-lists/{apo}/hand-over",
    summary="Hand a parcel over",
    response_model=HandedOverBody,
    openapi_extra=CHANGING,
)
@only(Role.POS)
async def hand_over(
    request: Request, store: Store, terminal: Number, apo: Apo, body: HandOverBody
) -> Response:
    """Give one parcel to the driver; the same parcel again changes nothing."""
    services: ApiServices = request.app.state.services
    own = await own_terminal(request, store, terminal)
    clerk = await clerk_of(request, body.clerk)
    command = HandOverParcel(apo_number(apo), body.parcel, body.driver.value(), own, clerk)

    def act(storage: AccessStorage, now: datetime) -> str:
        return HandedOverBody.of(hand_over_parcel(storage, services.rules, command, now)).text()

    return await change(request, body, act, is_guess=isinstance(body.parcel, ReturnCode))


@router.post(
    "/pull-out-lists/{apo}/close",
    summary="Close a list",
    response_model=PullOutListBody,
    openapi_extra=CHANGING,
)
@only(Role.POS)
async def close(
    request: Request, store: Store, terminal: Number, apo: Apo, body: CloseListBody
) -> Response:
    """End the hand-over, if store and driver counted what was scanned."""
    own = await own_terminal(request, store, terminal)
    command = CloseList(
        apo_number(apo),
        body.driver.value(),
        body.store_count,
        body.driver_count,
        own,
        await clerk_of(request, body.clerk),
        own_attempt(request, body.attempt, apo),
    )

    def act(storage: AccessStorage, now: datetime) -> str:
        return PullOutListBody.of(close_list(storage, command, now)).text()

    return await change(request, body, act)


@router.post(
    "/pull-out-lists/{apo}/prints",
    summary="Count a list's print",
    response_model=PrintedBody,
    openapi_extra=CHANGING,
)
@only(Role.POS)
async def print_list(
    request: Request, store: Store, terminal: Number, apo: Apo, body: PrintBody
) -> Response:
    """A closed list goes on paper; 0 is the original, the others are reprints."""
    own = await own_terminal(request, store, terminal)
    return await _count(request, own, apo_number(apo), body)


@router.post("/days/so-far", summary="X report", response_model=DayReportBody)
@only(Role.POS)
async def so_far(request: Request, store: Store, terminal: Number, body: ReportBody) -> Response:
    """The store's figures since its last Z; changes nothing."""
    services: ApiServices = request.app.state.services
    own = await own_terminal(request, store, terminal)
    clerk = await clerk_of(request, body.clerk)
    return said(DayReportBody.of(await ask(lambda: services.office.day_so_far(own, clerk))))


@router.post(
    "/days/close", summary="Z report", response_model=DayReportBody, openapi_extra=CHANGING
)
@only(Role.POS)
async def end_day(request: Request, store: Store, terminal: Number, body: CloseDayBody) -> Response:
    """Close the store's day; the next report begins where this one ends."""
    services: ApiServices = request.app.state.services
    own = await own_terminal(request, store, terminal)
    attempt = own_attempt(request, body.attempt, "day")
    command = CloseDay(own, await clerk_of(request, body.clerk), attempt)

    def act(storage: AccessStorage, now: datetime) -> str:
        return DayReportBody.of(close_day(storage, services.rules, command, now)).text()

    return await change(request, body, act)


@router.get("/days/{number}", summary="An earlier Z report", response_model=DayReportBody)
@only(Role.POS)
async def earlier_day(request: Request, store: Store, terminal: Number, number: Report) -> Response:
    """A Z report as it was said."""
    services: ApiServices = request.app.state.services
    own = await own_terminal(request, store, terminal)
    which = report_number(number)
    return said(DayReportBody.of(await ask(lambda: services.office.closed_day(which, own))))


@router.post(
    "/days/{number}/prints",
    summary="Count a Z report's print",
    response_model=PrintedBody,
    openapi_extra=CHANGING,
)
@only(Role.POS)
async def print_day(
    request: Request, store: Store, terminal: Number, number: Report, body: PrintBody
) -> Response:
    """A Z report goes on paper; 0 is the original, the others are reprints."""
    own = await own_terminal(request, store, terminal)
    return await _count(request, own, report_number(number), body)


@router.get("/reconciliations/{day}", summary="Reconcile a day", response_model=ReconciliationBody)
@only(Role.POS)
async def reconcile(request: Request, store: Store, terminal: Number, day: Day) -> Response:
    """What became of the parcels that this store accepted on a day."""
    services: ApiServices = request.app.state.services
    own = await own_terminal(request, store, terminal)
    on = day_of(day)
    return said(ReconciliationBody.of(await ask(lambda: services.office.reconcile(on, own))))


async def _count(
    request: Request, own: Terminal, report: ApoNumber | int, body: PrintBody
) -> Response:
    clerk = await clerk_of(request, body.clerk)
    command = CountPrint(report, own, clerk, own_attempt(request, body.attempt, report))

    def act(storage: AccessStorage, now: datetime) -> str:
        return PrintedBody(number=count_print(storage, command, now)).text()

    return await change(request, body, act)


def apo_number(text: str) -> ApoNumber:
    """The number in a path.

    Raises:
        ListUnknown: it is none, so there is no such list.
    """
    try:
        return ApoNumber.parse(text)
    except ValueError:
        raise ListUnknown(text[:60]) from None


def report_number(text: str) -> int:
    """The Z report's number in a path.

    Raises:
        ReportUnknown: it is none, so there is no such report.
    """
    if not (text.isascii() and text.isdigit() and len(text) < 10):
        raise ReportUnknown
    return int(text)


def day_of(text: str) -> date:
    """The day in a path.

    Raises:
        ReportUnknown: it is none that a shop has seen.
    """
    try:
        day = date.fromisoformat(text)
    except ValueError:
        raise ReportUnknown from None
    if not 2000 <= day.year < 2200:
        raise ReportUnknown
    return day
