"""The paper as text says what the picture says, in as many columns as the roll has."""

from dataclasses import replace

import pytest

from core.documents.blocks import Headline, Pair, Pairs, Text
from core.documents.letters import Face
from core.documents.model import Document, Paper
from core.documents.receipt import receipt
from core.documents.ticket import ticket
from core.domain.merchants import Merchant
from core.printing.plain import as_text
from core.simulator.specimens import PARCEL, TICKET
from core.texts import Texts


@pytest.mark.parametrize(("paper", "columns"), [(Paper.MM_58, 32), (Paper.MM_80, 48)])
def test_no_line_is_longer_than_the_roll_is_wide(paper: Paper, columns: int) -> None:
    long = replace(TICKET, merchant=Merchant("001", "The Very Long Name of a Shop in Antique"))
    for document in (
        ticket(long, Texts(), paper, training=True),
        receipt(replace(PARCEL, reference="R" * 90), Texts(), paper, training=True, reprint=2),
    ):
        lines = as_text(document).splitlines()
        assert max(map(len, lines)) <= columns
        assert not [line for line in lines if line != line.rstrip()]


def test_the_receipt_reads_as_it_is_printed() -> None:
    text = as_text(receipt(PARCEL, Texts(), Paper.MM_80, training=True, reprint=2))
    for line in (
        "SIMULATION – NOT A REAL RETURN",
        "REPRINT 2",
        "Return code   1822-1234-2345",
        "Reference     AXDY43322222524544",
        "[GS1-128 00303105332614281206]",
        "(00) 303105332614281206",
    ):
        assert line in {printed.strip() for printed in text.splitlines()}


def test_a_value_too_long_for_its_column_goes_below() -> None:
    document = Document(Paper.MM_58, (Pairs((Pair("Reference", "R" * 25),)),))
    assert as_text(document) == "Reference\n  " + "R" * 25 + "\n"


def test_no_words_are_lost() -> None:
    document = Document(Paper.MM_58, (Text("w " * 60), Headline("8" * 18, Face.CODE, 40)))
    assert as_text(document).replace("\n", " ").split() == ["w"] * 60 + ["8" * 18]
