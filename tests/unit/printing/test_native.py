"""Words and codes that the printer sets itself, as the printer in software sets them."""

import re

import pytest
import zxingcpp

from core.documents.blocks import Text
from core.documents.label import label
from core.documents.model import Document, Paper
from core.documents.ticket import ticket
from core.printing.models import model_named
from core.printing.native import compose_native
from core.simulator.escpos.twin import TwinPaper, TwinPrinter
from core.simulator.specimens import PARCEL, TICKET
from core.texts import Texts

_MODELS = {Paper.MM_80: "epson-tm-t20", Paper.MM_58: "generic-58"}


def _printed(document: Document) -> TwinPaper:
    twin = TwinPrinter(document.paper.width_dots)
    twin.feed(compose_native(document, "ticket", model_named(_MODELS[document.paper])).data)
    (paper,) = twin.papers
    return paper


@pytest.mark.parametrize("paper", Paper)
def test_words_are_set_and_both_codes_read(paper: Paper) -> None:
    came = _printed(ticket(TICKET, Texts(), paper, training=False))
    found = zxingcpp.read_barcodes(came.picture.convert("L"))
    assert {(code.format.name, code.text) for code in found} == {
        ("Code128", "182212342345"),
        ("QRCode", "182212342345"),
    }
    words = re.sub(r"\s+", " ", came.words)
    for said in ("RETURN TICKET", "1822-1234-2345", "Merchant A", "Give ticket and parcel"):
        assert said in words


def test_a_gs1_code_says_that_it_is_one() -> None:
    came = _printed(label(PARCEL, Texts(), Paper.MM_80, training=False))
    (code,) = zxingcpp.read_barcodes(came.picture.convert("L"), text_mode=zxingcpp.TextMode.Plain)
    assert code.symbology_identifier + code.text == "]C100303105332614281206"


@pytest.mark.parametrize("paper", Paper)
def test_filipino_letters_are_set_and_a_peso_is_drawn(paper: Paper) -> None:
    came = _printed(Document(paper, (Text("Señora Ñ Peña"), Text("₱99"), Text("é"))))
    assert came.words.split("\n")[:2] == ["Señora Ñ Peña", "é"]
    assert came.picture.height > 3 * 24


def test_it_takes_a_small_part_of_the_bytes() -> None:
    document = ticket(TICKET, Texts(), Paper.MM_80, training=False)
    data = compose_native(document, "ticket", model_named("epson-tm-t20")).data
    assert len(data) < 2000
