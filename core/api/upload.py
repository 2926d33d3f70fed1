"""A merchant's file of return orders over the network: the same as `balik import`."""

from typing import Annotated, Any, Final

from fastapi import APIRouter, Path
from starlette.requests import Request
from starlette.responses import Response

from core.api.calls import said
from core.api.cliqq_responses import RESPONSES, Responses
from core.api.guarded import GuardedRoute, caller, only
from core.api.problems import Problem
from core.api.uploads import Uploads
from core.bulk.formats import Format
from core.services.access import Role
from core.trouble import marked
from core.wire.imported import ImportedBody
from core.wire.refusals import ProblemBody

_FORMATS: Final = {
    "text/csv": Format.CSV,
    "application/x-ndjson": Format.JSON_LINES,
    "application/jsonl": Format.JSON_LINES,
}
_SKIP_BAD: Final = "skipBad"
_TEXT: Final = {"schema": {"type": "string"}}
_DESCRIPTION: Final[dict[str, Any]] = {
    "parameters": [
        {
            "name": _SKIP_BAD,
            "in": "query",
            "required": False,
            "description": "Take the good lines where others are refused, rather than nothing.",
            "schema": {"type": "boolean", "default": False},
        }
    ],
    "requestBody": {
        "required": True,
        "content": {
            "text/csv": {
                **_TEXT,
                "example": "uid,order_number,item_code,item_reason\nAXDY1,108,I1,Too small\n",
            },
            "application/x-ndjson": {**_TEXT, "example": '{"uid": "AXDY1"}\n'},
        },
    },
}
_RESPONSES: Final[Responses] = {
    **RESPONSES,
    408: {"model": ProblemBody, "description": "The rest of the file does not come"},
    413: {"model": ProblemBody, "description": "File over 1 GiB"},
    415: {"model": ProblemBody, "description": "Neither CSV nor JSON lines"},
}

Merchant = Annotated[str, Path(alias="merchantCode", max_length=20, examples=["001"])]
router: Final = APIRouter(tags=["Files"], route_class=GuardedRoute, responses=_RESPONSES)


@router.post(
    "/ecms/api/v1/merchants/{merchantCode}/orders/import",
    summary="Take in a file of return orders",
    response_model=ImportedBody,
    openapi_extra=_DESCRIPTION,
)
@only(Role.MERCHANT, Role.ADMIN)
async def import_file(request: Request, merchant: Merchant) -> Response:
    """The file that `balik import` takes, as the body: CSV or JSON lines, UTF-8, to 1 GiB.

    All of it or, with `skipBad=true`, its good lines. The same file again changes nothing, and one
    that was interrupted is finished by sending it again. One of which nothing comes for 30 s is
    given up.
    """
    client = caller(request)
    if client.role is Role.MERCHANT and merchant != client.merchant_code:
        raise Problem(
            403,
            "OTHER_MERCHANT",
            marked("This client submits for another merchant."),
            marked("Use your own merchantCode."),
        )
    form, skip_bad = _format(request), _skip_bad(request)
    uploads: Uploads = request.app.state.uploads
    return said(await uploads.take(request.stream(), form, merchant, skip_bad=skip_bad))


def _format(request: Request) -> Format:
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind not in _FORMATS:
        raise Problem(
            415,
            "UNKNOWN_FORMAT",
            marked("The file is neither called CSV nor JSON lines."),
            marked("Send it with Content-Type: text/csv or application/x-ndjson."),
        )
    return _FORMATS[kind]


def _skip_bad(request: Request) -> bool:
    said_so = request.query_params.getlist(_SKIP_BAD)
    if said_so not in ([], ["true"], ["false"]):
        raise Problem(
            400,
            "BAD_REQUEST",
            marked("The request is not as the description says."),
            marked("skipBad is true or false."),
        )
    return said_so == ["true"]
