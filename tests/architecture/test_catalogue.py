"""Every sentence a person reads can be extracted, filled in and translated."""

import ast
import io
import string
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.extract import extract
from babel.messages.pofile import read_po
from house_sources import PARTS, calls, files, place

from core.assets import asset_path

#: What looks a message up, and how many messages it takes.
_LOOK_UPS = {"texts": 1, "_texts": 1, "rich": 1, "plural": 2, "marked": 1}
_OWN_VALUES = {"plural": {"n"}}

Message = str | tuple[str, ...]


def _places(message: str) -> set[str]:
    """The names in braces: `Valid until {date}` has one."""
    return {name for _, name, _, _ in string.Formatter().parse(message) if name is not None}


def _look_ups(path: Path) -> Iterator[tuple[ast.Call, str, list[ast.expr]]]:
    for call, function in calls(path):
        if function in _LOOK_UPS and call.args:
            yield call, function, call.args[: _LOOK_UPS[function]]


def _literals(path: Path) -> set[str]:
    return {
        message.value
        for _, _, messages in _look_ups(path)
        for message in messages
        if isinstance(message, ast.Constant) and isinstance(message.value, str)
    }


def _made_up(path: Path) -> list[str]:
    """Look-ups of a message that is put together on the spot: nobody could translate it."""
    return [
        place(path, call)
        for call, _, messages in _look_ups(path)
        for message in messages
        if isinstance(message, ast.JoinedStr | ast.BinOp)
        or (
            isinstance(message, ast.Call)
            and isinstance(message.func, ast.Attribute)
            and message.func.attr == "format"
        )
    ]


def _badly_filled(path: Path) -> list[str]:
    """Look-ups whose message has other places than the call has values."""
    found = []
    for call, function, messages in _look_ups(path):
        values = {word.arg for word in call.keywords}
        literal = [m.value for m in messages if isinstance(m, ast.Constant)]
        if function == "marked" or None in values or len(literal) < len(messages):
            continue
        places = set().union(*(_places(str(message)) for message in literal))
        if places != values | (_OWN_VALUES.get(function, set()) & places):
            found.append(place(path, call))
    return found


def _extracted() -> Catalog:
    catalogue = Catalog()
    keywords = {name: (1, 2) if count == 2 else None for name, count in _LOOK_UPS.items()}
    for path in files(*PARTS):
        with path.open("rb") as source:
            for line, message, _, _ in extract("python", source, keywords=keywords):
                catalogue.add(message, locations=[(path.name, line)])
    return catalogue


def _ids(catalogue: Catalog) -> set[str]:
    return {
        part
        for message in catalogue
        if message.id
        for part in ((message.id,) if isinstance(message.id, str) else message.id)
    }


def _wrong_places(catalogue: Catalog) -> list[Message]:
    """Translations that would fail, or say less, when they are filled in."""
    wrong: list[Message] = []
    for message in catalogue:
        if not message.id or not message.string:
            continue
        sources = (message.id,) if isinstance(message.id, str) else message.id
        translations = (message.string,) if isinstance(message.string, str) else message.string
        allowed = set().union(*map(_places, sources))
        needed = allowed - ({"n"} if len(sources) > 1 else set())
        if any(not needed <= _places(text) <= allowed for text in translations if text):
            wrong.append(message.id)
    return wrong


def test_every_message_is_written_where_it_is_looked_up_or_marked() -> None:
    assert [finding for path in files(*PARTS) for finding in _made_up(path)] == []


def test_every_place_in_a_message_is_filled() -> None:
    assert [finding for path in files(*PARTS) for finding in _badly_filled(path)] == []


def test_babel_extracts_every_message() -> None:
    written = set().union(*(_literals(path) for path in files(*PARTS)))
    assert len(written) > 100
    assert written - _ids(_extracted()) == set()


@pytest.mark.parametrize("path", sorted(asset_path("locale").glob("*.po")), ids=lambda p: p.stem)
def test_a_language_fills_the_same_places_and_translates_nothing_that_is_gone(path: Path) -> None:
    with path.open("rb") as source:
        catalogue = read_po(source)
    assert _wrong_places(catalogue) == []
    assert _ids(catalogue) - _ids(_extracted()) <= _names_of_days()


def _names_of_days() -> set[str]:
    """`core.texts` looks its own messages up as `self(…)`."""
    path = next(path for path in files("core") if path.name == "texts.py")
    return {
        call.args[0].value
        for call, function in calls(path)
        if function == "self" and call.args and isinstance(call.args[0], ast.Constant)
    }


@pytest.mark.parametrize(
    ("source", "made_up", "badly_filled"),
    [
        ('texts("Until {date}", date=d)', 0, 0),
        ('texts(f"Until {date}")', 1, 0),
        ('texts("Until " + date)', 1, 0),
        ('texts("Until {}".format(date))', 1, 0),
        ('texts("Until {date}", day=d)', 0, 1),
        ('texts("Until {date}")', 0, 1),
        ('self._texts.rich("Until <b>{date}</b>", date=d)', 0, 0),
        ('texts.plural("{n} day", "{n} days", n)', 0, 0),
        ('texts.plural("one day of {m}", "{n} days of {m}", n, m=m)', 0, 0),
        ('texts.plural("one day of {m}", "{n} days of {m}", n)', 0, 1),
        ("texts(WORDS[status])", 0, 0),
    ],
)
def test_the_rules_see_what_breaks_them(
    tmp_path: Path, source: str, made_up: int, badly_filled: int
) -> None:
    path = tmp_path / "module.py"
    path.write_text(source, encoding="utf-8")
    assert len(_made_up(path)) == made_up
    assert len(_badly_filled(path)) == badly_filled


def test_a_translation_with_other_places_would_be_seen() -> None:
    catalogue = read_po(
        io.BytesIO(
            b'msgid "Until {date}"\nmsgstr "Hanggang {petsa}"\n\n'
            b'msgid "Ask {clerk}"\nmsgstr "Magtanong kay {clerk}"\n\n'
            b'msgid "{n} day"\nmsgid_plural "{n} days"\nmsgstr[0] "isang araw"\nmsgstr[1] "{n}"\n'
        )
    )
    assert _wrong_places(catalogue) == ["Until {date}"]
