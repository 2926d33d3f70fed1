"""Draws what the windows showed: where each part was, and what it said by itself."""

from typing import Final

from PySide6.QtCore import QPointF, QRectF, QSize, QSizeF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from core.flight.wording import HIDDEN
from core.qt.replay.film import Part, Screen
from core.qt.theme import Theme
from core.texts import Texts

_GAP: Final = 24
_CAPTION: Final = 28
_WHOLE: Final = 1000
#: The share of the height that a screen which lies takes where there are others.
_MAIN: Final = 0.62
_SMALLEST_FONT: Final = 5
_TWO_LINES: Final = 2.2
_TOUCH: Final = 13


class ScreenView(QWidget):
    """The windows side by side, as large as there is room.

    Args:
        texts: the language.
        theme: colours and sizes.
    """

    def __init__(self, texts: Texts, theme: Theme) -> None:
        super().__init__()
        self._texts, self._theme = texts, theme
        self._screens: tuple[Screen, ...] = ()
        self._acts = ""
        self.setMinimumSize(QSize(theme.px(320), theme.px(320)))
        self.setAccessibleName(texts("The screens at this step"))

    def show_screens(self, screens: tuple[Screen, ...], acts: str) -> None:
        """Show these; `acts` is where something happened, perhaps on none of them."""
        self._screens = screens
        wheres = [screen.where for screen in screens]
        if acts in wheres or self._acts not in wheres:
            self._acts = acts if acts in wheres else "".join(wheres[:1])
        pages = ", ".join(f"{screen.where} {screen.page}" for screen in screens)
        self.setAccessibleDescription(pages)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002, N802 - Qt's name
        """Qt calls this to draw the screens."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if not self._screens:
            painter.setPen(self._theme.colour("muted"))
            words = self._texts("No screen was recorded up to here.")
            painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, words)
        for screen, place in zip(self._screens, self._places(), strict=True):
            self._draw(painter, screen, place)
        painter.end()

    def _places(self) -> list[QRectF]:
        """The screen on which something happens large, the others small in the room beside it."""
        caption, gap = self._theme.px(_CAPTION), self._theme.px(_GAP)
        whole = QRectF(2, caption, self.width() - 4, self.height() - caption - 2)
        acting = next((one for one in self._screens if one.where == self._acts), None)
        others = [one for one in self._screens if one is not acting]
        if acting is None:
            return []
        if not others:
            return [_fitted(acting, whole)]
        lies = acting.shape[0] > acting.shape[1]
        size = whole.size()
        main = QSizeF(size.width(), size.height() * _MAIN)
        large = _fitted(acting, QRectF(whole.topLeft(), main if lies else size))
        corner = (
            QPointF(whole.left(), large.bottom() + gap + caption)
            if lies
            else QPointF(large.right() + gap, whole.top())
        )
        room = QRectF(corner, whole.bottomRight())
        step = QPointF(0, room.height() / len(others))
        rooms = [
            QRectF(
                room.topLeft() + step * number,
                QSizeF(room.width(), room.height() / len(others) - (caption if number else 0)),
            )
            for number in range(len(others))
        ]
        small = iter(_fitted(one, place) for one, place in zip(others, rooms, strict=True))
        return [large if one is acting else next(small) for one in self._screens]

    def _draw(self, painter: QPainter, screen: Screen, place: QRectF) -> None:
        theme = self._theme
        is_acting = screen.where == self._acts
        letters = place.height() / _WHOLE
        painter.setPen(theme.colour("ink" if is_acting else "muted"))
        painter.setFont(_font(theme.font_px(14), bold=is_acting))
        above = theme.px(_CAPTION)
        caption = QRectF(place.left(), place.top() - above, self.width(), above)
        painter.drawText(caption, Qt.AlignmentFlag.AlignLeft, f"{screen.where} · {screen.page}")
        edge = theme.colour("green" if is_acting else "line-strong")
        painter.setPen(QPen(edge, theme.px(3 if is_acting else 1)))
        painter.setBrush(theme.colour("ground"))
        painter.drawRoundedRect(place, theme.px(6), theme.px(6))
        painter.setClipRect(place)
        for part in screen.parts:
            self._draw_part(painter, part, _within(part, place), part.letters * letters)
        if screen.touch is not None:
            x, y = screen.touch
            spot = place.topLeft() + QPointF(place.width() * x, place.height() * y) / _WHOLE
            painter.setPen(QPen(theme.colour("amber-ink"), theme.px(3)))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawEllipse(spot, theme.px(_TOUCH), theme.px(_TOUCH))
        painter.setClipping(False)

    def _draw_part(self, painter: QPainter, part: Part, place: QRectF, letters: float) -> None:
        theme = self._theme
        painter.setPen(QPen(theme.colour("line-strong"), 1))
        painter.setBrush(theme.colour("paper"))
        if part.kind in {"button", "field"}:
            painter.drawRoundedRect(place, theme.px(4), theme.px(4))
        elif part.kind == "picture":
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour("line"))
            painter.drawRoundedRect(place, theme.px(3), theme.px(3))
        if part.words == HIDDEN:
            # A label over a button says what the button is.
            if part.kind == "label":
                self._draw_bar(painter, place)
        elif part.words:
            self._draw_words(painter, part, place, letters)

    def _draw_bar(self, painter: QPainter, place: QRectF) -> None:
        """Something stood here that is nobody's business."""
        height = min(place.height() * 0.5, self._theme.px(14))
        bar = QRectF(place.left(), place.center().y() - height / 2, place.width() * 0.7, height)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.colour("track"))
        painter.drawRoundedRect(bar, 2, 2)

    def _draw_words(self, painter: QPainter, part: Part, place: QRectF, letters: float) -> None:
        is_button = part.kind == "button"
        font = _font(max(_SMALLEST_FONT, round(letters)), bold=is_button)
        # A place that is higher than a line was made for several.
        wraps = place.height() > letters * _TWO_LINES
        flag = Qt.TextFlag.TextWordWrap if wraps else Qt.TextFlag.TextSingleLine
        across = Qt.AlignmentFlag.AlignHCenter if is_button else Qt.AlignmentFlag.AlignLeft
        if not wraps:
            # A heading shrinks by itself: its font says that it is larger than it is.
            share = place.width() / max(1, QFontMetricsF(font).horizontalAdvance(part.words))
            font.setPixelSize(max(_SMALLEST_FONT, int(font.pixelSize() * min(1, share))))
        painter.setFont(font)
        painter.setPen(self._theme.colour("ink"))
        painter.save()
        painter.setClipRect(place, Qt.ClipOperation.IntersectClip)
        painter.drawText(place, int(across | Qt.AlignmentFlag.AlignVCenter | flag), part.words)
        painter.restore()


def _fitted(screen: Screen, room: QRectF) -> QRectF:
    """As large as the room allows, at its top."""
    share = screen.shape[0] / screen.shape[1]
    height = min(room.height(), room.width() / share)
    width = height * share
    return QRectF(room.left(), room.top(), width, height)


def _within(part: Part, place: QRectF) -> QRectF:
    across, down = place.width() / _WHOLE, place.height() / _WHOLE
    return QRectF(
        place.left() + part.x * across,
        place.top() + part.y * down,
        part.width * across,
        part.height * down,
    )


def _font(size: int, *, bold: bool) -> QFont:
    font = QFont()
    font.setPixelSize(size)
    font.setBold(bold)
    return font
