"""Rows of cells to columns of return orders, checked a column at a time.

Row by row it would take several times as long (decision record 0050).
"""

import json
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Any, Final

from core.bulk.checks import Fault, column_faults
from core.bulk.columns import BY_NAME, ITEM_COLUMNS, ORDER_COLUMNS, PARCEL_COLUMNS
from core.bulk.header import Header
from core.bulk.numbers import NOT_TYPABLE, findable, keys_of, not_typable
from core.services.bulk import MOST_ITEMS, OrderBatch, RefusedLine
from core.trouble import marked

#: From how many times as many cells as there are different ones these are read by themselves.
_FEW: Final = 4
_NO_ITEM: Final = '["","","",""]'
_OTHERWISE: Final = marked("{column} is not the same in all lines of this return.")
_TOO_MANY: Final = marked("The return has more than {most} items.")
_SAME_ITEM: Final = marked("Two items of this return have the same item_code.")
_HALF_A_PARCEL: Final = marked("A parcel's size is length, breadth, height and weight, all four.")


class _Sheet:
    """The columns of some rows, and what is wrong with which row.

    Args:
        header: which cell is which column.
        lines: where each row begins.
        rows: as wide as the header.
    """

    def __init__(self, header: Header, lines: Sequence[int], rows: Sequence[Sequence[str]]) -> None:
        self._lines: Final = lines
        self.faults: Final[dict[int, RefusedLine]] = {}
        self.columns: Final[dict[str, list[Any]]] = {}
        cells = [*zip(*rows, strict=True)] or [()] * header.width
        for name, place in header.cell.items():
            self.columns[name] = self._read(name, cells[place], header.per_unit.get(name, 1))

    def refuse(self, place: int, fault: Fault) -> None:
        """Refuse a row, unless it is refused already."""
        message, values = fault
        self.faults.setdefault(place, RefusedLine(self._lines[place], message, values))

    def _read(self, name: str, cells: Sequence[str], factor: int) -> list[Any]:
        distinct = {*cells}
        if len(distinct) > len(cells) // _FEW:
            values, faults = _column(name, [*cells], factor)
            for place, fault in faults.items():
                self.refuse(place, fault)
            return values
        # Few cells that come again and again, as warehouses and reasons do: each is read once.
        few = [*distinct]
        values, faults = _column(name, few, factor)
        for which, fault in faults.items():
            for place, cell in enumerate(cells):
                if cell == few[which]:
                    self.refuse(place, fault)
        value_of = dict(zip(few, values, strict=True))
        return [value_of[cell] for cell in cells]


def _column(name: str, cells: list[str], factor: int) -> tuple[list[Any], dict[int, Fault]]:
    """The values of cells; a stand-in where one can't be read, and why."""
    stripped: list[Any] = [*map(str.strip, cells)]
    if BY_NAME[name].is_optional:
        stripped = [cell or None for cell in stripped]
    values, faults = column_faults(name, stripped, factor)
    if faults:
        for place in faults:
            stripped[place] = BY_NAME[name].stand_in
        values, _ = column_faults(name, stripped, factor)
    return values, faults


def checked(
    header: Header,
    lines: Sequence[int],
    rows: Sequence[Sequence[str]],
    wrong: Sequence[RefusedLine] = (),
) -> tuple[OrderBatch, tuple[RefusedLine, ...]]:
    """The orders of whole rows, and the lines that can't be imported, in the file's order.

    An order is left out whole where one of its lines is refused.

    Args:
        header: which cell is which column.
        lines: where each row begins.
        rows: as wide as the header.
        wrong: what is wrong with lines already.
    """
    sheet = _Sheet(header, lines, rows)
    if wrong:
        known = {refused.line: refused for refused in wrong}
        sheet.faults.update(
            {place: known[line] for place, line in enumerate(lines) if line in known}
        )
    uids = sheet.columns["uid"]
    keys = keys_of(uids)
    for place in not_typable(keys):
        sheet.refuse(place, (NOT_TYPABLE, {"column": "uid"}))
    items = _item_texts(sheet)
    begins = [0, *(place for place, (a, b) in enumerate(pairwise(uids), 1) if a != b)]
    if not uids:
        begins = []
    if len(begins) < len(uids):
        items = _joined(sheet, begins, items)
    else:
        items = ["[]" if item == _NO_ITEM else f"[{item}]" for item in items]
    _check_parcels(sheet, begins)
    if sheet.faults:
        kept = [*_without_fault(begins, len(uids), sheet.faults)]
        items = [items[order] for order in kept]
        begins = [begins[order] for order in kept]
    whole = len(begins) == len(uids)
    batch = _batch(sheet.columns, keys, items, [*lines], None if whole else begins)
    refused = {fault.line: fault for fault in [*sheet.faults.values(), *wrong]}
    return batch, tuple(refused[line] for line in sorted(refused))


