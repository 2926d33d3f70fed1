"""What counters ask over the network: `core.services.ecms.Ecms`, the second half."""

from datetime import datetime
from typing import Final

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from core.api.calls import CHANGING, ask, change, look_up, said
from core.api.cliqq_responses import RESPONSES
from core.api.door import Door
from core.api.guarded import GuardedRoute, only
from core.api.problems import Problem
from core.api.terminals import PREFIX, Number, Store, own_attempt, own_terminal
from core.services.accept_parcel import accept_parcel
from core.services.access import AccessStorage, AccessWork, Role
from core.services.api_services import ApiServices
from core.services.ecms import AcceptParcel, Clerk, RefuseParcel
from core.services.refuse_parcel import refuse_parcel
from core.services.reprint import reprint
from core.trouble import marked
from core.wire.counter import (
    AcceptBody,
    AcceptedParcelBody,
    CodeBody,
    CounterTodayBody,
    RefuseBody,
    ReprintBody,
    ReprintedBody,
    SignInBody,
    VerifiedReturnBody,
    accepted_text,
)
from core.wire.directory import ClerkBody
from core.wire.records import (
    FindReturnsBody,
    FoundReturnsBody,
    HistoryBody,
    HistoryEntryBody,
    NoticeBody,
    ReturnRecordBody,
)

router: Final = APIRouter(
    prefix=PREFIX, tags=["Counters"], route_class=GuardedRoute, responses=RESPONSES
)


# First, because a router asks its routes in turn, and most calls at a counter are this one.
@router.post(
    "/parcels/accept",
    summary="CONFIRM: accept a parcel",
    response_model=AcceptedParcelBody,
    openapi_extra=CHANGING,
)
@only(Role.POS)
async def accept(request: Request, store: Store, terminal: Number, body: AcceptBody) -> Response:
    """Take the parcel: exactly once, whatever happens."""
    own = await own_terminal(request, store, terminal)
    attempt = own_attempt(request, body.attempt, body.code.digits)
    command = AcceptParcel(body.code, own, await clerk_of(request, body.clerk), attempt)

    def act(storage: AccessStorage, now: datetime) -> str:
        return accepted_text(accept_parcel(storage, command, now))

    def expect(work: AccessWork) -> None:
        work.returns.expect_code(body.code)
        work.returns.expect_receipt(own)

    return await change(request, body, act, expect=expect)


@router.post("/clerks/sign-in", summary="Sign a clerk in", response_model=ClerkBody)
@only(Role.POS)
async def sign_in(request: Request, store: Store, terminal: Number, body: SignInBody) -> Response:
    """Let a clerk work at this terminal; five wrong PINs lock the number for five minutes."""
    services: ApiServices = request.app.state.services
    own = await own_terminal(request, store, terminal)
    return said(ClerkBody.of(await ask(lambda: services.ecms.sign_in(body.clerk, body.pin, own))))


@router.post("/codes/verify", summary="VERIFY a RETURN CODE", response_model=VerifiedReturnBody)
@only(Role.POS)
async def verify(request: Request, store: Store, terminal: Number, body: CodeBody) -> Response:
    """Whether this code may be accepted here now; changes nothing."""
    services: ApiServices = request.app.state.services
    own = await own_terminal(request, store, terminal)
    verified = await ask(lambda: services.ecms.verify_code(body.code, own))
    return said(VerifiedReturnBody.of(verified))


@router.post(
    "/parcels/refuse",
    summary="Send a parcel away",
    status_code=200,
    response_class=Response,
    responses={200: {"description": "Written down; empty body"}},
    openapi_extra=CHANGING,
)
@only(Role.POS)
async def refuse(request: Request, store: Store, terminal: Number, body: RefuseBody) -> Response:
    """Write down that a parcel was not taken, and why; its RETURN CODE stays good."""
    own = await own_terminal(request, store, terminal)
    attempt = own_attempt(request, body.attempt, body.code.digits)
    clerk = await clerk_of(request, body.clerk)

    def act(storage: AccessStorage, now: datetime) -> str:
        refuse_parcel(storage, RefuseParcel(body.code, own, clerk, body.fault, attempt), now)
        return ""

    return await change(request, body, act)


@router.post(
    "/parcels/reprint",
    summary="Count a reprint",
    response_model=ReprintedBody,
    openapi_extra=CHANGING,
)
@only(Role.POS)
async def count_reprint(
    request: Request, store: Store, terminal: Number, body: ReprintBody
) -> Response:
    """Count one more copy of a paper and give what it says."""
    own = await own_terminal(request, store, terminal)
    clerk = await clerk_of(request, body.clerk)

    def act(storage: AccessStorage, now: datetime) -> str:
        return ReprintedBody.of(reprint(storage, body.code, body.kind, own, clerk, now)).text()

    return await change(request, body, act)


@router.post("/returns/find", summary="Find returns", response_model=FoundReturnsBody)
@only(Role.POS)
async def find(request: Request, store: Store, terminal: Number, body: FindReturnsBody) -> Response:
    """Returns by code, tracking number, reference or last digits of the mobile number."""
    services: ApiServices = request.app.state.services
    own = await own_terminal(request, store, terminal)
    found = await look_up(
        request, body.number, lambda: services.ecms.find_returns(body.number, own)
    )
    return said(FoundReturnsBody(returns=tuple(ReturnRecordBody.of(one) for one in found)))


@router.post("/returns/history", summary="A parcel's history", response_model=HistoryBody)
@only(Role.POS)
async def history(request: Request, store: Store, terminal: Number, body: CodeBody) -> Response:
    """A parcel's steps, newest first; none for a code that was never issued."""
    services: ApiServices = request.app.state.services
    await own_terminal(request, store, terminal)
    steps = await look_up(request, body.code.digits, lambda: services.ecms.history(body.code))
    return said(HistoryBody(history=tuple(HistoryEntryBody.of(step) for step in steps)))


@router.post("/returns/notice", summary="Was the merchant told?", response_model=NoticeBody)
@only(Role.POS)
async def notice(request: Request, store: Store, terminal: Number, body: CodeBody) -> Response:
    """Whether the merchant was told that this parcel was taken."""
    services: ApiServices = request.app.state.services
    await own_terminal(request, store, terminal)
    told = await look_up(request, body.code.digits, lambda: services.ecms.notice(body.code))
    return said(NoticeBody() if told is None else NoticeBody.of(told))


@router.get("/today", summary="The counter's figures", response_model=CounterTodayBody)
@only(Role.POS)
async def today(request: Request, store: Store, terminal: Number) -> Response:
    """What the store accepted since its midnight, and what waits for pull-out."""
    services: ApiServices = request.app.state.services
    own = await own_terminal(request, store, terminal)
    return said(CounterTodayBody.of(await ask(lambda: services.ecms.counter_today(own))))


async def clerk_of(request: Request, number: str) -> Clerk:
    """The clerk who acts, as the ECMS knows them.

    Raises:
        Problem: 403, there is none.
    """
    door: Door = request.app.state.door
    clerk = await door.clerk(number)
    if clerk is None:
        raise Problem(
            403,
            "NO_SUCH_CLERK",
            marked("No clerk has this number."),
            marked("Sign in again."),
        )
    return clerk
