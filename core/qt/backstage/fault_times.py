"""When and how often the next fault that somebody switches on strikes."""

from collections.abc import Callable
from datetime import datetime
from typing import Final

from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QWidget

from core.qt.icons import icon_pixmap
from core.qt.theme import Theme
from core.simulator.steps import FaultOn
from core.simulator.switches import Switch
from core.texts import Texts
from core.trouble import marked

#: Minutes until it begins, with what is chosen.
_BEGINS: Final = ((0, marked("At once")), (10, marked("In 10 min")), (60, marked("In 1 h")))
#: Minutes that it lasts.
_LASTS: Final = ((None, marked("for good")), (10, marked("for 10 min")), (60, marked("for 1 h")))
_CHANCES: Final = (
    (1.0, marked("always")),
    (0.5, marked("1 time in 2")),
    (0.1, marked("1 time in 10")),
)


_ARROW: Final = 14
_EDGE: Final = 6


class _Choice(QComboBox):
    """A choice that looks like one: a style sheet takes Qt's own arrow away.

    Args:
        theme: colours and sizes.
    """

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Qt calls this to draw the choice."""
        super().paintEvent(event)
        side = self._theme.px(_ARROW)
        left = self.width() - side - self._theme.px(_EDGE)
        painter = QPainter(self)
        arrow = icon_pixmap("chevron-down", self._theme.colour("muted"), side)
        painter.drawPixmap(left, (self.height() - side) // 2, arrow)
        painter.end()


class FaultTimes(QWidget):
    """Three choices in a row.

    Args:
        texts: the language.
        theme: colours and sizes.
    """

    def __init__(self, texts: Texts, theme: Theme) -> None:
        super().__init__()
        self.begins, self.lasts, self.chance = (_Choice(theme) for _ in range(3))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.px(6))
        for choice, name, offered in (
            (self.begins, texts("When the next fault begins"), _BEGINS),
            (self.lasts, texts("How long it lasts"), _LASTS),
            (self.chance, texts("How often it strikes"), _CHANCES),
        ):
            choice.setAccessibleName(name)
            choice.setToolTip(name)
            for value, words in offered:
                choice.addItem(texts(words), value)
            row.addWidget(choice)

    @property
    def is_by_chance(self) -> bool:
        """Whether the next fault is to strike now and then."""
        return float(self.chance.currentData()) < 1

    def step(self, code: str) -> FaultOn:
        """What a scenario calls it to switch this fault on as it is chosen."""
        return FaultOn(
            fault=code,
            after=self.begins.currentData(),
            minutes=self.lasts.currentData(),
            chance=self.chance.currentData(),
        )


def said_of(switch: Switch, now: datetime, texts: Texts, time_of: Callable[[datetime], str]) -> str:
    """What is to be said of a switch: `from 15:33`, `until 15:43 · 1 time in 10`.

    Args:
        switch: that is on.
        now: the shop's time.
        texts: the language.
        time_of: the time of day of an instant, in words.
    """
    said = []
    if switch.since is not None and now < switch.since:
        said.append(texts("from {time}", time=time_of(switch.since)))
    elif switch.until is not None:
        is_over = switch.until <= now
        words = texts("over") if is_over else texts("until {time}", time=time_of(switch.until))
        said.append(words)
    if switch.chance < 1:
        said.append(texts("1 time in {n}", n=round(1 / switch.chance)))
    return " · ".join(said)
