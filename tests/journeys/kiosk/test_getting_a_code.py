"""A customer turns a number into a RETURN CODE, by whichever way the number comes."""

import pytest

from core.pytest_shop import HERE_AND_FAR, Shopfloor
from kiosk.driver import KioskDriver

SHOES = "AXDY43322222524544"
KETTLE = "HYN403"
MOBILE = "09123456789"


def _shown(code: str) -> str:
    return f"{code[:4]}-{code[4:8]}-{code[8:]}"


@HERE_AND_FAR
def test_a_number_typed_on_a_real_keyboard_ends_as_a_code_on_paper(
    kiosk: KioskDriver, shopfloor: Shopfloor
) -> None:
    kiosk.enter("axdy-4332 2222524544")
    kiosk.sees("Is this what you are returning?", "Merchant A", "Return AXDY43322222524544")
    kiosk.sees("Canvas shoes, size 42", "Rain jacket, navy")
    kiosk.sees("Can be returned until Saturday, 5 December 2026")
    kiosk.tap("Yes, continue")
    kiosk.give_mobile(MOBILE)
    kiosk.sees("Take your RETURN CODE to the counter", "Your ticket is printed.")
    kiosk.sees("Merchant A · hand over by Sat 5 Dec 2026")
    code = shopfloor.last_ticket()
    assert kiosk.return_code() == _shown(code)
    assert [row[1] for row in shopfloor.books()["returns"]].count(code) == 1
    kiosk.tap("Finish")
    kiosk.sees("Start a return")
    kiosk.does_not_see(_shown(code))


def test_a_number_touched_on_the_screens_own_keyboard(
    kiosk: KioskDriver, shopfloor: Shopfloor
) -> None:
    kiosk.tap("Start a return")
    kiosk.sees("Enter your UID")
    kiosk.touch_keys("BX-2026-00019")
    kiosk.tap("Delete the last one")
    kiosk.sees("BX-2026-0001")
    kiosk.tap("Continue")
    kiosk.sees("Bluetooth speaker", "Return BX-2026-0001")
    kiosk.tap("Yes, continue")
    kiosk.touch_keys("0912345678")
    assert not kiosk.button("Get my RETURN CODE").isEnabled()
    kiosk.touch_keys("9")
    kiosk.tap("Get my RETURN CODE")
    kiosk.sees("Your ticket is printed.")
    assert kiosk.return_code() == _shown(shopfloor.last_ticket())


def test_a_scan_from_the_welcome_page_needs_no_start(
    kiosk: KioskDriver, shopfloor: Shopfloor
) -> None:
    kiosk.scan(KETTLE)
    kiosk.sees("Is this what you are returning?", "Waybill HYN403", "Kettle, 1.7 l")
    code = kiosk.take_code(KETTLE)
    kiosk.sees("Your ticket is printed.")
    assert _shown(shopfloor.last_ticket()) == code


def test_a_scan_in_the_middle_of_typing_takes_the_place_of_what_was_typed(
    kiosk: KioskDriver,
) -> None:
    kiosk.tap("Start a return")
    kiosk.type("AXDY4")
    kiosk.sees("AXDY4")
    kiosk.scan(KETTLE)
    kiosk.sees("Is this what you are returning?", "Kettle, 1.7 l")
    kiosk.tap("No, go back")
    kiosk.sees("Enter your UID", KETTLE)
    assert "AXDY4" not in kiosk.screen()


def test_a_scan_on_the_confirmation_is_the_next_question_and_the_same_scan_none(
    kiosk: KioskDriver,
) -> None:
    kiosk.scan(KETTLE)
    kiosk.sees("Kettle, 1.7 l")
    kiosk.scan(KETTLE)
    kiosk.sees("Kettle, 1.7 l")
    kiosk.scan(SHOES)
    kiosk.sees("Canvas shoes, size 42")
    kiosk.does_not_see("Kettle, 1.7 l")


def test_a_scan_where_a_mobile_number_is_asked_for_is_no_number(kiosk: KioskDriver) -> None:
    kiosk.scan(KETTLE)
    kiosk.tap("Yes, continue")
    kiosk.sees("Your mobile number")
    kiosk.touch_keys("0912")
    kiosk.scan(SHOES)
    kiosk.sees("Please type the number here: 11 digits, beginning with 09", "0912")


