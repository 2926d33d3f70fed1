"""CSV files of return orders: what is read of them, and which lines are refused and why."""

import io
import json
from collections.abc import Sequence

import pytest

from core.bulk.csv_orders import CsvOrders
from core.services.bulk import MOST_ITEMS, ReadBatch
from core.texts import Texts
from core.trouble import StartupTrouble

TEXTS = Texts()


def read(text: str | bytes, batch: int = 10_000) -> list[ReadBatch]:
    data = text.encode() if isinstance(text, str) else text
    return list(CsvOrders(io.BytesIO(data), batch))


def uids(batches: Sequence[ReadBatch]) -> list[str]:
    return [uid for batch in batches for uid in batch.orders.uids]


def items(batches: Sequence[ReadBatch]) -> list[list[list[str]]]:
    return [json.loads(text) for batch in batches for text in batch.orders.items]


def refusals(batches: Sequence[ReadBatch]) -> list[tuple[int, str]]:
    return [
        (refused.line, TEXTS(refused.message, **refused.values))
        for batch in batches
        for refused in batch.refused
    ]


def test_reads_our_columns_in_any_order_and_leaves_out_the_others() -> None:
    batches = read(
        "Waybill,colour,uid,order_number,item_name,item_code,validity_days,first_day\n"
        "HYN-402,red, ax 1 ,100-78,Lamp,I1,30,2026-12-05\n"
    )
    orders = batches[0].orders
    assert (orders.uids, orders.uid_keys) == (["ax 1"], ["AX1"])
    assert (orders.waybills, orders.waybill_keys) == (["HYN-402"], ["HYN402"])
    assert (orders.order_numbers, orders.order_keys) == (["100-78"], ["10078"])
    assert (orders.validity_days, orders.first_days) == ([30], ["2026-12-05"])
    assert items(batches) == [[["I1", "Lamp", "", ""]]]
    assert refusals(batches) == []


def test_reads_the_increff_names_and_units() -> None:
    batches = read(
        "returnOrderCode;forwardOrderCode;awbNumber;locationCode;itemCode;reason;channelSkuCode;"
        "length;breadth;height;weight\n"
        "100078;108;HYN402;Wid234;I10098;Different Size;10007345;10;20;30;0.5\n"
    )
    orders = batches[0].orders
    assert (orders.uids, orders.order_numbers) == (["100078"], ["108"])
    assert (orders.waybills, orders.warehouses) == (["HYN402"], ["Wid234"])
    assert items(batches) == [[["I10098", "", "10007345", "Different Size"]]]
    assert orders.parcels == ([100], [200], [300], [500])


def test_lines_of_one_return_are_its_items_also_across_batches() -> None:
    text = "uid,waybill,item_code\nAX1,HY1,I1\nAX1,,I2\nAX1,HY1,I3\nAX2,HY2,I1\nAX2,,I2\n"
    for batch in (1, 2, 3, 100):
        batches = read(text, batch)
        assert uids(batches) == ["AX1", "AX2"]
        assert [len(order) for order in items(batches)] == [3, 2]
        assert [line for b in batches for line in b.orders.lines] == [2, 5]


def test_a_return_without_items_has_none() -> None:
    assert items(read("uid,item_code\nAX1,\n")) == [[]]


def test_a_number_that_nobody_can_type_is_stored_and_not_found() -> None:
    orders = read("uid,waybill,order_number\nAX1,漢字,\nAX2,HY2,7\n")[0].orders
    assert orders.waybill_keys == [None, "HY2"]
    assert orders.order_keys == [None, "7"]


