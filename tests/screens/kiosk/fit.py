"""What is cut off, covered or out of the window, by the widgets' own measures."""

from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QApplication, QLabel, QScrollArea, QWidget

from kiosk.widgets.action import ActionButton
from kiosk.widgets.words import Heading, OneLine, broken

#: Between what is read and a button, as a part of the button's height.
LEAST_GAP = 0.12


def settle() -> None:
    """Let layouts ask each other for room until all have it."""
    for _ in range(4):
        QApplication.sendPostedEvents()
        QApplication.processEvents()


@contextmanager
def unpainted(window: QWidget) -> Iterator[None]:
    """Until the end nothing is painted: what is only measured needs no picture of every step."""
    window.setUpdatesEnabled(False)
    yield
    window.setUpdatesEnabled(True)


def faults(window: QWidget, page: QWidget) -> list[str]:
    """Everything that is wrong with the page that is shown; a line for each."""
    return [*_cut(window), *_outside(window, page), *_covering(page), *_touching(page)]


def _labels(window: QWidget) -> Iterator[QLabel]:
    for label in window.findChildren(QLabel):
        if label.isVisible() and label.text():
            yield label


def _cut(window: QWidget) -> Iterator[str]:
    for label in _labels(window):
        needs, has = _needs(label), label.contentsRect()
        if needs[0] > has.width() + 1 or needs[1] > has.height() + 1:
            yield f"cut: {label.text()!r} needs {needs}, has {has.width(), has.height()}"


def _needs(label: QLabel) -> tuple[int, int]:
    metrics = QFontMetrics(label.font())
    if isinstance(label, Heading):
        lines = broken(label.text(), label._tight(), label.width())
        return _widest(lines, QFontMetrics(label._tight())), label.heightForWidth(label.width())
    if isinstance(label, OneLine):
        # Digits alone: nothing of them hangs below the line.
        return metrics.horizontalAdvance(label.text()), metrics.ascent()
    if isinstance(label.parent(), ActionButton):
        lines = label.text().split("\n")
        return _widest(lines, metrics), len(lines) * metrics.height()
    if label.wordWrap():
        # Where Qt may break a line: at spaces, and where a space without a width stands.
        plain = label.text().replace("<b", " <b").replace("\u200b", " ")
        if label.textFormat() is Qt.TextFormat.RichText:
            plain = " ".join(part.rpartition(">")[2] for part in plain.split("<"))
        return _widest(plain.split(), metrics), label.heightForWidth(label.width())
    return label.sizeHint().width(), label.sizeHint().height()


def _widest(lines: list[str], metrics: QFontMetrics) -> int:
    return max((metrics.horizontalAdvance(line) for line in lines), default=0)


def _outside(window: QWidget, page: QWidget) -> Iterator[str]:
    """A part of a page must lie in it whole, but for what a finger scrolls to."""
    for widget in page.findChildren(QWidget):
        if not widget.isVisible() or _scrolled(widget, page):
            continue
        place = QRect(widget.mapTo(page, QPoint(0, 0)), widget.size())
        if not page.rect().contains(place):
            yield f"outside: {widget!r} at {place}"
    if not window.rect().contains(page.geometry()):
        yield f"outside: the page at {page.geometry()}"


def _scrolled(widget: QWidget, page: QWidget) -> bool:
    parent = widget.parentWidget()
    while parent is not None and parent is not page:
        if isinstance(parent, QScrollArea):
            return True
        parent = parent.parentWidget()
    return False


def _touching(page: QWidget) -> Iterator[str]:
    """What is read must not stick to the buttons below it."""
    parts = [part for part in page.children() if isinstance(part, QWidget) and part.isVisible()]
    buttons = getattr(page, "buttons", None)
    for part in parts:
        if buttons is None or part is buttons or part.y() > buttons.y():
            continue
        beside = part.x() + part.width() <= buttons.x() or part.x() >= buttons.x() + buttons.width()
        between = buttons.y() - part.y() - part.height()
        if not beside and between < buttons.height() * LEAST_GAP:
            yield f"touching: {part!r} ends {between} over the buttons"


def _covering(page: QWidget) -> Iterator[str]:
    for parent in [page, *page.findChildren(QWidget)]:
        seen = [
            child
            for child in parent.children()
            if isinstance(child, QWidget) and child.isVisible() and not child.isWindow()
        ]
        for place, one in enumerate(seen):
            for other in seen[place + 1 :]:
                if one.geometry().intersects(other.geometry()):
                    yield f"covered: {one!r} {one.geometry()} and {other!r} {other.geometry()}"
