"""What a scan that is no RETURN CODE is, and where it belongs."""

from typing import Literal, assert_never

from core.domain.refusals import ScannedThing
from core.texts import Texts
from pos.sentences.explanation import Explanation, other


def explain_thing(thing: ScannedThing, texts: Texts) -> Explanation:
    """What a scan that is no RETURN CODE is, and where it belongs."""
    show_ticket = texts("“Please show me the ticket from the kiosk.”")
    match thing:
        case ScannedThing.TRACKING_NUMBER:
            return other(
                "tag",
                texts("That is a tracking number"),
                texts(
                    "It is on the label of a parcel that a counter has accepted. Find shows the"
                    " parcel; at pull-out its label is scanned."
                ),
            )
        case ScannedThing.REFERENCE:
            return other(
                "package-search",
                texts("That is a merchant’s number"),
                texts(
                    "A UID, an order number or a waybill. The customer gets the RETURN CODE for it"
                    " at the kiosk."
                ),
                texts("“Please enter this number at the kiosk. It gives you a RETURN CODE.”"),
            )
        case ScannedThing.PRODUCT:
            return other(
                "package",
                texts("That is a product’s barcode"),
                texts("It says which article it is, not which return. Scan the ticket instead."),
                show_ticket,
            )
        case ScannedThing.OTHER_GS1:
            return other(
                "scan-barcode",
                texts("That is another GS1 barcode"),
                texts("It belongs to goods or to another carrier. Scan the ticket instead."),
                show_ticket,
            )
        case ScannedThing.TWO_CODES:
            return other(
                "scan-line",
                texts("Two codes were read at once"),
                texts("Cover one of them and scan the other again."),
            )
        case ScannedThing.MISTYPED_CODE:
            return other(
                "circle-alert",
                texts("One digit of this code is wrong"),
                texts(
                    "No RETURN CODE has these 12 digits. Scan the ticket again, or compare each"
                    " digit with it."
                ),
            )
        case ScannedThing.INCOMPLETE_CODE:
            return other(
                "circle-alert",
                texts("A part of the code is missing"),
                texts("A RETURN CODE has 12 digits. Scan the whole barcode of the ticket."),
            )
        case (
            ScannedThing.NOTHING
            | ScannedThing.TOO_LONG
            | ScannedThing.UNREADABLE
            | ScannedThing.RETURN_CODE
        ):
            return _no_code(thing, texts)
        case _:
            assert_never(thing)


def _no_code(
    thing: Literal[
        ScannedThing.NOTHING,
        ScannedThing.TOO_LONG,
        ScannedThing.UNREADABLE,
        ScannedThing.RETURN_CODE,
    ],
    texts: Texts,
) -> Explanation:
    match thing:
        case ScannedThing.NOTHING:
            return other(
                "scan-barcode",
                texts("Nothing was read"),
                texts("Scan the ticket again, or type the 12 digits of its RETURN CODE."),
            )
        case ScannedThing.TOO_LONG:
            return other(
                "scan-barcode",
                texts("That is too long for a RETURN CODE"),
                texts("A RETURN CODE has 12 digits. Scan the ticket from the kiosk."),
            )
        case ScannedThing.RETURN_CODE:
            return other(
                "ticket",
                texts("That is a RETURN CODE"),
                texts("It belongs to the counter. Scan it again there."),
            )
        case ScannedThing.UNREADABLE:
            return other(
                "scan-barcode",
                texts("That is no code of ours"),
                texts(
                    "It holds characters that no RETURN CODE has. Scan the ticket again, or type"
                    " its 12 digits."
                ),
            )
        case _:
            assert_never(thing)
