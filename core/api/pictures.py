"""Where returns stand: a merchant's picture of its own, and each parcel's custody."""

from collections.abc import Mapping
from typing import Annotated, Any, Final, TypeVar

from fastapi import APIRouter, Path
from pydantic import ConfigDict, Field, ValidationError
from starlette.requests import Request
from starlette.responses import Response

from core.api.calls import ask, look_up, said
from core.api.cliqq_responses import RESPONSES
from core.api.guarded import GuardedRoute, caller, only
from core.api.mistakes import invalid
from core.api.problems import Problem
from core.domain.status import FLOW, Status
from core.services.access import Role
from core.services.api_services import ApiServices
from core.services.scan_books import PictureLine, PictureQuery
from core.services.trace_parcel import Trace, trace_parcel
from core.trouble import marked
from core.wire.base import PLAIN, Wire
from core.wire.logistics import (
    CustodyBody,
    CustodyEntryBody,
    HandheldInstant,
    PictureLineBody,
    PicturePageBody,
    StatusCountsBody,
)
from core.wire.records import PlaceBody

router: Final = APIRouter(
    prefix="/ecms/api/v1",
    tags=["Where returns stand"],
    route_class=GuardedRoute,
    responses=RESPONSES,
)
ParcelNumber = Annotated[str, Path(max_length=100, examples=["30310533261428120"])]
_MOST: Final = 500


class _Whose(Wire):
    """Whose returns are asked for.

    A parameter that there is not is refused: a misspelt filter would otherwise show everything.
    """

    model_config = ConfigDict(extra="forbid")

    merchant_code: Annotated[str, Field(max_length=20, pattern=PLAIN)] = ""


class _Asked(_Whose):
    """The parameters of a page."""

    status: Status | None = None
    merchant_reference: Annotated[str, Field(max_length=100, pattern=PLAIN)] = ""
    since: HandheldInstant | None = None
    until: HandheldInstant | None = None
    after: Annotated[str, Field(pattern=r"^[0-9]{0,18}$")] = ""
    limit: Annotated[int, Field(ge=1, le=_MOST)] = 100


Asked = TypeVar("Asked", bound=_Whose)


def _parameter(name: str, description: str, schema: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "name": name,
        "in": "query",
        "required": False,
        "description": description,
        "schema": dict(schema),
    }


_INSTANT: Final = {"type": "string", "format": "date-time"}
_TEXT: Final = {"type": "string", "pattern": PLAIN}
_MERCHANT: Final = _parameter(
    "merchantCode",
    "Whose returns, for an admin; a merchant sees its own.",
    {**_TEXT, "maxLength": 20},
)
_PAGE: Final[dict[str, Any]] = {
    "parameters": [
        _parameter(
            "status",
            "Only those that have it.",
            {"type": "string", "enum": [step.status.value for step in FLOW]},
        ),
        _parameter("merchantReference", "Only this one.", {**_TEXT, "maxLength": 100}),
        _parameter("since", "Only those asked for at the kiosk since then.", _INSTANT),
        _parameter("until", "Only those asked for before then.", _INSTANT),
        _parameter(
            "after",
            "`next` of the page before.",
            {"type": "string", "pattern": "^[0-9]{0,18}$"},
        ),
        _parameter(
            "limit",
            "How many.",
            {"type": "integer", "minimum": 1, "maximum": _MOST, "default": 100},
        ),
        _MERCHANT,
    ]
}


@router.get(
    "/statuses",
    summary="Returns and their statuses",
    response_model=PicturePageBody,
    openapi_extra=_PAGE,
)
@only(Role.MERCHANT, Role.ADMIN)
async def page(request: Request) -> Response:
    """A merchant's returns as they stand, in the order in which their orders came."""
    services: ApiServices = request.app.state.services
    asked = _asked(request, _Asked)
    query = PictureQuery(
        _merchant(request, asked),
        asked.status,
        asked.merchant_reference,
        asked.since,
        asked.until,
        int(asked.after or 0),
        asked.limit,
    )

    def look() -> list[PictureLine]:
        with services.group.reading() as work:
            return work.pictures.page(query)

    lines = await ask(look)
    following = str(lines[-1].order_id) if len(lines) == asked.limit else ""
    return said(
        PicturePageBody(
            returns=tuple(
                PictureLineBody(
                    tracking_number=line.tracking_number,
                    merchant_reference=line.reference,
                    status=line.status,
                    location=line.location,
                    timestamp=line.at,
                )
                for line in lines
            ),
            next=following,
        )
    )


@router.get(
    "/statuses/counts",
    summary="How many have which status",
    response_model=StatusCountsBody,
    openapi_extra={"parameters": [_MERCHANT]},
)
@only(Role.MERCHANT, Role.ADMIN)
async def counts(request: Request) -> Response:
    """How many of a merchant's returns have each of the ten statuses."""
    services: ApiServices = request.app.state.services
    merchant = _merchant(request, _asked(request, _Whose))

    def look() -> dict[Status, int]:
        with services.group.reading() as work:
            return work.pictures.counts(merchant)

    found = await ask(look)
    return said(StatusCountsBody(counts={step.status: found.get(step.status, 0) for step in FLOW}))


@router.get("/returns/{number}/history", summary="A parcel's custody", response_model=CustodyBody)
@only(Role.MERCHANT, Role.TRUCKER, Role.DC, Role.SBS, Role.ADMIN)
async def custody(request: Request, number: ParcelNumber) -> Response:
    """Who had a parcel and when, with the ledger's entries; by its label or RETURN CODE."""
    services: ApiServices = request.app.state.services
    own = caller(request).merchant_code
    text = number[:100]
    trace: Trace = await look_up(
        request, text, lambda: trace_parcel(services.group, services.rules, text, own)
    )
    return said(
        CustodyBody(
            tracking_number=trace.tracking_number,
            history=tuple(
                CustodyEntryBody(
                    status=one.step.status,
                    trigger=one.step.trigger,
                    at=one.step.at,
                    place=PlaceBody.of(one.step.place),
                    detail=one.step.detail,
                    entry=one.seq,
                    hash=one.hash,
                )
                for one in trace.steps
            ),
        )
    )


def _asked(request: Request, parameters: type[Asked]) -> Asked:
    try:
        return parameters.model_validate(dict(request.query_params))
    except ValidationError as error:
        raise invalid(error.errors(include_url=False, include_context=True)) from None


def _merchant(request: Request, asked: _Whose) -> str:
    client = caller(request)
    if client.role is Role.MERCHANT:
        if asked.merchant_code not in ("", client.merchant_code):
            raise Problem(
                403,
                "FORBIDDEN",
                marked("A merchant sees its own returns."),
                marked("Leave merchantCode out."),
            )
        return client.merchant_code
    if not asked.merchant_code:
        raise Problem(
            422,
            "MERCHANT_MISSING",
            marked("Say whose returns are meant."),
            marked("Add merchantCode."),
        )
    return asked.merchant_code
