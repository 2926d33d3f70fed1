"""The return ticket: what the kiosk gives the customer to carry to the counter."""

from typing import Final

from core.documents.facts import TicketFacts
from core.documents.headings import moment, notices
from core.documents.letters import Face
from core.documents.marks import Code
from core.documents.model import (
    BODY,
    LARGE,
    SMALL,
    STRONG,
    TITLE,
    Align,
    Barcode,
    Document,
    Pair,
    Pairs,
    Paper,
    Qr,
    Rule,
    Space,
    Step,
    Text,
    fitted,
)
from core.domain.references import masked
from core.texts import Texts

_LARGEST_CODE: Final = 63  # dots; on 58 mm the paper's width decides


def ticket(issued: TicketFacts, texts: Texts, paper: Paper, *, training: bool) -> Document:
    """Build the ticket of one RETURN CODE.

    The code stands on it three times, for a person, a laser scanner and a camera: whichever the
    counter has, one of them works. The reference is masked, because tickets are left lying about.

    Raises:
        DoesNotFit: the merchant's or store's name is absurdly long.
    """
    code = str(issued.code)
    return Document(
        paper,
        (
            *notices(texts, training=training, reprint=0),
            Text(texts("Return ticket"), TITLE, Align.CENTRE),
            Text(texts("Not a receipt"), STRONG, Align.CENTRE),
            Rule(),
            Text(texts("RETURN CODE"), STRONG, Align.CENTRE),
            Text(code, fitted(code, Face.CODE, paper, _LARGEST_CODE), Align.CENTRE),
            Space(8),
            Barcode(Code.bars_of(issued.code), height=120),
            Space(20),
            Text(texts("Hand over by"), BODY, Align.CENTRE),
            Text(texts.long_date(issued.last_day), LARGE, Align.CENTRE),
            Rule(),
            Pairs(
                (
                    Pair(texts("Merchant"), issued.merchant.name),
                    Pair(texts("Reference"), masked(issued.reference)),
                    Pair(
                        texts("Store"),
                        f"{issued.terminal.store.code} · {issued.terminal.store.name}",
                    ),
                    Pair(texts("Kiosk"), issued.terminal.number),
                    Pair(texts("Issued"), moment(texts, issued.terminal, issued.issued_at)),
                )
            ),
            Rule(),
            Step(1, texts("Pack the items and close the parcel.")),
            Space(8),
            Step(2, texts("Give ticket and parcel to the clerk.")),
            Space(8),
            Step(3, texts("Keep the acknowledgement receipt.")),
            Space(4),
            Qr(Code.qr_of(issued.code)),
            Text(
                texts("This ticket is not a receipt. You get yours at the counter."),
                SMALL,
                Align.CENTRE,
            ),
        ),
    )
