"""The Acknowledgement Receipt: the customer's proof that the store has the parcel."""

from core.documents.blocks import Align, Barcode, Headline, Pair, Pairs, Rule, Space, Text
from core.documents.facts import ParcelFacts
from core.documents.headings import END, moment, notices, store_line
from core.documents.letters import Face
from core.documents.marks import Code
from core.documents.model import Document, Paper
from core.documents.paper import BODY, NUMBER, STRONG, TITLE
from core.texts import Texts


def receipt(
    parcel: ParcelFacts, texts: Texts, paper: Paper, *, training: bool, reprint: int = 0
) -> Document:
    """Build the receipt of one accepted parcel.

    Args:
        parcel: what was accepted.
        texts: the language.
        paper: the roll.
        training: say in the first line that nothing of this really happened.
        reprint: the how-manieth copy, or 0 for the original.

    Raises:
        DoesNotFit: a name or reference is absurdly long.
    """
    return Document(
        paper,
        (
            *notices(texts, training=training, reprint=reprint),
            Text(texts("ACKNOWLEDGEMENT RECEIPT"), TITLE, Align.CENTRE),
            Space(8),
            Text(store_line(texts, parcel.terminal), BODY, Align.CENTRE),
            Text(texts("AR No. {number}", number=parcel.receipt), STRONG, Align.CENTRE),
            Text(moment(texts, parcel.terminal, parcel.accepted_at), BODY, Align.CENTRE),
            Rule(),
            Pairs(
                (
                    Pair(texts("Return code"), str(parcel.code), NUMBER),
                    Pair(texts("Tracking no."), str(parcel.tracking_number), NUMBER),
                    Pair(texts("Merchant"), parcel.merchant.name),
                    Pair(texts("Reference"), parcel.reference, NUMBER),
                    Pair(texts("Items"), str(len(parcel.items))),
                    Pair(texts("Mobile"), parcel.mobile.masked),
                    Pair(texts("Terminal"), texts("POS {number}", number=parcel.terminal.number)),
                    Pair(texts("Clerk"), parcel.clerk.name),
                )
            ),
            Rule(),
            Text(texts("PARCEL RECEIVED"), TITLE, Align.CENTRE),
            Space(8),
            Barcode(Code.sscc_of(parcel.tracking_number), height=96),
            Space(4),
            Headline(spaced_sscc(parcel.tracking_number.sscc), Face.MONO, 25),
            Space(12),
            Text(texts("Keep this receipt until your refund is complete."), BODY, Align.CENTRE),
            END,
        ),
    )


def spaced_sscc(digits: str) -> str:
    """The line under a GS1-128: `(00) 303105332614281206` (GS1 General Specifications, 4.14)."""
    return f"(00) {digits}"
