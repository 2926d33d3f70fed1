"""A document as text: for a log of what was printed, for a screen reader, for a test."""

import textwrap
from typing import Final

from core.documents.blocks import (
    Align,
    Banner,
    Barcode,
    Block,
    Headline,
    Pairs,
    Qr,
    Rule,
    Space,
    Step,
    Text,
)
from core.documents.list_blocks import Entry, Figures
from core.documents.marks import Code
from core.documents.model import Document, Paper
from core.documents.ruler import DotComb, Ruler

_COLUMNS: Final = {Paper.MM_58: 32, Paper.MM_80: 48}


def as_text(document: Document) -> str:
    """The paper's words and codes from the top, in as many columns as its roll has."""
    columns = _COLUMNS[document.paper]
    lines = [line for block in document.blocks for line in _lines(block, columns)]
    return "\n".join(line.rstrip() for line in lines) + "\n"


def block_lines(block: Block, paper: Paper) -> list[str]:
    """One block's words in as many columns as the roll has; codes as what they say."""
    return _lines(block, _COLUMNS[paper])


def _lines(block: Block, columns: int) -> list[str]:
    match block:
        case Text(words, _, align):
            lines = textwrap.wrap(words, columns) or [""]
            return [line.center(columns) for line in lines] if align is Align.CENTRE else lines
        case Headline(words) | Banner(words):
            return [line.center(columns) for line in textwrap.wrap(words, columns)]
        case Pairs(rows):
            return _table([(row.label, row.value) for row in rows], columns)
        case Step(number, words):
            head = f"{number}. "
            return textwrap.wrap(words, columns, initial_indent=head, subsequent_indent="   ")
        case Barcode(code) | Qr(code):
            return [_named(code).center(columns)]
        case Entry(ticked, number, words):
            box = "[x] " if ticked else "[ ] "
            return [box + number, *(f"    {line}" for line in textwrap.wrap(words, columns - 4))]
        case Figures(rows):
            return [line for words, number in rows for line in _figure(words, number, columns)]
        case Rule():
            return ["-" * columns]
        case Ruler() | DotComb() | Space():
            return []


def _table(rows: list[tuple[str, str]], columns: int) -> list[str]:
    column = min(max(len(label) for label, _ in rows) + 2, columns // 2)
    lines: list[str] = []
    for label, value in rows:
        beside = textwrap.wrap(value, columns - column, break_long_words=False) or [""]
        if len(label) + 1 <= column and max(map(len, beside)) <= columns - column:
            heads = [label, *[""] * (len(beside) - 1)]
            lines += [head.ljust(column) + part for head, part in zip(heads, beside, strict=True)]
        else:
            lines += textwrap.wrap(label, columns)
            lines += [f"  {part}" for part in textwrap.wrap(value, columns - 2)]
    return lines


def _figure(words: str, number: int, columns: int) -> list[str]:
    figure = str(number)
    lines = textwrap.wrap(words, columns - len(figure) - 2) or [""]
    lines[-1] = lines[-1].ljust(columns - len(figure)) + figure
    return lines


def _named(code: Code) -> str:
    return f"[{code.symbology.value} {code.digits}]"
