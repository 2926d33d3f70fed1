"""A language is one file, and those that ship say all that a customer reads."""

import re
from datetime import date
from functools import cache
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.extract import extract
from babel.messages.pofile import read_po

from core.assets import asset_path
from core.documents.marks import Run
from core.documents.model import Paper
from core.documents.ticket import ticket
from core.printing.proof import prove
from core.printing.raster import render
from core.simulator.specimens import TICKET
from core.texts import ENGLISH, Texts, languages

_ROOT = Path(__file__).resolve().parents[3]
#: What looks a message up; `self` does in `core.texts`.
_KEYWORDS = {"texts": None, "_texts": None, "rich": None, "self": None, "plural": (1, 2)}
_OTHERS = [code for code in languages() if code != ENGLISH]

each_language = pytest.mark.parametrize("code", _OTHERS)


@cache
def _read_by_customers() -> Catalog:
    """The messages of the kiosk, its ticket and their dates, as translators get them."""
    papers = [_ROOT / "core" / "documents" / name for name in ("ticket.py", "headings.py")]
    catalogue = Catalog()
    for path in [_ROOT / "core" / "texts.py", *papers, *sorted((_ROOT / "kiosk").rglob("*.py"))]:
        with path.open("rb") as source:
            for line, message, _, _ in extract("python", source, keywords=_KEYWORDS):
                catalogue.add(message, locations=[(path.name, line)])
    return catalogue


@cache
def _translated(code: str) -> Catalog:
    with asset_path("locale", f"{code}.po").open("rb") as source:
        return read_po(source)


def _marks(message: str) -> list[str]:
    """Its places and tags: `until <b>{day}</b>` has three."""
    return sorted(re.findall(r"\{\w*\}|</?\w+>", message))


def _all(message: str | tuple[str, ...] | list[str] | None) -> list[str]:
    return [message] if isinstance(message, str) else list(message or [""])


def test_a_file_in_the_folder_is_a_language_more(tmp_path: Path) -> None:
    (tmp_path / "fil.po").write_text('msgid "Print again"\nmsgstr "I-print muli"\n', "utf-8")
    (tmp_path / "xx.po").write_text("", "utf-8")
    assert languages(tmp_path) == {"en": "English", "fil": "Filipino", "xx": "xx"}
    english = Texts(folder=tmp_path)
    assert english("Print again") == "Print again"
    filipino = english.speaking("fil")
    assert (filipino.language, filipino("Print again")) == ("fil", "I-print muli")
    assert filipino("Finish") == "Finish"
    assert filipino.speaking("en")("Print again") == "Print again"
    assert filipino.languages() == languages(tmp_path)


def test_the_kiosk_speaks_the_languages_of_its_foot() -> None:
    assert languages() == {"en": "English", "fil": "Filipino", "ceb": "Bisaya"}


@each_language
def test_every_message_that_a_customer_reads_is_translated(code: str) -> None:
    catalogue = _translated(code)
    messages = [message.id for message in _read_by_customers() if message.id]
    assert {"Print again", "Hand over by", "Monday", "Language: {name}"} <= set(messages)
    untranslated = []
    for message in messages:
        found = catalogue.get(message)
        if found is None or found.fuzzy or not all(_all(found.string)):
            untranslated.append(message)
    assert untranslated == []


@each_language
def test_a_translation_keeps_every_place_and_tag(code: str) -> None:
    wrong = [
        text
        for message in _translated(code)
        if message.id
        for text in _all(message.string)
        if _marks(text) not in [_marks(source) for source in _all(message.id)]
    ]
    assert wrong == []


@each_language
@pytest.mark.parametrize("paper", Paper)
def test_the_ticket_fits_and_reads_back(code: str, paper: Paper) -> None:
    """No longer than the English one may be."""
    texts = Texts(code)
    document = ticket(TICKET, texts, paper, training=True)
    prove(render(document), document)
    assert document.height <= 1200
    written = " ".join(mark.letters for mark in document.marks if isinstance(mark, Run))
    assert "?" not in written
    for sentence in ("Hand over by", "This is not a receipt", "Close the parcel well"):
        assert texts(sentence) != sentence
        assert texts(sentence) in written
    for kept in ("RETURN CODE", "1822-1234-2345", texts.day_date(TICKET.last_day)):
        assert kept in written


@pytest.mark.parametrize(
    ("code", "long", "whole", "short"),
    [
        ("fil", "Miyerkules, 6 Mayo 2026", "30 Setyembre 2026", "Lin 6 Dis 2026"),
        ("ceb", "Miyerkoles, 6 Mayo 2026", "30 Septyembre 2026", "Dom 6 Dis 2026"),
    ],
)
def test_dates_are_in_the_language(code: str, long: str, whole: str, short: str) -> None:
    texts = Texts(code)
    assert texts.long_date(date(2026, 5, 6)) == long
    assert texts.date(date(2026, 9, 30)) == whole
    assert texts.day_date(date(2026, 12, 6)) == short
    assert texts.short_date(date(2026, 5, 6)) == "6 May"
    assert texts.medium_date(date(2026, 1, 6)) == "6 Ene 2026"


@each_language
def test_no_two_months_or_days_have_one_name(code: str) -> None:
    texts = Texts(code)
    firsts = [date(2026, month, 1) for month in range(1, 13)]
    assert len({texts.date(day) for day in firsts}) == 12
    assert len({texts.short_date(day).removeprefix("1 ") for day in firsts}) == 12
    week = [date(2026, 3, day) for day in range(1, 8)]
    assert len({texts.long_date(day).split(",")[0] for day in week}) == 7
    assert len({texts.day_date(day).split()[0] for day in week}) == 7


@each_language
def test_one_and_many_are_counted(code: str) -> None:
    texts = Texts(code)
    for n in (1, 17):
        said = texts.plural(
            "In {n} second everything you entered is forgotten.",
            "In {n} seconds everything you entered is forgotten.",
            n,
        )
        assert f" {n} " in said
        assert "forgotten" not in said
