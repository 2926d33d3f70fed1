"""A code on the screen is read by a scanner at every size, scale and palette."""

import pytest
import zxingcpp
from PySide6.QtGui import QColor, QImage, QPalette, Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from core.qt.widgets.barcode_view import BarcodeView


def _picture(widget: QWidget, ratio: float) -> QImage:
    size = widget.size() * ratio
    picture = QImage(size, QImage.Format.Format_RGB32)
    picture.setDevicePixelRatio(ratio)
    picture.fill(Qt.GlobalColor.gray)
    widget.render(picture)
    return picture.convertToFormat(QImage.Format.Format_Grayscale8)


def _codes(picture: QImage) -> list[str]:
    return [
        found.text
        for found in zxingcpp.read_barcodes(picture, formats=[zxingcpp.BarcodeFormat.Code128])
    ]


@pytest.fixture
def view(qtbot: QtBot) -> BarcodeView:
    widget = BarcodeView()
    qtbot.addWidget(widget)
    return widget


@pytest.mark.parametrize("ratio", [1.0, 1.25, 1.5, 2.0, 3.0])
@pytest.mark.parametrize("width", [140, 250, 363, 611, 1000])
@pytest.mark.parametrize("digits", ["182212342345", "991234567890"])
def test_it_is_read_at_every_size_and_scale(
    view: BarcodeView, width: int, ratio: float, digits: str
) -> None:
    view.resize(width, 90)
    view.show_code(digits)
    picture = _picture(view, ratio)
    assert _codes(picture) == [digits]


@pytest.mark.parametrize("ratio", [1.0, 1.25, 1.75, 2.0])
def test_its_bars_are_whole_pixels_wherever_it_stands(qtbot: QtBot, ratio: float) -> None:
    page = QWidget()
    qtbot.addWidget(page)
    page.resize(401, 203)
    view = BarcodeView(page)
    view.setGeometry(13, 7, 381, 90)
    view.show_code("182212342345")
    picture = _picture(page, ratio)
    row = [picture.pixelColor(x, int(50 * ratio)).lightness() for x in range(picture.width())]
    inside = row[int(15 * ratio) : int(392 * ratio)]
    assert set(inside) == {0, 255}
    widths = [len(bar) for bar in "".join("#" if tone == 0 else " " for tone in inside).split()]
    module = min(widths)
    assert module == int(381 * ratio) // 121
    assert {width % module for width in widths} == {0}


def test_it_is_black_on_white_in_a_dark_palette(view: BarcodeView) -> None:
    view.setStyleSheet("QWidget { background: black; color: white; }")
    palette = QPalette()
    palette.setColor(QPalette.ColorRole.Window, QColor("black"))
    view.setPalette(palette)
    view.resize(363, 90)
    view.show_code("182212342345")
    picture = _picture(view, 1)
    assert picture.pixelColor(1, 1).lightness() == 255
    assert _codes(picture) == ["182212342345"]


def test_its_smallest_size_is_read(view: BarcodeView) -> None:
    view.show_code("182212342345")
    view.resize(view.minimumSizeHint())
    assert _codes(_picture(view, 1)) == ["182212342345"]


def test_nothing_to_show_is_white(view: BarcodeView) -> None:
    view.resize(200, 60)
    view.show_code("182212342345")
    view.show_code("")
    picture = _picture(view, 1)
    assert {picture.pixelColor(x, 30).lightness() for x in range(200)} == {255}
