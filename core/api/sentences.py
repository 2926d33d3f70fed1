"""Every refusal as a problem: its HTTP status, its reason and a next step."""

from typing import Final

from core.api.problems import Problem
from core.api.pull_out_sentences import STATUS as _PULL_OUT_STATUS
from core.api.pull_out_sentences import pull_out_sentences
from core.domain import refusals as no
from core.domain.refusals import Refusal, RefusalCode
from core.texts import Texts
from core.wire.refusals import details_of

_STATUS: Final[dict[RefusalCode, int]] = {
    RefusalCode.UNREADABLE: 422,
    RefusalCode.UNKNOWN: 404,
    RefusalCode.EXPIRED: 410,
    RefusalCode.NOT_YET_VALID: 409,
    RefusalCode.ALREADY_RETURNED: 409,
    RefusalCode.CANCELLED: 410,
    RefusalCode.MERCHANT_SUSPENDED: 403,
    RefusalCode.NOT_AT_THIS_STORE: 403,
    RefusalCode.TOO_LARGE: 422,
    RefusalCode.NOT_A_RETURN_CODE: 422,
    RefusalCode.NOT_A_TRACKING_NUMBER: 422,
    RefusalCode.CODE_UNKNOWN: 404,
    RefusalCode.CODE_EXPIRED: 410,
    RefusalCode.WRONG_CHECK_DIGIT: 422,
    RefusalCode.ECMS_UNREACHABLE: 503,
    RefusalCode.TOO_MANY_ATTEMPTS: 429,
    RefusalCode.BAD_MOBILE_NUMBER: 422,
    RefusalCode.WRONG_PIN: 403,
    RefusalCode.OUT_OF_ORDER: 409,
    RefusalCode.WRONG_PARTY: 403,
    RefusalCode.NOT_ACCEPTED_YET: 409,
    RefusalCode.ALREADY_REQUESTED: 409,
    **_PULL_OUT_STATUS,
}
_BUSY_S: Final = 5


def problem_of(refusal: Refusal, texts: Texts) -> Problem:
    """The problem that a refusal is."""
    message, next_step = pull_out_sentences(refusal, texts) or _sentences(refusal, texts)
    retry = 0
    if isinstance(refusal, no.TooManyAttempts):
        retry = refusal.again_in_s
    elif isinstance(refusal, no.EcmsUnreachable):
        retry = _BUSY_S
    return Problem(
        _STATUS[refusal.code],
        refusal.code.value,
        message,
        next_step,
        details=details_of(refusal),
        retry_after_s=retry,
    )


def _sentences(refusal: Refusal, texts: Texts) -> tuple[str, str]:
    """What happened, and what to do."""
    match refusal:
        case no.Expired() | no.CodeExpired():
            return (
                texts("The last day for this return was {day}.", day=texts.date(refusal.last_day)),
                texts("Ask {merchant} for a new return.", merchant=refusal.merchant.name),
            )
        case no.NotYetValid():
            return (
                texts("This return begins on {day}.", day=texts.date(refusal.first_day)),
                texts("Come back on that day."),
            )
        case no.AlreadyReturned():
            return (
                texts(
                    "This parcel was accepted at store {store} on {day} at {time}.",
                    store=f"{refusal.store.code} {refusal.store.name}",
                    day=texts.date(refusal.at.date()),
                    time=texts.time(refusal.at),
                ),
                texts("A return ID is used once. Nothing more is to be done."),
            )
        case no.NotAtThisStore():
            return (
                texts(
                    "{merchant} takes no returns at store {store}.",
                    merchant=refusal.merchant.name,
                    store=refusal.store.code,
                ),
                texts("Take the parcel to another store."),
            )
        case no.TooManyAttempts():
            return (
                texts("Too many wrong numbers."),
                texts.plural(
                    "Try again in {n} second.", "Try again in {n} seconds.", refusal.again_in_s
                ),
            )
        case no.OutOfOrder():
            return (
                texts(
                    "The parcel is {current}; it cannot become {asked}.",
                    current=refusal.current.value,
                    asked=refusal.asked.value,
                ),
                texts("Check which parcel this is."),
            )
        case no.WrongParty():
            return (
                texts("Only another party may make a parcel {asked}.", asked=refusal.asked.value),
                texts("Check the client's role."),
            )
        case _:
            return _plain_sentences(refusal.code, texts)


def _plain_sentences(code: RefusalCode, texts: Texts) -> tuple[str, str]:
    plain = {
        RefusalCode.UNREADABLE: (
            texts("This cannot be a UID, order number or waybill number."),
            texts("Use 3 to 40 letters and digits; hyphens and spaces do not count."),
        ),
        RefusalCode.UNKNOWN: (
            texts("No merchant submitted this number."),
            texts("Check the number, or submit the return order first."),
        ),
        RefusalCode.CANCELLED: (
            texts("The merchant took this return back."),
            texts("Ask the merchant for a new return."),
        ),
        RefusalCode.MERCHANT_SUSPENDED: (
            texts("The merchant takes no returns at present."),
            texts("Ask the merchant."),
        ),
        RefusalCode.TOO_LARGE: (
            texts("The parcel is larger than 30 × 30 × 30 cm or heavier than 10 kg."),
            texts("Ask the merchant for another way to return it."),
        ),
        RefusalCode.NOT_A_RETURN_CODE: (
            texts("This is not a RETURN CODE."),
            texts("A RETURN CODE has 12 digits."),
        ),
        RefusalCode.NOT_A_TRACKING_NUMBER: (
            texts("This is not a tracking number."),
            texts("A tracking number has 17 digits, or 18 with its check digit."),
        ),
        RefusalCode.CODE_UNKNOWN: (
            texts("This RETURN CODE was never issued."),
            texts("Compare each digit with the ticket."),
        ),
        RefusalCode.WRONG_CHECK_DIGIT: (
            texts("One digit is wrong."),
            texts("Compare each digit with the ticket."),
        ),
        RefusalCode.ECMS_UNREACHABLE: (
            texts("The returns service cannot answer at present. Nothing was changed."),
            texts("Please try again in a moment."),
        ),
        RefusalCode.BAD_MOBILE_NUMBER: (
            texts("A mobile number has 11 digits and begins with 09."),
            texts("Correct the mobile number."),
        ),
        RefusalCode.WRONG_PIN: (
            texts("Clerk number and PIN do not belong together."),
            texts("Try again."),
        ),
        RefusalCode.NOT_ACCEPTED_YET: (
            texts("This parcel was not accepted yet, so it has no papers."),
            texts("Accept the parcel first."),
        ),
        RefusalCode.ALREADY_REQUESTED: (
            texts("The customer has asked for this return already, so it cannot change."),
            texts("Submit another return order."),
        ),
    }
    return plain[code]
