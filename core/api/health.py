"""Is it alive, is it ready, and how much is it doing?"""

from typing import Any, Final, Literal

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from core.api.calls import ask, said
from core.api.cliqq_responses import RESPONSES
from core.api.guarded import GuardedRoute, only
from core.api.metrics import ApiMetrics
from core.domain.refusals import EcmsUnreachable
from core.services.access import Role
from core.services.api_services import ApiServices
from core.services.ports import DatabaseTrouble
from core.wire.base import Wire

router: Final = APIRouter(tags=["Health"])
guarded: Final = APIRouter(tags=["Health"], route_class=GuardedRoute)
_UNREADY: Final[dict[int | str, dict[str, Any]]] = {503: RESPONSES[503]}


class HealthBody(Wire):
    """All is well."""

    status: Literal["ok"] = "ok"


@router.get("/healthz", summary="Alive?", response_model=HealthBody)
async def alive() -> Response:
    """The process answers."""
    return said(HealthBody())


@router.get("/readyz", summary="Ready?", response_model=HealthBody, responses=_UNREADY)
async def ready(request: Request) -> Response:
    """The database answers too."""
    services: ApiServices = request.app.state.services

    def look() -> None:
        try:
            with services.group.reading() as work:
                work.directory.merchant("")
        except DatabaseTrouble as trouble:
            raise EcmsUnreachable from trouble

    await ask(look)
    return said(HealthBody())


@guarded.get(
    "/metrics",
    summary="Figures for Prometheus",
    response_class=Response,
    responses={
        200: {"content": {"text/plain": {"schema": {"type": "string"}}}},
        401: RESPONSES[401],
        403: RESPONSES[403],
        429: RESPONSES[429],
    },
)
@only(Role.ADMIN)
async def metrics(request: Request) -> Response:
    """Requests by path and status, and how long they took."""
    counted: ApiMetrics = request.app.state.metrics
    return Response(counted.text(), media_type=counted.content_type)
