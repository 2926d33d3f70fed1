"""The printer's state in the words of what to do about it (screens.md, "POS")."""

from dataclasses import dataclass
from typing import assert_never

from core.services.ecms import PaperKind
from core.services.ports import PrinterStatus
from core.texts import Texts
from pos.flow.states import Accepted, State
from pos.flow.tray import Paper, Phase, Tray

#: The keys that print the two papers.
KEYS = {PaperKind.RECEIPT: "F6", PaperKind.LABEL: "F7"}


@dataclass(frozen=True, slots=True)
class PrinterWords:
    """What the top bar says of the printer.

    Args:
        tone: `good`, `amber` or `quiet`; the icon and the words say the same.
    """

    words: str
    icon: str
    tone: str


def printer_words(status: PrinterStatus | None, texts: Texts) -> PrinterWords:
    """The printer in the top bar."""
    if status is None:
        return PrinterWords(texts("Printer…"), "printer", "quiet")
    if status is PrinterStatus.READY:
        return PrinterWords(texts("Receipt printer ready"), "printer", "good")
    if status is PrinterStatus.PAPER_LOW:
        return PrinterWords(texts("Paper is running low"), "printer", "amber")
    return PrinterWords(what_to_do(status, texts), "printer-x", "amber")


def what_to_do(status: PrinterStatus, texts: Texts) -> str:
    """What a person at the printer does about its state."""
    match status:
        case PrinterStatus.PAPER_OUT:
            return texts("Put in a new paper roll")
        case PrinterStatus.COVER_OPEN:
            return texts("Close the printer’s cover")
        case PrinterStatus.JAMMED:
            return texts("Clear the paper jam")
        case PrinterStatus.CUTTER_STUCK:
            return texts("Free the printer’s knife")
        case PrinterStatus.OVERHEATED:
            return texts("Let the printer cool down")
        case PrinterStatus.DEFECT:
            return texts("Switch the printer off and on")
        case PrinterStatus.SILENT:
            return texts("Look at the printer’s cable, switch it off and on")
        case PrinterStatus.OFFLINE:
            return texts("Switch the printer on")
        case PrinterStatus.READY | PrinterStatus.PAPER_LOW:
            return texts("The printer is ready")
        case _:
            assert_never(status)


def paper_trouble(paper: Paper, printer: PrinterStatus | None, texts: Texts) -> tuple[str, str]:
    """What happened to a paper that did not come out, and what to do about it."""
    key = KEYS[paper.kind]
    if paper.kind is PaperKind.RECEIPT:
        happened = texts("The receipt did not come out.")
        if paper.reason is PrinterStatus.JAMMED:
            happened = texts("The paper jammed in the middle of the receipt. Throw that part away.")
    else:
        happened = texts("The label did not come out.")
        if paper.reason is PrinterStatus.JAMMED:
            happened = texts("The paper jammed in the middle of the label. Throw that part away.")
    # What is to be done depends on the printer now, not on how it was when the paper failed.
    now = paper.reason if printer is None else printer
    if now is None or now.can_print:
        return happened, texts("Press {key} to print it.", key=key)
    return happened, texts(
        "{what_to_do}, then press {key}.", what_to_do=what_to_do(now, texts), key=key
    )


def paper_doubt(paper: Paper, printer: PrinterStatus | None, texts: Texts) -> tuple[str, str]:
    """The question that only the clerk can answer, and how: the printer cannot say."""
    asked = (
        texts("Did the receipt come out whole? The printer cannot say.")
        if paper.kind is PaperKind.RECEIPT
        else texts("Did the label come out whole? The printer cannot say.")
    )
    key = KEYS[paper.kind]
    if printer is None or printer.can_print:
        return asked, texts("F9: yes. {key}: no, print it again.", key=key)
    return asked, texts(
        "F9: yes. If not: {what_to_do}, then press {key}.",
        what_to_do=what_to_do(printer, texts),
        key=key,
    )


def papers_note(tray: Tray, printer: PrinterStatus | None, texts: Texts) -> tuple[str, str]:
    """What is the matter with a parcel's papers and what to do about it, or two times ""."""
    if tray.failed:
        return paper_trouble(tray.failed, printer, texts)
    if tray.asked:
        return paper_doubt(tray.asked, printer, texts)
    return "", ""


def reminder(state: State, texts: Texts) -> str:
    """The strip under the top bar: what must not be forgotten, or ""."""
    if state.held and not isinstance(state.page, Accepted):
        return texts("Scanned meanwhile: {code}. It comes next.", code=shortened(state.held))
    if state.held:
        return texts(
            "Scanned meanwhile: {code}. It comes when the papers are out, or press Enter.",
            code=shortened(state.held),
        )
    left = state.unprinted
    if not left or state.clerk is None:
        return ""
    if left[0].asked and not left[0].failed:
        return texts(
            "{paper} of {code}: did it come out? Press F3 to find the parcel and say so.",
            paper=_papers_left(left[0], texts),
            code=left[0].parcel.code,
        )
    return texts(
        "{paper} of {code} did not come out. Press F3 to find the parcel and print it.",
        paper=_papers_left(left[0], texts),
        code=left[0].parcel.code,
    )


def shortened(scan: str, longest: int = 40) -> str:
    """A scan as a line can show it: signs that cannot be seen as dots, at most so many of them."""
    visible = "".join(sign if sign.isprintable() else "·" for sign in scan)
    return visible if len(visible) <= longest else visible[: longest - 1] + "…"


def _papers_left(tray: Tray, texts: Texts) -> str:
    left = {Phase.FAILED, Phase.ASKED, Phase.WAITING}
    receipt, label = tray.receipt.phase in left, tray.label.phase in left
    if receipt and label:
        return texts("Receipt and label")
    return texts("The receipt") if receipt else texts("The label")
