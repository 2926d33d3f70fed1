"""One printed paper as it lies on the table: white, with a soft shadow, torn where it was torn."""

from typing import Final

from PySide6.QtCore import QEasingCurve, QPointF, QRect, QSize, Qt, QVariantAnimation
from PySide6.QtGui import QImage, QPainter, QPaintEvent, QPen, QPixmap, QPolygonF
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from core.qt.theme import Theme

#: Room for the shadow left, right and below, in design pixels.
MARGIN: Final = 12
_SLIDE_MS: Final = 420
_TOOTH: Final = 5


def paint_paper(painter: QPainter, place: QRect, picture: QPixmap, theme: Theme) -> None:
    """A paper with its shadow; the picture's bottom stays at the place's bottom while it slides.

    Args:
        painter: of the widget.
        place: where the paper lies, without its shadow.
        picture: as wide as `place`.
        theme: gives the shadow.
    """
    shadow = theme.colour("shadow")
    reach = theme.px(MARGIN)
    painter.setPen(Qt.PenStyle.NoPen)
    for step in range(reach, 0, -2):
        # Layers that overlap more towards the paper: darker there, without a blur's cost.
        shadow.setAlphaF(theme.colour("shadow").alphaF() * 1.4 / reach)
        painter.setBrush(shadow)
        painter.drawRoundedRect(place.adjusted(-step, 0, step, step), step, step)
    painter.fillRect(place, Qt.GlobalColor.white)
    ratio = picture.devicePixelRatio()
    shown = QRect(0, 0, picture.width(), min(picture.height(), round(place.height() * ratio)))
    shown.moveBottom(picture.height() - 1)
    painter.drawPixmap(place, picture, shown)


def tear(painter: QPainter, place: QRect, theme: Theme) -> None:
    """Take teeth out of the paper's lower edge: a fault stopped it there."""
    tooth = theme.px(_TOOTH)
    teeth = QPolygonF([QPointF(place.bottomLeft()) + QPointF(0, 1)])
    for number, x in enumerate(range(place.left(), place.right() + tooth, tooth)):
        teeth.append(QPointF(min(x, place.right() + 1), place.bottom() + 1 - tooth * (number % 2)))
    teeth.append(QPointF(place.bottomRight()) + QPointF(1, 1))
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.colour("table"))
    painter.drawPolygon(teeth)


class PaperSlip(QAbstractButton):
    """A paper that slides out and can be picked up.

    Args:
        picture: already scaled to the roll's width, by the thread that loaded it.
        whole: False draws it torn.
        name: what a screen reader says.
    """

    def __init__(
        self, picture: QImage, *, whole: bool, name: str, theme: Theme, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._picture = QPixmap.fromImage(picture)
        self._whole = whole
        self._theme = theme
        self._out = 1.0
        self._slide = QVariantAnimation(self)
        self._slide.setDuration(_SLIDE_MS)
        self._slide.setEasingCurve(QEasingCurve.Type.OutCubic)
        self._slide.setStartValue(0.02)
        self._slide.setEndValue(1.0)
        self._slide.valueChanged.connect(self._come_out)
        self.setAccessibleName(name)
        self.setToolTip(name)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def slide_out(self) -> None:
        """Come out of the printer."""
        self._slide.start()

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """The part that is out, and its shadow."""
        margin = self._theme.px(MARGIN)
        paper = self._picture.deviceIndependentSize()
        return QSize(
            round(paper.width()) + 2 * margin, max(1, round(paper.height() * self._out)) + margin
        )

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002, N802 - Qt's name
        """Qt calls this to draw the paper."""
        painter = QPainter(self)
        margin = self._theme.px(MARGIN)
        place = self.rect().adjusted(margin, 0, -margin, -margin)
        paint_paper(painter, place, self._picture, self._theme)
        if not self._whole:
            tear(painter, place, self._theme)
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(self._theme.colour("focus"), self._theme.px(3)))
            painter.drawRect(place.adjusted(1, 1, -1, -1))
        painter.end()

    def _come_out(self, out: float) -> None:
        self._out = out
        self.updateGeometry()
        self.update()
