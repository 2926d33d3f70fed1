"""The one catalogue: every sentence that a person reads, on screen or on paper.

The English sentences in the code are the message ids, as gettext has it, so English needs no file.
Another language is one file, `assets/locale/<code>.po`; dropping it there is all it takes. What it
does not translate stays English.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Final, Protocol

from core.assets import asset_path

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping
    from pathlib import Path

ENGLISH: Final = "en"

_LANGUAGE_NAMES: Final[Mapping[str, str]] = {"en": "English", "fil": "Filipino", "ceb": "Bisaya"}


def languages(folder: Path | None = None) -> dict[str, str]:
    """The languages there is a file for, by code, each with its own name for itself.

    Args:
        folder: where the files are; Balik's own by default.
    """
    files = (folder or asset_path("locale")).iterdir()
    codes = sorted(file.stem for file in files if file.suffix == ".po")
    known = [code for code in _LANGUAGE_NAMES if code in codes]
    others = [code for code in codes if code not in _LANGUAGE_NAMES]
    return {code: _LANGUAGE_NAMES.get(code, code) for code in [ENGLISH, *known, *others]}


#: Every sentence that was looked up, as it stands in its catalogue: as many as there are at most.
_SAID: Final[set[str]] = set()


def sentences_said() -> frozenset[str]:
    """All that this process has said so far, in all languages, its {places} unfilled.

    Who reads a screen or a paper tells by it what are our own words and what are somebody's values.
    """
    return frozenset(_SAID)


class _Catalogue(Protocol):
    """What is used of gettext's translations."""

    def gettext(self, message: str) -> str: ...

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str: ...


class _EnglishCatalogue:
    """The messages themselves: a kiosk's first frame does not wait for gettext."""

    def gettext(self, message: str) -> str:
        return message

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return msgid1 if n == 1 else msgid2


@cache
def _catalogue(language: str, folder: Path | None) -> _Catalogue:
    if language == ENGLISH:
        return _EnglishCatalogue()
    # Slow to import, and only a second language needs them.
    import gettext  # noqa: PLC0415
    import io  # noqa: PLC0415

    from babel.messages.mofile import write_mo  # noqa: PLC0415
    from babel.messages.pofile import read_po  # noqa: PLC0415

    compiled = io.BytesIO()
    path = (folder or asset_path("locale")) / f"{language}.po"
    with path.open("rb") as source:
        write_mo(compiled, read_po(source, locale=None))
    compiled.seek(0)
    return gettext.GNUTranslations(compiled)


class Texts:
    """Sentences in one language. Immutable: another language is another Texts.

    Args:
        language: a code of `languages()`.
        folder: where the languages' files are; Balik's own by default.
    """

    def __init__(self, language: str = ENGLISH, folder: Path | None = None) -> None:
        self.language = language
        self._folder = folder
        self._catalogue = _catalogue(language, folder)

    def languages(self) -> dict[str, str]:
        """See `languages`: all that stand where this one does."""
        return languages(self._folder)

    def speaking(self, language: str) -> Texts:
        """The same sentences in another of `languages()`."""
        return Texts(language, self._folder)

    def __call__(self, message: str, **values: object) -> str:
        """The sentence for `message`, its {places} filled with `values`."""
        sentence = self._sentence(message)
        return sentence.format(**values) if values else sentence

    def rich(self, message: str, **values: object) -> str:
        """As calling, for a label that reads HTML: tags in the message count, in values not."""
        from html import escape  # noqa: PLC0415 - as with gettext

        safe = {name: escape(str(value)) for name, value in values.items()}
        return self._sentence(message).format(**safe)

    def plural(self, one: str, many: str, n: int, **values: object) -> str:
        """The sentence for `n` things; `{n}` stands for the number."""
        sentence = self._catalogue.ngettext(one, many, n)
        _SAID.add(sentence)
        return sentence.format(n=n, **values)

    def long_date(self, day: dt.date) -> str:
        """`Saturday, 5 December 2026`."""
        return self(
            "{weekday}, {day} {month} {year}",
            weekday=self._weekday(day),
            day=day.day,
            month=self._month(day),
            year=day.year,
        )

    def date(self, day: dt.date) -> str:
        """`14 November 2026`."""
        return self("{day} {month} {year}", day=day.day, month=self._month(day), year=day.year)

    def day_date(self, day: dt.date) -> str:
        """`Sat 5 Dec 2026`."""
        return self(
            "{weekday} {day} {month} {year}",
            weekday=self._short_weekday(day),
            day=day.day,
            month=self._short_month(day),
            year=day.year,
        )

    def medium_date(self, day: dt.date) -> str:
        """`19 Nov 2026`."""
        return self(
            "{day} {month} {year}", day=day.day, month=self._short_month(day), year=day.year
        )

    def short_date(self, day: dt.date) -> str:
        """`5 Dec`."""
        return self("{day} {month}", day=day.day, month=self._short_month(day))

    def time(self, moment: dt.datetime) -> str:
        """`14:33`, of a moment that is already in the store's time."""
        return f"{moment:%H:%M}"

    def time_with_seconds(self, moment: dt.datetime) -> str:
        """`14:33:07`, of a moment that is already in the store's time."""
        return f"{moment:%H:%M:%S}"

    def _sentence(self, message: str) -> str:
        sentence = self._catalogue.gettext(message)
        _SAID.add(sentence)
        return sentence

    def _weekday(self, day: dt.date) -> str:
        names = (
            self("Monday"),
            self("Tuesday"),
            self("Wednesday"),
            self("Thursday"),
            self("Friday"),
            self("Saturday"),
            self("Sunday"),
        )
        return names[day.weekday()]

    def _short_weekday(self, day: dt.date) -> str:
        names = (
            self("Mon"),
            self("Tue"),
            self("Wed"),
            self("Thu"),
            self("Fri"),
            self("Sat"),
            self("Sun"),
        )
        return names[day.weekday()]

    def _month(self, day: dt.date) -> str:
        names = (
            self("January"),
            self("February"),
            self("March"),
            self("April"),
            self("May"),
            self("June"),
            self("July"),
            self("August"),
            self("September"),
            self("October"),
            self("November"),
            self("December"),
        )
        return names[day.month - 1]

    def _short_month(self, day: dt.date) -> str:
        names = (
            self("Jan"),
            self("Feb"),
            self("Mar"),
            self("Apr"),
            # A message of its own: the full month's name is the same word in English only.
            self("May (short)").removesuffix(" (short)"),
            self("Jun"),
            self("Jul"),
            self("Aug"),
            self("Sep"),
            self("Oct"),
            self("Nov"),
            self("Dec"),
        )
        return names[day.month - 1]
