"""The acceptance's answer is written by hand for speed; it must be what the description says."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from core.domain.codes import ReceiptNumber, ReturnCode, TrackingNumber
from core.domain.merchants import Merchant, Store
from core.domain.mobile import MobileNumber
from core.domain.orders import Item
from core.domain.status import Delivery
from core.services.ecms import AcceptedParcel, Clerk, Terminal
from core.wire.counter import AcceptedParcelBody, accepted_text

PLAIN = AcceptedParcel(
    ReceiptNumber("0166", "02", 418),
    ReturnCode.parse("1822-1234-2345"),
    TrackingNumber.parse("30310533261428120"),
    Merchant("001", "Merchant A"),
    "AXDY43322222524544",
    MobileNumber("09123456789"),
    (Item("I10098", "Canvas shoes, size 42", "10007345", "Different size"),),
    Terminal(Store("0166", "Pasig Blvd", "NCR"), "02"),
    Clerk("1042", "R. Santos"),
    datetime(2026, 11, 21, 6, 30, tzinfo=UTC),
    "Wid234",
)
ODD = replace(
    PLAIN,
    merchant=Merchant(
        "002",
        'Niño "& Sons" \\ \u2028 🎁',
        "merchant-2",
        Delivery.DC_DELIVERS,
        3,
        suspended=True,
        closed_stores=frozenset({"0412"}),
        closed_regions=frozenset({"NCR"}),
    ),
    items=(Item("", "", "", "\x00\x1f\x7f</script>"), Item("ñ", "₱", "ß", "\n\t")),
    accepted_at=datetime(2026, 11, 21, 6, 30, 1, 5, tzinfo=UTC),
    warehouse="",
)


@pytest.mark.parametrize(
    "parcel", [PLAIN, ODD, replace(PLAIN, items=())], ids=["plain", "odd", "no items"]
)
def test_the_answer_is_letter_by_letter_what_its_model_writes(parcel: AcceptedParcel) -> None:
    said = accepted_text(parcel)
    assert said == AcceptedParcelBody.of(parcel).text()
    assert AcceptedParcelBody.model_validate_json(said).value() == parcel
