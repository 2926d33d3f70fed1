"""The manual entry: a RETURN CODE typed digit by digit, each checked as it comes."""

import re
from dataclasses import replace
from typing import Final, assert_never

from core.domain.codes import ReturnCode, damm_digit, is_ascii_digits, recognise
from pos.flow.events import Erased, Typed
from pos.flow.states import CODE_DIGITS, EntryNote, Ready

_MARKS: Final = re.compile(r"[\s\u2010-\u2015-]")


def advance(page: Ready, event: Typed | Erased) -> Ready:
    """The next look of the entry."""
    match event:
        case Typed(text):
            return _typed(page, text)
        case Erased():
            return Ready(page.entry[:-1])
        case _:
            assert_never(event)


def _typed(page: Ready, text: str) -> Ready:
    """Take what was typed or pasted; spaces and hyphens are forgiven, all else is told."""
    digits = _MARKS.sub("", text)
    if not digits and text:
        return page
    room = CODE_DIGITS - len(page.entry)
    if is_ascii_digits(digits) and len(digits) <= room:
        entry = page.entry + digits
        wrong = len(entry) == CODE_DIGITS and damm_digit(entry) != "0"
        return Ready(entry, EntryNote.WRONG_DIGIT if wrong else None)
    if len(text) > 1:
        return replace(page, note=None, strange=recognise(text))
    note = EntryNote.TOO_MANY if is_ascii_digits(digits) else EntryNote.DIGITS_ONLY
    return replace(page, note=note, strange=None)


def looked_up(page: Ready) -> tuple[Ready, ReturnCode | None]:
    """The code to look up, or the page with what is still wrong."""
    if len(page.entry) < CODE_DIGITS:
        return replace(page, note=EntryNote.TOO_FEW, strange=None), None
    if damm_digit(page.entry) != "0":
        return replace(page, note=EntryNote.WRONG_DIGIT, strange=None), None
    return page, ReturnCode(page.entry)
