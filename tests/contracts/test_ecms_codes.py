"""What the Ecms promises a kiosk that asks for a RETURN CODE."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date
from uuid import uuid4

import pytest
from ecms_chain import (
    CEBU,
    KIOSK,
    MERCHANT_A,
    MOBILE,
    NOON,
    POS,
    SECOND_KIOSK,
    Chain,
)

from core.domain.codes import ReturnCode, gs1_check_digit
from core.domain.merchants import Merchant
from core.domain.mobile import MobileNumber
from core.domain.refusals import (
    AlreadyReturned,
    Expired,
    UnknownReference,
)
from core.services.ecms import RequestReturn, Terminal


def test_a_return_code_and_a_tracking_number_are_issued(chain: Chain) -> None:
    chain.draws.next_ones = [18221234234]
    chain.submit("AXDY43322222524544")

    issued = chain.ask("axdy43322222524544")

    assert str(issued.code) == "1822-1234-2345"
    assert str(issued.tracking_number) == "30310533261428120"
    assert issued.tracking_number.sscc[-1] == gs1_check_digit("30310533261428120") == "6"
    assert issued.reference == "AXDY43322222524544"
    assert (issued.merchant, issued.terminal, issued.issued_at) == (MERCHANT_A, KIOSK, NOON)
    assert issued.last_day == date(2026, 12, 5)
    assert not issued.again


def test_tracking_numbers_count_up(chain: Chain) -> None:
    chain.submit("UID001")
    chain.submit("UID002")
    first, second = chain.ask("UID001"), chain.ask("UID002")
    assert int(second.tracking_number.digits) - int(first.tracking_number.digits) == 1


def test_asking_again_gives_the_same_two_numbers_and_keeps_the_first_mobile_number(
    chain: Chain,
) -> None:
    chain.submit("UID001")
    first = chain.ask("UID001")
    chain.clock.forward(hours=1)

    again = chain.ask("UID001", SECOND_KIOSK, MobileNumber("09998887777"))

    assert again == replace(first, terminal=SECOND_KIOSK, again=True)
    assert chain.find("UID001")[0].has_code
    assert chain.ecms.verify_code(first.code, POS).mobile == MOBILE


def test_a_repeat_of_the_same_tap_is_the_same_request(chain: Chain) -> None:
    chain.submit("UID001")
    attempt = str(uuid4())
    assert chain.ask("UID001", attempt=attempt) == chain.ask("UID001", attempt=attempt)


def test_a_code_that_was_drawn_before_is_drawn_again(chain: Chain) -> None:
    chain.submit("UID001")
    chain.submit("UID002")
    chain.draws.next_ones = [18221234234, 18221234234, 18221234234, 7]
    first, second = chain.ask("UID001"), chain.ask("UID002")
    assert first.code.digits == "182212342345"
    assert second.code == ReturnCode.draw(lambda _below: 7)


def test_an_order_that_was_accepted_meanwhile_gets_no_code(chain: Chain) -> None:
    chain.submit("UID001")
    (order,) = chain.find("UID001")
    chain.accept(chain.ask("UID001").code)
    with pytest.raises(AlreadyReturned):
        chain.ecms.request_return(RequestReturn(order.order_id, MOBILE, KIOSK, str(uuid4())))


def test_an_order_that_expired_meanwhile_gets_no_code_not_even_again(chain: Chain) -> None:
    chain.submit("UID001")
    chain.submit("UID002")
    chain.ask("UID001")
    orders = [chain.find(uid)[0].order_id for uid in ("UID001", "UID002")]
    chain.clock.forward(days=15)
    for order_id in orders:
        with pytest.raises(Expired):
            chain.ecms.request_return(RequestReturn(order_id, MOBILE, KIOSK, str(uuid4())))


def test_an_order_that_does_not_exist_gets_no_code(chain: Chain) -> None:
    with pytest.raises(UnknownReference):
        chain.ecms.request_return(RequestReturn(4711, MOBILE, KIOSK, str(uuid4())))


def test_kiosks_that_ask_for_one_order_at_the_same_instant_get_one_code(chain: Chain) -> None:
    chain.submit("UID001")
    chain.find("UID001")
    with ThreadPoolExecutor(8) as kiosks:
        issued = list(kiosks.map(lambda _: chain.ask("UID001"), range(16)))
    assert len({(one.code, one.tracking_number) for one in issued}) == 1
    assert [one.again for one in issued].count(False) == 1


def test_two_merchants_with_the_same_uid_do_not_disturb_each_other(chain: Chain) -> None:
    chain.change(Merchant("003", "Merchant C"))
    chain.submit("UID001")
    chain.submit("UID001", Merchant("003", "Merchant C"))
    first, second = (
        chain.ecms.request_return(RequestReturn(order.order_id, MOBILE, KIOSK, str(uuid4())))
        for order in chain.find("UID001")
    )
    assert first.code != second.code
    assert {first.merchant.name, second.merchant.name} == {"Merchant A", "Merchant C"}


def test_the_second_store_may_take_what_the_first_one_issued(chain: Chain) -> None:
    chain.submit("UID001")
    issued = chain.ask("UID001")
    assert chain.ecms.verify_code(issued.code, Terminal(CEBU, "01")).reference == "UID001"
