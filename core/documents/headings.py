"""What every paper begins and ends with, and how it says where and when."""

from datetime import datetime
from typing import Final

from core.documents.blocks import Banner, Block, Space
from core.documents.facts import TerminalFacts
from core.texts import Texts

END: Final = Space(20)  # the knife stands above the last line, not in it


def notices(texts: Texts, *, training: bool, reprint: int) -> list[Block]:
    """The first lines of a paper that is not real, or not the first of its kind.

    Args:
        texts: the language.
        training: nothing on this paper really happened.
        reprint: the how-manieth copy, or 0 for the original.
    """
    blocks: list[Block] = []
    if training:
        blocks += [Banner(texts("SIMULATION – NOT A REAL RETURN")), Space(6)]
    if reprint:
        blocks += [Banner(texts("REPRINT {number}", number=reprint)), Space(6)]
    return [*blocks, Space(12)]


def store_name(terminal: TerminalFacts) -> str:
    """`0166 · Pasig Blvd`, where a label before it says that it is a store."""
    return f"{terminal.store.code} · {terminal.store.name}"


def store_line(texts: Texts, terminal: TerminalFacts) -> str:
    """`Store 0166 · Pasig Blvd`."""
    return texts("Store {code} · {name}", code=terminal.store.code, name=terminal.store.name)


def minute(texts: Texts, terminal: TerminalFacts, instant: datetime) -> str:
    """`21 Nov 2026 14:33`, by the clock on the store's wall."""
    local = terminal.store.local(instant)
    return f"{texts.medium_date(local.date())} {texts.time(local)}"


def moment(texts: Texts, terminal: TerminalFacts, instant: datetime) -> str:
    """`21 Nov 2026 14:33:07`, by the clock on the store's wall."""
    local = terminal.store.local(instant)
    return f"{texts.medium_date(local.date())} {texts.time_with_seconds(local)}"
