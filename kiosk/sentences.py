"""Each refusal as a customer reads it: what happened, and what they can do."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, assert_never, cast

from core.domain.refusals import (
    AlreadyRequested,
    AlreadyReturned,
    AnyRefusal,
    BadMobileNumber,
    Cancelled,
    CodeExpired,
    CodeUnknown,
    EcmsUnreachable,
    Expired,
    MerchantSuspended,
    NotAcceptedYet,
    NotAReturnCode,
    NotATrackingNumber,
    NotAtThisStore,
    NotYetValid,
    OutOfOrder,
    Refusal,
    ScannedThing,
    TooLarge,
    TooManyAttempts,
    UnknownReference,
    Unreadable,
    WrongCheckDigit,
    WrongParty,
    WrongPin,
)

if TYPE_CHECKING:
    from core.domain.merchants import Merchant
    from core.texts import Texts


@dataclass(frozen=True, slots=True)
class Message:
    """A full screen of bad news, and the way on.

    Args:
        icon: that stands for it beside the words.
        title: what happened, in a few words.
        detail: the same in a sentence; may hold `<b>`, the customer's own signs are escaped.
        advice: what the customer can do.
    """

    icon: str
    title: str
    detail: str
    advice: str


def explain(refusal: Refusal, texts: Texts) -> Message:
    """The sentences for a refusal."""
    return _explained(cast("AnyRefusal", refusal), texts)


def service_away(texts: Texts) -> Message:
    """The returns service does not answer."""
    return Message(
        "cloud-off",
        texts("Can't reach the returns service"),
        texts("Please try again in a moment."),
        texts("Nothing was lost. What you entered is kept while you wait."),
    )


def our_fault(texts: Texts) -> Message:
    """A bug."""
    return Message(
        "triangle-alert",
        texts("Something went wrong on our side"),
        texts("Nothing was changed, and your return is as it was."),
        texts("Please try again. If it happens again, ask at the counter."),
    )


def _explained(refusal: AnyRefusal, texts: Texts) -> Message:  # noqa: PLR0911, PLR0912 - a table
    match refusal:
        case Unreadable(thing=thing):
            return _unreadable(thing, texts)
        case UnknownReference(thing=thing):
            return _unknown(thing, texts)
        case Expired() | CodeExpired():
            return _expired(refusal, texts)
        case NotYetValid(merchant=merchant, first_day=first_day):
            return Message(
                "calendar-x",
                texts("It is too early for this return"),
                texts.rich(
                    "{merchant} takes this return from <b>{day}</b> on.",
                    merchant=merchant.name,
                    day=texts.date(first_day),
                ),
                texts("Please come back on that day with the same number."),
            )
        case AlreadyReturned():
            return _already_returned(refusal, texts)
        case Cancelled(merchant=merchant):
            return Message(
                "ban",
                texts("This return was cancelled"),
                texts.rich("{merchant} cancelled this return.", merchant=merchant.name),
                _ask(merchant, texts),
            )
        case MerchantSuspended(merchant=merchant):
            return Message(
                "store",
                texts("No returns for this shop at present"),
                texts.rich("{merchant} takes no returns just now.", merchant=merchant.name),
                _ask(merchant, texts),
            )
        case NotAtThisStore(merchant=merchant):
            return Message(
                "store",
                texts("Not at this store"),
                texts.rich(
                    "{merchant} does not take returns at this store.", merchant=merchant.name
                ),
                texts("Its app or e-mail names the stores that do. Keep your number for there."),
            )
        case TooLarge(merchant=merchant):
            return Message(
                "ruler",
                texts("This parcel is too large"),
                texts("We take parcels of at most 30 × 30 × 30 cm and 10 kg."),
                texts("Ask {merchant} to have it collected.", merchant=merchant.name),
            )
        case TooManyAttempts(again_in_s=seconds):
            return _pause(seconds, texts)
        case AlreadyRequested():
            return our_fault(texts)
        case EcmsUnreachable():
            return service_away(texts)
        case CodeUnknown() | WrongCheckDigit() | NotAReturnCode() | NotATrackingNumber():
            return _unknown(None, texts)
        case BadMobileNumber():
            return Message(
                "circle-alert",
                texts("This is not a mobile number"),
                texts("A mobile number has 11 digits and begins with 09."),
                texts("Please type it again."),
            )
        case WrongPin() | OutOfOrder() | WrongParty() | NotAcceptedYet():
            # A counter's refusals: at a kiosk they would be a mistake of ours.
            return our_fault(texts)
        case _:
            assert_never(refusal)


def _expired(refusal: Expired | CodeExpired, texts: Texts) -> Message:
    return Message(
        "calendar-x",
        texts("This return has expired"),
        texts.rich(
            "{merchant} accepted returns for this order until <b>{day}</b>.",
            merchant=refusal.merchant.name,
            day=texts.date(refusal.last_day),
        ),
        texts(
            "Ask {merchant} for a new return number in its app or by e-mail, "
            "then come back with it.",
            merchant=refusal.merchant.name,
        ),
    )


def _already_returned(refusal: AlreadyReturned, texts: Texts) -> Message:
    return Message(
        "package-check",
        texts("This parcel was already returned"),
        texts.rich(
            "It was handed over at <b>{store}</b> on <b>{day}</b> at {time}.",
            store=refusal.store.name,
            day=texts.date(refusal.at.date()),
            time=texts.time(refusal.at),
        ),
        texts(
            "There is nothing left to do here. For your refund, ask {merchant} "
            "and have your acknowledgement receipt at hand.",
            merchant=refusal.merchant.name,
        ),
    )


def _pause(seconds: int, texts: Texts) -> Message:
    minutes = max(1, -(-seconds // 60))
    return Message(
        "hourglass",
        texts("Too many unknown numbers"),
        texts.plural(
            "This kiosk can look up numbers again in {n} minute.",
            "This kiosk can look up numbers again in {n} minutes.",
            minutes,
        ),
        texts("Please compare your number with the shop's e-mail, or ask at the counter."),
    )


def _ask(merchant: Merchant, texts: Texts) -> str:
    return texts("Please ask {merchant} what to do next.", merchant=merchant.name)


def _unknown(thing: ScannedThing | None, texts: Texts) -> Message:
    match thing:
        case ScannedThing.RETURN_CODE:
            return Message(
                "ticket",
                texts("This looks like a RETURN CODE"),
                texts("Then you are done here: the code is for the counter."),
                texts("Give the code and your parcel to the clerk."),
            )
        case ScannedThing.PRODUCT:
            return _product(texts)
        case ScannedThing.TRACKING_NUMBER:
            return _label(texts)
        case ScannedThing.TWO_CODES:
            return _too_long(texts)
        case _:
            return Message(
                "package-search",
                texts("We don't know this number"),
                texts("No shop has announced a return under it."),
                texts(
                    "Compare it with the shop's e-mail or app. Each letter and digit counts; "
                    "small letters, spaces and hyphens do not."
                ),
            )


def _unreadable(thing: ScannedThing, texts: Texts) -> Message:
    match thing:
        case ScannedThing.PRODUCT:
            return _product(texts)
        case ScannedThing.TRACKING_NUMBER:
            return _label(texts)
        case ScannedThing.TOO_LONG | ScannedThing.TWO_CODES:
            return _too_long(texts)
        case ScannedThing.INCOMPLETE_CODE:
            return Message(
                "circle-alert",
                texts("This number is too short"),
                texts("A UID, order number or waybill number has at least three characters."),
                texts("Please type the whole number."),
            )
        case ScannedThing.OTHER_GS1:
            return Message(
                "scan-barcode",
                texts("This barcode is for shipping companies"),
                texts("It does not hold your order or waybill number."),
                texts("Please type the number that is printed on the waybill."),
            )
        case _:
            return Message(
                "circle-alert",
                texts("This cannot be a return number"),
                texts("Return numbers are made of the letters A to Z, digits and hyphens."),
                texts("Please type the number from the shop's e-mail or app."),
            )


def _too_long(texts: Texts) -> Message:
    return Message(
        "circle-alert",
        texts("This number is too long"),
        texts("Perhaps two barcodes were read at once, or more was pasted than the number."),
        texts("Scan only the shop's barcode, or type the number."),
    )


def _product(texts: Texts) -> Message:
    return Message(
        "tag",
        texts("This is a product's barcode"),
        texts("It says what the item is, not which order it belongs to."),
        texts("Scan the waybill, or type the number from the shop's e-mail or app."),
    )


def _label(texts: Texts) -> Message:
    return Message(
        "package",
        texts("This is a parcel label's number"),
        texts("Such a parcel is already on its way back."),
        texts("For a new return, type the number from the shop's e-mail or app."),
    )
