"""Each refusal as the clerk reads it, and as the customer is to hear it."""

from dataclasses import replace
from typing import assert_never, cast

from core.domain.codes import ReturnCode
from core.domain.merchants import Merchant, Store
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
from core.texts import Texts
from pos.sentences.explanation import Explanation, Tone, stop, trouble
from pos.sentences.things import explain_thing


def explain(refusal: Refusal | None, texts: Texts) -> Explanation:
    """The sentences for a refusal; None is a bug, which has a sentence as well."""
    if refusal is None:
        return trouble(
            texts("Something went wrong"),
            texts("Nothing was changed. Keep the parcel here and try again."),
            texts("“One moment please, I have to try that again.”"),
        )
    return _explained(cast("AnyRefusal", refusal), texts)


def with_way_to_papers(said: Explanation, texts: Texts) -> Explanation:
    """The same of a parcel that this store took; its customer may still wait for a receipt."""
    way = texts("If its receipt or label never came out, find the parcel and print it.")
    return replace(said, detail=f"{said.detail} {way}")


def _explained(refusal: AnyRefusal, texts: Texts) -> Explanation:
    match refusal:
        case (
            AlreadyReturned()
            | Cancelled()
            | CodeExpired()
            | Expired()
            | MerchantSuspended()
            | NotAtThisStore()
            | NotYetValid()
            | TooLarge()
        ):
            said = _from_merchant(refusal, texts)
        case CodeUnknown() | OutOfOrder() | WrongParty():
            said = _not_ours(refusal, texts)
        case NotAReturnCode(thing) | NotATrackingNumber(thing) | Unreadable(thing):
            said = explain_thing(thing, texts)
        case UnknownReference(thing):
            said = explain_thing(thing or ScannedThing.REFERENCE, texts)
        case WrongCheckDigit():
            said = explain_thing(ScannedThing.MISTYPED_CODE, texts)
        case EcmsUnreachable() | TooManyAttempts():
            said = _wait(refusal, texts)
        case BadMobileNumber() | WrongPin() | NotAcceptedYet() | AlreadyRequested():
            said = _elsewhere(refusal, texts)
        case _:
            assert_never(refusal)
    return said


def _from_merchant(
    refusal: AlreadyReturned
    | Cancelled
    | CodeExpired
    | Expired
    | MerchantSuspended
    | NotAtThisStore
    | NotYetValid
    | TooLarge,
    texts: Texts,
) -> Explanation:
    name = refusal.merchant.name
    match refusal:
        case AlreadyReturned(_, store, at):
            return stop(
                "octagon-x",
                texts("Do not accept: already returned"),
                texts.rich(
                    "This return was accepted at <b>{store}</b> on <b>{date} at {time}</b>."
                    " A return can be accepted once.",
                    store=store_name(store, texts),
                    date=texts.medium_date(at.date()),
                    time=texts.time(at),
                ),
                texts(
                    "“This return was already handed over. Please ask {merchant} about your"
                    " refund.”",
                    merchant=name,
                ),
            )
        case CodeExpired(_, last_day) | Expired(_, last_day):
            return stop(
                "calendar-x",
                texts("Do not accept: expired"),
                texts.rich(
                    "{merchant} took this return until <b>{date}</b>.",
                    merchant=name,
                    date=texts.day_date(last_day),
                ),
                texts(
                    "“This return was valid until {date}. Please ask {merchant} for a new return"
                    " number.”",
                    date=texts.date(last_day),
                    merchant=name,
                ),
            )
        case NotYetValid(_, first_day):
            return stop(
                "clock",
                texts("Do not accept: not valid yet"),
                texts.rich(
                    "{merchant} takes this return from <b>{date}</b> on.",
                    merchant=name,
                    date=texts.day_date(first_day),
                ),
                texts(
                    "“{merchant} takes this return from {date} on. Please come back then.”",
                    merchant=name,
                    date=texts.date(first_day),
                ),
            )
        case NotAtThisStore(_, store):
            return stop(
                "store",
                texts("Do not accept: not at this store"),
                texts.rich(
                    "<b>{merchant}</b> does not take returns at {store}.",
                    merchant=name,
                    store=store_name(store, texts),
                ),
                texts(
                    "“{merchant} does not take returns here. Its app or website tells which"
                    " stores do.”",
                    merchant=name,
                ),
            )
        case Cancelled() | MerchantSuspended() | TooLarge():
            return _merchant_says_no(refusal, refusal.merchant, texts)
        case _:
            assert_never(refusal)


