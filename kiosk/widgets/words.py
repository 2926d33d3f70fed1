"""Words on the screen: what kind of words decides their size, weight and colour."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QSize
from PySide6.QtGui import QFont, QFontMetricsF, QPainter
from PySide6.QtWidgets import QLabel

from core.qt.icons import icon_pixmap
from core.qt.line_breaks import put_breaking
from core.qt.theme import Theme, mono_font
from kiosk.widgets.boxes import Dressed

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent, QResizeEvent


class Words(QLabel):
    """A paragraph, shown as it is: signs that a customer typed stay signs.

    Args:
        role: its `#role-…` in the style sheet.
        wrap: break lines where they are too long.
        centred: left by default.
    """

    def __init__(self, role: str, *, wrap: bool = True, centred: bool = False) -> None:
        super().__init__()
        self.setObjectName(f"role-{role}")
        self.setProperty("centred", centred)
        self.setWordWrap(wrap)

    def say(self, text: str) -> None:
        """Show a sentence."""
        put_breaking(self, text)


class RichWords(Words, Dressed):
    """A paragraph with `<b>` in it, made by `Texts.rich`; what is bold is darker too.

    Args:
        role: as `Words`.
        centred: as `Words`.
        strong: the colour of what is bold.
    """

    def __init__(self, role: str, *, centred: bool = False, strong: str = "ink") -> None:
        super().__init__(role, centred=centred)
        self._token = strong
        self._text = self._strong = ""

    def say(self, text: str) -> None:
        """Show a sentence."""
        self._text = text
        self.setText(text.replace("<b>", f'<b style="color: {self._strong}">'))

    def dress(self, theme: Theme) -> None:
        """See `Dressed`."""
        self._strong = theme.hex(self._token)
        self.say(self._text)


def broken(text: str, font: QFont, width: float) -> list[str]:
    """The lines that `text` takes at this width; a line feed in it ends one."""
    metrics = QFontMetricsF(font)
    lines: list[str] = []
    for paragraph in text.split("\n"):
        line = ""
        for word in paragraph.split():
            longer = f"{line} {word}" if line else word
            if line and metrics.horizontalAdvance(longer) > width:
                lines.append(line)
                line = word
            else:
                line = longer
        lines.append(line)
    return lines


class Heading(QLabel):
    """Large words, set closer than Qt sets its lines.

    Args:
        role: its `#role-…` in the style sheet.
        lines: the height of a line, in parts of the font's size.
    """

    def __init__(self, role: str = "title", *, lines: float = 1.07) -> None:
        super().__init__()
        self.setObjectName(f"role-{role}")
        self._lines = lines

    def say(self, text: str) -> None:
        """Show these words; a line feed in them breaks the line."""
        self.setText(text)
        self.updateGeometry()

    def hasHeightForWidth(self) -> bool:  # noqa: N802 - Qt's name
        """It is as high as its lines."""
        return True

    def heightForWidth(self, width: int) -> int:  # noqa: N802 - Qt's name
        """Qt asks this to lay the page out."""
        self.ensurePolished()
        return round(len(broken(self.text(), self._tight(), width)) * self._line_height)

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Qt asks this to lay the page out."""
        return QSize(0, self.heightForWidth(self.width()))

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """One line."""
        return QSize(0, round(self._line_height))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002, N802 - Qt's name
        """Qt calls this to draw the words, in the style sheet's colour."""
        font = self._tight()
        painter = QPainter(self)
        painter.setFont(font)
        # The capitals' middle, not the font's, stands in the line's.
        baseline = (self._line_height + QFontMetricsF(font).capHeight()) / 2
        for place, line in enumerate(broken(self.text(), font, self.width())):
            painter.drawText(QPointF(0, place * self._line_height + baseline), line)
        painter.end()

    @property
    def _line_height(self) -> float:
        return self.font().pixelSize() * self._lines

    def _tight(self) -> QFont:
        """Large letters stand too far apart at the distance made for small ones."""
        font = QFont(self.font())
        font.setLetterSpacing(QFont.SpacingType.PercentageSpacing, 98)
        return font


class OneLine(QLabel, Dressed):
    """A number that must stand on one line: its letters shrink where the room is short.

    Args:
        role: its `#role-…` in the style sheet (which leaves the size to this class).
        design: the size of its letters, in design pixels.
    """

    def __init__(self, role: str, design: float) -> None:
        super().__init__()
        self.setObjectName(f"role-{role}")
        self.setProperty("centred", True)
        self._design = design
        self._wanted = 1

    def say(self, text: str) -> None:
        """Show this number."""
        self.setText(text)
        self._fit()

    def dress(self, theme: Theme) -> None:
        """See `Dressed`."""
        self._wanted = theme.font_px(self._design)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Qt calls this when the room changes."""
        super().resizeEvent(event)
        self._fit()

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """As high as its letters want to be."""
        return QSize(0, round(1.25 * self._wanted))

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """As narrow as there is room."""
        return self.sizeHint()

    def _fit(self) -> None:
        font = mono_font(self._wanted)
        wide = QFontMetricsF(font).horizontalAdvance(self.text())
        if wide > self.width() > 0:
            font.setPixelSize(max(7, int(self._wanted * self.width() / wide)))
        self.setFont(font)


class IconLabel(QLabel, Dressed):
    """An icon, drawn when it is first seen.

    Args:
        name: of Lucide's drawing.
        token: its colour's name.
        design: its size, in design pixels.
    """

    def __init__(self, name: str, token: str, design: float) -> None:
        super().__init__()
        self.setProperty("centred", True)
        self._name, self._token, self._design = name, token, design
        self._theme: Theme | None = None

    def show_icon(self, name: str, token: str = "") -> None:
        """Show another drawing, perhaps in another colour."""
        self._name, self._token = name, token or self._token
        if self._theme is not None:
            self.dress(self._theme)

    def dress(self, theme: Theme) -> None:
        """See `Dressed`."""
        self._theme = theme
        size = theme.px(self._design)
        self.setPixmap(icon_pixmap(self._name, theme.colour(self._token), size))
