"""The documentation's own example, as the papers that are tried and measured with it."""

from datetime import UTC, date, datetime, timedelta
from enum import Enum
from typing import Final

from core.domain.apo import ApoNumber, Driver
from core.domain.codes import ReceiptNumber, ReturnCode, TrackingNumber, damm_digit
from core.domain.merchants import Merchant, Store
from core.domain.mobile import MobileNumber
from core.domain.orders import Item
from core.domain.status import Status
from core.services.ecms import (
    AcceptedParcel,
    Clerk,
    IssuedReturn,
    PaperKind,
    ParcelFault,
    Terminal,
)
from core.services.store_office import (
    Closing,
    Count,
    DayReport,
    HeldParcel,
    Leg,
    PullOutLine,
    PullOutList,
    Reconciliation,
)

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

#: What stands for reasons and kinds of paper on a day report.
WORDS: Final[dict[Enum, str]] = {
    ParcelFault.NOT_SEALED: "Not closed or sealed",
    ParcelFault.TOO_LARGE: "Larger than 30 × 30 × 30 cm",
    PaperKind.RECEIPT: "Receipt",
    PaperKind.LABEL: "Label",
}

_CLERK: Final = Clerk("1042", "R. Santos")
_DRIVER: Final = Driver("J. Dela Cruz", "NBX4471")
_MERCHANTS: Final = ("Merchant A", "Merchant B", "Señora Peña’s ₱99 Boutique")


def apo(parcels: int, handed_over: int, *, closed: bool = False) -> PullOutList:
    """An APO list of so many parcels, of which the driver has some."""
    lines = tuple(
        PullOutLine(
            tracking_number=TrackingNumber.build("3", "0310533", 261428000 + place),
            code=_code(place),
            merchant_code=f"{place % 3 + 1:03d}",
            merchant_name=_MERCHANTS[place % 3],
            reference=f"AXDY{place:013d}",
            receipt=ReceiptNumber("0166", "02", 400 + place),
            accepted_at=_MOMENT - timedelta(minutes=13 * (parcels - place)),
            handed_over_at=_MOMENT if place < handed_over else None,
            driver=_DRIVER if place < handed_over else None,
            left=closed and place >= handed_over,
        )
        for place in range(parcels)
    )
    end = _MOMENT + timedelta(minutes=20)
    return PullOutList(
        number=ApoNumber("0166", date(2026, 11, 21)),
        store=_STORE,
        built_at=_MOMENT - timedelta(hours=2),
        lines=lines,
        closing=Closing(end, _CLERK, "02", _DRIVER, handed_over) if closed else None,
    )


def _code(place: int) -> ReturnCode:
    body = f"{18221234000 + place:011d}"
    return ReturnCode(body + damm_digit(body))


def day(number: int | None, overdue: int = 2) -> DayReport:
    """A day report: a Z with this number, or an X."""
    return DayReport(
        store=_STORE,
        terminal="02",
        clerk=_CLERK,
        number=number,
        since=_MOMENT - timedelta(hours=16),
        until=_MOMENT,
        accepted=17,
        accepted_by_merchant=(
            Count("001", "Merchant A", 12),
            Count("002", "Merchant B", 4),
            Count("003", "Señora Peña’s ₱99 Boutique", 1),
        ),
        accepted_by_clerk=(Count("1042", "R. Santos", 11), Count("1043", "M. Reyes", 6)),
        accepted_by_terminal=(Count("01", "", 6), Count("02", "", 11)),
        refused=((ParcelFault.NOT_SEALED, 2), (ParcelFault.TOO_LARGE, 1)),
        handed_over=14,
        held=9,
        overdue=tuple(
            HeldParcel(
                tracking_number=TrackingNumber.build("3", "0310533", 261420000 + place),
                merchant_name=_MERCHANTS[place % 3],
                reference=f"BX-{place}",
                status=Status.FOR_PULL_OUT,
                accepted_at=_MOMENT - timedelta(days=20 - place % 12),
                days=20 - place % 12,
            )
            for place in range(overdue)
        ),
        reprints=((PaperKind.RECEIPT, 3), (PaperKind.LABEL, 1)),
    )


def way() -> Reconciliation:
    """What became of that day's parcels: two wait for the driver, one is lost on the road."""
    late = day(None, 3).overdue
    return Reconciliation(
        store=_STORE,
        day=date(2026, 11, 21),
        accepted=17,
        legs=(
            Leg(Status.FOR_PULL_OUT, 17, 0),
            Leg(Status.PULLED_OUT_FROM_STORE, 15, 2, late[:2]),
            Leg(Status.ON_VEHICLE_TO_WAREHOUSE, 15, 0),
            Leg(Status.ARRIVED_AT_WAREHOUSE, 14, 1, late[2:]),
            Leg(Status.FOR_RETURN_TO_MERCHANT, 14, 0),
        ),
    )
