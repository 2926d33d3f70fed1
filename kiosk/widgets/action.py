"""The large buttons at a page's end."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QSize, QTimer
from PySide6.QtGui import QFont, QFontMetrics
from PySide6.QtWidgets import QApplication, QLabel

from core.qt.icons import icon_pixmap
from core.qt.theme import Theme
from kiosk.widgets.touch import Touchable
from kiosk.widgets.words import broken

if TYPE_CHECKING:
    from PySide6.QtGui import QMouseEvent, QResizeEvent

_GAP = 18.0
_SMALLEST = 0.5
_PATIENCE_MS = 250
_STEP = 0.06


class ActionButton(Touchable):
    """The one obvious next step, or the way back.

    Its words are as large as they fit: on one line, else on two, else smaller.

    Args:
        kind: `primary` or `secondary`.
        icon: drawn before the words, or "".
        icon_after: drawn after them, or "".
        height: in design pixels.
        letters: the words' size, in design pixels.
    """

    def __init__(
        self,
        kind: str,
        *,
        icon: str = "",
        icon_after: str = "",
        height: float = 148,
        letters: float = 46,
    ) -> None:
        super().__init__(kind)
        self._kind, self._height, self._letters = kind, height, letters
        self._icon, self._icon_after = icon, icon_after
        self._radius = 24
        self._late: QTimer | None = None
        self._later = ""
        self._pressed_ms: int | None = None
        self._words, self._quiet = QLabel(self), QLabel(self)
        self._pictures = QLabel(self), QLabel(self)
        for label, role in ((self._words, "action"), (self._quiet, "action-quiet")):
            label.setObjectName(f"role-{role}-{kind}")
            label.setProperty("centred", True)

    def say(self, text: str, quiet: str = "") -> None:
        """Show these words; `quiet` follows them in a lighter hand."""
        if self._late is not None:
            self._late.stop()
        if (text, quiet) == (self._words.property("said"), self._quiet.text()):
            return
        self._words.setProperty("said", text)
        self._quiet.setText(quiet)
        self.setAccessibleName(f"{text} {quiet}".strip())
        self._arrange()

    def say_soon(self, text: str) -> None:
        """Show these words and wait, if nothing else was said a moment later.

        Most answers come at once, and words that flash up tell nobody anything. A button that has
        said nothing yet says them at once.
        """
        self._later = text
        if not self._words.property("said"):
            self._wait()
        if self._late is None:
            self._late = QTimer(self)
            self._late.setSingleShot(True)
            self._late.setInterval(_PATIENCE_MS)
            self._late.timeout.connect(self._wait)
        if self.isEnabled() and not self._late.isActive():
            self._late.start()

    def _wait(self) -> None:
        self.say(self._later)
        self.setEnabled(False)

    def set_icon(self, icon: str) -> None:
        """Draw another icon before the words."""
        self._icon = icon
        self._arrange()

    def dress(self, theme: Theme) -> None:
        """See `Dressed`."""
        super().dress(theme)
        self.setFixedHeight(theme.px(self._height))
        self._arrange()

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Its place decides how wide it is."""
        return QSize(0, self._theme.px(self._height))

    def setEnabled(self, enabled: bool) -> None:  # noqa: N802 - Qt's name
        """Its icon loses its colour with it."""
        if enabled != self.isEnabled():
            super().setEnabled(enabled)
            self._arrange()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Qt calls this when the room changes."""
        super().resizeEvent(event)
        self._arrange()

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """See `Touchable.mousePressEvent`."""
        self._pressed_ms = event.timestamp()
        super().mousePressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """A finger that trembles wants one step; one that comes from a key wants this one."""
        if self._pressed_ms is None or (
            event.timestamp() - self._pressed_ms >= QApplication.doubleClickInterval()
        ):
            super().mouseDoubleClickEvent(event)
        else:
            event.accept()

    def _arrange(self) -> None:
        text: str = self._words.property("said") or ""
        if not text or self.width() <= 0:
            return
        font, lines = self._fitting(text)
        light = QFont(font)
        light.setBold(False)
        self._words.setFont(font)
        self._words.setText("\n".join(lines))
        self._quiet.setFont(light)
        metrics = QFontMetrics(font)
        widths = [
            (self._pictures[0], self._icon_size(self._icon, font)),
            (self._words, max(metrics.horizontalAdvance(line) for line in lines) + 2),
            (self._quiet, self._quiet_width(light)),
            (self._pictures[1], self._icon_size(self._icon_after, font)),
        ]
        gap = self._theme.px(_GAP)
        shown = [(label, width) for label, width in widths if width]
        x = (self.width() - sum(width for _, width in shown) - gap * (len(shown) - 1)) // 2
        for label, width in widths:
            label.setVisible(width > 0)
            if width:
                label.setGeometry(QRect(x, 0, width, self.height()))
                x += width + gap
        self._draw(self._pictures[0], self._icon, font)
        self._draw(self._pictures[1], self._icon_after, font)

    def _draw(self, label: QLabel, icon: str, font: QFont) -> None:
        if icon:
            on_green = "on-green" if self.isEnabled() else "on-green-disabled"
            on_paper = "green" if self.isEnabled() else "muted"
            token = on_green if self._kind == "primary" else on_paper
            label.setPixmap(icon_pixmap(icon, self._theme.colour(token), font.pixelSize()))

    @staticmethod
    def _icon_size(icon: str, font: QFont) -> int:
        return font.pixelSize() if icon else 0

    def _quiet_width(self, font: QFont) -> int:
        text = self._quiet.text()
        return QFontMetrics(font).horizontalAdvance(text) + 2 if text else 0

    def _fitting(self, text: str) -> tuple[QFont, list[str]]:
        """The largest letters that fit, and the lines they make."""
        part = 1.0
        while True:
            font = QFont(self.font())
            font.setPixelSize(max(7, round(self._theme.font_px(self._letters) * part)))
            font.setBold(True)
            room = self._room(font)
            lines = broken(text, font, room)
            metrics = QFontMetrics(font)
            fits = all(metrics.horizontalAdvance(line) <= room for line in lines)
            if fits and len(lines) * metrics.lineSpacing() <= max(
                0.96 * self.height(), metrics.lineSpacing()
            ):
                return font, lines
            if part <= _SMALLEST:
                return font, lines
            part -= _STEP

    def _room(self, font: QFont) -> int:
        gap = self._theme.px(_GAP)
        room = self.width() - 2 * self._theme.px(20)
        for icon in (self._icon, self._icon_after):
            room -= font.pixelSize() + gap if icon else 0
        light = QFont(font)
        light.setBold(False)
        quiet = self._quiet_width(light)
        return room - (quiet + gap if quiet else 0)
