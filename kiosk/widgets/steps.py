"""The progress bar: four steps, those reached thicker and darker."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QWidget

from core.qt.theme import Theme
from core.texts import Texts
from kiosk.widgets.boxes import Dressed

STEPS = 4


class StepsBar(QWidget, Dressed):
    """How far the customer has come."""

    def __init__(self) -> None:
        super().__init__()
        self._reached = 0
        self._bars = tuple(QFrame(self) for _ in range(STEPS))
        for bar in self._bars:
            bar.setObjectName("box-step")
        self._theme = Theme()

    def show_step(self, reached: int, texts: Texts) -> None:
        """Show `reached` of the four steps."""
        name = texts("Step {step} of {steps}", step=reached, steps=STEPS) if reached else ""
        self.setAccessibleName(name)
        if reached == self._reached:
            return
        self._reached = reached
        for place, bar in enumerate(self._bars):
            bar.setProperty("reached", place < reached)
            bar.style().unpolish(bar)
            bar.style().polish(bar)
        self._place()

    def dress(self, theme: Theme) -> None:
        """See `Dressed`."""
        self._theme = theme
        self.setFixedSize(theme.px(54) * STEPS + theme.px(10) * (STEPS - 1), theme.px(10))
        self._place()

    def _place(self) -> None:
        """Reached or not is told by thickness too, not by colour alone."""
        wide, gap, full = self._theme.px(54), self._theme.px(10), self._theme.px(10)
        thin = self._theme.px(6)
        for place, bar in enumerate(self._bars):
            thick = full if place < self._reached or not self._reached else thin
            bar.setGeometry(place * (wide + gap), (full - thick) // 2, wide, thick)
