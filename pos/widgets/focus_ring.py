"""Where the keyboard is: a ring around the focused button, visible on every ground."""

from PySide6.QtCore import QEvent, QObject, QRect, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget
from shiboken6 import isValid

from core.qt.theme import Theme

_OUTSET = 5


class FocusRing(QWidget):
    """Lies over the window and follows the focus.

    Two lines, one dark and one light, so that it shows on white as on green (WCAG 2.2, 2.4.11).
    Fields show their focus themselves.
    """

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._theme = Theme()
        self._around: QWidget | None = None
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAttribute(Qt.WidgetAttribute.WA_NoSystemBackground)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.hide()
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._follow)

    def dress(self, theme: Theme) -> None:
        """Take the palette and scale."""
        self._theme = theme
        self.place()

    def _follow(self, _old: QWidget | None, new: QWidget | None) -> None:
        if self._around is not None and isValid(self._around):
            self._around.removeEventFilter(self)
        window = self.parentWidget()
        ours = isinstance(new, QAbstractButton) and window is not None and window.isAncestorOf(new)
        self._around = new if ours else None
        if self._around is not None:
            self._around.installEventFilter(self)
        self.place()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Qt calls this for the focused widget: where it goes, the ring goes."""
        if event.type() in {QEvent.Type.Move, QEvent.Type.Resize, QEvent.Type.Hide}:
            self.place()
        return super().eventFilter(watched, event)

    def place(self) -> None:
        """Around the focused button, or nowhere."""
        around = self._around
        window = self.parentWidget()
        if around is None or not isValid(around) or not around.isVisible() or window is None:
            self.hide()
            return
        outset = self._theme.px(_OUTSET)
        corner = around.mapTo(window, around.rect().topLeft())
        self.setGeometry(QRect(corner, around.size()).adjusted(-outset, -outset, outset, outset))
        self.show()
        self.raise_()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002, N802 - Qt's name
        """Qt calls this to draw the widget."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        radius = self._theme.px(15)
        for token, width, inset in (("paper", 5.0, 2.5), ("focus", 3.0, 1.5)):
            pen = QPen(self._theme.colour(token), width * max(0.6, self._theme.scale))
            painter.setPen(pen)
            step = inset * max(0.6, self._theme.scale)
            painter.drawRoundedRect(
                self.rect().toRectF().adjusted(step, step, -step, -step), radius, radius
            )
        painter.end()