@pytest.mark.parametrize(
    ("line", "why"),
    [
        (",I1,,,", "uid is missing."),
        (
            "漢字漢字,I1,,,",
            "uid is no number that a customer could type: 3 to 40 letters and digits.",
        ),
        ("A" * 101 + ",I1,,,", "uid is longer than 100 signs."),
        ("AX1,I\x07,,,", "item_code holds signs that do not belong there."),
        ("AX1,I1,many,,", "validity_days is not a whole number."),
        ("AX1,I1,-1,,", "validity_days is less than 0."),
        ("AX1,I1,99999,,", "validity_days is more than 3650."),
        ("AX1,I1,,2026-02-30,", "first_day is not a day like 2026-12-05."),
        ("AX1,I1,,tomorrow,", "first_day is not a day like 2026-12-05."),
        ("AX1,I1,,,5", "A parcel's size is length, breadth, height and weight, all four."),
        ("AX1,I1,,", "The line has 4 cells, and the first line 5."),
        ("AX1,I1,,,,,", "The line has 7 cells, and the first line 5."),
    ],
)
def test_a_bad_line_is_named_and_the_good_ones_stay(line: str, why: str) -> None:
    header = "uid,item_code,validity_days,first_day,length_mm"
    batches = read(f"{header}\nGOOD1,I1,,,\n{line}\nGOOD2,I1,3,,\n")
    assert uids(batches) == ["GOOD1", "GOOD2"]
    assert [days for batch in batches for days in batch.orders.validity_days] == [None, 3]
    assert refusals(batches) == [(3, why)]


def test_a_bad_line_takes_its_whole_return_with_it() -> None:
    batches = read("uid,item_code\nAX1,I1\nAX1,I\x01\nAX1,I3\nAX2,I1\n")
    assert uids(batches) == ["AX2"]
    assert [line for line, _ in refusals(batches)] == [3]


def test_a_bad_line_between_keeps_lines_of_the_same_return_apart() -> None:
    batches = read("uid,item_code\nAX1,I1\nAB,I1\nAX1,I2\n")
    assert uids(batches) == ["AX1", "AX1"]
    assert items(batches) == [[["I1", "", "", ""]], [["I2", "", "", ""]]]


def test_lines_of_one_return_have_to_agree() -> None:
    batches = read("uid,waybill,item_code\nAX1,HY1,I1\nAX1,HY2,I2\nAX2,HY1,I1\nAX2,HY1,I1\n")
    assert uids(batches) == []
    assert refusals(batches) == [
        (3, "waybill is not the same in all lines of this return."),
        (5, "Two items of this return have the same item_code."),
    ]


def test_a_return_of_too_many_items_is_refused_whole() -> None:
    lines = "".join(f"AX1,I{n}\n" for n in range(MOST_ITEMS + 300))
    for batch in (100, 10_000):
        batches = read(f"uid,item_code\nAX0,I\n{lines}AX2,I1\n", batch)
        assert uids(batches) == ["AX0", "AX2"]
        assert refusals(batches) == [(3, f"The return has more than {MOST_ITEMS} items.")]


def test_line_numbers_count_lines_inside_of_cells_and_empty_ones() -> None:
    batches = read('uid,colour\nAX1,"red\nand\nblue"\n\nAX2,green\nAB,grey\n')
    assert [line for batch in batches for line in batch.orders.lines] == [2, 6]
    assert [line for line, _ in refusals(batches)] == [7]


def test_a_quotation_mark_that_is_not_closed_ends_the_reading_there() -> None:
    batches = read('uid,colour\nAX1,red\nAX2,"blue\nAX3,green\n')
    assert uids(batches) == ["AX1"]
    ((line, why),) = refusals(batches)
    assert line == 3
    assert "quotation mark" in why


def test_a_byte_that_is_no_utf8_is_refused_in_its_line() -> None:
    batches = read(b"\xef\xbb\xbfuid,item_name\nAX1,Lamp\nAX2,L\xe4mp\n")
    assert uids(batches) == ["AX1"]
    assert refusals(batches) == [(3, "item_name is not written in UTF-8.")]


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "The file is empty."),
        (
            "number,item\n1,2\n",
            "The file has no column uid (or returnOrderCode) in its first line.",
        ),
        ("uid,returnOrderCode\n1,2\n", "The column uid stands twice in the file."),
    ],
)
def test_a_file_without_the_columns_is_refused_whole(text: str, says: str) -> None:
    with pytest.raises(StartupTrouble) as trouble:
        read(text)
    assert trouble.value.sentence(TEXTS) == says


def test_the_header_alone_is_a_file_without_orders() -> None:
    assert uids(read("uid\n")) == []


def test_a_refusal_never_repeats_what_the_line_says() -> None:
    batches = read('uid,waybill\nSECRET1,"HY\x02"\n漢字SECRET,\n')
    assert len(refusals(batches)) == 2
    assert not any("SECRET" in why for _, why in refusals(batches))
