"""A language whose every word is two fifths longer than English: nothing is cut or covered."""

import re
from collections.abc import Callable, Iterator
from itertools import product
from math import ceil
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import write_po
from fit import faults, settle, unpainted

from core.texts import Texts
from kiosk.driver import KioskDriver
from kiosk.pytest_plugin import OpenKiosk

Walk = Callable[[KioskDriver], Iterator[str]]

ROOT = Path(__file__).parents[3]
SIZES = ((1080, 1920), (1920, 1080), (390, 690))
_KEYWORDS = {"texts": None, "rich": None, "plural": (1, 2), "marked": None, "self": None}
_KEPT = re.compile(r"(\{[^}]*\}|<[^>]*>)")
_WORD = re.compile(r"[^\W\d_]+")


def _longer(message: str) -> str:
    """`Print again` becomes `Prinntt agaiinn`."""

    def stretched(word: re.Match[str]) -> str:
        text = word.group()
        extra = ceil(0.4 * len(text))
        return text[:-extra] + "".join(sign * 2 for sign in text[-extra:])

    parts = _KEPT.split(message)
    return "".join(part if _KEPT.match(part) else _WORD.sub(stretched, part) for part in parts)


@pytest.fixture(scope="session")
def longer_words(tmp_path_factory: pytest.TempPathFactory) -> Texts:
    """The sentences of the kiosk in that language."""
    folder = tmp_path_factory.mktemp("locale")
    catalogue = Catalog(locale="en")
    for part in ("kiosk", "core"):
        for _, _, message, _, _ in extract_from_dir(ROOT / part, keywords=_KEYWORDS):
            said = (message,) if isinstance(message, str) else message
            longer = tuple(_longer(text) for text in said)
            catalogue.add(message, string=longer[0] if len(longer) == 1 else longer)
    with (folder / "xx.po").open("wb") as file:
        write_po(file, catalogue)
    return Texts("xx", folder)


def test_the_language_is_longer(longer_words: Texts) -> None:
    assert longer_words("Print again") == "Prinntt agaiinn"
    said = longer_words.rich("Can be returned until <b>{day}</b>", day="<x>")
    assert said.endswith("<b>&lt;x&gt;</b>")
    assert len(said) > 1.3 * len("Can be returned until <b>&lt;x&gt;</b>") - 12


def test_nothing_is_cut_off_or_covered(
    open_kiosk: OpenKiosk, walk: Walk, longer_words: Texts
) -> None:
    english = longer_words.speaking("en")
    kiosk = open_kiosk(texts=english)
    window = kiosk.window
    wrong = []
    for name in walk(kiosk):
        with unpainted(window):
            for size, text_step in product(SIZES, (2, 0)):
                window.resize(*size)
                theme = window.look.theme._replace(text_step=text_step)
                window._look = window.look._replace(texts=longer_words, theme=theme)
                window._dress()
                settle()
                found = faults(window, window.page)
                wrong += [f"{name}, {size}, text {text_step}: {fault}" for fault in found]
            window._look = window.look._replace(texts=english)
            window.resize(*SIZES[0])
            window._dress()
            settle()
    assert not wrong, "\n".join(wrong)
