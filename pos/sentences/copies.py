"""What became of a report on paper and as a file, and what to do about it."""

import re
from pathlib import Path

from core.services.ports import PrinterStatus
from core.texts import Texts
from pos.flow.office_states import Copies, CopyPhase, FileForm
from pos.sentences.printer import what_to_do

_KEYS = {FileForm.PDF: "F7", FileForm.CSV: "F8"}


def copies_words(copies: Copies, printer: PrinterStatus | None, texts: Texts) -> tuple[str, bool]:
    """A sentence or "", and whether something is to be done.

    On a small till there is room for one: of a paper and a file that were asked for at once, first
    what is to be done, then what is under way, then where the file is.
    """
    if copies.print_in_trouble:
        return _print_trouble(copies, printer, texts), True
    if copies.not_filed and copies.form is not None:
        key = _KEYS[copies.form]
        said = texts(
            "The file could not be written. Make room on the disk, then press {key}.", key=key
        )
        return said, True
    if copies.phase is CopyPhase.PRINTING:
        return texts("Printing…"), False
    if copies.filed:
        path = Path(copies.filed)
        folder = _breaking(str(path.parent))
        said = texts("Saved as {file} in {folder}.", file=path.name, folder=folder)
        return said, False
    if copies.form is not None:
        return texts("Saving…"), False
    return (texts("Printed"), False) if copies.phase is CopyPhase.OUT else ("", False)


def _print_trouble(copies: Copies, printer: PrinterStatus | None, texts: Texts) -> str:
    if copies.not_counted:
        return texts("The ECMS does not answer, so nothing was printed. Press F6 to try again.")
    if copies.phase is CopyPhase.DOUBTFUL:
        return texts("Did it print? The printer cannot say. If not, press F6 again.")
    return _not_printed(copies, printer, texts)


def _breaking(path: str) -> str:
    """A path that a narrow column may break where people would."""
    return re.sub(r"([/\\_-])", "\\1\u200b", path)


def _not_printed(copies: Copies, printer: PrinterStatus | None, texts: Texts) -> str:
    now = copies.reason if printer is None else printer
    if now is None or now.can_print:
        return texts("It did not come out whole. Press F6 to print it.")
    return texts(
        "It did not come out whole. {what_to_do}, then press F6.", what_to_do=what_to_do(now, texts)
    )
