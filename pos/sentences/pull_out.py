"""What the pull-out page says: of each label, of the driver, of the counts."""

from dataclasses import dataclass, replace
from typing import Final, assert_never

from core.domain import pull_out_refusals as no
from core.domain.codes import TrackingNumber
from core.domain.merchants import Store
from core.domain.refusals import (
    CodeUnknown,
    EcmsUnreachable,
    NotATrackingNumber,
    Refusal,
    ScannedThing,
    WrongCheckDigit,
)
from core.domain.status import HELD_BY_STORE
from core.services.store_office import HandedOver, PullOutLine, PullOutList
from core.texts import Texts
from pos.flow.office_states import Counting, CountNote, LabelScan, PullOut, PullOutNote
from pos.sentences.printer import shortened

_WAITS: Final = "scan-line"
#: Digits of a label; so much of what is none has room in one line, too.
_LONGEST: Final = 18
#: Labels that the card has room to name, by as many of their last digits.
_NAMED: Final = 4
_END: Final = 6


@dataclass(frozen=True, slots=True)
class ScanWords:
    """What the card under the scanner says.

    Args:
        tone: `done`, `amber`, `red`, or "" while it waits; icon and words say the same.
    """

    tone: str
    icon: str
    headline: str
    detail: str


def scan_words(page: PullOut, store: Store, texts: Texts) -> ScanWords:
    """What became of the last label, or what to do; labels that were refused come first."""
    if len(page.refused) > 1:
        return _several_refused(page, texts)
    if page.refused:
        return _one_refused(page.refused[0], page, texts)
    scan = page.scan
    if scan is None:
        detail = texts("The trucker or you: scan each parcel’s label.")
        return ScanWords("", _WAITS, texts("Scan a parcel label"), detail)
    if scan.asking:
        return ScanWords("", _WAITS, texts("One moment…"), _number(scan))
    if scan.handed is not None:
        return _handed(scan.handed, store, texts)
    return _one_refused(scan, page, texts)


def _one_refused(scan: LabelScan, page: PullOut, texts: Texts) -> ScanWords:
    """Which it is and why: others may have been scanned before the answer came."""
    said = _refused(scan.refusal, page, texts)
    return replace(said, detail="\n".join(part for part in (_name(scan), said.detail) if part))


def _several_refused(page: PullOut, texts: Texts) -> ScanWords:
    """So many that only the ends of their numbers have room; scanned alone, each says why."""
    tones = {_refused(scan.refusal, page, texts).tone for scan in page.refused}
    ends = ", ".join(_name(scan)[-_END:] for scan in page.refused[:_NAMED])
    return ScanWords(
        "red" if "red" in tones else "amber",
        "package-x",
        texts.plural("{n} label refused", "{n} labels refused", len(page.refused)),
        texts("Those that end in {ends}. Keep these parcels aside.", ends=ends),
    )


def late_words(late: tuple[LabelScan, ...], texts: Texts) -> str:
    """What another page says of labels that were refused after pull-out was left, or ""."""
    if not late:
        return ""
    if len(late) == 1:
        return texts(
            "{label} was not handed over to the driver. Press F4 to see why.",
            label=_name(late[0]),
        )
    return texts.plural(
        "{n} parcel was not handed over to the driver. Press F4 to see why.",
        "{n} parcels were not handed over to the driver. Press F4 to see why.",
        len(late),
    )


def _name(scan: LabelScan) -> str:
    """The number of a label, or the beginning of what was read instead."""
    return _number(scan) or shortened(scan.scanned, _LONGEST)


def _number(scan: LabelScan) -> str:
    try:
        return str(TrackingNumber.parse(scan.scanned))
    except Refusal:
        return ""


def _handed(handed: HandedOver, store: Store, texts: Texts) -> ScanWords:
    line = handed.line
    what = f"{line.tracking_number} · {line.merchant_name}"
    if not handed.again:
        return ScanWords("done", "circle-check-big", texts("Handed over"), what)
    at = line.handed_over_at
    when = texts.time(store.local(at)) if at else ""
    return ScanWords(
        "amber",
        "circle-check",
        texts("Already handed over"),
        texts("{parcel} went to the driver at {time}. It counts once.", parcel=what, time=when),
    )


def _refused(refusal: Refusal | None, page: PullOut, texts: Texts) -> ScanWords:
    match refusal:
        case None:
            return ScanWords(
                "amber",
                "triangle-alert",
                texts("Something went wrong"),
                texts("Scan the label again. Nothing is counted twice."),
            )
        case no.NotOnList():
            return _not_on_list(refusal, page, texts)
        case no.ParcelUnknown(foreign=True):
            return ScanWords(
                "red",
                "package-x",
                texts("Another chain’s label"),
                texts("The driver may not take it with this list. Keep the parcel aside."),
            )
        case no.ParcelUnknown() | CodeUnknown():
            return ScanWords(
                "red",
                "package-x",
                texts("Unknown label"),
                texts("No parcel of ours has this number. Keep it aside and report it."),
            )
        case NotATrackingNumber(thing):
            return _strange(thing, texts)
        case WrongCheckDigit():
            return ScanWords(
                "amber",
                "circle-alert",
                texts("One digit is wrong"),
                texts("Scan again, or compare each digit with the label."),
            )
        case EcmsUnreachable():
            return ScanWords(
                "amber",
                "cloud-off",
                texts("The ECMS does not answer"),
                texts("Keep the parcel and scan it again. Nothing is counted twice."),
            )
        case no.ListClosed() | no.ListUnknown():
            return ScanWords(
                "amber",
                "lock",
                texts("This list is closed"),
                texts("The parcel stays here. Press F4 to see the day’s lists."),
            )
        case _:
            return ScanWords(
                "red",
                "octagon-x",
                texts("This parcel cannot be handed over"),
                texts("Keep it aside. Find shows where it is: press F3."),
            )


