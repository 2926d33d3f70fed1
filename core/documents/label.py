"""The parcel label: what store, trucker and warehouse scan until the parcel is back."""

from core.documents.blocks import Barcode, Headline, Pair, Pairs, Rule, Space, Text
from core.documents.facts import ParcelFacts
from core.documents.headings import END, notices, store_name
from core.documents.letters import Face
from core.documents.marks import Code
from core.documents.model import Document, Paper
from core.documents.paper import LARGE, NUMBER, STRONG, TITLE
from core.documents.receipt import spaced_sscc
from core.texts import Texts


def label(
    parcel: ParcelFacts, texts: Texts, paper: Paper, *, training: bool, reprint: int = 0
) -> Document:
    """Build the label of one accepted parcel.

    Args:
        parcel: what was accepted.
        texts: the language.
        paper: the roll.
        training: say in the first line that nothing of this really happened.
        reprint: the how-manieth copy, or 0 for the original.

    Raises:
        DoesNotFit: a name is absurdly long.
    """
    local = parcel.terminal.store.local(parcel.accepted_at)
    rows = [
        Pair(texts("Return code"), str(parcel.code), NUMBER),
        Pair(texts("From"), store_name(parcel.terminal)),
        Pair(texts("Date"), texts.medium_date(local.date())),
    ]
    goes_to = [Text(texts("To warehouse {code}", code=parcel.warehouse), LARGE)]
    return Document(
        paper,
        (
            *notices(texts, training=training, reprint=reprint),
            Text(texts("RETURN PARCEL"), STRONG),
            Text(parcel.merchant.name, TITLE),
            *(goes_to if parcel.warehouse else ()),
            Space(12),
            Barcode(Code.sscc_of(parcel.tracking_number), height=200),
            Space(6),
            Headline(spaced_sscc(parcel.tracking_number.sscc), Face.CODE, 34),
            Rule(),
            Pairs(tuple(rows)),
            END,
        ),
    )
