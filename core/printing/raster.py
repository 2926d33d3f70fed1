"""A document as the picture that the printer's head burns: one bit a dot, 203 dots an inch."""

from functools import cache
from typing import Final

from PIL import Image, ImageDraw, ImageFont

from core.assets import asset_path
from core.documents.letters import PESO, Face, advances, peso_reach
from core.documents.marks import Bars, Box, Dashes, Disc, Mark, Run, Squares
from core.documents.model import Document
from core.printing.barcodes import bar_modules, qr_modules

_BLACK: Final = 0
_WHITE: Final = 1
_DASH: Final = 8
_DASH_GAP: Final = 6

_Glyph = tuple[Image.Image, int, int]


def render(document: Document) -> Image.Image:
    """Draw a document: mode `1`, as wide as its paper, 0 where the head burns."""
    picture = Image.new("1", (document.paper.width_dots, document.height), _WHITE)
    for mark in document.marks:
        _draw(picture, mark)
    return picture


def _draw(picture: Image.Image, mark: Mark) -> None:
    match mark:
        case Run():
            _draw_run(picture, mark)
        case Box(x, y, width, height):
            picture.paste(_BLACK, (x, y, x + width, y + height))
        case Dashes(x, y, width):
            for left in range(x, x + width, _DASH + _DASH_GAP):
                picture.paste(_BLACK, (left, y, min(left + _DASH, x + width), y + 2))
        case Disc(x, y, diameter):
            ImageDraw.Draw(picture).ellipse((x, y, x + diameter - 1, y + diameter - 1), _BLACK)
        case Bars(x, y, module, height, code):
            modules = Image.frombytes("L", (code.modules, 1), bar_modules(code))
            bars = modules.resize((code.modules * module, height), Image.Resampling.NEAREST)
            picture.paste(bars, (x, y))
        case Squares(x, y, module, code):
            modules = Image.frombytes("L", (code.modules, code.modules), qr_modules(code))
            side = code.modules * module
            picture.paste(modules.resize((side, side), Image.Resampling.NEAREST), (x, y))


def _draw_run(picture: Image.Image, run: Run) -> None:
    """Letter by letter at the widths of the document, so that what fitted there fits here."""
    ink = _WHITE if run.white else _BLACK
    widths = advances(run.face, run.size)
    x = run.x
    for letter in run.letters:
        if letter != " ":
            glyph, left, top = _glyph(run.face, run.size, letter)
            picture.paste(ink, (x + left, run.baseline + top), glyph)
        x += widths[letter]


@cache
def _font(face: Face, size: int) -> ImageFont.FreeTypeFont:
    path = asset_path("fonts", f"{face.value}.ttf")
    return ImageFont.truetype(path, size, layout_engine=ImageFont.Layout.BASIC)


@cache
def _glyph(face: Face, size: int, letter: str) -> _Glyph:
    """A letter as a mask, and where its corner lies from the pen: hinted for one bit, not grey."""
    if letter == PESO:
        return _peso(face, size)
    font = _font(face, size)
    left, top, right, bottom = (round(edge) for edge in font.getbbox(letter, "1", anchor="ls"))
    mask = Image.new("1", (max(1, right - left), max(1, bottom - top)))
    draw = ImageDraw.Draw(mask)
    draw.text((-left, -top), letter, fill=1, font=font, anchor="ls")
    return mask, left, top


def _peso(face: Face, size: int) -> _Glyph:
    """A P with two strokes through its bowl, a little wider than the letter."""
    shape, left, top = _glyph(face, size, "P")
    reach = peso_reach(size)
    mask = Image.new("1", (shape.width + 2 * reach, shape.height))
    mask.paste(shape, (reach, 0))
    draw = ImageDraw.Draw(mask)
    thick = max(1, size // 16)
    for share in (0.2, 0.4):
        y = round(shape.height * share)
        draw.rectangle((0, y, mask.width - 1, y + thick - 1), 1)
    return mask, left, top
