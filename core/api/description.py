"""The OpenAPI description: FastAPI's, with who may call what, and without what we never answer."""

from collections.abc import Sequence
from typing import Any, Final

from fastapi import APIRouter
from fastapi.openapi.utils import get_openapi

from core.api.guarded import GuardedRoute, roles_of
from core.domain.status import FLOW

_BEARER: Final[dict[str, list[str]]] = {"bearer": []}
_INCREFF: Final[dict[str, list[str]]] = {"authUsername": [], "authPassword": []}
_SCHEMES: Final[dict[str, Any]] = {
    "bearer": {
        "type": "http",
        "scheme": "bearer",
        "description": "A token from /accounts/oauth2/token.",
    },
    "authUsername": {"type": "apiKey", "in": "header", "name": "authUsername"},
    "authPassword": {"type": "apiKey", "in": "header", "name": "authPassword"},
}
_FASTAPIS_OWN: Final = ("HTTPValidationError", "ValidationError")


def describe(routers: Sequence[APIRouter], version: str) -> dict[str, Any]:
    """The description of an application that has these routers."""
    routes = [route for router in routers for route in router.routes]
    statuses = ", ".join(step.status.value for step in FLOW)
    description = get_openapi(
        title="Balik ECMS",
        version=version,
        description=(
            "Returns of online purchases at convenience stores: the CLiQQ and the Increff dialect"
            f" for merchants, and what terminals ask. A return's statuses: {statuses}."
        ),
        routes=routes,
    )
    components = description.setdefault("components", {})
    components["securitySchemes"] = _SCHEMES
    for name in _FASTAPIS_OWN:
        components.get("schemas", {}).pop(name, None)
    for route in routes:
        if isinstance(route, GuardedRoute):
            for method in route.methods or ():
                _guard(description["paths"][route.path_format][method.lower()], route)
    return description


def _guard(operation: dict[str, Any], route: GuardedRoute) -> None:
    by_secret = route.path.startswith("/return/")
    operation["security"] = [_BEARER, _INCREFF] if by_secret else [_BEARER]
    roles = ", ".join(sorted(role.value for role in roles_of(route.endpoint)))
    operation["description"] = f"{operation.get('description', '')}\n\nRoles: {roles}."
    unprocessable = operation["responses"].get("422", {}).get("content", {})
    if "HTTPValidationError" in str(unprocessable):
        # FastAPI adds its own shape of mistakes; ours are answered with 400 in the dialect.
        del operation["responses"]["422"]
