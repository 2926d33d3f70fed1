"""Writes return orders and returns to CSV and JSON lines; what is written of orders reads back."""

import csv
import json
from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, datetime
from typing import Final, TextIO

from core.bulk.columns import COLUMNS
from core.bulk.formats import Format
from core.domain.orders import Item
from core.domain.returns import Return
from core.services.export_orders import ExportedOrder, Pages, export_orders, export_returns

Record = Mapping[str, object]

#: What a file of orders says beside the columns that an import reads.
BESIDE: Final = ("submitted_on", "last_day", "cancelled_at", "status")
RETURN_COLUMNS: Final = (
    "uid",
    "return_code",
    "tracking_number",
    "status",
    "mobile",
    "requested_at",
    "receipt",
    "store",
    "accepted_at",
)


def writer_of(
    pages: Pages, merchant_code: str, form: Format, *, returns: bool
) -> Callable[[TextIO], int]:
    """What writes a merchant's orders or returns to a file, and counts them.

    Raises:
        LookupError: there is no such merchant; when it writes.
    """
    of_orders = {Format.CSV: write_orders_csv, Format.JSON_LINES: write_orders_json}
    of_returns = {Format.CSV: write_returns_csv, Format.JSON_LINES: write_returns_json}

    def write(file: TextIO) -> int:
        if returns:
            return of_returns[form](export_returns(pages, merchant_code), file)
        return of_orders[form](export_orders(pages, merchant_code), file)

    return write


def write_orders_csv(orders: Iterable[ExportedOrder], file: TextIO) -> int:
    """One line an item, as an import reads them; how many orders."""
    columns = [*(column.name for column in COLUMNS), *BESIDE]
    writer = csv.DictWriter(file, columns, restval="", lineterminator="\n")
    writer.writeheader()
    count = 0
    for count, order in enumerate(orders, 1):  # noqa: B007 - the last one is the answer
        record = {**_order(order), **_parcel(order), **_beside(order)}
        for item in order.order.items or (Item("", ""),):
            writer.writerow(
                {
                    **record,
                    "item_code": item.code,
                    "item_name": item.name,
                    "item_sku": item.sku,
                    "item_reason": item.reason,
                }
            )
    return count


def write_orders_json(orders: Iterable[ExportedOrder], file: TextIO) -> int:
    """One object an order, as an import reads them; how many orders."""
    count = 0
    for count, order in enumerate(orders, 1):  # noqa: B007 - the last one is the answer
        record: dict[str, object] = {**_order(order), **_beside(order)}
        record["items"] = [
            {"code": item.code, "name": item.name, "sku": item.sku, "reason": item.reason}
            for item in order.order.items
        ]
        record["parcel"] = _parcel(order) or None
        file.write(_json_line(record))
    return count


def write_returns_csv(returns: Iterable[Return], file: TextIO) -> int:
    """One line a return; the mobile number is masked, as on paper; how many."""
    writer = csv.DictWriter(file, RETURN_COLUMNS, restval="", lineterminator="\n")
    writer.writeheader()
    count = 0
    for count, parcel in enumerate(returns, 1):  # noqa: B007 - the last one is the answer
        writer.writerow(_return(parcel))
    return count


def write_returns_json(returns: Iterable[Return], file: TextIO) -> int:
    """One object a return; as `write_returns_csv`."""
    count = 0
    for count, parcel in enumerate(returns, 1):  # noqa: B007 - the last one is the answer
        file.write(_json_line(_return(parcel)))
    return count


def _json_line(record: Record) -> str:
    said = {name: value for name, value in record.items() if value not in (None, "")}
    return json.dumps(said, ensure_ascii=False) + "\n"


def _order(exported: ExportedOrder) -> Record:
    order = exported.order
    return {
        "uid": order.uid,
        "order_number": order.order_number,
        "waybill": order.waybill,
        "warehouse": order.warehouse,
        "validity_days": exported.validity_days,
        "first_day": None if order.first_day is None else order.first_day.isoformat(),
    }


def _parcel(exported: ExportedOrder) -> Record:
    parcel = exported.order.parcel
    if parcel is None:
        return {}
    return {
        "length_mm": parcel.length_mm,
        "breadth_mm": parcel.breadth_mm,
        "height_mm": parcel.height_mm,
        "weight_g": parcel.weight_g,
    }


def _beside(exported: ExportedOrder) -> Record:
    return {
        "submitted_on": exported.submitted_on.isoformat(),
        "last_day": exported.order.last_day.isoformat(),
        "cancelled_at": _instant(exported.order.cancelled_at),
        "status": exported.status.value if exported.status else None,
    }


def _return(parcel: Return) -> Record:
    taken = parcel.acceptance
    return {
        "uid": parcel.order.uid,
        "return_code": str(parcel.code),
        "tracking_number": parcel.tracking_number.digits,
        "status": parcel.status.value,
        "mobile": parcel.mobile.masked,
        "requested_at": _instant(parcel.requested_at),
        "receipt": str(taken.receipt) if taken else None,
        "store": taken.store.code if taken else None,
        "accepted_at": _instant(taken.at) if taken else None,
    }


def _instant(at: datetime | None) -> str | None:
    return None if at is None else at.astimezone(UTC).isoformat(timespec="seconds")
