"""Return orders from JSON lines: one object a line, with our names or those of the Increff wire."""

import json
from collections.abc import Iterator
from typing import Annotated, Any, BinaryIO, Final

import pydantic_core
from pydantic import AliasChoices, BaseModel, ConfigDict, Field, TypeAdapter, ValidationError

from core.bulk.checks import fault_of
from core.bulk.columns import Day, Days, Measure, Number, Size, Text, Uid
from core.bulk.numbers import NOT_TYPABLE, findable, keys_of, not_typable
from core.services.bulk import MOST_ITEMS, OrderBatch, ReadBatch, RefusedLine
from core.trouble import marked

#: Lines that are read and checked together.
BATCH: Final = 5_000
#: The longest line, in bytes: as long as a body may be on the wire.
LONGEST_LINE: Final = 1024 * 1024

_BYTE_ORDER_MARK: Final = b"\xef\xbb\xbf"
_NO_OBJECT: Final = marked("The line is not a JSON object.")
_TOO_LONG: Final = marked("The line is longer than {limit} bytes.")
_SAME_ITEM: Final = marked("Two items of this return have the same item_code.")


class _Line(BaseModel):
    model_config = ConfigDict(extra="ignore", frozen=True, str_strip_whitespace=True)


def _or(*names: str) -> Any:
    return Field(default=None, validation_alias=AliasChoices(*names))


class _Item(_Line):
    code: Text | None = _or("code", "item_code", "itemCode")
    name: Text | None = _or("name", "item_name")
    sku: Text | None = _or("sku", "item_sku", "channelSkuCode")
    reason: Text | None = _or("reason", "item_reason")

    @property
    def texts(self) -> list[str]:
        """As it is stored."""
        return [self.code or "", self.name or "", self.sku or "", self.reason or ""]


class _Parcel(_Line):
    length_mm: Size
    breadth_mm: Size
    height_mm: Size
    weight_g: Size


class _Dimension(_Line):
    """A parcel as the Increff dialect has it, in centimetres and kilograms."""

    length: Measure
    breadth: Measure
    height: Measure
    weight: Measure


class _Order(_Line):
    uid: Annotated[Uid, Field(validation_alias=AliasChoices("uid", "returnOrderCode"))]
    order_number: Number | None = _or("order_number", "forwardOrderCode")
    waybill: Number | None = _or("waybill", "awbNumber")
    warehouse: Text | None = _or("warehouse", "locationCode")
    validity_days: Days | None = None
    first_day: Day | None = None
    items: Annotated[
        list[_Item],
        Field(max_length=MOST_ITEMS, validation_alias=AliasChoices("items", "orderItems")),
    ] = []
    parcel: _Parcel | None = None
    dimension: _Dimension | None = _or("shipmentDimension")

    @property
    def sizes(self) -> tuple[int | None, int | None, int | None, int | None]:
        """Length, breadth, height in millimetres, weight in grams."""
        if self.parcel is not None:
            size = self.parcel
            return size.length_mm, size.breadth_mm, size.height_mm, size.weight_g
        if self.dimension is not None:
            side = self.dimension
            in_mm = [round(measure * 10) for measure in (side.length, side.breadth, side.height)]
            return in_mm[0], in_mm[1], in_mm[2], round(side.weight * 1000)
        return None, None, None, None


_ORDERS: Final = TypeAdapter(list[_Order])


