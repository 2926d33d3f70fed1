"""Every page: contrast, size of letters and of what is touched, names for a screen reader."""

from collections.abc import Callable, Iterator
from io import BytesIO

import pytest
from fit import settle
from PIL import Image
from PySide6.QtCore import QBuffer, QIODevice, QPoint, Qt
from PySide6.QtGui import QAccessible, QFontInfo
from PySide6.QtWidgets import QAbstractButton, QLabel, QLineEdit, QWidget

from core.qt.theme import Contrast
from kiosk.driver import KioskDriver
from kiosk.foot import FootButton
from kiosk.pytest_plugin import OpenKiosk
from kiosk.window import KioskWindow

Walk = Callable[[KioskDriver], Iterator[str]]
Colour = tuple[int, int, int]

SHOES = "AXDY43322222524544"
FINGER = 88
LEAST_LETTERS = 30
LEAST_CONTRAST = 7.0


def _on_top(window: KioskWindow) -> QWidget:
    """What the customer reads: the sheet where one lies over the page."""
    return window._overlay if window._overlay is not None else window


def _seen(window: KioskWindow, kind: type[QWidget]) -> Iterator[QWidget]:
    return (widget for widget in _on_top(window).findChildren(kind) if widget.isVisible())


def _words(window: KioskWindow) -> Iterator[QLabel]:
    for label in _seen(window, QLabel):
        if isinstance(label, QLabel) and label.text():
            yield label


def _luminance(colour: Colour) -> float:
    """Relative luminance (WCAG 2.2, definitions)."""
    parts = [part / 255 for part in colour]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _contrast(one: Colour, other: Colour) -> float:
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _picture(window: KioskWindow) -> Image.Image:
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    window.grab().save(buffer, "BMP")
    return Image.open(BytesIO(buffer.data().data())).convert("RGB")


def _contrast_of(widget: QWidget, window: KioskWindow, picture: Image.Image) -> float:
    """Between the commonest colour of its place and the one that differs most from it."""
    corner = widget.mapTo(window, QPoint(0, 0))
    place = picture.crop(
        (corner.x(), corner.y(), corner.x() + widget.width(), corner.y() + widget.height())
    )
    colours = place.getcolors(place.width * place.height) or []
    _, ground = max(colours)
    # One pixel may be a rounding; a letter has many of its full colour.
    return max(_contrast(colour, ground) for count, colour in colours if count >= 3)


def _wear(window: KioskWindow, contrast: Contrast) -> None:
    window._look = window._look._replace(theme=window._look.theme._replace(contrast=contrast))
    window._dress()
    settle()


def test_a_grey_on_grey_would_be_seen() -> None:
    assert _contrast((255, 255, 255), (0, 0, 0)) == pytest.approx(21)
    assert _contrast((119, 119, 119), (255, 255, 255)) == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("contrast", Contrast, ids=lambda contrast: contrast.value)
def test_every_text_stands_out_from_its_ground_by_seven_to_one(
    kiosk: KioskDriver, walk: Walk, contrast: Contrast
) -> None:
    """Measured on the picture, not on the style sheet (WCAG 2.2, 1.4.6)."""
    weak, seen = [], 0
    for name in walk(kiosk):
        _wear(kiosk.window, contrast)
        picture = _picture(kiosk.window)
        for widget in [*_words(kiosk.window), *_seen(kiosk.window, QLineEdit)]:
            if isinstance(widget, QLineEdit) and not widget.text():
                continue
            seen += 1
            measured = _contrast_of(widget, kiosk.window, picture)
            if measured < LEAST_CONTRAST:
                weak.append((name, widget.text(), round(measured, 2)))
    assert seen > 100
    assert not weak, "\n".join(map(str, weak))


@pytest.mark.parametrize("contrast", Contrast, ids=lambda contrast: contrast.value)
def test_every_icon_of_the_foot_is_there_and_stands_out(
    kiosk: KioskDriver, contrast: Contrast
) -> None:
    """Those too that the first frame did without: a blank switch tells nothing to anybody."""
    _wear(kiosk.window, contrast)
    for page in ("Start a return", "Enter your UID"):
        kiosk.sees(page)
        picture = _picture(kiosk.window)
        icons = [switch._picture for switch in kiosk.window.findChildren(FootButton)]
        seen = [icon for icon in icons if icon is not None and icon.isVisible()]
        assert len(seen) >= 4
        for icon in seen:
            assert _contrast_of(icon, kiosk.window, picture) >= LEAST_CONTRAST
        if page == "Start a return":
            kiosk.tap(page)
            settle()


def test_what_is_shown_takes_another_contrast_and_size_with_the_page(kiosk: KioskDriver) -> None:
    """A list that was filled before the switch was touched must not keep its old ink."""
    kiosk.scan(SHOES)
    kiosk.sees("Canvas shoes, size 42")
    item = next(words for words in _words(kiosk.window) if words.text() == "Canvas shoes, size 42")
    small = QFontInfo(item.font()).pixelSize()
    kiosk.tap("Text size 1 of 3")
    kiosk.tap("Contrast: normal")
    kiosk.tap("Contrast: high")
    kiosk.sees("Is this what you are returning?")
    settle()
    assert QFontInfo(item.font()).pixelSize() > small
    picture = _picture(kiosk.window)
    for words in _words(kiosk.window):
        assert _contrast_of(words, kiosk.window, picture) >= LEAST_CONTRAST, words.text()


@pytest.mark.parametrize("size", [(1080, 1920), (1920, 1080)], ids=["upright", "lying"])
def test_letters_and_targets_are_large_and_everything_has_a_name(
    open_kiosk: OpenKiosk, walk: Walk, size: tuple[int, int]
) -> None:
    kiosk = open_kiosk(size=size)
    small, thin, nameless = [], [], []
    for name in walk(kiosk):
        settle()
        small += [
            (name, label.text())
            for label in _words(kiosk.window)
            if QFontInfo(label.font()).pixelSize() < LEAST_LETTERS
        ]
        thin += [
            (name, button.accessibleName(), button.size())
            for button in _seen(kiosk.window, QAbstractButton)
            if min(button.width(), button.height()) < FINGER
        ]
        for widget in _seen(kiosk.window, QWidget):
            if widget.focusPolicy() is Qt.FocusPolicy.NoFocus:
                continue
            interface = QAccessible.queryAccessibleInterface(widget)
            if not interface.text(QAccessible.Text.Name).strip():
                nameless.append((name, widget))
    assert not small, "\n".join(map(str, small))
    assert not thin, "\n".join(map(str, thin))
    assert not nameless, "\n".join(map(str, nameless))
