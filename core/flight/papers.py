"""Papers in a recording: their doubles' bytes, as a printer takes them, and their words."""

import base64
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

from core.documents.model import Document
from core.documents.paper import DoesNotFit
from core.flight.double import double_of
from core.flight.pseudonyms import Pseudonyms
from core.flight.wording import Wording
from core.services.ports import PrintJob

_LARGEST: Final = 4_000_000


@dataclass(frozen=True, slots=True)
class PaperSent:
    """A paper that went to a printer; what it says is concealed when it is written down."""

    document: Document
    name: str


class Papers:
    """Makes doubles.

    Args:
        compose: makes a printer's bytes of a document; nobody scans a double, so it needs no proof.
    """

    def __init__(self, compose: Callable[[Document, str], PrintJob]) -> None:
        self._compose: Final = compose

    def double(self, sent: PaperSent, names: Pseudonyms, wording: Wording) -> dict[str, Any]:
        """What is kept of a paper; without its picture where its double does not fit the roll."""
        try:
            double = double_of(sent.document, names, wording)
        except DoesNotFit:
            return {}
        job = self._compose(double, sent.name)
        packed = base64.b64encode(zlib.compress(job.data)).decode()
        return {"dots": sent.document.paper.width_dots, "data": packed, "text": job.text}


def unpacked(packed: str) -> bytes:
    """The bytes of a double.

    Raises:
        ValueError: they are none, or are more than any paper takes.
    """
    unpack = zlib.decompressobj()
    try:
        data = unpack.decompress(base64.b64decode(packed, validate=True), _LARGEST)
    except zlib.error as broken:
        raise ValueError("not a paper") from broken
    if unpack.unconsumed_tail:
        raise ValueError("larger than any paper")
    return data