class JsonOrders:
    """The batches of a file of JSON lines, in its order; to be gone through once.

    Args:
        file: UTF-8; stays the caller's to close.
        batch: lines that are read together.
    """

    def __init__(self, file: BinaryIO, batch: int = BATCH) -> None:
        self._file: Final = file
        self._batch: Final = batch
        self._line = 0
        self._read = 0

    def __iter__(self) -> Iterator[ReadBatch]:
        """Read on to the end."""
        ended = False
        while not ended:
            lines: list[int] = []
            objects: list[Any] = []
            refused: list[RefusedLine] = []
            for _ in range(self._batch):
                text = self._next()
                if not text:
                    ended = True
                    break
                self._parse(text, lines, objects, refused)
            orders, wrong = _checked(lines, objects)
            in_order = sorted([*refused, *wrong], key=lambda fault: fault.line)
            yield ReadBatch(orders, tuple(in_order), self._read)

    def _next(self) -> bytes:
        """The next line; b"" at the end. Of one that is too long, its beginning."""
        text = self._file.readline(LONGEST_LINE + 1)
        self._read += len(text)
        part = text
        while len(part) > LONGEST_LINE and not part.endswith(b"\n"):
            part = self._file.readline(LONGEST_LINE + 1)
            self._read += len(part)
        self._line += 1
        return text.removeprefix(_BYTE_ORDER_MARK) or b"\n" if text else b""

    def _parse(
        self, text: bytes, lines: list[int], objects: list[Any], refused: list[RefusedLine]
    ) -> None:
        if len(text) > LONGEST_LINE:
            refused.append(RefusedLine(self._line, _TOO_LONG, {"limit": LONGEST_LINE}))
        elif not text.isspace():
            try:
                objects.append(pydantic_core.from_json(text, allow_inf_nan=False))
            except ValueError:
                refused.append(RefusedLine(self._line, _NO_OBJECT))
            else:
                lines.append(self._line)


def _checked(lines: list[int], objects: list[Any]) -> tuple[OrderBatch, list[RefusedLine]]:
    refused: dict[int, RefusedLine] = {}
    orders: list[_Order] = []
    while True:
        try:
            orders = _ORDERS.validate_python(objects)
            break
        except ValidationError as wrong:
            _refuse(wrong, lines, refused)
            whole = [place for place, line in enumerate(lines) if line not in refused]
            lines = [lines[place] for place in whole]
            objects = [objects[place] for place in whole]
    keys = keys_of([order.uid for order in orders])
    for place in not_typable(keys):
        refused[lines[place]] = RefusedLine(lines[place], NOT_TYPABLE, {"column": "uid"})
    for line, order in zip(lines, orders, strict=True):
        codes = [item.code for item in order.items if item.code]
        if len(set(codes)) < len(codes):
            refused.setdefault(line, RefusedLine(line, _SAME_ITEM))
    if any(line in refused for line in lines):
        good = [place for place, line in enumerate(lines) if line not in refused]
        lines = [lines[place] for place in good]
        orders = [orders[place] for place in good]
        keys = [keys[place] for place in good]
    return _batch(lines, orders, keys), [*refused.values()]


def _refuse(wrong: ValidationError, lines: list[int], refused: dict[int, RefusedLine]) -> None:
    for error in wrong.errors(include_input=False, include_url=False):
        place, *path = error["loc"]
        line = lines[int(place)]
        column = ".".join(part for part in path if isinstance(part, str))
        if column:
            message, values = fault_of(column, error["type"], error.get("ctx") or {})
        else:
            message, values = _NO_OBJECT, {}
        refused.setdefault(line, RefusedLine(line, message, values))


def _batch(lines: list[int], orders: list[_Order], keys: list[str]) -> OrderBatch:
    numbers = [order.order_number or "" for order in orders]
    waybills = [order.waybill or "" for order in orders]
    sizes = [order.sizes for order in orders]
    length, breadth, height, weight = ([size[which] for size in sizes] for which in range(4))
    return OrderBatch(
        lines=lines,
        uids=[order.uid for order in orders],
        uid_keys=keys,
        order_numbers=numbers,
        order_keys=findable(keys_of(numbers)),
        waybills=waybills,
        waybill_keys=findable(keys_of(waybills)),
        items=[
            json.dumps(
                [item.texts for item in order.items], ensure_ascii=False, separators=(",", ":")
            )
            for order in orders
        ],
        warehouses=[order.warehouse or "" for order in orders],
        validity_days=[order.validity_days for order in orders],
        first_days=[order.first_day for order in orders],
        parcels=(length, breadth, height, weight),
    )
