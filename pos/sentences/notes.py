"""The short sentences beside a field or a button."""

from typing import assert_never

from core.services.ecms import ParcelFault
from core.texts import Texts
from pos.flow.states import (
    CODE_DIGITS,
    EntryNote,
    Find,
    FindNote,
    Locked,
    LockNote,
    Ready,
    VerifyNote,
)
from pos.sentences.refusals import minutes
from pos.sentences.things import explain_thing


def lock_sentence(page: Locked, texts: Texts) -> str:
    """What the lock page says under its fields."""
    if page.checking:
        return texts("One moment…")
    match page.note:
        case None:
            return ""
        case LockNote.INCOMPLETE:
            return texts("Enter your clerk number and your PIN.")
        case LockNote.WRONG_PIN:
            return texts("Clerk number and PIN do not belong together. Try again.")
        case LockNote.TOO_MANY:
            return texts.plural(
                "Too many wrong PINs. Try again in {n} minute.",
                "Too many wrong PINs. Try again in {n} minutes.",
                minutes(page.again_in_s),
            )
        case LockNote.NOT_ANSWERED:
            return texts("The ECMS does not answer. Try again.")
        case LockNote.SIGN_IN_FIRST:
            return texts("Sign in first, then scan again.")
        case _:
            assert_never(page.note)


def entry_sentence(page: Ready, texts: Texts) -> str:
    """What the counter says under the manual entry."""
    if page.strange is not None:
        strange = explain_thing(page.strange, texts)
        return texts("{what_it_is}. {detail}", what_it_is=strange.headline, detail=strange.detail)
    match page.note:
        case None:
            return ""
        case EntryNote.DIGITS_ONLY:
            return texts("A RETURN CODE is made of digits only.")
        case EntryNote.TOO_MANY:
            return texts("A RETURN CODE has 12 digits. Press Esc to begin again.")
        case EntryNote.TOO_FEW:
            return texts.plural(
                "{n} digit is missing.",
                "{n} digits are missing.",
                CODE_DIGITS - len(page.entry),
            )
        case EntryNote.WRONG_DIGIT:
            return texts("One digit is wrong. Compare each digit with the ticket.")
        case _:
            assert_never(page.note)


def verify_sentence(note: VerifyNote | None, texts: Texts) -> str:
    """What the verify page says beside "Check the parcel"."""
    match note:
        case None:
            return ""
        case VerifyNote.CHECK_FIRST:
            return texts("Check all three first: 1, 2 and 3.")
        case VerifyNote.NOT_ANSWERED:
            return texts("The ECMS does not answer. Nothing is counted twice: try again.")
        case _:
            assert_never(note)


def find_sentence(page: Find, texts: Texts) -> tuple[str, str]:
    """What Find says where it lists nothing: a headline and what to do."""
    begin = texts(
        "Use a RETURN CODE, a tracking number, the merchant’s number, or the last four"
        " digits of the mobile number."
    )
    match page.note:
        case None:
            return texts("Find a parcel"), begin
        case FindNote.NOTHING_ENTERED:
            return texts("Enter a number first"), begin
        case FindNote.TOO_SHORT:
            return texts("That is too short"), begin
        case FindNote.TOO_LONG:
            return texts("That is too long"), begin
        case FindNote.UNREADABLE:
            return texts("No number of ours looks like that"), begin
        case FindNote.WRONG_DIGIT:
            return (
                texts("Nothing found"),
                texts("As a RETURN CODE, one of its digits is wrong. Compare it with the ticket."),
            )
        case FindNote.NOTHING_FOUND:
            return texts("Nothing found"), texts("Compare the number, or try another one.")
        case FindNote.NOT_ANSWERED:
            return texts("The ECMS does not answer"), texts("Press Enter to try again.")
        case FindNote.NO_PAPERS | FindNote.NOT_COUNTED:
            return "", ""
        case _:
            assert_never(page.note)


def reprint_sentence(note: FindNote | None, texts: Texts) -> str:
    """Why a reprint does not come, or ""."""
    if note is FindNote.NO_PAPERS:
        return texts("This parcel was not accepted yet, so it has no receipt and no label.")
    if note is FindNote.NOT_COUNTED:
        return texts("The ECMS does not answer, so the reprint was not counted. Try again.")
    return ""


def fault_reason(fault: ParcelFault, texts: Texts) -> str:
    """A reason in the list under F8."""
    match fault:
        case ParcelFault.NOT_SEALED:
            return texts("Not closed or sealed")
        case ParcelFault.TOO_LARGE:
            return texts("Larger than 30 × 30 × 30 cm")
        case ParcelFault.TOO_HEAVY:
            return texts("Heavier than 10 kg")
        case ParcelFault.WRONG_ITEMS:
            return texts("Not the items of this return")
        case ParcelFault.CHANGED_MIND:
            return texts("The customer changed their mind")
        case _:
            assert_never(fault)


def fault_told(fault: ParcelFault, merchant: str, texts: Texts) -> str:
    """What the clerk says to the customer with that reason."""
    match fault:
        case ParcelFault.NOT_SEALED:
            return texts("“Please close and seal the parcel, then come back with the same ticket.”")
        case ParcelFault.TOO_LARGE | ParcelFault.TOO_HEAVY:
            return texts(
                "“We may take up to 30 × 30 × 30 cm and 10 kg. Please ask {merchant} to have the"
                " parcel collected.”",
                merchant=merchant,
            )
        case ParcelFault.WRONG_ITEMS:
            return texts("“Please bring the items of this return. The same ticket stays good.”")
        case ParcelFault.CHANGED_MIND:
            return texts("“No problem. The same ticket stays good if you come back.”")
        case _:
            assert_never(fault)
