"""Receipt and label of an accepted parcel, as documents for the printer at hand."""

from typing import TYPE_CHECKING, assert_never

from core.services.ecms import AcceptedParcel, PaperKind
from core.services.station import Station
from core.texts import Texts

if TYPE_CHECKING:
    from core.documents.model import Document


def document(
    parcel: AcceptedParcel, kind: PaperKind, number: int, station: Station, texts: Texts
) -> "Document":
    """One paper; for a worker thread.

    Args:
        parcel: what was accepted.
        kind: which paper.
        number: the how-manieth copy, 0 for the original.
        station: its printer's roll, and whether this is training.
        texts: the language.

    Raises:
        DoesNotFit: a name or reference is absurdly long for this printer.
    """
    # The letters' widths load with the documents: not before the first frame.
    from core.documents.label import label  # noqa: PLC0415
    from core.documents.receipt import receipt  # noqa: PLC0415

    paper = station.press.paper
    match kind:
        case PaperKind.RECEIPT:
            return receipt(parcel, texts, paper, training=station.training, reprint=number)
        case PaperKind.LABEL:
            return label(parcel, texts, paper, training=station.training, reprint=number)
        case _:
            assert_never(kind)
