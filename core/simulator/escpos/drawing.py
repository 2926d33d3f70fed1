"""What the printer draws itself: letters in its two fonts, bar codes, QR codes."""

from functools import cache
from typing import Final

from barcode.charsets import code128
from PIL import Image, ImageDraw, ImageFont
from qrcode.constants import ERROR_CORRECT_H, ERROR_CORRECT_L, ERROR_CORRECT_M, ERROR_CORRECT_Q
from qrcode.image.base import BaseImage
from qrcode.main import QRCode

from core.assets import asset_path

_WHITE: Final = 1
_BLACK: Final = 0
#: Font A and B of most printers: dots wide and high, and the size that fills them.
CELLS: Final = {0: (12, 24, 19), 1: (9, 17, 14)}
_LEVELS: Final = {
    48: ERROR_CORRECT_L,
    49: ERROR_CORRECT_M,
    50: ERROR_CORRECT_Q,
    51: ERROR_CORRECT_H,
}
_FNC: Final = {b"1": 102, b"2": 97, b"3": 96}
_STARTS: Final = {b"A": 103, b"B": 104, b"C": 105}
_SWITCHES: Final = {b"A": 101, b"B": 100, b"C": 99}


class NoSuchCode(ValueError):  # noqa: N818 - it reads as the fact that it states
    """Data that this kind of code cannot say: a printer prints nothing then."""


@cache
def letter(sign: str, font: int, *, bold: bool) -> Image.Image:
    """One letter in its cell, 0 where it burns."""
    width, height, size = CELLS[font]
    face = "AtkinsonHyperlegibleMono-" + ("Bold" if bold else "Regular")
    shape = ImageFont.truetype(asset_path("fonts", f"{face}.ttf"), size)
    cell = Image.new("1", (width, height), _WHITE)
    ImageDraw.Draw(cell).text((0, height * 3 // 4), sign, fill=_BLACK, font=shape, anchor="ls")
    return cell


def code128_bars(data: bytes, module: int, height: int) -> Image.Image:
    """A Code 128 as `GS k` 73 takes it: subsets by `{A`, `{B`, `{C`, pairs of C as raw bytes.

    Raises:
        NoSuchCode: it begins with no subset, or holds what its subset does not have.
    """
    values = _code128_values(data)
    check = (values[0] + sum(place * value for place, value in enumerate(values[1:], 1))) % 103
    bars = "".join(code128.CODES[value] for value in (*values, check)) + code128.STOP + "11"
    row = Image.new("1", (len(bars), 1), _WHITE)
    row.putdata([_BLACK if bar == "1" else _WHITE for bar in bars])
    return row.resize((len(bars) * module, height), Image.Resampling.NEAREST)


def _code128_values(data: bytes) -> list[int]:
    values: list[int] = []
    subset, place = b"", 0
    while place < len(data):
        sign = data[place : place + 1]
        if sign == b"{":
            what = data[place + 1 : place + 2]
            place += 2
            if what in _STARTS:
                values.append(_SWITCHES[what] if subset else _STARTS[what])
                subset = what
                continue
            if not subset or (what not in _FNC and what != b"{"):
                raise NoSuchCode("no subset")
            values.append(_FNC[what] if what in _FNC else _value(subset, b"{"))
            continue
        values.append(_value(subset, sign))
        place += 1
    return values


def _value(subset: bytes, sign: bytes) -> int:
    byte = sign[0]
    if subset == b"C" and byte < 100:
        return byte
    if subset == b"B" and 32 <= byte < 128:
        return byte - 32
    if subset == b"A" and byte < 96:
        return byte - 32 if byte >= 32 else byte + 64
    raise NoSuchCode("not in this subset")


def qr_squares(data: bytes, level: int, module: int) -> Image.Image:
    """A QR code as `GS ( k` prints it, without a quiet zone.

    Raises:
        NoSuchCode: no data was stored, or too much.
    """
    if not data:
        raise NoSuchCode("nothing stored")
    code: QRCode[BaseImage] = QRCode(border=0, error_correction=_LEVELS.get(level, ERROR_CORRECT_L))
    code.add_data(data)
    try:
        code.make(fit=True)
    except ValueError:
        raise NoSuchCode("too much") from None
    matrix = code.modules
    picture = Image.new("1", (len(matrix), len(matrix)), _WHITE)
    picture.putdata([_BLACK if dark else _WHITE for row in matrix for dark in row])
    side = len(matrix) * module
    return picture.resize((side, side), Image.Resampling.NEAREST)
