"""The PDF as a reader shows it: its pages, its words, its letters."""

import pypdfium2
import pytest
from PIL import Image

from core.documents.apo_list import apo_sheet
from core.documents.pages import HEIGHT, UNITS, WIDTH, pages
from core.documents.sheet import Sheet
from core.printing.pdf import as_pdf
from core.simulator.specimens import apo
from core.texts import Texts


def _read(sheet: Sheet) -> pypdfium2.PdfDocument:
    return pypdfium2.PdfDocument(as_pdf(sheet))


def _picture(document: pypdfium2.PdfDocument, page: int) -> Image.Image:
    picture = document[page].render(scale=1, grayscale=True).to_pil()
    assert isinstance(picture, Image.Image)
    return picture


def test_a_list_of_three_hundred_parcels_can_be_read_and_searched() -> None:
    sheet = apo_sheet(apo(300, 40), Texts(), training=True)
    document = _read(sheet)
    assert len(document) == len(pages(sheet))
    assert document[0].get_size() == pytest.approx((WIDTH / UNITS, HEIGHT / UNITS))
    words = [page.get_textpage().get_text_bounded() for page in document]
    assert "Authority to pull out APO-0166-20261121" in words[0]
    assert "Señora Peña’s PHP 99" in words[0]
    assert sum(text.count("303105332614") for text in words) == 300
    assert "Page 11 of 11" in words[10]


def test_the_notice_is_white_on_black_and_the_rest_black_on_white() -> None:
    real = _picture(_read(apo_sheet(apo(3, 1), Texts(), training=False)), 0)
    simulated = _picture(_read(apo_sheet(apo(3, 1), Texts(), training=True)), 0)
    place = (60, 52)
    assert real.getpixel(place) == 255
    assert simulated.getpixel(place) == 0
    assert real.getextrema() == (0, 255)


def test_the_same_sheet_gives_the_same_file() -> None:
    sheet = apo_sheet(apo(3, 1), Texts(), training=False)
    assert as_pdf(sheet) == as_pdf(sheet)
