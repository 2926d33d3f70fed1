"""A scenario as the TOML that `read_scenario` reads: what Record and failed tests leave behind."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from enum import Enum
from json import dumps
from typing import Any

from core.simulator.scenario import Scenario


def scenario_text(scenario: Scenario) -> str:
    """The file's text, a line for each step; what has its default is left out."""
    said = scenario.model_dump(exclude_defaults=True)
    # What a step is stands in a field with a default, which must be said all the same.
    dumped = zip(scenario.steps, said.pop("steps", ()), strict=True)
    steps = [{"do": step.do} | rest for step, rest in dumped]
    world = said.pop("world", {})
    settings = said | {f"world.{name}": value for name, value in world.items()} | {"steps": steps}
    return "".join(f"{name} = {_top(value)}\n" for name, value in settings.items())


def _top(value: Any) -> str:
    """A setting's value; of several tables each has a line."""
    if isinstance(value, list | tuple) and value and isinstance(value[0], Mapping):
        return "[\n" + "".join(f"    {_value(each)},\n" for each in value) + "]"
    return _value(value)


def _value(value: Any) -> str:
    if isinstance(value, Enum):
        return _value(value.value)
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, datetime):
        return value.isoformat()
    if isinstance(value, Mapping):
        return f"{{ {', '.join(_pairs(value))} }}"
    if isinstance(value, list | tuple):
        return f"[{', '.join(map(_value, value))}]"
    if isinstance(value, str):
        # JSON's strings are TOML's basic strings but for one sign.
        return dumps(value, ensure_ascii=False).replace("\x7f", "\\u007F")
    return str(value)


def _pairs(table: Mapping[str, Any]) -> Iterator[str]:
    return (f"{name} = {_value(value)}" for name, value in table.items())
