"""Routes that let nobody in unasked: a path without roles cannot even be built."""

from collections.abc import Callable, Coroutine
from typing import Any, Final, TypeVar

from fastapi.routing import APIRoute
from starlette.requests import Request
from starlette.responses import Response

from core.api.door import Door
from core.services.access import ApiClient, Role

Endpoint = TypeVar("Endpoint", bound=Callable[..., Any])
_ROLES: Final = "balik_roles"


def only(*roles: Role) -> Callable[[Endpoint], Endpoint]:
    """Say which roles may call an endpoint."""

    def mark(endpoint: Endpoint) -> Endpoint:
        setattr(endpoint, _ROLES, frozenset(roles))
        return endpoint

    return mark


def roles_of(endpoint: Callable[..., Any]) -> frozenset[Role]:
    """Which roles may call an endpoint.

    Raises:
        TypeError: nobody said.
    """
    roles: frozenset[Role] | None = getattr(endpoint, _ROLES, None)
    if not roles:
        raise TypeError(f"{endpoint.__name__} does not say who may call it")
    return roles


class GuardedRoute(APIRoute):
    """A route that knows its caller before it reads a byte of the body."""

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        """FastAPI's handler behind the door."""
        handle = super().get_route_handler()
        roles = roles_of(self.endpoint)

        async def guarded(request: Request) -> Response:
            door: Door = request.app.state.door
            request.state.client = await door.admit(request, roles)
            return await handle(request)

        return guarded


def caller(request: Request) -> ApiClient:
    """The client that calls."""
    client: ApiClient = request.state.client
    return client
