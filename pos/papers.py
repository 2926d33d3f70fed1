"""Receipt and label of an accepted parcel, as documents for the printer at hand."""

from typing import TYPE_CHECKING, Protocol, assert_never

from core.services.ecms import AcceptedParcel, PaperKind
from core.services.station import Station
from core.texts import Texts

if TYPE_CHECKING:
    from core.documents.facts import ParcelFacts
    from core.documents.model import Document, Paper


class _Builder(Protocol):
    """Builds one of the papers, as `core.documents.receipt.receipt` does."""

    def __call__(
        self,
        parcel: "ParcelFacts",
        texts: Texts,
        paper: "Paper",
        *,
        training: bool,
        reprint: int = 0,
    ) -> "Document": ...


def load() -> "tuple[_Builder, _Builder]":
    """What builds the papers; the letters' widths load with it, so it comes after the first frame.

    For a worker thread, and called there once before the first parcel is accepted.
    """
    from core.documents.label import label  # noqa: PLC0415
    from core.documents.receipt import receipt  # noqa: PLC0415

    return receipt, label


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
    receipt, label = load()
    paper = station.press.paper
    match kind:
        case PaperKind.RECEIPT:
            return receipt(parcel, texts, paper, training=station.training, reprint=number)
        case PaperKind.LABEL:
            return label(parcel, texts, paper, training=station.training, reprint=number)
        case _:
            assert_never(kind)