def _merchant_says_no(
    refusal: Cancelled | MerchantSuspended | TooLarge, merchant: Merchant, texts: Texts
) -> Explanation:
    name = merchant.name
    match refusal:
        case Cancelled():
            return stop(
                "ban",
                texts("Do not accept: cancelled"),
                texts.rich("<b>{merchant}</b> has cancelled this return.", merchant=name),
                texts(
                    "“{merchant} has cancelled this return. Please ask {merchant} what to do with"
                    " the parcel.”",
                    merchant=name,
                ),
            )
        case MerchantSuspended():
            return stop(
                "ban",
                texts("Do not accept: no returns for this merchant"),
                texts.rich("<b>{merchant}</b> takes no returns at present.", merchant=name),
                texts(
                    "“{merchant} takes no returns at the moment. Please ask {merchant} when it"
                    " will.”",
                    merchant=name,
                ),
            )
        case TooLarge():
            return stop(
                "ruler",
                texts("Do not accept: too large"),
                texts.rich(
                    "By <b>{merchant}</b>’s own data this parcel is over 30 × 30 × 30 cm or 10 kg.",
                    merchant=name,
                ),
                texts(
                    "“We may not take a parcel of this size. Please ask {merchant} to have it"
                    " collected.”",
                    merchant=name,
                ),
            )
        case _:
            assert_never(refusal)


def _not_ours(refusal: CodeUnknown | OutOfOrder | WrongParty, texts: Texts) -> Explanation:
    match refusal:
        case CodeUnknown(entered):
            return stop(
                "octagon-x",
                texts("Do not accept: unknown code"),
                texts.rich(
                    "The RETURN CODE <b>{code}</b> was never issued. Compare it with the ticket,"
                    " digit by digit.",
                    code=grouped(entered),
                ),
                texts(
                    "“I cannot find this code. Please get a RETURN CODE for your return at the"
                    " kiosk.”"
                ),
            )
        case OutOfOrder(current):
            return stop(
                "octagon-x",
                texts("Do not accept: already on its way"),
                texts.rich("The status of this return is <b>{status}</b>.", status=current.value),
                texts("“This return is already on its way to the merchant.”"),
            )
        case WrongParty(asked):
            return stop(
                "octagon-x",
                texts("Do not accept: not at the counter"),
                texts.rich("<b>{status}</b> is not for a counter to record.", status=asked.value),
            )
        case _:
            assert_never(refusal)


def _wait(refusal: EcmsUnreachable | TooManyAttempts, texts: Texts) -> Explanation:
    match refusal:
        case EcmsUnreachable():
            return Explanation(
                Tone.AMBER,
                "cloud-off",
                texts("The ECMS does not answer"),
                texts("Nothing was changed. Keep the parcel here and try again."),
                texts("“Our system does not answer at the moment. One moment please.”"),
            )
        case TooManyAttempts(again_in_s):
            return Explanation(
                Tone.AMBER,
                "hourglass",
                texts("Too many unknown codes"),
                texts.plural(
                    "This counter may try again in {n} minute.",
                    "This counter may try again in {n} minutes.",
                    minutes(again_in_s),
                ),
            )
        case _:
            assert_never(refusal)


def _elsewhere(
    refusal: BadMobileNumber | WrongPin | NotAcceptedYet | AlreadyRequested, texts: Texts
) -> Explanation:
    """Refusals that no page of the counter leads to; said plainly all the same."""
    match refusal:
        case BadMobileNumber():
            detail = texts("A mobile number has 11 digits and begins with 09.")
        case WrongPin():
            detail = texts("Clerk number and PIN do not belong together.")
        case NotAcceptedYet():
            detail = texts("This parcel was not accepted yet, so it has no receipt and no label.")
        case AlreadyRequested():
            detail = texts("The customer has already asked for this return at the kiosk.")
        case _:
            assert_never(refusal)
    return trouble(texts("That is not possible here"), detail)


def store_name(store: Store, texts: Texts) -> str:
    """`Store 0412 · Ayala Ave`."""
    return texts("Store {code} · {name}", code=store.code, name=store.name)


def grouped(digits: str) -> str:
    """Twelve digits as a RETURN CODE is shown."""
    return str(ReturnCode(digits)) if len(digits) == 12 else digits


def minutes(seconds: int) -> int:
    """Whole minutes that are never too short."""
    return max(1, -(-seconds // 60))
