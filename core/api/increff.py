"""The Increff dialect: a merchant's order system submits its return orders."""

from datetime import datetime, time
from typing import Annotated, Any, Final
from zoneinfo import ZoneInfo

from fastapi import APIRouter, Path
from starlette.requests import Request
from starlette.responses import Response

from core.api.calls import CHANGING, ask, change, said
from core.api.guarded import GuardedRoute, caller, only
from core.api.increff_bodies import (
    AddItemsBody,
    AwbBody,
    IncreffProblemBody,
    ListedBody,
    ListedLineBody,
    ListedOrdersBody,
    OrderType,
    ReturnOrderBody,
)
from core.api.increff_rules import (
    channel_order_of,
    content_of,
    late_item_of,
    wrong_fields,
    wrong_lines,
)
from core.api.problems import Problem
from core.domain.orders import Item
from core.services.access import AccessStorage, Role
from core.services.api_services import ApiServices
from core.services.channel import ChannelLine
from core.services.merchant_calls import (
    ListedOrder,
    add_items,
    orders_by_waybill,
    submit_channel_order,
)
from core.services.submit_orders import cancel_order
from core.trouble import marked
from core.wire.refusals import RefusalDetails

RESPONSES: Final[dict[int | str, dict[str, Any]]] = {
    400: {
        "model": IncreffProblemBody,
        "description": "Not valid, refused by a rule, or an Idempotency-Key of another request",
    },
    401: {"model": IncreffProblemBody, "description": "Credentials are missing or not known"},
    403: {"model": IncreffProblemBody, "description": "Not in this client's role"},
    404: {"model": IncreffProblemBody, "description": "No such path"},
    413: {"model": IncreffProblemBody, "description": "Body over 1 MiB"},
    429: {"model": IncreffProblemBody, "description": "Too many wrong credentials"},
    503: {"model": IncreffProblemBody, "description": "The returns service cannot answer"},
}
router: Final = APIRouter(
    prefix="/return",
    tags=["Return orders (Increff)"],
    route_class=GuardedRoute,
    responses=RESPONSES,
)
_EMPTY: Final[dict[int | str, dict[str, Any]]] = {200: {"description": "Done; empty body"}}


@router.post(
    "/return-orders",
    summary="Create a return order",
    response_class=Response,
    responses=_EMPTY,
    openapi_extra=CHANGING,
)
@only(Role.MERCHANT)
async def create(body: ReturnOrderBody, request: Request) -> Response:
    """Submit a valid return ID; the same again changes nothing.

    Other content replaces the first until a customer has asked for the return.
    """
    services: ApiServices = request.app.state.services
    merchant_code = caller(request).merchant_code
    content, beside = content_of(body), channel_order_of(body)

    def act(storage: AccessStorage, now: datetime) -> str:
        with storage.reading() as work:
            wrong = wrong_fields(body, work.channel.rules(merchant_code))
        if wrong:
            raise _bad_data(wrong)
        submit_channel_order(storage, services.rules, merchant_code, content, beside, now)
        return ""

    return await change(request, body, act)


@router.post(
    "/get/awb",
    summary="Find return orders by waybill",
    response_model=ListedOrdersBody,
)
@only(Role.MERCHANT)
async def by_waybill(body: AwbBody, request: Request) -> Response:
    """The merchant's own return orders with this waybill; none is an empty list."""
    services: ApiServices = request.app.state.services
    merchant_code = caller(request).merchant_code
    found = await ask(
        lambda: orders_by_waybill(services.group, merchant_code, body.awb_number, body.transporter)
    )
    zone = ZoneInfo(services.rules.time_zone)
    listed = tuple(_listed(entry, body.transporter, zone) for entry in found)
    return said(ListedOrdersBody(return_order_details_list=listed))


@router.put(
    "/update-return-order/item",
    summary="Add items to a return order",
    response_class=Response,
    responses=_EMPTY,
    openapi_extra=CHANGING,
)
@only(Role.MERCHANT)
async def update_items(body: AddItemsBody, request: Request) -> Response:
    """Let items join a return order, until the warehouse has the parcel."""
    merchant_code = caller(request).merchant_code
    wrong = wrong_lines(body.return_line_items)
    if wrong:
        raise _bad_data(wrong)
    added = tuple(late_item_of(line) for line in body.return_line_items)

    def act(storage: AccessStorage, now: datetime) -> str:
        add_items(storage, merchant_code, body.return_order_code.strip(), added, now)
        return ""

    return await change(request, body, act)


@router.put(
    "/return-orders/{returnOrderCode:path}/cancel",
    summary="Cancel a return order",
    response_class=Response,
    responses=_EMPTY,
    openapi_extra=CHANGING,
)
@only(Role.MERCHANT)
async def cancel(
    request: Request,
    code: Annotated[str, Path(alias="returnOrderCode", max_length=100, examples=["100078"])],
) -> Response:
    """Take a return order back that was not accepted yet; again changes nothing."""
    merchant_code = caller(request).merchant_code

    def act(storage: AccessStorage, now: datetime) -> str:
        cancel_order(storage, merchant_code, code, now)
        return ""

    return await change(request, None, act)


def _bad_data(wrong: tuple[str, ...]) -> Problem:
    return Problem(
        400,
        "BAD_DATA",
        marked("Input validation failed"),
        details=RefusalDetails(fields=wrong),
    )


def _listed(entry: ListedOrder, transporter: str, zone: ZoneInfo) -> ListedBody:
    order, beside = entry.order, entry.said
    lines = beside.lines if beside else {}
    status = "CANCELLED" if order.cancelled_at else "CREATED"
    last_moment = datetime.combine(order.last_day, time(23, 59, 59), zone)
    return ListedBody(
        order_code=order.order_number,
        return_order_code=order.uid,
        tracking_code=order.waybill,
        transporter=(beside.transporter if beside else "") or transporter,
        location_code=order.warehouse,
        return_order_type=OrderType(beside.order_type) if beside else OrderType.CUSTOMER_RETURN,
        return_line_items=(
            *(_line(item, lines.get(item.code, ChannelLine())) for item in order.items),
            *(_line(late.item, late.line) for late in entry.late),
        ),
        channel_return_order_status=status,
        omni_return_order_status=entry.returned.status.value if entry.returned else status,
        expected_date=last_moment.isoformat(timespec="milliseconds"),
        is_synced_to_oms=True,
    )


def _line(item: Item, beside: ChannelLine) -> ListedLineBody:
    return ListedLineBody(
        channel_return_item_code=item.code,
        sub_order_code=beside.sub_order or None,
        channel_sku_code=item.sku,
        reason_for_return=item.reason,
        price=None if beside.price_minor is None else beside.price_minor / 100,
    )
