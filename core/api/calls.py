"""The two kinds of calls: those that change something, and those that ask."""

import hashlib
import re
from collections.abc import Callable
from datetime import datetime
from typing import Any, Final, TypeVar

from pydantic import BaseModel
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from core.api.dialects import dialect_of
from core.api.door import Door
from core.api.gather import Gathering
from core.api.guarded import caller
from core.api.guesses import is_secret
from core.api.problems import Problem
from core.api.sentences import problem_of
from core.domain.pull_out_refusals import ParcelUnknown
from core.domain.refusals import CodeUnknown, Refusal
from core.services.access import AccessStorage, AccessWork
from core.services.api_services import ApiServices
from core.services.once import Call, KeyReused, Outcome, once
from core.trouble import marked

T = TypeVar("T")

KEY_HEADER: Final = "Idempotency-Key"
_KEY: Final = re.compile(r"[\x21-\x7e]{1,255}")
_JSON: Final = "application/json"
_NOT_THERE: Final = 404

# For the OpenAPI description of every changing call.
CHANGING: Final[dict[str, Any]] = {
    "parameters": [
        {
            "name": KEY_HEADER,
            "in": "header",
            "required": False,
            "description": "Made once for this call; a repeat with it gets the first answer.",
            "schema": {"type": "string", "pattern": r"^[!-~]{1,255}$"},
        }
    ]
}


async def change(
    request: Request,
    body: BaseModel | None,
    act: Callable[[AccessStorage, datetime], str],
    *,
    is_guess: bool = True,
    expect: Callable[[AccessWork], None] | None = None,
) -> Response:
    """Do a changing call, once, together with others; answer when it is durable.

    Args:
        request: whose caller and Idempotency-Key count.
        body: what is asked, or None where the path says it all.
        act: does it, and gives the answer's JSON, or ""; may be tried twice.
        is_guess: what is not found may have been guessed. A label's number is no secret, and who
            holds a pile of another chain's labels must not have to wait.
        expect: says what `act` will ask; then the rule of `core.services.group.Expecting` holds.
    """
    services: ApiServices = request.app.state.services
    door: Door = request.app.state.door
    client_id = caller(request).client_id
    door.numbers.check(client_id)
    path: str = request.scope["path"]
    dialect = dialect_of(path)

    def outcome(storage: AccessStorage) -> Outcome:
        try:
            return Outcome(200, act(storage, services.clock.now()))
        except Refusal as refusal:
            problem = problem_of(refusal, services.texts)
        except Problem as said:
            problem = said
        status = dialect.status(problem)
        if not problem.is_lasting:
            return Outcome(status, dialect.text(problem), False, problem.retry_after_s)
        return Outcome(status, dialect.text(problem))

    call = _call(request, body, path)

    def job(storage: AccessStorage) -> Outcome:
        if call is None:
            return outcome(storage)
        return once(storage, call, services.clock.now(), outcome)

    gathering: Gathering = request.app.state.gathering
    try:
        asked = job if expect is None else _Expecting(job, call, expect)
        result: Outcome = await gathering.run(asked)
    except KeyReused:
        raise Problem(
            422,
            "IDEMPOTENCY_KEY_REUSED",
            marked("This Idempotency-Key came with another request before."),
            marked("Make a new key for each new request."),
        ) from None
    if is_guess and result.status == _NOT_THERE:
        door.numbers.count(client_id)
    headers = {"Retry-After": str(result.retry_after_s)} if result.retry_after_s else None
    media_type = _JSON if result.body else None
    return Response(result.body, result.status, headers=headers, media_type=media_type)


class _Expecting:
    """`core.services.group.Expecting`, as a call is.

    Args:
        job: the change.
        call: asks first whether it is a repetition, unless None.
        expect: says what it will ask then.
    """

    def __init__(
        self,
        job: Callable[[AccessStorage], Outcome],
        call: Call | None,
        expect: Callable[[AccessWork], None],
    ) -> None:
        self._job: Final = job
        self._call: Final = call
        self._expect: Final = expect

    def __call__(self, storage: AccessStorage) -> Outcome:
        """Do it."""
        return self._job(storage)

    def expect(self, work: AccessWork) -> None:
        """It will be asked whether this is a repetition, and then what `act` asks."""
        if self._call is not None:
            work.answers.expect(self._call.client_id, self._call.key)
        self._expect(work)


async def ask(question: Callable[[], T]) -> T:
    """Ask something that may wait for the database, off the event loop."""
    return await run_in_threadpool(question)


async def look_up(request: Request, number: str, question: Callable[[], T]) -> T:
    """Ask what stands behind a number; RETURN CODEs behind which there is nothing are counted.

    Args:
        request: whose caller counts.
        number: as it was typed or scanned.
        question: asks; nothing is an empty answer, or `CodeUnknown`, or `ParcelUnknown`.

    Raises:
        Problem: 429, this client asked for too many.
    """
    if not is_secret(number):
        return await ask(question)
    door: Door = request.app.state.door
    client_id = caller(request).client_id
    door.numbers.check(client_id)
    try:
        found = await ask(question)
    except (CodeUnknown, ParcelUnknown):
        door.numbers.count(client_id)
        raise
    if not found:
        door.numbers.count(client_id)
    return found


def said(body: BaseModel) -> Response:
    """An answer."""
    return Response(body.model_dump_json(by_alias=True), media_type=_JSON)


def _call(request: Request, body: BaseModel | None, path: str) -> Call | None:
    key = request.headers.get(KEY_HEADER)
    if key is None:
        return None
    if not _KEY.fullmatch(key):
        raise Problem(
            400,
            "BAD_IDEMPOTENCY_KEY",
            marked("An Idempotency-Key is 1 to 255 printable characters."),
            marked("Use a UUID."),
        )
    asked = "" if body is None else body.model_dump_json(by_alias=True)
    question = f"{request.method} {path}\n{asked}".encode()
    return Call(caller(request).client_id, key, hashlib.sha256(question).hexdigest())
