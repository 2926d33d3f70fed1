"""A merchant's file comes in: new, again, changed, refused, beside other writers."""

import io
from dataclasses import replace
from datetime import date

import pytest
from warehouse_floor import Warehouse, csv_of

from core.bulk.csv_orders import CsvOrders
from core.domain.orders import Item, Parcel
from core.services.bulk import Fates
from core.services.import_orders import Imported
from core.services.storage import OrderContent
from core.services.submit_orders import cancel_order

FILE = csv_of(
    [("AX-1", "HY1", "I1", "Lamp"), ("AX-1", "", "I2", "Shade"), ("AX-2", "HY2", "I1", "")]
)
OLDER = OrderContent("OLD1", (Item("I9", "Kettle"),))


@pytest.fixture(params=["first", "beside others"])
def open_warehouse(request: pytest.FixtureRequest, any_warehouse: Warehouse) -> Warehouse:
    """A database without orders, and one that has some: they are imported in different ways."""
    if request.param != "first":
        any_warehouse.submit(OLDER)
    return any_warehouse


def test_an_imported_order_is_the_one_that_would_have_been_submitted(
    open_warehouse: Warehouse,
) -> None:
    content = OrderContent(
        "AX-1",
        (Item("I1", 'Lamp "x", Ñ', "S1", "Broken"), Item("I2", "Shade")),
        order_number="108",
        waybill="HYN-402",
        warehouse="Wid234",
        validity_days=30,
        first_day=date(2026, 12, 5),
        parcel=Parcel(100, 200, 300, 500),
    )
    header = (
        "uid,order_number,waybill,warehouse,validity_days,first_day,length_mm,breadth_mm,"
        "height_mm,weight_g,item_code,item_name,item_sku,item_reason"
    )
    order = ("AX-1", "108", "HYN-402", "Wid234", "30", "2026-12-05", "100", "200", "300", "500")
    lines = [(*order, "I1", 'Lamp "x", Ñ', "S1", "Broken"), (*order, "I2", "Shade", "", "")]
    imported = open_warehouse.take_in(csv_of(lines, header))
    assert imported == Imported(1, 0, 0, 0, written=True)
    stored = open_warehouse.stored("AX-1")
    assert stored is not None
    assert stored.content == content
    open_warehouse.submit(replace(content, uid="AX-9"))
    with open_warehouse.storage.reading() as work:
        by_file, by_wire = work.orders.matching("108")
    assert replace(by_file.order, id=0) == replace(by_wire.order, id=0, uid="AX-1")


def test_the_same_file_again_changes_nothing(open_warehouse: Warehouse) -> None:
    assert open_warehouse.take_in(FILE) == Imported(2, 0, 0, 0, written=True)
    before = open_warehouse.pages.orders("001", "", 10)
    open_warehouse.tomorrow()
    assert open_warehouse.take_in(FILE) == Imported(0, 2, 0, 0, written=True)
    assert open_warehouse.pages.orders("001", "", 10) == before


def test_other_content_replaces_the_first_and_its_days_still_count_from_then(
    open_warehouse: Warehouse,
) -> None:
    open_warehouse.take_in(FILE)
    open_warehouse.tomorrow()
    imported = open_warehouse.take_in(csv_of([("AX-2", "HY3", "5")], "uid,waybill,validity_days"))
    assert imported == Imported(0, 0, 1, 0, written=True)
    with open_warehouse.storage.reading() as work:
        (candidate,) = work.orders.matching("HY3")
        assert work.orders.matching("HY2") == []
    assert candidate.order.last_day == date(2026, 11, 26)


def test_nothing_is_imported_where_one_line_is_refused(open_warehouse: Warehouse) -> None:
    before = open_warehouse.uids
    imported = open_warehouse.take_in(FILE + "AB,HY9,,\n")
    assert imported == Imported(0, 0, 0, 1, written=False)
    assert [refused.line for refused in open_warehouse.refused] == [5]
    assert open_warehouse.uids == before


def test_the_good_lines_are_imported_where_that_is_asked_for(open_warehouse: Warehouse) -> None:
    imported = open_warehouse.take_in(FILE + "AB,HY9,,\n", skip_bad=True)
    assert imported == Imported(2, 0, 0, 1, written=True)
    assert set(open_warehouse.uids) >= {"AX-1", "AX-2"}