@HERE_AND_FAR
def test_of_several_orders_the_customer_chooses(kiosk: KioskDriver, shopfloor: Shopfloor) -> None:
    kiosk.scan("100078")
    kiosk.sees("Two shops know this number. Which is yours?", "You entered 100078")
    kiosk.sees("Canvas shoes and 1 more · until 5 Dec", "Desk lamp · until 5 Dec")
    # Seconds that pass take no button from under a finger.
    lamp = kiosk.button("Merchant B, Desk lamp · until 5 Dec")
    shopfloor.timers.pass_time(3)
    kiosk.sees("Two shops know this number.")
    assert kiosk.button("Merchant B, Desk lamp · until 5 Dec") is lamp
    kiosk.tap("Merchant B, Desk lamp · until 5 Dec")
    kiosk.sees("Is this what you are returning?", "Merchant B", "Return 100078")
    kiosk.tap("No, go back")
    kiosk.sees("Two shops know this number.")
    kiosk.tap("Neither, go back")
    kiosk.sees("Enter your UID", "100078")


def test_asked_again_the_kiosk_gives_the_same_code(
    kiosk: KioskDriver, shopfloor: Shopfloor
) -> None:
    first = kiosk.take_code(SHOES)
    kiosk.sees("Your ticket is printed.")
    kiosk.scan(KETTLE)
    kiosk.sees("Finish this return first, then scan the next number.")
    kiosk.tap("Finish")
    kiosk.sees("Start a return")
    returns = shopfloor.books()["returns"]
    assert kiosk.take_code(SHOES, "09999999999") == first
    kiosk.sees("Your ticket is printed.")
    assert _shown(shopfloor.last_ticket()) == first
    assert len(shopfloor.ticket_printer.papers) == 2
    assert shopfloor.books()["returns"] == returns
    kiosk.tap("Print again")
    kiosk.waits_until(lambda: len(shopfloor.ticket_printer.papers) == 3, "the reprint")
    assert _shown(shopfloor.last_ticket()) == first


def test_enter_and_tab_alone_lead_through_the_whole_flow(
    kiosk: KioskDriver, shopfloor: Shopfloor
) -> None:
    kiosk.press("Enter")
    kiosk.sees("Enter your UID")
    kiosk.type("100078")
    kiosk.press("Enter")
    kiosk.sees("Two shops know this number.")
    kiosk.press("Tab")
    kiosk.press("Enter")
    kiosk.sees("Is this what you are returning?", "Merchant B")
    kiosk.press("Enter")
    kiosk.sees("Your mobile number")
    kiosk.type(MOBILE)
    kiosk.press("Enter")
    kiosk.sees("Your ticket is printed.")
    assert kiosk.return_code() == _shown(shopfloor.last_ticket())
    kiosk.press("Enter")
    kiosk.sees("Start a return")


@HERE_AND_FAR
@pytest.mark.parametrize("twice", [KioskDriver.tap, KioskDriver.double_tap])
def test_double_taps_make_one_request(
    kiosk: KioskDriver, shopfloor: Shopfloor, twice: object
) -> None:
    before = len(shopfloor.books()["returns"])

    def tap(words: str) -> None:
        if twice is KioskDriver.double_tap:
            kiosk.double_tap(words)
        else:
            # Two whole taps before the kiosk comes to answer the first.
            place = kiosk._middle_of(kiosk.button(words))
            kiosk.touch(place)
            kiosk.touch(place)

    tap("Start a return")
    kiosk.sees("Enter your UID")
    kiosk.touch_keys(KETTLE)
    tap("Continue")
    kiosk.sees("Is this what you are returning?")
    tap("Yes, continue")
    kiosk.sees("Your mobile number")
    kiosk.touch_keys(MOBILE)
    tap("Get my RETURN CODE")
    kiosk.sees("Your ticket is printed.")
    assert len(shopfloor.books()["returns"]) == before + 1
    assert len(shopfloor.ticket_printer.papers) == 1
    tap("Print again")
    kiosk.sees("Your ticket is printed.")
    assert len(shopfloor.ticket_printer.papers) == 2
