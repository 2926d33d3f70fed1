"""What an answer of a remote ECMS means."""

from typing import TypeVar
from urllib.parse import quote

from pydantic import ValidationError

from core.domain.refusals import EcmsUnreachable, Refusal
from core.log import get_logger
from core.remote.link import Answer
from core.wire.base import Wire
from core.wire.refusals import ProblemBody

Body = TypeVar("Body", bound=Wire)
_log = get_logger("remote")


class NotOurs(Exception):  # noqa: N818 - an answer, not an error of the program
    """The ECMS said no for another reason than a rule of returns."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def path_of(store_code: str, number: str, rest: str) -> str:
    """The path of a terminal's own resource; `rest` begins with a slash or is empty."""
    store, terminal = quote(store_code, safe=""), quote(number, safe="")
    return f"/ecms/api/v1/terminals/{store}/{terminal}{rest}"


def read(answer: Answer, kind: type[Body]) -> Body:
    """What the ECMS answered.

    Raises:
        Refusal: a rule said no; the same as the embedded ECMS raises.
        NotOurs: it said no for another reason.
    """
    if answer.status != 200:
        raise _no(answer)
    try:
        return kind.model_validate_json(answer.body)
    except (ValidationError, Refusal):
        # Somebody else answered: a portal that wants a password, a proxy with a page of its own.
        _log.error("ecms answer not understood")
        raise EcmsUnreachable from None


def _no(answer: Answer) -> Exception:
    try:
        problem = ProblemBody.model_validate_json(answer.body)
    except ValidationError:
        _log.error("ecms answer not understood", status=answer.status)
        return EcmsUnreachable()
    return problem.refusal() or NotOurs(problem.code)


def succeed(answer: Answer) -> None:
    """Nothing, where the ECMS did what was asked; raises as `read`, `unusable` included."""
    if answer.status != 200:
        no = _no(answer)
        raise unusable(no) if isinstance(no, NotOurs) else no


def unusable(no: NotOurs) -> EcmsUnreachable:
    """A setting is wrong, which the person in front can do nothing about."""
    _log.error("ecms refuses this terminal", code=no.code)
    return EcmsUnreachable()
