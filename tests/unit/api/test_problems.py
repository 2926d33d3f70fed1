"""Refusals and mistakes, as each family of clients hears of them."""

import json
from dataclasses import MISSING, fields
from datetime import UTC, date, datetime
from typing import Any

import pytest

from core.api.dialects import answer
from core.api.guarded import GuardedRoute, only
from core.api.guesses import GuessWatch
from core.api.mistakes import invalid, too_large, trouble
from core.api.problems import Problem
from core.api.sentences import problem_of
from core.domain.merchants import Merchant, Store
from core.domain.refusals import Refusal, RefusalCode, ScannedThing
from core.domain.status import Status, Trigger
from core.services.access import Role
from core.texts import Texts
from core.wire.refusals import ProblemBody

PASIG = Store("0166", "Pasig Blvd", "NCR")
FACTS: dict[str, Any] = {
    "merchant": Merchant("001", "Merchant A", closed_stores=frozenset({"0412"})),
    "store": PASIG,
    "at": PASIG.local(datetime(2026, 11, 21, 4, 0, tzinfo=UTC)),
    "last_day": date(2026, 12, 5),
    "first_day": date(2026, 12, 1),
    "thing": ScannedThing.PRODUCT,
    "entered": "182212342346",
    "again_in_s": 90,
    "current": Status.RETURNED,
    "asked": Status.FOR_PULL_OUT,
    "by": Trigger.POS,
    "foreign": True,
    "apo": "APO-0166-20261121",
    "other": "APO-0166-20261120-2",
    "handed_over": 11,
    "store_count": 12,
    "driver_count": 11,
}


def _refusals() -> list[Refusal]:
    kinds: list[Any] = Refusal.__subclasses__()
    return [kind(**{fact.name: FACTS[fact.name] for fact in fields(kind)}) for kind in kinds]


def test_there_is_a_sample_of_every_refusal() -> None:
    assert {refusal.code for refusal in _refusals()} == set(RefusalCode)


@pytest.mark.parametrize("refusal", _refusals(), ids=lambda refusal: refusal.code)
def test_a_refusal_comes_back_from_the_wire_as_it_was(refusal: Refusal) -> None:
    said = answer(problem_of(refusal, Texts()), "/ecms/api/v1/returns")

    body = ProblemBody.model_validate_json(bytes(said.body))
    back = body.refusal()

    assert type(back) is type(refusal)
    assert vars(back) == vars(refusal)
    assert body.message.endswith(".")
    assert body.next_step.endswith(".")
    assert 400 <= said.status_code < 600


@pytest.mark.parametrize("refusal", _refusals(), ids=lambda refusal: refusal.code)
def test_each_dialect_says_it_in_its_own_form(refusal: Refusal) -> None:
    problem = problem_of(refusal, Texts())

    increff = answer(problem, "/return/return-orders")
    oauth = answer(problem, "/accounts/oauth2/token")

    assert increff.status_code in (400, 429, 503)
    assert set(json.loads(increff.body)) == {"code", "message", "description"}
    assert set(json.loads(oauth.body)) == {"error", "error_description"}
    if problem.retry_after_s:
        assert increff.headers["Retry-After"] == str(problem.retry_after_s)


def test_a_refusal_without_its_facts_is_not_made_up() -> None:
    for refusal in _refusals():
        needs = [fact for fact in fields(refusal) if fact.default is MISSING]  # type: ignore[arg-type]  # dataclasses
        body = ProblemBody(code=refusal.code.value, message="…")
        assert (body.refusal() is None) == bool(needs)
    assert ProblemBody(code="FORBIDDEN", message="…").refusal() is None


def test_bugs_and_limits_have_a_sentence_in_every_dialect() -> None:
    for problem in (trouble(), too_large()):
        for path in ("/ecms/x", "/return/x", "/accounts/x"):
            said = answer(problem, path)
            assert said.status_code == problem.status
            assert json.loads(said.body)


def test_a_mistake_names_its_field_and_never_what_was_sent() -> None:
    secret = "09123456789"  # noqa: S105 - a customer's number
    problem = invalid(
        [
            {"type": "string_type", "loc": ("orderItems", 0, "reason"), "input": secret},
            {"type": "missing", "loc": ("orderType",), "input": {"mobile": secret}},
            {"type": "string_type", "loc": ("name",), "input": None},
            {"type": "made_up", "loc": (), "input": secret},
        ]
    )
    assert problem.details.fields == (
        "reason: must be a string",
        "orderType: may not be null",
        "name: may not be null",
        "body: is not valid",
    )
    assert secret not in repr(vars(problem))


def test_a_list_is_not_called_empty_because_of_what_is_in_it() -> None:
    inner = {"type": "missing", "loc": ("orderItems", 0, "reason"), "input": {}}
    empty = {"type": "too_short", "loc": ("orderItems",), "input": []}
    assert invalid([inner, empty]).details.fields == ("reason: may not be null",)
    assert invalid([empty]).details.fields == ("orderItems: may not be empty",)


def test_a_route_that_does_not_say_who_may_call_it_is_not_built() -> None:
    async def anybody() -> None:
        """For nobody in particular."""

    with pytest.raises(TypeError, match="anybody"):
        GuardedRoute("/x", anybody)
    assert GuardedRoute("/x", only(Role.ADMIN)(anybody))


class _Watch:
    """Seconds that a test moves."""

    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        """The seconds."""
        return self.now


def _paused(watch: GuessWatch, who: str) -> int:
    try:
        watch.check(who)
    except Problem as problem:
        return problem.retry_after_s
    return 0


def test_guesses_are_counted_by_who_made_them_and_forgotten_in_time() -> None:
    seconds = _Watch()
    told: list[str] = []
    watch = GuessWatch(3, 60, seconds, told.append)
    for _ in range(3):
        assert _paused(watch, "a") == 0
        assert told == []
        watch.count("a")
        seconds.now += 10
    watch.count("b")
    assert told == ["a"]
    assert _paused(watch, "a") == 50
    assert _paused(watch, "b") == 0
    seconds.now += 29
    assert _paused(watch, "a") == 21
    seconds.now += 2
    assert _paused(watch, "a") == 0


def test_a_crowd_of_guessers_does_not_fill_the_memory() -> None:
    watch = GuessWatch(1, 60, lambda: 0.0, lambda _: None)
    for number in range(20_000):
        watch.count(str(number))
    assert _paused(watch, "19999") > 0
    assert _paused(watch, "0") == 0
