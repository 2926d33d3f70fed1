"""The return ticket: what the kiosk gives the customer to carry to the counter."""

from typing import Final

from core.documents.blocks import Align, Barcode, Headline, Pair, Pairs, Qr, Rule, Space, Step, Text
from core.documents.facts import TicketFacts
from core.documents.headings import END, minute, notices, store_name
from core.documents.letters import Face
from core.documents.marks import Code
from core.documents.model import Document, Paper
from core.documents.paper import BODY, STRONG, TITLE
from core.domain.references import masked
from core.texts import Texts

_LARGEST_CODE: Final = 63  # dots; the paper's width decides


def ticket(issued: TicketFacts, texts: Texts, paper: Paper, *, training: bool) -> Document:
    """Build the ticket of one RETURN CODE.

    The code stands on it three times, for a person, a laser scanner and a camera: whichever the
    counter has, one of them works. The reference is masked, because tickets are left lying about.

    Raises:
        DoesNotFit: the merchant's or store's name is absurdly long.
    """
    return Document(
        paper,
        (
            *notices(texts, training=training, reprint=0),
            Text(texts("RETURN TICKET"), TITLE, Align.CENTRE),
            Text(texts("This is not a receipt"), STRONG, Align.CENTRE),
            Rule(),
            Text(texts("RETURN CODE"), STRONG, Align.CENTRE),
            Headline(str(issued.code), Face.CODE, _LARGEST_CODE),
            Space(8),
            Barcode(Code.bars_of(issued.code), height=120),
            Space(20),
            Text(texts("Hand over by"), BODY, Align.CENTRE),
            Text(texts.day_date(issued.last_day), TITLE, Align.CENTRE),
            Rule(),
            Pairs(
                (
                    Pair(texts("Merchant"), issued.merchant.name),
                    Pair(texts("Reference"), masked(issued.reference)),
                    Pair(texts("Store"), store_name(issued.terminal)),
                    Pair(texts("Kiosk"), issued.terminal.number),
                    Pair(texts("Issued"), minute(texts, issued.terminal, issued.issued_at)),
                )
            ),
            Rule(),
            Step(1, texts("Close the parcel well")),
            Space(10),
            Step(2, texts("Give ticket and parcel to the clerk")),
            Space(10),
            Step(3, texts("Keep the acknowledgement receipt")),
            Qr(Code.qr_of(issued.code)),
            Text(texts("You get the receipt at the counter."), BODY, Align.CENTRE),
            END,
        ),
    )
