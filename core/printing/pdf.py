"""A sheet as PDF, with the bundled typefaces in it: it looks and searches the same everywhere.

Importing this module imports reportlab (0.26 s); only a worker that writes a report does.
"""

from functools import cache
from io import BytesIO
from typing import Final

from reportlab.pdfbase.pdfmetrics import registerFont
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from core.assets import asset_path
from core.documents.letters import Face
from core.documents.marks import Box, Run
from core.documents.pages import HEIGHT, UNITS, WIDTH, PageMark, pages
from core.documents.sheet import Sheet

_AUTHOR: Final = "Balik"


def as_pdf(sheet: Sheet) -> bytes:
    """The sheet's pages as a PDF file; the same sheet gives the same bytes."""
    file = BytesIO()
    canvas = Canvas(file, pagesize=(WIDTH / UNITS, HEIGHT / UNITS), invariant=True)
    canvas.setTitle(sheet.title)
    canvas.setAuthor(_AUTHOR)
    for page in pages(sheet):
        for mark in page:
            _draw(canvas, mark)
        canvas.showPage()
    canvas.save()
    return file.getvalue()


def _draw(canvas: Canvas, mark: PageMark) -> None:
    match mark:
        case Run(x, baseline, letters, face, size, white):
            canvas.setFillGray(1 if white else 0)
            canvas.setFont(_font(face), size / UNITS)
            canvas.drawString(x / UNITS, (HEIGHT - baseline) / UNITS, letters)
        case Box(x, y, width, height):
            canvas.setFillGray(0)
            bottom = (HEIGHT - y - height) / UNITS
            canvas.rect(x / UNITS, bottom, width / UNITS, height / UNITS, stroke=0, fill=1)


@cache
def _font(face: Face) -> str:
    """The name under which reportlab knows a bundled face."""
    registerFont(TTFont(face.value, str(asset_path("fonts", f"{face.value}.ttf"))))
    return face.value
