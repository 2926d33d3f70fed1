"""What every paper begins and ends with, and how it says where and when."""

from collections.abc import Callable
from datetime import datetime
from typing import Final

from core.documents.blocks import Banner, Block, Space
from core.documents.facts import TerminalFacts
from core.domain.merchants import Store
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
    for words in notice_words(texts, training=training, reprint=reprint):
        blocks += [Banner(words), Space(6)]
    return [*blocks, Space(12)]


def notice_words(texts: Texts, *, training: bool, reprint: int) -> tuple[str, ...]:
    """The same as sentences, for a report on A4."""
    said = [texts("SIMULATION – NOT A REAL RETURN")] if training else []
    if reprint:
        said.append(texts("REPRINT {number}", number=reprint))
    return tuple(said)


def store_name(terminal: TerminalFacts) -> str:
    """`0166 · Pasig Blvd`, where a label before it says that it is a store."""
    return code_and_name(terminal.store)


def code_and_name(store: Store) -> str:
    """`0166 · Pasig Blvd`."""
    return f"{store.code} · {store.name}"


def store_line(texts: Texts, terminal: TerminalFacts) -> str:
    """`Store 0166 · Pasig Blvd`."""
    return texts("Store {code} · {name}", code=terminal.store.code, name=terminal.store.name)


def minute(texts: Texts, terminal: TerminalFacts, instant: datetime) -> str:
    """`21 Nov 2026 14:33`, by the clock on the store's wall."""
    local = terminal.store.local(instant)
    return f"{texts.medium_date(local.date())} {texts.time(local)}"


def short_minute(texts: Texts, store: Store, instant: datetime | None) -> str:
    """`21 Nov 14:33` by the clock on the store's wall, or "" for what has not happened."""
    if instant is None:
        return ""
    local = store.local(instant)
    return f"{texts.short_date(local.date())} {texts.time(local)}"


def page_words(texts: Texts, what: str) -> Callable[[int, int], str]:
    """The foot of a report's pages: `APO-0166-20261121 · Page 2 of 7`."""

    def words(page: int, pages: int) -> str:
        return f"{what} · " + texts("Page {page} of {pages}", page=page, pages=pages)

    return words


def moment(texts: Texts, terminal: TerminalFacts, instant: datetime) -> str:
    """`21 Nov 2026 14:33:07`, by the clock on the store's wall."""
    local = terminal.store.local(instant)
    return f"{texts.medium_date(local.date())} {texts.time_with_seconds(local)}"
