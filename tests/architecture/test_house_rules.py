"""Rules of the house that a reader would otherwise have to remember."""

import ast
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from house_sources import PARTS, ROOT, calls, files, place, strings

LONGEST_MODULE = 350
#: Stories about one thing are read one at a time, so a file of them may go on a little longer.
LONGEST_STORIES = 450
_HEX_COLOUR = re.compile(r"(?<![\w&])#(?:[0-9A-Fa-f]{8}|[0-9A-Fa-f]{6}|[0-9A-Fa-f]{3})(?!\w)")


def _hex_colours(path: Path) -> Iterator[ast.AST]:
    return (node for node in strings(path) if _HEX_COLOUR.search(str(node.value)))


def _prints(path: Path) -> Iterator[ast.AST]:
    return (call for call, name in calls(path) if name == "print" and _is_builtin(call))


def _is_builtin(call: ast.Call) -> bool:
    """A press prints as well, but as `press.print(…)`."""
    return isinstance(call.func, ast.Name)


def _found(rule: Callable[[Path], Iterator[ast.AST]], *, but: str = "") -> list[str]:
    return [
        place(path, node)
        for path in files(*PARTS)
        if str(path.relative_to(ROOT)) != but
        for node in rule(path)
    ]


def test_colours_are_tokens() -> None:
    assert _found(_hex_colours) == []


def test_only_the_command_line_prints() -> None:
    assert _found(_prints, but="core/cli.py") == []


def test_no_module_is_too_long_to_be_read() -> None:
    assert _longer_than(LONGEST_MODULE, *PARTS) == {}
    assert _longer_than(LONGEST_STORIES, "tests") == {}


def _longer_than(most: int, *parts: str) -> dict[str, int]:
    lengths = {
        str(path.relative_to(ROOT)): len(path.read_text("utf-8").splitlines())
        for path in files(*parts)
    }
    return {name: count for name, count in lengths.items() if count > most}


@pytest.mark.parametrize(
    ("rule", "source", "count"),
    [
        (_hex_colours, 'a = "#0B5D3B"\nb = "border: 1px solid #fff;"\nc = "#40000000"', 3),
        (_hex_colours, '"""Green is #0B5D3B."""\nx = "&#8226; no. #12 #1234567 a#fff"', 0),
        (_prints, 'print("x")', 1),
        (_prints, 'press.print("x")\nname = "print("', 0),
    ],
)
def test_the_rules_see_what_breaks_them(
    tmp_path: Path, rule: Callable[[Path], Iterator[ast.AST]], source: str, count: int
) -> None:
    path = tmp_path / "module.py"
    path.write_text(source, encoding="utf-8")
    assert len(list(rule(path))) == count
