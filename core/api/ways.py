"""Where paths lead that were asked before.

A terminal asks the same few paths all day. FastAPI's way to the endpoint of each, through its
router and its layers, takes a third as long as an acceptance's statements (decision record 0112).
"""

from collections.abc import Callable
from typing import Any, Final

from starlette.types import Receive, Scope, Send

from core.api.dialects import answer
from core.api.guarded import CLIENT, GuardedRoute
from core.api.problems import Problem

# Those of a thousand stores' terminals, in a few megabytes.
_MOST: Final = 16_384


class Ways:
    """Guarded routes by the paths that led there; as an application it goes one that is known.

    Args:
        as_problem: what an exception is answered with; raises one that is a bug.
    """

    def __init__(self, as_problem: Callable[[Exception], Problem]) -> None:
        self._as_problem: Final = as_problem
        self._known: Final[dict[tuple[str, str], tuple[GuardedRoute, dict[str, Any]]]] = {}

    def knows(self, scope: Scope) -> bool:
        """Whether a request asks for a path that is known."""
        return scope["type"] == "http" and (scope["method"], scope["path"]) in self._known

    def learn(self, scope: Scope) -> None:
        """Keep where a request was led, if it was let in: strangers would fill the memory."""
        route = scope.get("route")
        if isinstance(route, GuardedRoute) and CLIENT in scope:
            if len(self._known) >= _MOST:
                self._known.clear()
            self._known[scope["method"], scope["path"]] = (route, scope["path_params"])

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Go a way that is known, and answer what the endpoint refuses."""
        route, params = self._known[scope["method"], scope["path"]]
        scope["route"], scope["path_params"] = route, params
        try:
            await route.app(scope, receive, send)
        except Exception as error:
            said = answer(self._as_problem(error), scope["path"])
            await said(scope, receive, send)
