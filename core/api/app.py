"""The application: every endpoint, one door, one frame."""

import time
from collections.abc import Callable
from functools import cache, partial
from typing import Any, Final

from fastapi import APIRouter, FastAPI
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Match, Route
from starlette.types import Receive, Scope, Send

from core.api import (
    cliqq,
    counters,
    health,
    increff,
    logistics,
    oauth,
    office,
    pictures,
    terminals,
    upload,
)
from core.api.description import describe
from core.api.dialects import answer
from core.api.door import Door
from core.api.frame import Frame
from core.api.gather import Gathering
from core.api.metrics import ApiMetrics
from core.api.mistakes import refused_by_server
from core.api.page import page_of
from core.api.problems import Problem
from core.api.sentences import problem_of
from core.api.tidying import tidying
from core.api.uploads import Uploads
from core.api.ways import Ways
from core.domain.refusals import EcmsUnreachable, Refusal
from core.services.api_services import ApiServices
from core.services.ports import DatabaseTrouble
from core.services.recording import Flight

_WRONG_METHOD: Final = 405
VERSION: Final = "1.0.0"
# Where most requests go comes first: a router asks its routes in turn.
_ROUTERS: Final = (
    counters.router,
    terminals.router,
    cliqq.router,
    increff.router,
    upload.router,
    office.router,
    logistics.router,
    pictures.router,
    oauth.router,
    health.router,
    health.guarded,
)
# Where a newcomer begins comes first.
_ROUTERS_AS_READ: Final = (
    oauth.router,
    cliqq.router,
    increff.router,
    upload.router,
    terminals.router,
    counters.router,
    office.router,
    logistics.router,
    pictures.router,
    health.router,
    health.guarded,
)


class _Ecms(FastAPI):
    """FastAPI, and a short way to what was asked before."""

    def __init__(
        self,
        metrics: ApiMetrics,
        as_problem: Callable[[Exception], Problem],
        flight: Flight | None,
        more: tuple[APIRouter, ...],
    ) -> None:
        # FastAPI's own documentation pages load from the net, which a shop may not have.
        super().__init__(
            title="Balik ECMS", version=VERSION, docs_url=None, redoc_url=None, lifespan=tidying
        )
        self.add_middleware(Frame, metrics=metrics, flight=flight)
        self._ways: Final = Ways(as_problem)
        self._short_way: Final = Frame(self._ways, metrics, flight)
        self._described: Final = cache(partial(description, more))

    def openapi(self) -> dict[str, Any]:
        """The description; made once, and shared."""
        return self._described()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request."""
        if self._ways.knows(scope):
            scope["app"] = self
            await self._short_way(scope, receive, send)
        else:
            await super().__call__(scope, receive, send)
            self._ways.learn(scope)


def create_app(
    services: ApiServices,
    monotonic: Callable[[], float] = time.monotonic,
    more: tuple[APIRouter, ...] = (),
) -> FastAPI:
    """The ECMS's API over the parts that `core.bootstrap` chose.

    Args:
        services: storage, clock, rules.
        monotonic: seconds that only grow.
        more: routes that not every ECMS has; what they need is the caller's to put into its state.
    """
    metrics, as_problem = ApiMetrics(), partial(_as_problem, services)
    app = _Ecms(metrics, as_problem, services.flight, more)
    app.state.services = services
    app.state.door = Door(services, monotonic)
    app.state.gathering = Gathering(services.group)
    app.state.uploads = Uploads(services)
    app.state.metrics = metrics
    # Not `include_router`: it asks each router about each request, which takes longer than a whole
    # echo.
    app.router.routes[:0] = [route for router in (*_ROUTERS, *more) for route in router.routes]
    _answer_problems(app, as_problem)
    app.add_api_route("/docs", _docs, include_in_schema=False)
    return app


def _as_problem(services: ApiServices, error: Exception) -> Problem:
    match error:
        case Problem():
            return error
        case Refusal():
            return problem_of(error, services.texts)
        case DatabaseTrouble():
            return problem_of(EcmsUnreachable(), services.texts)
        case HTTPException():
            return refused_by_server(error)
        case _:
            raise error


def _answer_problems(app: FastAPI, as_problem: Callable[[Exception], Problem]) -> None:
    async def handle(request: Request, error: Exception) -> Response:
        if isinstance(error, HTTPException) and error.status_code == _WRONG_METHOD:
            error.headers = {"Allow": _methods_of(request)}
        return answer(as_problem(error), request.scope["path"])

    for kind in (Problem, Refusal, DatabaseTrouble, HTTPException):
        app.add_exception_handler(kind, handle)


def description(more: tuple[APIRouter, ...] = ()) -> dict[str, Any]:
    """The OpenAPI description, the same for every installation.

    Args:
        more: as of `create_app`.
    """
    return describe((*_ROUTERS_AS_READ, *more), VERSION)


def _methods_of(request: Request) -> str:
    """What the path takes, by whichever route: a router names the methods of its first one."""
    methods: dict[str, set[str]] = {}
    for route in request.app.router.routes:
        if isinstance(route, Route) and route.matches(request.scope)[0] is not Match.NONE:
            methods.setdefault(route.path, set()).update(route.methods or ())
    # `/days/close` is a path of its own, although `/days/{number}` would fit it as well.
    nearest = min(methods, key=lambda path: path.count("{"))
    return ", ".join(sorted(methods[nearest]))


async def _docs(request: Request) -> HTMLResponse:
    return HTMLResponse(page_of(request.app.openapi()))
