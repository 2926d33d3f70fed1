"""The columns of a file of return orders, their other names, and what each may hold."""

from dataclasses import dataclass
from datetime import date
from typing import Annotated, Any, Final

from pydantic import AfterValidator, Field

from core.services.bulk import MOST_DAYS

# Control characters belong to no name or number, and one database refuses some of them.
_PLAIN: Final = r"^[^\u0000-\u001f\u007f]*$"


def _real(day: str) -> str:
    date.fromisoformat(day)
    return day


Uid = Annotated[str, Field(min_length=1, max_length=100, pattern=_PLAIN)]
Number = Annotated[str, Field(max_length=100, pattern=_PLAIN)]
Text = Annotated[str, Field(max_length=500, pattern=_PLAIN)]
Days = Annotated[int, Field(ge=0, le=MOST_DAYS)]
Day = Annotated[str, Field(pattern=r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$"), AfterValidator(_real)]
Size = Annotated[int, Field(ge=0, le=1_000_000)]
Measure = Annotated[float, Field(ge=0, le=100_000, allow_inf_nan=False)]


@dataclass(frozen=True, slots=True)
class Column:
    """One column.

    Args:
        name: ours.
        others: the names it has in the Increff dialect (mission.md, "The wire").
        holds: what pydantic holds its values to.
        is_optional: an empty cell says nothing, rather than "".
        stand_in: a valid value, for rows that are refused anyway.
    """

    name: str
    others: tuple[str, ...]
    holds: Any
    is_optional: bool = False
    stand_in: str | None = ""


def _optional(name: str, holds: Any) -> Column:
    return Column(name, (), holds, is_optional=True, stand_in=None)


COLUMNS: Final = (
    Column("uid", ("returnOrderCode",), Uid, stand_in="refused"),
    Column("order_number", ("forwardOrderCode",), Number),
    Column("waybill", ("awbNumber",), Number),
    Column("warehouse", ("locationCode",), Text),
    _optional("validity_days", Days),
    _optional("first_day", Day),
    _optional("length_mm", Size),
    _optional("breadth_mm", Size),
    _optional("height_mm", Size),
    _optional("weight_g", Size),
    Column("item_code", ("itemCode", "orderItems.itemCode"), Text),
    Column("item_name", ("name", "orderItems.name"), Text),
    Column("item_sku", ("channelSkuCode", "orderItems.channelSkuCode"), Text),
    Column("item_reason", ("reason", "orderItems.reason"), Text),
)
BY_NAME: Final = {column.name: column for column in COLUMNS}
ORDER_COLUMNS: Final = tuple(BY_NAME)[:10]
PARCEL_COLUMNS: Final = tuple(BY_NAME)[6:10]
ITEM_COLUMNS: Final = tuple(BY_NAME)[10:]

#: The Increff dialect says sizes in centimetres and the weight in kilograms.
DIALECT_UNITS: Final = {
    "length": ("length_mm", 10),
    "breadth": ("breadth_mm", 10),
    "height": ("height_mm", 10),
    "weight": ("weight_g", 1000),
}
