"""Holds the columns of a batch to what they may be, a column at a time, by pydantic."""

from collections.abc import Mapping
from functools import cache
from typing import Any, Final

from pydantic import TypeAdapter, ValidationError

from core.bulk.columns import BY_NAME, Measure
from core.trouble import marked

#: What each kind of pydantic's mistakes means to the person who wrote the file.
_MESSAGES: Final = {
    "string_too_short": marked("{column} is missing."),
    "string_too_long": marked("{column} is longer than {max_length} signs."),
    "string_pattern_mismatch": marked("{column} holds signs that do not belong there."),
    "string_unicode": marked("{column} is not written in UTF-8."),
    "string_type": marked("{column} is not a text."),
    "int_parsing": marked("{column} is not a whole number."),
    "int_type": marked("{column} is not a whole number."),
    "int_from_float": marked("{column} is not a whole number."),
    "float_parsing": marked("{column} is not a number."),
    "float_type": marked("{column} is not a number."),
    "greater_than_equal": marked("{column} is less than {ge}."),
    "less_than_equal": marked("{column} is more than {le}."),
    "missing": marked("{column} is missing."),
    "too_long": marked("{column} has more than {max_length} entries."),
}
_DAY: Final = marked("{column} is not a day like 2026-12-05.")
_OTHERWISE: Final = marked("{column} is not valid.")

Fault = tuple[str, Mapping[str, object]]


def column_faults(
    name: str, cells: list[Any], factor: int = 1
) -> tuple[list[Any], dict[int, Fault]]:
    """The values of a column as pydantic reads them; or what is wrong, by place.

    Args:
        name: the column.
        cells: its cells; None where an optional one is empty.
        factor: by what a measure in other units is multiplied.
    """
    try:
        values = _adapter(name, factor).validate_python(cells)
    except ValidationError as wrong:
        faults: dict[int, Fault] = {}
        for error in wrong.errors(include_input=False, include_url=False):
            place = error["loc"][0]
            if isinstance(place, int):
                faults.setdefault(place, fault_of(name, error["type"], error.get("ctx") or {}))
        return [], faults
    if factor != 1:
        values = [None if value is None else round(value * factor) for value in values]
    return values, {}


def fault_of(column: str, kind: str, context: Mapping[str, object]) -> Fault:
    """A message and the values of its places, for one of pydantic's mistakes."""
    message = _MESSAGES.get(kind, _OTHERWISE)
    if column == "first_day":
        message = _DAY
    limits = {key: context[key] for key in ("max_length", "ge", "le") if key in context}
    return message, {"column": column, **limits}


@cache
def _adapter(name: str, factor: int) -> TypeAdapter[list[Any]]:
    column = BY_NAME[name]
    holds: Any = column.holds if factor == 1 else Measure
    return TypeAdapter(list[holds | None] if column.is_optional else list[holds])
