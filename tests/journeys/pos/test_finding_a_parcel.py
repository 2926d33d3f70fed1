"""A parcel by whatever number is at hand, its history, and its papers once more."""

import pytest

from core.domain.codes import ReturnCode
from pos.driver import PosDriver
from pos.pytest_plugin import HERE_AND_FAR, Shopfloor

SHOES = "AXDY43322222524544"
TRACKING = "30310533261428120"


@pytest.fixture
def taken(counter: PosDriver, shopfloor: Shopfloor) -> str:
    """The code of a parcel that the counter has taken."""
    code = shopfloor.ticket(SHOES)
    counter.scan(code)
    counter.sees("Check the parcel")
    counter.check_parcel()
    counter.press("F9")
    counter.sees("Print label again")
    counter.press("F3")
    counter.sees("Find a parcel")
    return code


@HERE_AND_FAR
def test_a_parcel_is_found_by_each_of_its_numbers(counter: PosDriver, taken: str) -> None:
    shown = str(ReturnCode(taken))
    for number in (
        taken,
        shown,
        TRACKING,
        TRACKING + "6",
        f"(00){TRACKING}6",
        SHOES,
        SHOES.lower(),
    ):
        counter.type(number)
        counter.press("Enter")
        counter.sees(f"{shown}", "21 Nov 14:33 · Store 0166 · POS 2 · AR 000001", "Kiosk K1")
        counter.press("F2")
        counter.press("F3")
        counter.sees("Find a parcel")


def test_a_label_that_is_scanned_in_find_is_looked_for(
    counter: PosDriver, taken: str, shopfloor: Shopfloor
) -> None:
    counter.scan(f"]C100{TRACKING}6")
    counter.sees(str(ReturnCode(taken)), "AR 0166-02-000001")


def test_a_tracking_number_scanned_at_the_counter_leads_to_find(
    counter: PosDriver, taken: str
) -> None:
    counter.press("F2")
    counter.scan(TRACKING)
    counter.sees("That is a tracking number", "Show in Find")
    counter.press("Enter")
    counter.sees(str(ReturnCode(taken)), "AR 0166-02-000001")


def test_up_and_down_choose_among_several(counter: PosDriver, taken: str) -> None:
    counter.type("6789")
    counter.press("Enter")
    counter.sees("WAITING2026", "LATE2026", "AR 0166-02-000001")
    counter.press("Down")
    counter.sees("AR 0166-01-000001")
    counter.press("Down")
    counter.does_not_see("Print receipt again")
    counter.press("Down")
    counter.press("Up")
    counter.press("Up")
    counter.sees("AR 0166-02-000001", "Print receipt again")


@HERE_AND_FAR
def test_papers_are_printed_again_from_find_and_counted(
    counter: PosDriver, taken: str, shopfloor: Shopfloor
) -> None:
    counter.type(taken)
    counter.press("Enter")
    counter.sees("Print receipt again")
    counter.press("F7")
    counter.waits_until(lambda: len(shopfloor.papers("label")) == 2, "the label")
    counter.sees("Print receipt again")
    counter.press("F6")
    counter.waits_until(lambda: len(shopfloor.papers("receipt")) == 2, "the receipt")
    text = shopfloor.papers("receipt")[-1].png.with_suffix(".txt").read_text("utf-8")
    assert "REPRINT 1" in text


def test_a_parcel_that_was_never_accepted_has_no_papers(
    counter: PosDriver, taken: str, shopfloor: Shopfloor
) -> None:
    waiting = shopfloor.ticket("HYN402")
    counter.type(waiting)
    counter.press("Enter")
    counter.sees("Merchant B", "FOR RETURN")
    counter.does_not_see("Print receipt again")
    counter.press("F6")
    counter.sees("This parcel was not accepted yet, so it has no receipt and no label.")
    assert len(shopfloor.papers("receipt")) == 1
