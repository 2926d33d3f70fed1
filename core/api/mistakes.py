"""Requests that are not as the description says, as problems."""

from collections.abc import Mapping, Sequence
from http import HTTPStatus
from typing import Any, Final

from starlette.exceptions import HTTPException

from core.api.problems import Problem
from core.trouble import marked
from core.wire.refusals import RefusalDetails

_MOST_FIELDS: Final = 20
_SAYINGS: Final = {
    "missing": "may not be null",
    "string_too_short": "may not be empty",
    "too_short": "may not be empty",
    "string_too_long": "is too long",
    "too_long": "is too long",
    "string_pattern_mismatch": "is not of the right form",
    "string_type": "must be a string",
    "string_unicode": "must be readable text",
    "bool_type": "must be true or false",
    "int_type": "must be a whole number",
    "float_type": "must be a number",
    "finite_number": "must be a number",
    "tuple_type": "must be a list",
    "model_attributes_type": "must be an object",
    "model_type": "must be an object",
    "json_invalid": "is not JSON",
}
_SENTENCES: Final = {
    400: ("BAD_REQUEST", marked("The request cannot be read.")),
    404: ("NO_SUCH_PATH", marked("There is nothing at this path.")),
    405: ("METHOD_NOT_ALLOWED", marked("This path does not take this method.")),
    413: ("BODY_TOO_LARGE", marked("A request's body is at most 1 MiB, a file's 1 GiB.")),
}


def invalid(mistakes: Sequence[Mapping[str, Any]]) -> Problem:
    """What is wrong with a body, field by field; never with what was sent.

    Args:
        mistakes: as pydantic lists them.
    """
    errors = [one for one in mistakes if not _is_echo(one, mistakes)][:_MOST_FIELDS]
    wrong = tuple(dict.fromkeys(f"{_field(one)}: {_saying(one)}" for one in errors))
    return Problem(
        400,
        "BAD_REQUEST",
        marked("The request is not as the description says."),
        "; ".join(wrong),
        details=RefusalDetails(fields=wrong),
    )


def unkeepable() -> Problem:
    """An address with a NUL in it, which one kind of database keeps and the other can't."""
    return Problem(
        400,
        "BAD_REQUEST",
        marked("The address holds a NUL, a character that no name or number has."),
        marked("Send it without that character."),
    )


def refused_by_server(error: HTTPException) -> Problem:
    """What the server refused before it came to an endpoint."""
    status = error.status_code
    code, message = _SENTENCES.get(status, ("BAD_REQUEST", HTTPStatus(status).phrase))
    return Problem(status, code, message, marked("See /docs."), headers=dict(error.headers or {}))


def too_large() -> Problem:
    """A body over the limit."""
    return refused_by_server(HTTPException(413))


def trouble() -> Problem:
    """A bug, said calmly."""
    return Problem(
        500,
        "TROUBLE",
        marked("Something went wrong inside Balik. Nothing was changed."),
        marked("Please try again."),
    )


def _is_echo(one: Mapping[str, Any], mistakes: Sequence[Mapping[str, Any]]) -> bool:
    """A list that is called empty only because what is in it is wrong."""
    place = tuple(one["loc"])
    return one["type"] == "too_short" and any(
        tuple(other["loc"][: len(place)]) == place and len(other["loc"]) > len(place)
        for other in mistakes
    )


def _field(error: Mapping[str, Any]) -> str:
    """The name of a field as the caller wrote it, without the path to it."""
    place: Sequence[Any] = error["loc"]
    named = [part for part in place if isinstance(part, str)]
    return named[-1] if named else "body"


def _saying(error: Mapping[str, Any]) -> str:
    kind: str = error["type"]
    if kind in _SAYINGS:
        return _SAYINGS[kind] if error.get("input") is not None else "may not be null"
    context = error.get("ctx", {})
    if kind in {"enum", "literal_error"}:
        return f"must be {context['expected']}"
    if kind.startswith(("greater_than", "less_than")):
        return "is out of range"
    if kind == "value_error":
        return str(context["error"])
    return "is not valid"
