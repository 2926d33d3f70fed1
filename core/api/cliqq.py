"""The CLiQQ dialect: one call asks for a return (seed: CLiQQ Commerce Returns API)."""

from datetime import datetime
from typing import Annotated, Final, Literal
from uuid import uuid4

from fastapi import APIRouter
from pydantic import Field
from starlette.requests import Request
from starlette.responses import Response

from core.api.calls import CHANGING, change
from core.api.cliqq_responses import RESPONSES
from core.api.door import Door
from core.api.guarded import GuardedRoute, caller, only
from core.api.problems import Problem
from core.domain.references import parse_reference
from core.services.access import AccessStorage, Role
from core.services.api_services import ApiServices
from core.services.ecms import IssuedReturn, RequestReturn, Terminal
from core.services.find_orders import order_meant
from core.services.merchant_calls import OneStep, request_in_one_step
from core.services.request_return import request_return
from core.trouble import marked
from core.wire.base import Line, Wire, Word
from core.wire.numbers import CodeField, MobileField, TrackingField

router: Final = APIRouter(tags=["Returns (CLiQQ)"], route_class=GuardedRoute, responses=RESPONSES)


class ReturnBody(Wire):
    """A request for a return."""

    merchant_code: Annotated[Word, Field(examples=["001"])]
    merchant: Annotated[Line, Field(description="For people.", examples=["Merchant A"])] = ""
    mobile_number: MobileField
    merchant_reference: Annotated[
        str,
        Field(
            max_length=100,
            pattern=r"^(?:[ _./#-]*[A-Za-z0-9]){3,40}[ _./#-]*$",
            description=(
                "The merchant's UID of the return; with a kiosk's token also an order or waybill"
                " number that only one of its returns has."
            ),
            examples=["AXDY43322222524544"],
        ),
    ]
    type: Literal["RETURN"]


class ReturnedBody(Wire):
    """The two numbers of a return."""

    return_code: CodeField
    tracking_number: TrackingField


@router.post(
    "/ecms/api/v1/returns",
    summary="Ask for a return",
    response_model=ReturnedBody,
    openapi_extra=CHANGING,
)
@only(Role.MERCHANT, Role.KIOSK)
async def ask_for_return(body: ReturnBody, request: Request) -> Response:
    """The RETURN CODE and the tracking number; the same request again gives the same two.

    With a merchant's token the call submits the ID and asks for its return in one step. With a
    kiosk's token the reference must be one that the merchant submitted: a UID, or else an order or
    waybill number that a single one of its returns has.
    """
    services: ApiServices = request.app.state.services
    client = caller(request)
    attempt = str(uuid4())

    def for_merchant(storage: AccessStorage, now: datetime) -> str:
        asked = OneStep(client.merchant_code, body.merchant_reference, body.mobile_number, attempt)
        issued = request_in_one_step(storage, services.rules, services.random_below, asked, now)
        return _numbers(issued)

    if client.role is Role.MERCHANT:
        if body.merchant_code != client.merchant_code:
            raise Problem(
                403,
                "FORBIDDEN",
                marked("This client submits for another merchant."),
                marked("Use your own merchantCode."),
            )
        return await change(request, body, for_merchant)
    door: Door = request.app.state.door
    terminal = await door.terminal(client)
    return await change(
        request,
        body,
        lambda storage, now: _at_kiosk(services, body, terminal, attempt, storage, now),
    )


def _at_kiosk(
    services: ApiServices,
    body: ReturnBody,
    terminal: Terminal,
    attempt: str,
    storage: AccessStorage,
    now: datetime,
) -> str:
    reference = parse_reference(body.merchant_reference)
    meant = order_meant(storage, services.rules, body.merchant_code, reference, terminal, now)
    if len(meant) > 1:
        raise Problem(
            409,
            "SEVERAL_RETURNS",
            marked("Several of the merchant's returns have this number."),
            marked("Ask by the UID of the return."),
        )
    request = RequestReturn(meant[0], body.mobile_number, terminal, attempt)
    return _numbers(request_return(storage, services.rules, services.random_below, request, now))


def _numbers(issued: IssuedReturn) -> str:
    return ReturnedBody(return_code=issued.code, tracking_number=issued.tracking_number).text()
