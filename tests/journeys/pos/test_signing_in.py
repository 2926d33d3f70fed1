"""Who may work at the POS, and what stays on the screen when they go."""

from core.domain.codes import ReturnCode
from pos.driver import PosDriver
from pos.pytest_plugin import HERE_AND_FAR, Shopfloor

SHOES = "AXDY43322222524544"


@HERE_AND_FAR
def test_a_wrong_pin_is_told_and_five_lock_the_number(pos: PosDriver, shopfloor: Shopfloor) -> None:
    pos.sign_in(shopfloor.clerk.number, "0000")
    pos.sees("Clerk number and PIN do not belong together. Try again.")
    for _ in range(4):
        pos.type("1111")
        pos.press("Enter")
        pos.does_not_see("One moment…")
        pos.sees("do not belong together")
    pos.type(shopfloor.clerk.pin)
    pos.press("Enter")
    pos.sees("Too many wrong PINs. Try again in 5 minutes.")
    shopfloor.pass_time(301)
    pos.type(shopfloor.clerk.pin)
    pos.press("Enter")
    pos.sees("Scan the RETURN CODE")


def test_number_and_pin_can_be_entered_with_the_mouse_alone(
    pos: PosDriver, shopfloor: Shopfloor
) -> None:
    for digit in "99":
        pos.click(digit)
    pos.click("Clear")
    for digit in shopfloor.clerk.number + "7":
        pos.click(digit)
    pos.click("Erase")
    pos.click("Sign in")
    for digit in shopfloor.clerk.pin:
        pos.click(digit)
    pos.sees("1042", "●" * len(shopfloor.clerk.pin))
    pos.click("Sign in")
    pos.sees("R. Santos")


def test_the_pin_never_stands_on_the_screen_in_digits(pos: PosDriver, shopfloor: Shopfloor) -> None:
    pos.type("1042")
    pos.press("Enter")
    pos.type("9753")
    pos.sees("●●●●")
    assert "9753" not in pos.screen()


def test_enter_without_anything_asks_for_both(pos: PosDriver) -> None:
    pos.press("Enter")
    pos.sees("Enter your clerk number and your PIN.")


def test_it_locks_by_itself_and_clears_the_customer_from_every_page(
    counter: PosDriver, shopfloor: Shopfloor
) -> None:
    code = shopfloor.ticket(SHOES)
    counter.scan(code)
    counter.sees(SHOES)
    shopfloor.timers.pass_time(shopfloor.station.times.lock_after - 1)
    counter.sees(SHOES)
    counter.press("1")
    shopfloor.timers.pass_time(shopfloor.station.times.lock_after - 1)
    counter.sees(SHOES)
    shopfloor.timers.pass_time(2)
    counter.sees("Sign in")
    counter.does_not_see("R. Santos", SHOES)
    _nothing_is_left(counter, code)


def test_lock_clears_what_find_and_accepted_showed(
    counter: PosDriver, shopfloor: Shopfloor
) -> None:
    code = shopfloor.ticket(SHOES)
    counter.scan(code)
    counter.sees("Check the parcel")
    counter.check_parcel()
    counter.press("F9")
    counter.sees("Print label again")
    counter.press("F3")
    counter.type("6789")
    counter.press("Enter")
    counter.sees(SHOES)
    counter.click("Lock")
    counter.sees("Sign in")
    _nothing_is_left(counter, code)
    for key in ("F9", "F6", "F3", "Esc", "1"):
        counter.press(key)
    counter.sees("Sign in")
    counter.does_not_see("Find a parcel")


def _nothing_is_left(counter: PosDriver, code: str) -> None:
    """Also not on the pages that are out of sight."""
    everything = counter.all_words()
    for personal in (str(ReturnCode(code)), SHOES, "0912 ••• 6789", "6789"):
        assert personal not in everything
