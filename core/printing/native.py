"""A paper in the printer's own letters and codes, by choice: small and fast over a slow line.

Nothing of it can be read back before it is printed, and each make draws it a little differently. A
line that the printer's code page cannot say, with a ₱ for one, is sent as a picture of that line.
"""

from collections.abc import Iterator
from typing import Final

from core.documents.blocks import Banner, Barcode, Block, Headline, Qr, Space, Text
from core.documents.marks import Code, Symbology
from core.documents.model import Document, Paper
from core.documents.paper import NUMBER
from core.documents.ruler import DotComb, Ruler
from core.printing.commands import CUT, INITIALISE
from core.printing.escpos import END, bands, longest_command
from core.printing.models import Model
from core.printing.plain import as_text, block_lines
from core.printing.raster import render
from core.services.ports import PrintJob

_CENTRE: Final = b"\x1ba\x01"
_LEFT: Final = b"\x1ba\x00"
_STRONG: Final = b"\x1bE\x01"
_PLAIN: Final = b"\x1bE\x00"
_INVERSE: Final = b"\x1dB\x01"
_UPRIGHT: Final = b"\x1dB\x00"
_DOUBLE: Final = b"\x1d!\x11"
_SINGLE: Final = b"\x1d!\x00"
_FEED: Final = b"\x1bJ"
_MARGIN_DOTS: Final = 24
_MOST_DOTS: Final = 255
_LINE_DOTS: Final = 30
_DOTS_A_MM: Final = 8


def compose_native(document: Document, name: str, model: Model) -> PrintJob:
    """A document as the printer's own letters and codes.

    Args:
        document: what to print.
        name: what it is, as in `PrintJob`.
        model: its code page, and which codes it draws; one that it does not is sent as a picture.
    """
    number, page = model.code_page
    parts = [INITIALISE, b"\x1bt" + bytes([number])]
    for block in document.blocks:
        parts += _block(block, document.paper, model, page)
    parts += [_FEED + bytes([_MARGIN_DOTS]), CUT]
    text = as_text(document)
    lines = text.count("\n")
    return PrintJob(
        name,
        b"".join(parts),
        text,
        end=END,
        longest=longest_command(document.paper.width_dots),
        height_mm=max(document.height, lines * _LINE_DOTS) / _DOTS_A_MM,
    )


def _block(block: Block, paper: Paper, model: Model, page: str) -> Iterator[bytes]:
    match block:
        case Barcode(code) if model.draws_bars:
            module = block.module_on(paper)
            yield _CENTRE + _bars(code, module, block.height) + _LEFT
        case Qr(code, module) if model.draws_qr:
            yield _CENTRE + _feed(4 * module) + _qr(code, module) + _feed(4 * module) + _LEFT
        case Barcode() | Qr() | Ruler() | DotComb():
            yield bands(render(Document(paper, (block,))))
        case Space(height):
            yield _feed(height)
        case Banner():
            yield _INVERSE
            yield from _lines(block, paper, page)
            yield _UPRIGHT
        case Headline(words) if 2 * len(words) <= paper.width_dots // 12 and _says(page, words):
            yield _CENTRE + _DOUBLE + words.encode(page) + b"\n" + _SINGLE + _LEFT
        case Text() | Headline():
            yield _STRONG
            yield from _lines(block, paper, page)
            yield _PLAIN
        case _:
            yield from _lines(block, paper, page)


def _lines(block: Block, paper: Paper, page: str) -> Iterator[bytes]:
    for line in block_lines(block, paper):
        if _says(page, line):
            yield line.rstrip().encode(page) + b"\n"
        else:
            yield bands(render(Document(paper, (Text(line.strip(), NUMBER),))))


def _says(page: str, line: str) -> bool:
    try:
        line.encode(page)
    except UnicodeEncodeError:
        return False
    return True


def _feed(dots: int) -> bytes:
    whole, rest = divmod(dots, _MOST_DOTS)
    steps = [_MOST_DOTS] * whole + [rest] * bool(rest)
    return b"".join(_FEED + bytes([step]) for step in steps)


def _bars(code: Code, module: int, height: int) -> bytes:
    """GS k 73: subset C takes pairs of digits as numbers; FNC1 makes it a GS1-128."""
    pairs = bytes(int(code.digits[place : place + 2]) for place in range(0, len(code.digits), 2))
    data = b"{C" + (b"{1" if code.symbology is Symbology.GS1_128 else b"") + pairs
    size = b"\x1dh" + bytes([min(height, _MOST_DOTS)]) + b"\x1dw" + bytes([module]) + b"\x1dH\x00"
    return size + b"\x1dkI" + bytes([len(data)]) + data


def _qr(code: Code, module: int) -> bytes:
    """GS ( k: model 2, size, level H, the digits, print."""
    digits = code.digits.encode("ascii")
    store = (len(digits) + 3).to_bytes(2, "little") + b"1P0" + digits
    return b"".join(
        b"\x1d(k" + part
        for part in (b"\x04\x001A2\x00", b"\x03\x001C" + bytes([module]), b"\x03\x001E3", store,
                     b"\x03\x001Q0")
    )  # fmt: skip
