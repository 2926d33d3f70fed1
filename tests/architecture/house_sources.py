"""Balik's own source files, read as syntax trees: what these tests look at."""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).resolve().parents[2]
PARTS: Final = ("core", "kiosk", "pos")


def files(*parts: str) -> list[Path]:
    """Every Python file under these folders of the project."""
    return sorted(path for part in parts for path in (ROOT / part).rglob("*.py"))


@cache
def tree(path: Path) -> ast.Module:
    """A file as a syntax tree."""
    return ast.parse(path.read_text("utf-8"), filename=str(path))


def place(path: Path, node: ast.AST) -> str:
    """Where a finding is: `core/qt/theme.py:17`."""
    name = path.relative_to(ROOT) if path.is_relative_to(ROOT) else path.name
    return f"{name}:{getattr(node, 'lineno', '?')}"


def calls(path: Path) -> Iterator[tuple[ast.Call, str]]:
    """Every call in a file, with the last part of the called name: `texts.rich(…)` is `rich`."""
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Call):
            function = node.func
            if isinstance(function, ast.Attribute):
                yield node, function.attr
            elif isinstance(function, ast.Name):
                yield node, function.id


def strings(path: Path) -> Iterator[ast.Constant]:
    """Every string of a file that is not a docstring."""
    module = tree(path)
    documentation = {
        node.body[0].value
        for node in ast.walk(module)
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef)
        and node.body
        and isinstance(node.body[0], ast.Expr)
    }
    for node in ast.walk(module):
        is_string = isinstance(node, ast.Constant) and isinstance(node.value, str)
        if is_string and node not in documentation:
            yield node
