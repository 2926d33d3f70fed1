"""A recording as a film: what was to be seen at each of its steps."""

from dataclasses import dataclass, field, replace
from typing import Any, Final

from core.flight.reading import Entry, Recording

_NUMBERS: Final = 5
_WHOLE: Final = 1000
#: More places than these were not recorded by us, and would not be told apart side by side.
_MOST_SCREENS: Final = 3


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a screen, in thousandths of it.

    Args:
        kind: `label`, `button`, `field` or `picture`.
        letters: how high its letters are.
    """

    kind: str
    x: int
    y: int
    width: int
    height: int
    letters: int
    words: str


@dataclass(frozen=True, slots=True)
class Screen:
    """What one window showed.

    Args:
        where: whose it is.
        page: its page's name.
        shape: width and height in pixels.
        parts: from the back to the front.
        touch: where it was last touched, in thousandths, since it shows this.
    """

    where: str
    page: str
    shape: tuple[int, int]
    parts: tuple[Part, ...]
    touch: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class Paper:
    """A paper's double: a printer's bytes, packed, and its name."""

    name: str
    data: str
    dots: int


@dataclass(frozen=True, slots=True)
class Frame:
    """One step.

    Args:
        entry: what happened.
        screens: what each window showed then.
        paper: the newest paper.
    """

    entry: Entry
    screens: tuple[Screen, ...]
    paper: Paper | None


@dataclass(slots=True)
class _Seen:
    """What is to be seen while the film runs."""

    screens: dict[str, Screen] = field(default_factory=dict)
    paper: Paper | None = None

    def take(self, entry: Entry) -> None:
        facts, where = entry.facts, entry.where
        before = self.screens.get(where)
        if entry.what == "screen" and (before is not None or len(self.screens) < _MOST_SCREENS):
            self.screens[where] = _screen(where, facts)
        elif entry.what == "touch" and before is not None:
            at = _clamped(facts.get("x")), _clamped(facts.get("y"))
            self.screens[where] = Screen(where, before.page, before.shape, before.parts, at)
        elif entry.what == "print":
            data, dots = facts.get("data"), facts.get("dots")
            if isinstance(data, str) and isinstance(dots, int):
                self.paper = Paper(str(facts.get("paper", "")), data, dots)


def frames(recording: Recording) -> tuple[Frame, ...]:
    """All steps; takes a while for a long run, so it belongs on a worker."""
    seen, found = _Seen(), []
    for entry in recording.entries:
        seen.take(entry)
        found.append(Frame(entry, tuple(seen.screens.values()), seen.paper))
    return tuple(found)


def _screen(where: str, facts: dict[str, Any]) -> Screen:
    shapes = facts.get("shapes")
    parts = list(filter(None, map(_part, shapes if isinstance(shapes, list) else [])))
    shape = _length(facts.get("width")), _length(facts.get("height"))
    return Screen(where, str(facts.get("page", "")), shape, tuple(_said_once(parts)))


def _said_once(parts: list[Part]) -> list[Part]:
    """Buttons with a label or picture on them say the same a second time, to screen readers."""
    labels = [part for part in parts if part.kind in {"label", "picture"}]
    return [
        replace(part, words="")
        if part.kind == "button" and any(_is_in(label, part) for label in labels)
        else part
        for part in parts
    ]


def _is_in(label: Part, button: Part) -> bool:
    x, y = label.x + label.width / 2, label.y + label.height / 2
    across = button.x <= x <= button.x + button.width
    return across and button.y <= y <= button.y + button.height


def _part(said: Any) -> Part | None:
    """A part as it was written; None for what somebody else wrote."""
    if not isinstance(said, list) or len(said) != _NUMBERS + 2:
        return None
    kind, *numbers, words = said
    if not (isinstance(kind, str) and isinstance(words, str)):
        return None
    x, y, width, height, letters = map(_clamped, numbers)
    return Part(kind, x, y, width, height, letters, words)


def _clamped(number: Any) -> int:
    return max(0, min(number, _WHOLE)) if isinstance(number, int) else 0


def _length(number: Any) -> int:
    return max(1, min(number, 10_000)) if isinstance(number, int) else _WHOLE
