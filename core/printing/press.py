"""The press: renders a document, proves it, sends it, one at a time.

Importing this module imports Pillow, zxing-cpp and qrcode; the composition root does it off the UI
thread, after the first frame.
"""

import threading
from collections.abc import Callable
from io import BytesIO
from typing import Final

from PIL import Image

from core.documents.model import Document, Paper
from core.log import get_logger
from core.printing.escpos import END, longest_command, pack
from core.printing.plain import as_text
from core.printing.proof import UnreadablePaper, prove
from core.printing.raster import render
from core.services.ports import (
    NotPrinted,
    Printer,
    PrinterStatus,
    PrintJob,
    PrintOutcome,
    Unsure,
)

_LOG: Final = get_logger("printing")
_MM_AN_INCH: Final = 25.4
_DOTS_AN_INCH: Final = 203


class ProofPress:
    """Proves every paper before it sends it; any thread may use it, and papers never mix.

    Args:
        printer: where the papers come out.
        make: makes the bytes of a paper; as proved pictures, if nothing else is chosen.
    """

    def __init__(
        self, printer: Printer, make: Callable[[Document, str], PrintJob] | None = None
    ) -> None:
        self._printer = printer
        self._make = make or compose
        self._one_at_a_time = threading.Lock()

    @property
    def paper(self) -> Paper:
        """The roll in the printer, which documents are built for."""
        return Paper(self._printer.width_dots)

    def picture(self, document: Document) -> bytes:
        """A paper as it comes out, as PNG, for a screen that shows it; prints nothing."""
        png = BytesIO()
        render(document).save(png, "PNG")
        return png.getvalue()

    def print(self, document: Document, name: str) -> PrintOutcome:
        """Print one paper and wait for the printer's word.

        A printer that cannot print is sent nothing: it would keep the paper and let it out later,
        when nobody waits for it and a second one has been made.

        Args:
            document: built for `paper`.
            name: `ticket`, `receipt`, `label`.

        Raises:
            ValueError: the document was built for another roll.

        Returns:
            Printed, or why not, or that nobody but who stands there can say.

            A paper whose codes do not read back is not sent; it is a fault of
            this program or machine, logged, and counts as a printer that is not there.
        """
        if document.paper is not self.paper:
            raise ValueError(f"a paper for {document.paper.name} in a printer of {self.paper.name}")
        with self._one_at_a_time:
            status = self._printer.status()
            if not status.can_print:
                return NotPrinted(status)
            try:
                job = self._make(document, name)
            except UnreadablePaper as unreadable:
                _LOG.error("paper not proved", paper=name, code=unreadable.symbology.value)
                return NotPrinted(PrinterStatus.OFFLINE)
            outcome = self._printer.send(job)
        if isinstance(outcome, NotPrinted):
            _LOG.warning("paper not printed", paper=name, reason=outcome.reason.value)
        if isinstance(outcome, Unsure):
            said = outcome.reason.value if outcome.reason else "nothing"
            _LOG.warning("paper perhaps printed", paper=name, reason=said)
        return outcome

    def status(self) -> PrinterStatus:
        """The printer's condition now."""
        return self._printer.status()

    def watch(self, changed: Callable[[PrinterStatus], None]) -> Callable[[], None]:
        """See `Printer.watch`."""
        return self._printer.watch(changed)


def compose(document: Document, name: str) -> PrintJob:
    """A document as a proved job.

    Raises:
        UnreadablePaper: one of its codes does not read back as it should.
    """
    picture = render(document)
    prove(picture, document)
    return _job(document, picture, name)


def compose_unproved(document: Document, name: str) -> PrintJob:
    """The same without the proof, for what nobody scans."""
    return _job(document, render(document), name)


def _job(document: Document, picture: Image.Image, name: str) -> PrintJob:
    return PrintJob(
        name,
        pack(picture),
        as_text(document),
        end=END,
        longest=longest_command(picture.width),
        height_mm=picture.height * _MM_AN_INCH / _DOTS_AN_INCH,
    )
