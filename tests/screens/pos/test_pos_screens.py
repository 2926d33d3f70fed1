"""What holds for every page: nothing cut off, readable, reachable, and no window astray."""

from collections import Counter
from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QEvent, QObject, QPoint, QRect
from PySide6.QtGui import QAccessible, QColor, QFontInfo, QFontMetrics, QImage
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QLabel,
    QLineEdit,
    QScrollArea,
    QWidget,
)

from pos.driver import PosDriver
from pos.pytest_plugin import Shopfloor
from pos.widgets.focus_ring import FocusRing

#: The design, the smallest till, and the demonstration on a small laptop.
Walk = Callable[[], Iterator[str]]

SIZES = ((1366, 768), (1024, 768), (640, 480))


def _resize(pos: PosDriver, width: int, height: int) -> None:
    pos.window.resize(width, height)
    pos.waits_until(lambda: pos.window.is_settled, "the page to be dressed for the size")
    _lay_out()


def _lay_out() -> None:
    """Let layouts ask each other for room until all have it."""
    for _ in range(6):
        QApplication.sendPostedEvents()
        QApplication.processEvents()


def _shown(window: QWidget, kind: type[QWidget]) -> Iterator[QWidget]:
    for widget in window.findChildren(kind):
        if widget.isVisible():
            yield widget


def _words(label: QLabel) -> str:
    return label.text().replace("\u200b", "")


def _is_cut(label: QLabel) -> bool:
    """Whether a label has less room than its words need, or lies partly out of its parents."""
    room = label.contentsRect().size()
    if label.wordWrap():
        needed = label.heightForWidth(label.width())
        longest = max(
            QFontMetrics(label.font()).horizontalAdvance(word)
            for word in label.text().replace("\u200b", " ").replace("<b>", "").split() or [""]
        )
        is_short = label.height() < needed or room.width() < longest
    else:
        hint = label.sizeHint()
        is_short = label.width() < hint.width() or label.height() < hint.height()
    inside_scroller = any(isinstance(parent, QScrollArea) for parent in _parents(label))
    is_clipped = not inside_scroller and label.visibleRegion().boundingRect() != label.rect()
    return is_short or is_clipped


def _cut(pos: PosDriver, where: str) -> list[tuple[str, str]]:
    return [
        (where, _words(label))
        for label in _shown(pos.window, QLabel)
        if isinstance(label, QLabel) and _words(label) and _is_cut(label)
    ]


def _parents(widget: QWidget) -> Iterator[QWidget]:
    parent = widget.parentWidget()
    while parent is not None:
        yield parent
        parent = parent.parentWidget()


def test_no_word_is_cut_off_at_any_size(pos: PosDriver, walk: Walk) -> None:
    cut = []
    for name in walk():
        for width, height in SIZES:
            _resize(pos, width, height)
            cut += _cut(pos, f"{name}, {width} × {height}")
    assert not cut, "\n".join(map(str, cut))


def test_long_names_and_numbers_wrap(pos: PosDriver, shopfloor: Shopfloor) -> None:
    """A merchant may write a reference of 40 signs."""
    pos.sign_in(shopfloor.clerk.number, shopfloor.clerk.pin)
    pos.sees("Scan the RETURN CODE")
    pos.scan("W" * 39)
    pos.sees("W" * 39)
    cut = []
    for width, height in SIZES:
        _resize(pos, width, height)
        cut += _cut(pos, f"{width} × {height}")
    assert not cut, "\n".join(map(str, cut))


def _luminance(colour: QColor) -> float:
    """Relative luminance (WCAG 2.2, definitions)."""

    def linear(part: float) -> float:
        return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4

    red, green, blue = (linear(part) for part in (colour.redF(), colour.greenF(), colour.blueF()))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _contrast(one: QColor, other: QColor) -> float:
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _text_contrast(picture: QImage, place: QRect) -> float:
    """Between the commonest colour of a place and the one furthest from it."""
    part = picture.copy(place).convertToFormat(QImage.Format.Format_RGB32)
    colours = Counter(memoryview(part.constBits()).cast("I"))
    ground = QColor(max(colours, key=lambda pixel: colours[pixel]))
    return max(_contrast(QColor(pixel), ground) for pixel in colours)


