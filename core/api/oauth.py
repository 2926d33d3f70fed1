"""`POST /accounts/oauth2/token`: OAuth 2.0 client credentials and refresh.

Parameters come in the URL, as CLiQQ's documentation has it, or as a form, as RFC 6749 says.
"""

import base64
from typing import Annotated, Any, Final, Literal
from urllib.parse import parse_qsl, unquote_plus

from fastapi import APIRouter
from pydantic import Field
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from core.api.door import Door
from core.api.problems import Problem
from core.services.access import ApiClient
from core.services.access_tokens import IssuedTokens, issue_tokens, renew_tokens
from core.services.api_services import ApiServices
from core.trouble import marked
from core.wire.base import Wire

router: Final = APIRouter(tags=["Tokens"])

_NAMES: Final = (
    "grant_type",
    "client_id",
    "client_secret",
    "response_type",
    "refresh_token",
    "scope",
)


class TokenBody(Wire):
    """An access token, and a refresh token that is good once."""

    access_token: Annotated[str, Field(alias="access_token")]
    token_type: Annotated[Literal["bearer"], Field(alias="token_type")]
    expires_in: Annotated[int, Field(alias="expires_in", examples=[7200])]
    refresh_token: Annotated[str, Field(alias="refresh_token")]


class TokenRefusalBody(Wire):
    """RFC 6749, section 5.2."""

    error: str
    error_description: Annotated[str, Field(alias="error_description")]


def _parameter(name: str) -> dict[str, Any]:
    return {"name": name, "in": "query", "required": False, "schema": _SCHEMAS[name]}


_SCHEMAS: Final[dict[str, dict[str, Any]]] = {
    "grant_type": {"type": "string", "enum": ["client_credentials", "refresh_token"]},
    "client_id": {"type": "string"},
    "client_secret": {"type": "string"},
    "response_type": {"type": "string", "enum": ["token"]},
    "refresh_token": {"type": "string"},
    "scope": {"type": "string"},
}
_DESCRIPTION: Final[dict[str, Any]] = {
    "parameters": [_parameter(name) for name in _NAMES],
    "requestBody": {
        "required": False,
        "content": {
            "application/x-www-form-urlencoded": {
                "schema": {"type": "object", "properties": _SCHEMAS}
            }
        },
    },
}


@router.post(
    "/accounts/oauth2/token",
    summary="Get or renew an access token",
    response_model=TokenBody,
    responses={
        400: {"model": TokenRefusalBody, "description": "Not a request for a token"},
        401: {"model": TokenRefusalBody, "description": "Client id and secret are not known"},
        413: {"model": TokenRefusalBody, "description": "Body over 1 MiB"},
        429: {"model": TokenRefusalBody, "description": "Too many wrong secrets"},
        503: {"model": TokenRefusalBody, "description": "The returns service cannot answer"},
    },
    openapi_extra=_DESCRIPTION,
)
async def token(request: Request) -> Response:
    """Client id and secret give an access token for two hours and a refresh token, good once.

    `grant_type=client_credentials` for the first, `grant_type=refresh_token` with `refresh_token`
    for the next. The secret may also come by HTTP Basic.
    """
    asked = await _asked(request)
    grant_type = asked.get("grant_type")
    if grant_type is None:
        raise _bad("invalid_request", marked("grant_type is missing."))
    if grant_type not in ("client_credentials", "refresh_token"):
        raise _bad("unsupported_grant_type", marked("Use client_credentials or refresh_token."))
    if asked.get("response_type", "token") != "token":
        raise _bad("invalid_request", marked("response_type can only be token."))
    client_id, secret = _basic(request) or (
        asked.get("client_id", ""),
        asked.get("client_secret", ""),
    )
    if not client_id:
        raise _bad("invalid_request", marked("client_id is missing."))
    door: Door = request.app.state.door
    client = await door.by_secret(request, client_id, secret)
    tokens = await _give(request, client, asked.get("refresh_token"), grant_type)
    body = TokenBody(
        access_token=tokens.access,
        token_type="bearer",  # noqa: S106 - the kind of token, not one
        expires_in=int(tokens.life.total_seconds()),
        refresh_token=tokens.refresh,
    )
    return Response(
        body.text(),
        media_type="application/json",
        headers={"Cache-Control": "no-store", "Pragma": "no-cache"},
    )


async def _give(
    request: Request, client: ApiClient, refresh: str | None, grant_type: str
) -> IssuedTokens:
    services: ApiServices = request.app.state.services
    door: Door = request.app.state.door
    key, now = await door.signing_key(), services.clock.now()
    if grant_type == "client_credentials":
        return await run_in_threadpool(issue_tokens, services.group, key, client, now)
    if not refresh:
        raise _bad("invalid_request", marked("refresh_token is missing."))
    renewed = await run_in_threadpool(renew_tokens, services.group, key, client, refresh, now)
    if renewed is None:
        raise _bad("invalid_grant", marked("The refresh token was used before, or is too old."))
    return renewed


async def _asked(request: Request) -> dict[str, str]:
    """The parameters, from the URL and from the form; one that comes twice is a mistake."""
    pairs = list(request.query_params.multi_items())
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    body = await request.body()
    if body and kind == "application/x-www-form-urlencoded":
        try:
            pairs += parse_qsl(
                body.decode(), keep_blank_values=True, max_num_fields=50, errors="strict"
            )
        except ValueError:
            raise _bad("invalid_request", marked("The form cannot be read.")) from None
    asked: dict[str, str] = {}
    for name, value in pairs:
        if name in asked:
            raise _bad("invalid_request", marked("A parameter comes twice."))
        if name in _NAMES and value:
            asked[name] = value
    return asked


def _basic(request: Request) -> tuple[str, str] | None:
    scheme, _, encoded = request.headers.get("authorization", "").partition(" ")
    if scheme.lower() != "basic":
        return None
    try:
        client_id, _, secret = base64.b64decode(encoded, validate=True).decode().partition(":")
    except ValueError:
        raise _bad("invalid_request", marked("The Authorization header cannot be read.")) from None
    return unquote_plus(client_id), unquote_plus(secret)


def _bad(code: str, message: str) -> Problem:
    return Problem(400, code, message)
