"""Reading a paper back before it is sent: a code that would not scan is not printed."""

from typing import Final

import zxingcpp
from PIL import Image

from core.documents.marks import QUIET_BARS, QUIET_QR, Bars, Squares, Symbology
from core.documents.model import Document

_FORMATS: Final = {
    Symbology.CODE_128_C: zxingcpp.BarcodeFormat.Code128,
    Symbology.GS1_128: zxingcpp.BarcodeFormat.Code128,
    Symbology.QR: zxingcpp.BarcodeFormat.QRCode,
}


class UnreadablePaper(Exception):  # noqa: N818 - it reads as the fact that it states
    """A code on a paper does not scan as what it should say.

    Args:
        symbology: which kind of code; never what it says.
    """

    def __init__(self, symbology: Symbology) -> None:
        super().__init__(f"the {symbology.value} on this paper does not read back")
        self.symbology = symbology


def prove(picture: Image.Image, document: Document) -> None:
    """Read every code of `document` off the very picture that will be sent.

    Each is looked for where the document says it stands, over the paper's whole width and with its
    quiet zone above and below, by the decoder of its kind alone and upright only: that is what the
    scanner at the counter sees, and it keeps the proof short.

    Raises:
        UnreadablePaper: a code is missing, is no longer alone, or says something else.
    """
    for mark in document.codes:
        top, bottom = _rows(mark)
        band = picture.crop((0, top, picture.width, bottom)).convert("L")
        found = zxingcpp.read_barcodes(
            band,
            formats=zxingcpp.BarcodeFormats([_FORMATS[mark.code.symbology]]),
            try_rotate=False,
            try_downscale=False,
            try_invert=False,
            text_mode=zxingcpp.TextMode.Plain,
            binarizer=zxingcpp.Binarizer.BoolCast,
        )
        scans = [code.symbology_identifier + code.text for code in found]
        if scans != [mark.code.scanned]:
            raise UnreadablePaper(mark.code.symbology)


def _rows(mark: Bars | Squares) -> tuple[int, int]:
    """The first row of a code with its quiet zone, and the row after it."""
    quiet = QUIET_QR * mark.module if isinstance(mark, Squares) else QUIET_BARS
    return max(0, mark.y - quiet), mark.bottom + quiet
