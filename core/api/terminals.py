"""What kiosks ask over the network: `core.services.ecms.Ecms`, the first half."""

from datetime import datetime
from typing import Annotated, Final

from fastapi import APIRouter, Path
from starlette.requests import Request
from starlette.responses import Response

from core.api.calls import CHANGING, ask, change, said
from core.api.cliqq_responses import RESPONSES
from core.api.door import Door
from core.api.guarded import GuardedRoute, caller, only
from core.api.problems import Problem
from core.domain.references import parse_reference
from core.services.access import AccessStorage, Role
from core.services.api_services import ApiServices
from core.services.ecms import RequestReturn, Terminal
from core.services.request_return import request_return
from core.trouble import marked
from core.wire.directory import TerminalBody
from core.wire.kiosk import (
    FindOrdersBody,
    FoundOrderBody,
    FoundOrdersBody,
    IssuedReturnBody,
    RequestReturnBody,
)

PREFIX: Final = "/ecms/api/v1/terminals/{store}/{terminal}"
router: Final = APIRouter(
    prefix=PREFIX, tags=["Kiosks"], route_class=GuardedRoute, responses=RESPONSES
)

Store = Annotated[str, Path(max_length=20, examples=["0166"])]
Number = Annotated[str, Path(max_length=20, examples=["02"])]


async def own_terminal(request: Request, store: str, terminal: str) -> Terminal:
    """The terminal in the path, which must be the caller itself.

    Raises:
        Problem: 403, it is another one.
    """
    client = caller(request)
    if (client.store_code, client.terminal) != (store, terminal):
        raise Problem(
            403,
            "OTHER_TERMINAL",
            marked("This client is another terminal."),
            marked("Use this terminal's own credentials."),
        )
    door: Door = request.app.state.door
    return await door.terminal(client)


def own_attempt(request: Request, attempt: str, thing: object) -> str:
    """An attempt that no other client, and no other thing, can have.

    Most attempts are unique in the database: a terminal that used one twice for different things
    must not meet its own first.
    """
    return f"{caller(request).client_id} {attempt} {thing}"


@router.get("", summary="This terminal", response_model=TerminalBody, tags=["Counters"])
@only(Role.KIOSK, Role.POS)
async def itself(request: Request, store: Store, terminal: Number) -> Response:
    """Where the terminal stands, as the ECMS knows it."""
    return said(TerminalBody.of(await own_terminal(request, store, terminal)))


@router.post("/orders/find", summary="Find orders", response_model=FoundOrdersBody)
@only(Role.KIOSK)
async def find_orders(
    request: Request, store: Store, terminal: Number, body: FindOrdersBody
) -> Response:
    """The orders that may be returned here today under this number."""
    services: ApiServices = request.app.state.services
    own = await own_terminal(request, store, terminal)
    reference = parse_reference(body.reference)
    found = await ask(lambda: services.ecms.find_orders(reference, own))
    return said(FoundOrdersBody(orders=tuple(FoundOrderBody.of(order) for order in found)))


@router.post(
    "/returns",
    summary="Ask for a RETURN CODE",
    response_model=IssuedReturnBody,
    openapi_extra=CHANGING,
)
@only(Role.KIOSK)
async def ask_for_code(
    request: Request, store: Store, terminal: Number, body: RequestReturnBody
) -> Response:
    """Issue a RETURN CODE, or give the live one again."""
    services: ApiServices = request.app.state.services
    own = await own_terminal(request, store, terminal)
    attempt = own_attempt(request, body.attempt, body.order_id)
    asked = RequestReturn(body.order_id, body.mobile_number, own, attempt)

    def act(storage: AccessStorage, now: datetime) -> str:
        issued = request_return(storage, services.rules, services.random_below, asked, now)
        return IssuedReturnBody.of(issued).text()

    return await change(request, body, act)
