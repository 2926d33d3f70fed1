"""Codes as rows of modules; the raster makes whole dots of them.

Of python-barcode only the tables are used. Its encoder (0.16.1) takes a leading `99` for a change
of subset and drops it, and a second `build()` of one object can differ; and six digit pairs need no
encoder that chooses between subsets.
"""

from typing import Final

from barcode.charsets import code128
from qrcode.constants import ERROR_CORRECT_H
from qrcode.image.base import BaseImage
from qrcode.main import QRCode
from qrcode.util import MODE_NUMBER, QRData

from core.documents.marks import Code, Symbology

_START_C: Final = 105
_FNC1: Final = 102
_MASK: Final = 3  # any of the eight is valid; choosing among them takes most of qrcode's time
_INK: Final = str.maketrans({"0": "\xff", "1": "\x00"})


def bar_modules(code: Code) -> bytes:
    """The modules of a bar code from left to right: 0 is a black one, 255 a white one.

    Start in subset C, FNC1 if it is GS1, a value for each pair of digits, the sum of all values
    by their places modulo 103, stop (ISO/IEC 15417, 4.3).
    """
    digits = code.digits
    values = [int(digits[place : place + 2]) for place in range(0, len(digits), 2)]
    if code.symbology is Symbology.GS1_128:
        values.insert(0, _FNC1)
    check = (_START_C + sum(place * value for place, value in enumerate(values, 1))) % 103
    symbols: list[str] = [code128.CODES[value] for value in (_START_C, *values, check)]
    pattern = "".join([*symbols, code128.STOP, "11"])
    return pattern.translate(_INK).encode("latin-1")


def qr_modules(code: Code) -> bytes:
    """The squares of a QR code row by row, in the same two values."""
    qr: QRCode[BaseImage] = QRCode(
        version=1, error_correction=ERROR_CORRECT_H, border=0, mask_pattern=_MASK
    )
    qr.add_data(QRData(code.digits.encode("ascii"), MODE_NUMBER, check_data=False))
    qr.make(fit=False)
    return bytes(0 if is_black else 255 for row in qr.modules for is_black in row)