def test_a_file_that_contradicts_itself_is_refused(open_warehouse: Warehouse) -> None:
    contrary = FILE + "AX-1,HY7,I7,\nAX-2,HY2,I1,\n"
    imported = open_warehouse.take_in(contrary)
    assert imported == Imported(0, 0, 0, 1, written=False)
    assert [refused.line for refused in open_warehouse.refused] == [5]
    imported = open_warehouse.take_in(contrary, skip_bad=True)
    assert imported == Imported(2, 1, 0, 1, written=True)
    stored = open_warehouse.stored("AX-1")
    assert stored is not None
    assert stored.content.waybill == "HY1"


def test_an_order_whose_customer_has_a_code_keeps_its_content(any_warehouse: Warehouse) -> None:
    any_warehouse.take_in(FILE)
    any_warehouse.ask_for("AX-1")
    changed = csv_of([("AX-2", "HY9"), ("AX-1", "HY9")], "uid,waybill")
    assert any_warehouse.take_in(FILE) == Imported(0, 2, 0, 0, written=True)
    assert any_warehouse.take_in(changed) == Imported(0, 0, 0, 1, written=False)
    assert [refused.line for refused in any_warehouse.refused] == [3]
    assert any_warehouse.take_in(changed, skip_bad=True) == Imported(0, 0, 1, 1, written=True)
    stored = any_warehouse.stored("AX-1")
    assert stored is not None
    assert stored.content.waybill == "HY1"


def test_an_order_that_was_taken_back_keeps_its_content(any_warehouse: Warehouse) -> None:
    any_warehouse.take_in(FILE)
    cancel_order(any_warehouse.storage, "001", "AX-2", any_warehouse.now)
    assert any_warehouse.take_in(FILE) == Imported(0, 2, 0, 0, written=True)
    imported = any_warehouse.take_in(csv_of([("AX-2", "HY9")], "uid,waybill"))
    assert imported == Imported(0, 0, 0, 1, written=False)


def test_merchants_do_not_meet(open_warehouse: Warehouse) -> None:
    open_warehouse.take_in(FILE)
    assert open_warehouse.take_in(FILE, "002") == Imported(2, 0, 0, 0, written=True)
    with open_warehouse.storage.reading() as work:
        assert len(work.orders.matching("AX2")) == 2


def test_an_unknown_merchant_has_no_file(any_warehouse: Warehouse) -> None:
    with pytest.raises(LookupError):
        any_warehouse.take_in(FILE, "009")
    assert any_warehouse.uids == []


def test_what_others_write_between_checking_and_writing_is_respected(
    any_warehouse: Warehouse,
) -> None:
    """Settled, then overtaken: submitted by the site, asked for at the kiosk."""
    any_warehouse.submit(OLDER)
    any_warehouse.submit(OrderContent("ASKED", (Item("I1", "Lamp"),)))
    merchant = any_warehouse.bulk.merchant("001")
    assert merchant is not None
    lines = [("ASKED", "HY9"), ("NEW1", "HY1"), ("NEW2", "HY2"), ("NEW3", "HY3"), ("OLD1", "HY4")]
    with any_warehouse.bulk.staged(merchant, date(2026, 11, 21)) as staged:
        for batch in CsvOrders(io.BytesIO(csv_of(lines, "uid,waybill").encode())):
            staged.add(batch.orders)
        assert staged.settle() == Fates(3, 0, 2, 0)
        any_warehouse.ask_for("ASKED")
        any_warehouse.submit(OrderContent("NEW1", (), waybill="HY1"))
        any_warehouse.submit(OrderContent("NEW2", (), waybill="OTHER"))
        told: list[int] = []
        fates = staged.write(told.append)
        refused = [refused.line for refused in staged.refused()]
    # New: NEW3. As it was: NEW1. Changed: NEW2 and OLD1. Refused: ASKED.
    assert fates == Fates(1, 1, 2, 1)
    assert refused == [2]
    assert sum(told) == 5
    contents = {uid: any_warehouse.stored(uid) for uid in ("ASKED", "NEW1", "NEW2", "NEW3", "OLD1")}
    waybills = {uid: stored.content.waybill for uid, stored in contents.items() if stored}
    assert waybills == {"ASKED": "", "NEW1": "HY1", "NEW2": "HY2", "NEW3": "HY3", "OLD1": "HY4"}
