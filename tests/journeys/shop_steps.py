"""What customers and clerks do in more than one journey."""

from core.domain.codes import ReturnCode
from core.pytest_shop import Shopfloor
from kiosk.driver import KioskDriver
from pos.driver import PosDriver

MOBILE = "09123456789"


def get_ticket(kiosk: KioskDriver, shopfloor: Shopfloor) -> str:
    """From the confirmation on; the answer is what the ticket's bars say."""
    before = len(shopfloor.ticket_printer.papers)
    kiosk.sees("Is this what you are returning?")
    kiosk.tap("Yes, continue")
    kiosk.give_mobile(MOBILE)
    kiosk.sees("Your ticket is printed")
    kiosk.waits_until(lambda: len(shopfloor.ticket_printer.papers) > before, "the ticket")
    code = shopfloor.last_ticket()
    assert kiosk.return_code() == str(ReturnCode.parse(code))
    kiosk.tap("Finish")
    return code


def take_parcel(pos: PosDriver, code: str) -> None:
    """Scan, check, accept."""
    pos.scan(code)
    pos.sees("Check the parcel", str(ReturnCode(code)))
    pos.check_parcel()
    pos.press("F9")
    pos.sees("Parcel accepted")


def sign_in(pos: PosDriver, shopfloor: Shopfloor) -> None:
    """The demonstration's clerk begins to work."""
    pos.sign_in(shopfloor.clerk.number, shopfloor.clerk.pin)
    pos.sees("Scan the RETURN CODE")