def test_every_text_stands_out_from_its_ground_by_seven_to_one(pos: PosDriver, walk: Walk) -> None:
    """Measured on the picture, not on the style sheet (WCAG 2.2, 1.4.6)."""
    weak = []
    seen: set[tuple[str, str]] = set()
    for name in walk():
        _lay_out()
        picture = pos.window.grab().toImage()
        for label in _shown(pos.window, QLabel):
            assert isinstance(label, QLabel)
            role = (name, _words(label))
            if not _words(label) or role in seen or label.visibleRegion().isEmpty():
                continue
            seen.add(role)
            place = QRect(label.mapTo(pos.window, QPoint(0, 0)), label.size())
            contrast = _text_contrast(picture, place.intersected(picture.rect()))
            is_large = QFontInfo(label.font()).pixelSize() >= 24
            if contrast < (4.5 if is_large else 7):
                weak.append((*role, round(contrast, 2)))
    assert len(seen) > 50
    assert not weak, "\n".join(map(str, weak))


def test_every_control_has_a_name_for_a_screen_reader(pos: PosDriver, walk: Walk) -> None:
    nameless = []
    for name in walk():
        controls = [
            *_shown(pos.window, QAbstractButton),
            *_shown(pos.window, QLineEdit),
        ]
        assert controls
        for control in controls:
            interface = QAccessible.queryAccessibleInterface(control)
            if not interface.text(QAccessible.Text.Name).strip():
                nameless.append((name, control))
    assert nameless == []


def test_tab_reaches_every_control_and_the_focus_is_seen(pos: PosDriver, walk: Walk) -> None:
    for name in walk():
        wanted = {
            control
            for kind in (QAbstractButton, QLineEdit)
            for control in _shown(pos.window, kind)
            # The keypad is for mouse and touch; a keyboard has these keys itself.
            if control.isEnabled() and control.property("kind") != "digit"
        }
        reached: set[QWidget] = set()
        before = QApplication.focusWidget()
        for _ in range(len(wanted) + 3):
            pos.press("Tab")
            focused = QApplication.focusWidget()
            assert focused is not None
            reached.add(focused)
            if isinstance(focused, QAbstractButton):
                ring = pos.window.findChild(FocusRing)
                assert isinstance(ring, FocusRing)
                assert ring.isVisible()
                corner = focused.mapTo(pos.window, QPoint(0, 0))
                assert ring.geometry().contains(QRect(corner, focused.size())), name
        assert wanted <= reached, (name, [w.accessibleName() for w in wanted - reached])
        (before or pos.window).setFocus()


class _Strays(QObject):
    """Notes every window that opens."""

    def __init__(self, app: QApplication) -> None:
        super().__init__()
        self.seen: list[str] = []
        app.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        is_shown = event.type() == QEvent.Type.Show and isinstance(watched, QWidget)
        if is_shown and isinstance(watched, QWidget) and watched.isWindow():
            self.seen.append(repr(watched))
        return False


def test_no_part_of_a_page_ever_flashes_up_as_a_window(pos: PosDriver, walk: Walk) -> None:
    """A widget that is shown before it has a parent is a window, and takes the keys."""
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    strays = _Strays(app)
    for _ in walk():
        pass
    app.removeEventFilter(strays)
    assert strays.seen == []


@pytest.mark.parametrize("size", SIZES)
def test_the_pages_fill_the_window_and_no_more(pos: PosDriver, size: tuple[int, int]) -> None:
    _resize(pos, *size)
    assert (pos.window.width(), pos.window.height()) == size
    assert pos.window.rect().contains(
        QRect(pos.window.page.mapTo(pos.window, QPoint(0, 0)), pos.window.page.size())
    )
