"""Each way in which the kiosk says no: what happened, what to do next, the number as typed."""

from uuid import uuid4

import pytest

from core.domain.codes import ReturnCode
from core.pytest_shop import HERE_AND_FAR, Shopfloor
from core.services.ecms import AcceptParcel, Clerk
from kiosk.driver import KioskDriver

KETTLE = "HYN403"

REFUSALS = {
    "expired": (
        "expired-2026",
        "This return has expired",
        "Merchant A accepted returns for this order until 26 October 2026.",
        "Ask Merchant A for a new return number in its app or by e-mail",
    ),
    "too early": (
        "LATER2026",
        "It is too early for this return",
        "Merchant B takes this return from 24 November 2026 on.",
        "Please come back on that day with the same number.",
    ),
    "returned at another store": (
        "RETURNED2026",
        "This parcel was already returned",
        "It was handed over at Ayala Ave on 19 November 2026 at 11:42.",
        "There is nothing left to do here. For your refund, ask Merchant A",
    ),
    "cancelled": (
        "CANCELLED2026",
        "This return was cancelled",
        "Merchant A cancelled this return.",
        "Please ask Merchant A what to do next.",
    ),
    "a suspended merchant": (
        "CLOSED2026",
        "No returns for this shop at present",
        "Merchant C takes no returns just now.",
        "Please ask Merchant C what to do next.",
    ),
    "another store's": (
        "ELSEWHERE2026",
        "Not at this store",
        "Merchant D does not take returns at this store.",
        "Its app or e-mail names the stores that do.",
    ),
    "too large": (
        "LARGE2026",
        "This parcel is too large",
        "We take parcels of at most 30 × 30 × 30 cm and 10 kg.",
        "Ask Merchant A to have it collected.",
    ),
    "unknown": (
        "Nobody-1",
        "We don't know this number",
        "No shop has announced a return under it.",
        "Compare it with the shop's e-mail or app.",
    ),
}


@pytest.mark.parametrize("case", REFUSALS)
def test_a_refusal_says_what_happened_what_to_do_and_the_number_as_typed(
    kiosk: KioskDriver, shopfloor: Shopfloor, case: str
) -> None:
    before = shopfloor.books()
    number, *sentences = REFUSALS[case]
    kiosk.scan(number)
    kiosk.sees(*sentences, "What you can do", f"You entered {number}", "Finish")
    for word in ("Refusal", "Error", "UNKNOWN", "EXPIRED", "Exception"):
        assert word not in kiosk.screen()
    kiosk.tap("Try another number")
    kiosk.sees("Enter your UID")
    kiosk.touch_keys("-")
    # What one wrong key may have spoilt is kept for correction; a number that was right is not.
    kiosk.sees("Nobody-1-" if case == "unknown" else "-")
    assert shopfloor.books() == before
    assert not shopfloor.ticket_printer.papers


def test_after_a_refusal_the_next_number_may_be_scanned_at_once(kiosk: KioskDriver) -> None:
    kiosk.scan("LARGE2026")
    kiosk.sees("This parcel is too large")
    kiosk.scan("CANCELLED2026")
    kiosk.sees("This return was cancelled", "You entered CANCELLED2026")
    kiosk.does_not_see("too large")
    kiosk.scan(KETTLE)
    kiosk.sees("Is this what you are returning?")
    kiosk.scan("100078")
    kiosk.sees("Two shops know this number.")


def test_finish_after_a_refusal_ends_it_for_this_customer(kiosk: KioskDriver) -> None:
    kiosk.scan("LARGE2026")
    kiosk.tap("Finish")
    kiosk.sees("Start a return")
    kiosk.waits_until(
        lambda: "LARGE2026" not in kiosk.all_words(), "the number to be gone from every page"
    )


@HERE_AND_FAR
def test_guessing_numbers_ends_in_a_pause_that_says_how_long(
    kiosk: KioskDriver, shopfloor: Shopfloor
) -> None:
    for n in range(10):
        kiosk.scan(f"GUESS-{n}")
        kiosk.sees("We don't know this number", f"You entered GUESS-{n}")
    kiosk.scan(KETTLE)
    kiosk.sees("Too many unknown numbers", "look up numbers again in 5 minutes", "at the counter")
    shopfloor.clock.pass_time(5 * 60)
    kiosk.tap("Try another number")
    kiosk.tap("Continue")
    kiosk.sees("Is this what you are returning?", "Kettle, 1.7 l")


@HERE_AND_FAR
def test_a_return_that_was_taken_meanwhile_is_refused_with_where_and_when(
    kiosk: KioskDriver, shopfloor: Shopfloor
) -> None:
    kiosk.scan(KETTLE)
    kiosk.sees("Is this what you are returning?")
    floor = shopfloor.station
    code = shopfloor.ticket(KETTLE)
    floor.ecms.accept_parcel(
        AcceptParcel(ReturnCode(code), floor.terminal, Clerk("1042", "R. Santos"), str(uuid4()))
    )
    kiosk.tap("Yes, continue")
    kiosk.touch_keys("09123456789")
    kiosk.tap("Get my RETURN CODE")
    kiosk.sees(
        "This parcel was already returned",
        "It was handed over at Pasig Blvd on 21 November 2026 at 14:33.",
        "You entered HYN403",
    )
    assert len(shopfloor.ticket_printer.papers) == 1
