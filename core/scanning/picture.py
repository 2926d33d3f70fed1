"""Codes in a picture: a ticket that somebody holds up, a phone before a camera, a printed paper."""

from pathlib import Path
from typing import Final

import zxingcpp
from PIL import Image

from core.scanning.assembler import LONGEST_SCAN

_BARS: Final = (zxingcpp.BarcodeFormat.Code128,)
#: What a customer or a merchant may hold before a camera.
_ALL: Final = (
    zxingcpp.BarcodeFormat.Code128,
    zxingcpp.BarcodeFormat.QRCode,
    zxingcpp.BarcodeFormat.EAN13,
    zxingcpp.BarcodeFormat.EAN8,
    zxingcpp.BarcodeFormat.UPCA,
    zxingcpp.BarcodeFormat.DataMatrix,
)


def read_picture(path: Path) -> list[str]:
    """What a scanner would send for each linear code in the picture, from top to bottom.

    Raises:
        OSError: the file is gone or is no picture.
    """
    with Image.open(path) as picture:
        return [code.text for code in _codes(picture, _BARS, zxingcpp.TextMode.HRI)]


def scans_in(picture: Image.Image) -> list[str]:
    """What a scanner that sends AIM identifiers would send for each code, from top to bottom.

    Args:
        picture: a camera's frame, or a picture of one or more papers or phones; turned codes too.
    """
    codes = _codes(picture, _ALL, zxingcpp.TextMode.Plain)
    return [f"{code.symbology_identifier}{code.text}"[:LONGEST_SCAN] for code in codes]


def _codes(
    picture: Image.Image, formats: tuple[zxingcpp.BarcodeFormat, ...], text: zxingcpp.TextMode
) -> list[zxingcpp.Barcode]:
    found = zxingcpp.read_barcodes(
        picture.convert("L"),
        formats=zxingcpp.BarcodeFormats(list(formats)),
        text_mode=text,
    )
    return sorted(found, key=lambda code: code.position.top_left.y)
