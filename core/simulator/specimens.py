"""The documentation's own example, as the papers that are tried and measured with it."""

from datetime import UTC, date, datetime
from typing import Final

from core.domain.codes import ReceiptNumber, ReturnCode, TrackingNumber
from core.domain.merchants import Merchant, Store
from core.domain.mobile import MobileNumber
from core.domain.orders import Item
from core.services.ecms import AcceptedParcel, Clerk, IssuedReturn, Terminal

_STORE: Final = Store("0166", "Pasig Blvd", "NCR")
_MERCHANT: Final = Merchant("001", "Merchant A")
_MOMENT: Final = datetime(2026, 11, 21, 6, 33, 7, tzinfo=UTC)  # 14:33:07 in Manila

TICKET: Final = IssuedReturn(
    code=ReturnCode("182212342345"),
    tracking_number=TrackingNumber("30310533261428120"),
    merchant=_MERCHANT,
    reference="AXDY43322222524544",
    last_day=date(2026, 12, 5),
    terminal=Terminal(_STORE, "K1"),
    issued_at=_MOMENT,
    again=False,
)

PARCEL: Final = AcceptedParcel(
    receipt=ReceiptNumber("0166", "02", 418),
    code=TICKET.code,
    tracking_number=TICKET.tracking_number,
    merchant=_MERCHANT,
    reference=TICKET.reference,
    mobile=MobileNumber("09123456789"),
    items=(Item("I10098", "Running shoes, 42"), Item("I10099", "Socks, three pairs")),
    terminal=Terminal(_STORE, "02"),
    clerk=Clerk("1042", "R. Santos"),
    accepted_at=_MOMENT,
    warehouse="Wid234",
)
