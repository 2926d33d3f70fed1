"""A counter's state for the flow's stories: no Qt, no database."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from core.domain.codes import ReceiptNumber, ReturnCode, TrackingNumber
from core.domain.merchants import Merchant, Store
from core.domain.mobile import MobileNumber
from core.domain.orders import Item
from core.domain.status import Status
from core.services.ecms import AcceptedParcel, Clerk, Terminal, VerifiedReturn
from core.services.ports import PrinterStatus
from pos.flow.states import Link, Ready, State

CODE = ReturnCode("182212342345")
STORE = Store("0166", "Pasig Blvd", "NCR")
TERMINAL = Terminal(STORE, "02")
CLERK = Clerk("1042", "R. Santos")
MERCHANT = Merchant("001", "Merchant A")


@pytest.fixture
def code() -> ReturnCode:
    """The seed's own."""
    return CODE


@pytest.fixture
def parcel() -> VerifiedReturn:
    """What the ECMS says of that code."""
    return VerifiedReturn(
        code=CODE,
        tracking_number=TrackingNumber("30310533261428120"),
        status=Status.FOR_RETURN,
        merchant=MERCHANT,
        reference="AXDY43322222524544",
        mobile=MobileNumber("09123456789"),
        items=(Item("I1", "Canvas shoes, size 42"),),
        last_day=date(2026, 12, 5),
        days_left=14,
    )


@pytest.fixture
def accepted(parcel: VerifiedReturn) -> AcceptedParcel:
    """The same parcel, taken."""
    return AcceptedParcel(
        receipt=ReceiptNumber("0166", "02", 418),
        code=parcel.code,
        tracking_number=parcel.tracking_number,
        merchant=parcel.merchant,
        reference=parcel.reference,
        mobile=parcel.mobile,
        items=parcel.items,
        terminal=TERMINAL,
        clerk=CLERK,
        accepted_at=datetime(2026, 11, 21, 6, 33, 7, tzinfo=UTC),
        warehouse="",
    )


@pytest.fixture
def ready() -> State:
    """A counter with its clerk, waiting."""
    return replace(
        State(),
        page=Ready(),
        terminal=TERMINAL,
        clerk=CLERK,
        printer=PrinterStatus.READY,
        link=Link.CONNECTED,
    )
