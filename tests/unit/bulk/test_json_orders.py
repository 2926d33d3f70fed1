"""JSON lines of return orders: our names, the wire's names, and what is refused."""

import io
import json

import pytest

from core.bulk.json_orders import LONGEST_LINE, JsonOrders
from core.services.bulk import ReadBatch
from core.texts import Texts

TEXTS = Texts()
SEED = {
    "forwardOrderCode": "108",
    "returnOrderCode": "100078",
    "locationCode": "Wid234",
    "orderItems": [
        {"itemCode": "I10098", "reason": "Different Size", "channelSkuCode": "10007345"}
    ],
    "orderType": "CUSTOMER_RETURN",
    "awbNumber": "HYN402",
    "shipmentDimension": {"breadth": 10, "height": 10, "length": 10, "weight": 1},
}


def read(*lines: str | bytes, batch: int = 5_000) -> list[ReadBatch]:
    data = b"\n".join(line.encode() if isinstance(line, str) else line for line in lines)
    return list(JsonOrders(io.BytesIO(data), batch))


def refusals(batches: list[ReadBatch]) -> list[tuple[int, str]]:
    return [
        (refused.line, TEXTS(refused.message, **refused.values))
        for batch in batches
        for refused in batch.refused
    ]


def test_reads_a_body_of_the_increff_wire() -> None:
    (batch,) = read(json.dumps(SEED))
    orders = batch.orders
    assert (orders.uids, orders.order_numbers, orders.waybills) == (["100078"], ["108"], ["HYN402"])
    assert orders.warehouses == ["Wid234"]
    assert orders.items == ['[["I10098","","10007345","Different Size"]]']
    assert orders.parcels == ([100], [100], [100], [1000])


def test_reads_our_own_names() -> None:
    order = {
        "uid": " ax-1 ",
        "items": [{"code": "I1", "name": "Ñandú"}, {"code": "I2"}],
        "parcel": {"length_mm": 1, "breadth_mm": 2, "height_mm": 3, "weight_g": 4},
        "validity_days": 3,
        "first_day": "2026-12-05",
        "waybill": None,
    }
    (batch,) = read(json.dumps(order))
    orders = batch.orders
    assert (orders.uids, orders.uid_keys) == (["ax-1"], ["AX1"])
    assert json.loads(orders.items[0]) == [["I1", "Ñandú", "", ""], ["I2", "", "", ""]]
    assert orders.parcels == ([1], [2], [3], [4])
    assert (orders.validity_days, orders.first_days) == ([3], ["2026-12-05"])
    assert (orders.waybills, orders.waybill_keys) == ([""], [None])


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("not json", "The line is not a JSON object."),
        ("[1, 2]", "The line is not a JSON object."),
        ("7", "The line is not a JSON object."),
        ('{"uid": "AX2"},{"uid": "AX3"}', "The line is not a JSON object."),
        ("{}", "uid is missing."),
        ('{"uid": 100078}', "uid is not a text."),
        (
            '{"uid": "A"}',
            "uid is no number that a customer could type: 3 to 40 letters and digits.",
        ),
        ('{"uid": "AX2", "validity_days": 1.5}', "validity_days is not a whole number."),
        ('{"uid": "AX2", "items": [{"code": "\\u0007"}]}', "items.code holds signs that"),
        ('{"uid": "AX2", "items": [{"code": "1"}, {"code": "1"}]}', "Two items of this return"),
        ('{"uid": "AX2", "parcel": {"length_mm": 3}}', "parcel.breadth_mm is missing."),
        (b'{"uid": "AX\xff2"}', "The line is not a JSON object."),
        ("[" * 5_000, "The line is not a JSON object."),
    ],
)
def test_a_bad_line_is_named_and_the_good_ones_stay(line: str | bytes, why: str) -> None:
    batches = read('{"uid": "GOOD1"}', line, "", '{"uid": "GOOD2", "validity_days": 3}')
    assert [uid for batch in batches for uid in batch.orders.uids] == ["GOOD1", "GOOD2"]
    assert [days for batch in batches for days in batch.orders.validity_days] == [None, 3]
    ((number, sentence),) = refusals(batches)
    assert number == 2
    assert sentence.startswith(why)


def test_a_line_without_end_is_refused_and_not_kept_in_memory() -> None:
    batches = read('{"uid": "' + "A" * (3 * LONGEST_LINE) + '"}', '{"uid": "GOOD1"}')
    assert refusals(batches) == [(1, f"The line is longer than {LONGEST_LINE} bytes.")]
    assert batches[0].orders.lines == [2]


def test_batches_hold_all_lines_between_them() -> None:
    batches = read(*[f'{{"uid": "AX{n:03}"}}' for n in range(7)], batch=3)
    assert [line for batch in batches for line in batch.orders.lines] == [1, 2, 3, 4, 5, 6, 7]
    assert batches[-1].read == sum(len(f'{{"uid": "AX{n:03}"}}\n') for n in range(7)) - 1