def _not_on_list(refusal: no.NotOnList, page: PullOut, texts: Texts) -> ScanWords:
    ours = {str(listed.number) for listed in page.lists or ()}
    if refusal.other in ours:
        return ScanWords(
            "amber",
            "package-search",
            texts("On another list"),
            texts("It is on {list}. PageUp and PageDown show the day’s lists.", list=refusal.other),
        )
    if refusal.other:
        return ScanWords(
            "red",
            "package-x",
            texts("Another list’s parcel"),
            texts("It is on {list}. Keep it aside, off this truck.", list=refusal.other),
        )
    if refusal.current in HELD_BY_STORE:
        return ScanWords(
            "amber",
            "package",
            texts("Not on this list"),
            texts("It came after the list was made. Keep it here: it goes on the next one."),
        )
    return ScanWords(
        "red",
        "octagon-x",
        texts("Not in this store’s hands"),
        texts("Its status is {status}. Keep it aside.", status=refusal.current.value),
    )


def _strange(thing: ScannedThing, texts: Texts) -> ScanWords:
    match thing:
        case ScannedThing.INCOMPLETE_CODE | ScannedThing.MISTYPED_CODE:
            headline = texts("A part of the label is missing")
            detail = texts("A label has 17 or 18 digits. Type those under its bars, then Enter.")
        case ScannedThing.PRODUCT:
            headline = texts("That is a product’s barcode")
            detail = texts("Scan the label that the counter put on the parcel.")
        case ScannedThing.TWO_CODES:
            headline = texts("Two codes were read at once")
            detail = texts("Cover one of them and scan the other again.")
        case ScannedThing.NOTHING:
            headline = texts("Nothing was read")
            detail = texts("Scan the label again.")
        case _:
            headline = texts("That is no parcel label")
            detail = texts("Scan the label that the counter put on the parcel.")
    return ScanWords("amber", "scan-barcode", headline, detail)


def note_words(note: PullOutNote | None, texts: Texts) -> str:
    """What the page says beside driver and plate, or ""."""
    match note:
        case None:
            return ""
        case PullOutNote.DRIVER_FIRST:
            return texts("Enter the driver’s name first.")
        case PullOutNote.PLATE_FIRST:
            return texts("Enter the number plate first.")
        case PullOutNote.NO_LIST:
            return texts("There is no list to hand parcels over with.")
        case PullOutNote.CLOSED:
            return texts("This list is closed. The parcel goes on the next one.")
        case PullOutNote.NOT_ANSWERED:
            return texts("The ECMS does not answer. Press F4 to try again.")
        case _:
            assert_never(note)


def count_words(counting: Counting, texts: Texts) -> str:
    """Why the list is not closed yet, or ""."""
    refusal = counting.refusal
    if counting.busy:
        return texts("One moment…")
    if isinstance(refusal, no.CountsDiffer):
        return texts(
            "{scanned} were scanned, you counted {store}, the driver {driver}. Nothing is closed:"
            " count again, and scan what was not scanned.",
            scanned=refusal.handed_over,
            store=refusal.store_count,
            driver=refusal.driver_count,
        )
    if refusal is not None:
        return texts("The ECMS did not close this list. Press Esc, then F4.")
    match counting.note:
        case None:
            return ""
        case CountNote.INCOMPLETE:
            return texts("Enter both counts.")
        case CountNote.NOT_ANSWERED:
            return texts("The ECMS does not answer. Press F9 again: it closes once.")
        case _:
            assert_never(counting.note)


def progress_words(listed: PullOutList, store: Store, texts: Texts) -> str:
    """How far the list is."""
    said = texts("{done} of {count} handed over.", done=listed.handed_over, count=len(listed.lines))
    closing = listed.closing
    if closing is None:
        return said
    at = store.local(closing.at)
    return texts(
        "{progress} Closed at {time} by {clerk}; both counted {count}.",
        progress=said,
        time=texts.time(at),
        clerk=closing.clerk.name,
        count=closing.count,
    )


def missing_words(listed: PullOutList, texts: Texts) -> str:
    """What becomes of what the driver does not take."""
    missing = len(listed.missing)
    if not missing:
        return texts("Every parcel is handed over.")
    return texts.plural(
        "{n} parcel stays here and goes on the next list.",
        "{n} parcels stay here and go on the next list.",
        missing,
    )


def line_state(line: PullOutLine, store: Store, texts: Texts) -> str:
    """The last column of a parcel's line."""
    if line.handed_over_at is not None:
        return texts("Handed over {time}", time=texts.time(store.local(line.handed_over_at)))
    return texts("Stays here") if line.left else texts("Waiting")
