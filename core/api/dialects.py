"""Problems, said in the dialect of the caller."""

import json
from collections.abc import Sequence
from typing import Final, Protocol

from starlette.responses import Response

from core.api.problems import Problem
from core.domain.refusals import RefusalCode
from core.wire.refusals import ProblemBody

_JSON: Final = "application/json"
_OAUTH_ERRORS: Final = {
    401: "invalid_client",
    429: "slow_down",
    500: "server_error",
    503: "temporarily_unavailable",
}


class Dialect(Protocol):
    """How one family of clients hears of a problem."""

    def status(self, problem: Problem) -> int:
        """The HTTP status that this family expects."""
        ...

    def text(self, problem: Problem) -> str:
        """The body."""
        ...


class Cliqq:
    """CLiQQ's, and our own endpoints in the same naming."""

    def status(self, problem: Problem) -> int:
        """See `Dialect.status`."""
        return problem.status

    def text(self, problem: Problem) -> str:
        """See `Dialect.text`."""
        return ProblemBody(
            code=problem.code,
            message=problem.message,
            next_step=problem.next_step,
            details=problem.details,
        ).text()


class Increff:
    """Increff's: `{"code": "BAD_DATA", "message": …, "description": "[field: what]"}`."""

    _CODES: Final = {
        401: "AUTH_ERROR",
        403: "FORBIDDEN",
        404: "NOT_FOUND",
        405: "METHOD_NOT_ALLOWED",
        413: "TOO_LARGE",
        429: "TOO_MANY_REQUESTS",
        500: "UNKNOWN_ERROR",
        503: "UNAVAILABLE",
    }

    def status(self, problem: Problem) -> int:
        """See `Dialect.status`: a rule that says no is bad data to this family."""
        return 400 if self._is_bad_data(problem) else problem.status

    def text(self, problem: Problem) -> str:
        """See `Dialect.text`."""
        bad = self._is_bad_data(problem)
        wrong: Sequence[str] = problem.details.fields or ()
        message = "Input validation failed" if wrong else problem.message
        if not wrong:
            wrong = [f"{problem.code}: {problem.next_step or problem.message}"]
        code = "BAD_DATA" if bad else self._CODES[problem.status]
        body = {"code": code, "message": message, "description": f"[{', '.join(wrong)}]"}
        return json.dumps(body, ensure_ascii=False)

    def _is_bad_data(self, problem: Problem) -> bool:
        a_rule_said_no = problem.code in RefusalCode.__members__
        return problem.status not in ({429, 503} if a_rule_said_no else self._CODES)


class OAuth:
    """RFC 6749, section 5.2."""

    def status(self, problem: Problem) -> int:
        """See `Dialect.status`."""
        return problem.status

    def text(self, problem: Problem) -> str:
        """See `Dialect.text`."""
        known = problem.code.islower()
        error = problem.code if known else _OAUTH_ERRORS.get(problem.status, "invalid_request")
        return json.dumps({"error": error, "error_description": problem.message})


CLIQQ: Final = Cliqq()
INCREFF: Final = Increff()
OAUTH: Final = OAuth()


def dialect_of(path: str) -> Dialect:
    """The dialect of whoever calls this path."""
    if path.startswith("/return/"):
        return INCREFF
    return OAUTH if path.startswith("/accounts/") else CLIQQ


def answer(problem: Problem, path: str) -> Response:
    """A problem as the answer to a request for `path`."""
    dialect = dialect_of(path)
    return Response(
        dialect.text(problem),
        dialect.status(problem),
        headers={"Cache-Control": "no-store", **problem.headers},
        media_type=_JSON,
    )
