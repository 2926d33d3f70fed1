"""Codes as rows of modules; the raster makes whole dots of them."""

from typing import Final

import barcode.charsets.code128  # noqa: F401 - loaded here, on a worker, for every later picture
from qrcode.constants import ERROR_CORRECT_H
from qrcode.image.base import BaseImage
from qrcode.main import QRCode
from qrcode.util import MODE_NUMBER, QRData

from core.documents.marks import Code, Symbology
from core.documents.symbols import code128_modules

_MASK: Final = 3  # any of the eight is valid; choosing among them takes most of qrcode's time
_INK: Final = str.maketrans({"0": "\xff", "1": "\x00"})


def bar_modules(code: Code) -> bytes:
    """The modules of a bar code from left to right: 0 is a black one, 255 a white one."""
    modules = code128_modules(code.digits, gs1=code.symbology is Symbology.GS1_128)
    return modules.translate(_INK).encode("latin-1")


def qr_modules(code: Code) -> bytes:
    """The squares of a QR code row by row, in the same two values."""
    qr: QRCode[BaseImage] = QRCode(
        version=1, error_correction=ERROR_CORRECT_H, border=0, mask_pattern=_MASK
    )
    qr.add_data(QRData(code.digits.encode("ascii"), MODE_NUMBER, check_data=False))
    qr.make(fit=False)
    return bytes(0 if is_black else 255 for row in qr.modules for is_black in row)
