"""The paper that tries a printer: what is wrong with it shows to the eye, a ruler or a scanner."""

from dataclasses import dataclass
from typing import Final

from core.documents.blocks import Align, Barcode, Headline, Pair, Pairs, Qr, Rule, Space, Text
from core.documents.headings import END, notices
from core.documents.letters import Face
from core.documents.marks import Code, Symbology
from core.documents.model import Document, Paper
from core.documents.paper import BODY, LARGE, NUMBER, STRONG, TITLE
from core.documents.ruler import DotComb, Ruler
from core.texts import Texts

#: No RETURN CODE: its check digit is wrong, so a counter that scans it is not misled.
_SAMPLE: Final = "123456789019"
_LETTERS: Final = "Ñ ñ á é ü · ₱1,234.50"


@dataclass(frozen=True, slots=True)
class TrialFacts:
    """What a trial page says of itself.

    Args:
        place: the terminal, `0166-K1`.
        printer: the model's name.
        address: where it is, as the settings say it.
        moment: when, in words.
        dpi: dots an inch, for the ruler.
    """

    place: str
    printer: str
    address: str
    moment: str
    dpi: int = 203


def trial_page(
    facts: TrialFacts, texts: Texts, paper: Paper, *, training: bool = False
) -> Document:
    """Build it.

    Raises:
        DoesNotFit: a name is absurdly long.
    """
    return Document(
        paper,
        (
            *notices(texts, training=training, reprint=0),
            Text(texts("PRINTER TEST"), TITLE, Align.CENTRE),
            Rule(),
            Pairs(
                (
                    Pair(texts("Terminal"), facts.place),
                    Pair(texts("Printer"), facts.printer),
                    Pair(texts("Address"), facts.address, NUMBER),
                    Pair(texts("Printed"), facts.moment),
                )
            ),
            Rule(),
            Text(texts("One stroke is one millimetre."), BODY, Align.CENTRE),
            Space(6),
            Ruler(facts.dpi),
            Space(16),
            Text(texts("Every stroke of this comb should be there."), BODY, Align.CENTRE),
            Space(6),
            DotComb(),
            Rule(),
            Text(_LETTERS, LARGE, Align.CENTRE),
            Text(_LETTERS, STRONG, Align.CENTRE),
            Rule(),
            Text(texts("Scan both: the same number should come."), BODY, Align.CENTRE),
            Space(10),
            Barcode(Code(Symbology.CODE_128_C, _SAMPLE), height=100),
            Space(4),
            Headline(_SAMPLE, Face.MONO, 30),
            Qr(Code(Symbology.QR, _SAMPLE)),
            END,
        ),
    )