def _item_texts(sheet: _Sheet) -> list[str]:
    """Each row's item as JSON, without a line end in it."""
    count = len(sheet.columns["uid"])
    texts = [
        _json_texts(sheet.columns[name]) if name in sheet.columns else ['""'] * count
        for name in ITEM_COLUMNS
    ]
    return [
        f"[{code},{name},{sku},{reason}]" for code, name, sku, reason in zip(*texts, strict=True)
    ]


def _json_texts(values: list[str]) -> list[str]:
    distinct = {*values}
    if values and len(distinct) <= len(values) // _FEW:
        few = [*distinct]
        text_of = dict(zip(few, _json_each(few), strict=True))
        return [text_of[value] for value in values]
    return _json_each(values)


def _json_each(values: list[str]) -> list[str]:
    # JSON escapes line ends, so that one between the values is no part of them.
    whole = json.dumps(values, ensure_ascii=False, separators=("\n", ":"))
    return whole[1:-1].split("\n") if values else []


def _joined(sheet: _Sheet, begins: list[int], items: list[str]) -> list[str]:
    """The items of orders that have several lines; refuses what does not belong together."""
    joined: list[str] = []
    for begin, end in pairwise([*begins, len(items)]):
        if end - begin > 1:
            _check_together(sheet, begin, end)
        joined.append("[" + ",".join([i for i in items[begin:end] if i != _NO_ITEM]) + "]")
    return joined


def _check_together(sheet: _Sheet, begin: int, end: int) -> None:
    if end - begin > MOST_ITEMS:
        sheet.refuse(begin, (_TOO_MANY, {"most": MOST_ITEMS}))
    for name in ORDER_COLUMNS:
        values = sheet.columns.get(name)
        if values is None:
            continue
        for place in range(begin + 1, end):
            if values[place] not in ("", None, values[begin]):
                sheet.refuse(place, (_OTHERWISE, {"column": name}))
    codes: set[str] = set()
    for place, code in enumerate(sheet.columns.get("item_code", [""] * end)[begin:end], begin):
        if code and code in codes:
            sheet.refuse(place, (_SAME_ITEM, {}))
        codes.add(code)


def _check_parcels(sheet: _Sheet, begins: list[int]) -> None:
    given = [sheet.columns[name] for name in PARCEL_COLUMNS if name in sheet.columns]
    if not given:
        return
    if len(given) == len(PARCEL_COLUMNS) and not any(None in column for column in given):
        return
    missing = len(PARCEL_COLUMNS) - len(given)
    for place in begins:
        unknown = missing + sum(column[place] is None for column in given)
        if 0 < unknown < len(PARCEL_COLUMNS):
            sheet.refuse(place, (_HALF_A_PARCEL, {}))


def _without_fault(begins: list[int], count: int, faults: dict[int, RefusedLine]) -> Iterator[int]:
    """The orders none of whose rows is refused."""
    places = iter(sorted(faults))
    fault = next(places, count)
    for order, (begin, end) in enumerate(pairwise([*begins, count])):
        while fault < begin:
            fault = next(places, count)
        if fault >= end:
            yield order


def _batch(
    columns: dict[str, list[Any]],
    keys: list[str],
    items: list[str],
    lines: list[int],
    begins: list[int] | None,
) -> OrderBatch:
    """The batch of orders that begin at these rows; None: each row is one."""

    def of_orders(values: list[Any]) -> list[Any]:
        return values if begins is None else [values[place] for place in begins]

    def column(name: str) -> list[Any]:
        if name in columns:
            return of_orders(columns[name])
        return [None if BY_NAME[name].is_optional else ""] * len(items)

    numbers, waybills = column("order_number"), column("waybill")
    length, breadth, height, weight = (column(name) for name in PARCEL_COLUMNS)
    return OrderBatch(
        lines=of_orders(lines),
        uids=column("uid"),
        uid_keys=of_orders(keys),
        order_numbers=numbers,
        order_keys=findable(keys_of(numbers)),
        waybills=waybills,
        waybill_keys=findable(keys_of(waybills)),
        items=items,
        warehouses=column("warehouse"),
        validity_days=column("validity_days"),
        first_days=column("first_day"),
        parcels=(length, breadth, height, weight),
    )
