"""The refusals between counter and merchant, as sentences for those who call."""

from typing import Final

from core.domain import pull_out_refusals as no
from core.domain.refusals import Refusal, RefusalCode
from core.texts import Texts

#: The HTTP status of each.
STATUS: Final[dict[RefusalCode, int]] = {
    RefusalCode.PARCEL_UNKNOWN: 404,
    RefusalCode.NOT_ON_LIST: 409,
    RefusalCode.LIST_UNKNOWN: 404,
    RefusalCode.LIST_CLOSED: 409,
    RefusalCode.COUNTS_DIFFER: 409,
    RefusalCode.BAD_DRIVER: 422,
    RefusalCode.BAD_PLATE: 422,
    RefusalCode.REPORT_UNKNOWN: 404,
}


def pull_out_sentences(refusal: Refusal, texts: Texts) -> tuple[str, str] | None:
    """What happened, and what to do; None for a refusal of another kind."""
    match refusal:
        case no.ParcelUnknown(foreign=True):
            return (
                texts("This is the label of another chain or courier."),
                texts("Leave the parcel where it belongs and scan the next one."),
            )
        case no.ParcelUnknown():
            return (
                texts("No parcel has this tracking number."),
                texts("Compare each digit with the label, or scan the RETURN CODE instead."),
            )
        case no.NotOnList(other=""):
            return (
                texts(
                    "This parcel is on no open list; it is {current}.",
                    current=refusal.current.value,
                ),
                texts("Keep it aside; it goes on the next list if it is still in the store."),
            )
        case no.NotOnList():
            return (
                texts("This parcel is on list {other}.", other=refusal.other),
                texts("Hand it over with that list."),
            )
        case no.CountsDiffer():
            return (
                texts(
                    "{scanned} were scanned, the store counted {store}, the driver {driver}.",
                    scanned=refusal.handed_over,
                    store=refusal.store_count,
                    driver=refusal.driver_count,
                ),
                texts("Count again, and scan what was not scanned."),
            )
        case _:
            return _plain(refusal.code, texts)


def _plain(code: RefusalCode, texts: Texts) -> tuple[str, str] | None:
    return {
        RefusalCode.LIST_UNKNOWN: (
            texts("This store has no such list."),
            texts("Compare the number with the printed list."),
        ),
        RefusalCode.LIST_CLOSED: (
            texts("This list is closed."),
            texts("What was not handed over goes on the next list."),
        ),
        RefusalCode.BAD_DRIVER: (
            texts("A driver's name has 2 to 60 signs."),
            texts("Write the driver's name."),
        ),
        RefusalCode.BAD_PLATE: (
            texts("A number plate has 3 to 10 letters and digits."),
            texts("Write the plate as it is on the vehicle."),
        ),
        RefusalCode.REPORT_UNKNOWN: (
            texts("This store has no such report."),
            texts("Compare the number with the printed report."),
        ),
    }.get(code)
