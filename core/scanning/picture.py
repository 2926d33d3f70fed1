"""Codes in a picture: a ticket that somebody holds up, or one that the simulated printer made."""

from pathlib import Path

import zxingcpp
from PIL import Image


def read_picture(path: Path) -> list[str]:
    """What a scanner would send for each linear code in the picture, from top to bottom.

    Raises:
        OSError: the file is gone or is no picture.
    """
    with Image.open(path) as picture:
        found = zxingcpp.read_barcodes(
            picture.convert("L"), formats=zxingcpp.BarcodeFormats([zxingcpp.BarcodeFormat.Code128])
        )
    return [code.text for code in sorted(found, key=lambda code: code.position.top_left.y)]
