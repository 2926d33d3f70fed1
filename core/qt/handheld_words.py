"""What the hand-held says of each scan."""

from core.domain.pull_out_refusals import ParcelUnknown
from core.domain.refusals import CodeUnknown, NotATrackingNumber, OutOfOrder, WrongCheckDigit
from core.domain.status import Status, Trigger, trigger_of
from core.services.pull_out import Built
from core.services.scan_parcel import Scanned
from core.texts import Texts


def step_words(step: Status, texts: Texts) -> str:
    """A step and whose scan causes it."""
    return texts("{status} · {party}", status=step.value, party=_party(trigger_of(step), texts))


def _party(trigger: Trigger, texts: Texts) -> str:
    return texts("DC") if trigger is Trigger.DC else texts("trucker")


def scan_words(scanned: Scanned, texts: Texts) -> str:
    """What became of a scan."""
    refusal = scanned.refusal
    status = scanned.status.value if scanned.status else ""
    match refusal:
        case None if scanned.again:
            return texts(
                "{number} has been there before: it is {status}. Nothing was changed.",
                number=scanned.tracking_number,
                status=status,
            )
        case None:
            return texts("{number}: {status}", number=scanned.tracking_number, status=status)
        case OutOfOrder(current, asked):
            return texts(
                "Out of turn: the parcel is {current}, so it cannot be {asked} now. The scan is"
                " kept for the exceptions list.",
                current=current.value,
                asked=asked.value,
            )
        case ParcelUnknown(foreign=True):
            return texts("That is another chain’s label. The scan is kept.")
        case ParcelUnknown() | CodeUnknown():
            return texts("No parcel of ours has this number. The scan is kept.")
        case NotATrackingNumber():
            return texts("That is no whole parcel label. The scan is kept.")
        case WrongCheckDigit():
            return texts("One digit of this label is wrong. Scan it again.")
        case _:
            return texts("This scan changes nothing. It is kept for the exceptions list.")


def job_words(built: Built, texts: Texts) -> str:
    """What the ECMS job did."""
    if not built.lists:
        return texts("Nothing new to pull out: no list was made.")
    return texts(
        "{list}: {parcels} on it. The POS shows it with F4.",
        list=built.lists[0],
        parcels=texts.plural("{n} parcel", "{n} parcels", built.parcels),
    )


def trouble_words(texts: Texts) -> str:
    """The ECMS is not there, or a bug met the scan."""
    return texts("The ECMS does not answer. Nothing is counted twice: scan again.")
