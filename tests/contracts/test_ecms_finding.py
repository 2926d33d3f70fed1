"""What the Ecms promises a counter that looks for a parcel."""

import pytest
from ecms_chain import (
    CEBU_POS,
    MOBILE,
    POS,
    Chain,
)
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core.domain.codes import ReceiptNumber, ReturnCode
from core.domain.mobile import MobileNumber
from core.domain.status import Status


def _issue(chain: Chain, uid: str = "UID001") -> ReturnCode:
    chain.submit(uid, warehouse="Wid234")
    return chain.ask(uid).code


@pytest.mark.parametrize(
    "wanted",
    ["code", "shown code", "tracking", "sscc", "scan", "uid", "order", "waybill", "mobile"],
)
def test_find_takes_every_number_of_a_parcel(chain: Chain, wanted: str) -> None:
    chain.submit("UID001", order_number="ORD108", waybill="HYN402")
    chain.submit("UID002", order_number="ORD109", waybill="HYN403")
    issued = chain.ask("UID001")
    chain.ask("UID002", mobile=MobileNumber("09998887777"))
    text = {
        "code": issued.code.digits,
        "shown code": str(issued.code),
        "tracking": str(issued.tracking_number),
        "sscc": issued.tracking_number.sscc,
        "scan": f"]C100{issued.tracking_number.sscc}",
        "uid": "uid-001",
        "order": "ORD 108",
        "waybill": "hyn402",
        "mobile": " 6789",
    }[wanted]

    (record,) = chain.ecms.find_returns(text, POS)

    assert (record.code, record.reference, record.mobile) == (issued.code, "UID001", MOBILE)
    assert (record.status, record.receipt) == (Status.FOR_RETURN, None)
    assert len(record.history) == 1


def test_four_digits_find_only_the_parcels_of_ones_own_store(chain: Chain) -> None:
    code = _issue(chain)
    assert chain.ecms.find_returns("6789", CEBU_POS) == ()
    chain.accept(code, CEBU_POS)
    (record,) = chain.ecms.find_returns("6789", CEBU_POS)
    assert record.receipt == ReceiptNumber("2031", "01", 1)
    assert len(chain.ecms.find_returns("6789", POS)) == 1


def test_find_gives_the_newest_twenty(chain: Chain) -> None:
    for number in range(25):
        chain.clock.forward(minutes=1)
        _issue(chain, f"UID{number:03}")
    found = chain.ecms.find_returns("6789", POS)
    assert [record.reference for record in found] == [
        f"UID{number:03}" for number in range(24, 4, -1)
    ]


@settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60, deadline=None
)
@given(text=st.text(max_size=60) | st.sampled_from(["%", "_", "' OR 1=1 --", "0" * 10_000, "\0"]))
def test_find_answers_any_text_and_finds_nothing_by_accident(chain: Chain, text: str) -> None:
    assert chain.ecms.find_returns(text, POS) == ()


def test_an_order_that_nobody_asked_to_return_is_not_among_the_returns(chain: Chain) -> None:
    chain.submit("UID001")
    assert chain.ecms.find_returns("UID001", POS) == ()
