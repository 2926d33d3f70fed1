"""A customer turns a number into a RETURN CODE, by whichever way the number comes."""

import re

import pytest

from core.pytest_shop import Shopfloor
from kiosk.driver import KioskDriver

SHOES = "AXDY43322222524544"
KETTLE = "HYN403"
MOBILE = "09123456789"


def test_a_number_typed_on_a_real_keyboard_ends_as_a_code_on_paper(
    kiosk: KioskDriver, shopfloor: Shopfloor
) -> None:
    kiosk.enter("axdy-4332 2222524544")
    kiosk.sees("Is this what you are returning?", "Merchant A", "Canvas shoes, size 42")
    kiosk.sees("Rain jacket, navy", "Can be returned until Saturday, 5 December 2026")
    kiosk.tap("Yes, continue")
    kiosk.give_mobile(MOBILE)
    kiosk.sees("Take your RETURN CODE to the counter", "Your ticket is printed.")
    code = shopfloor.last_ticket()
    assert kiosk.return_code() == f"{code[:4]}-{code[4:8]}-{code[8:]}"
