"""What scanners put around a number is taken off; what says that it is no number of ours stays."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.domain.codes import ReturnCode, TrackingNumber, recognise
from core.domain.references import parse_reference
from core.domain.refusals import ScannedThing
from core.scanning.symbology import Symbology, gs1_elements, read_scan

GS = "\x1d"
CODE = "182212342345"
SSCC = "303105332614281206"


@pytest.mark.parametrize("aim", ["", "]C0", "]C2", "]Q0", "]Q1", "]A0", "]d1"])
def test_a_return_code_is_read_with_every_identifier(aim: str) -> None:
    assert ReturnCode.parse(read_scan(aim + CODE).text).digits == CODE


@pytest.mark.parametrize(
    "sent",
    [
        f"00{SSCC}",
        f"]C100{SSCC}",
        f"{GS}00{SSCC}",
        f"]C100{SSCC}401ABC-77",
        f"]C1401ABC-77{GS}00{SSCC}",
        f"]C100{SSCC}{GS}",
    ],
)
def test_a_tracking_number_is_found_among_a_labels_elements(sent: str) -> None:
    assert TrackingNumber.parse(read_scan(sent).text).sscc == SSCC


@pytest.mark.parametrize(
    ("sent", "reference"),
    [
        ("]C1401HYN402", "HYN402"),
        ("]C140212345678901234567", "12345678901234567"),
        (f"]C1400AXDY43322222524544{GS}3102001250", "AXDY43322222524544"),
        (f"]C1240ABC{GS}21778", "ABC"),
        ("]d221778899", "778899"),
        (f"{GS}401HYN402", "HYN402"),
    ],
)
def test_a_merchants_reference_is_found_among_the_elements(sent: str, reference: str) -> None:
    scan = read_scan(sent)
    assert scan.symbology is Symbology.GS1
    assert parse_reference(scan.text).key == reference


@pytest.mark.parametrize(
    "sent", ["]E04006381333931", "]E496385074", "]X04006381333931", "]C10109501101530003"]
)
def test_a_product_stays_marked_as_one(sent: str) -> None:
    scan = read_scan(sent)
    assert scan.text == sent
    assert recognise(scan.text) in {ScannedThing.PRODUCT, ScannedThing.OTHER_GS1}


def test_a_products_serial_number_is_no_reference() -> None:
    sent = "]C1010950110153000321778899"
    assert read_scan(sent).text == sent


@pytest.mark.parametrize(
    "sent", ["]C1", "]C1AB", "]C100123", "]C1401", f"]C1{GS}{GS}", "]C1()", "]C1４０１"]
)
def test_a_broken_gs1_code_is_left_as_it_is(sent: str) -> None:
    assert read_scan(sent).text == sent


def test_elements_of_fixed_length_need_no_separator() -> None:
    assert gs1_elements(f"112611203102001250401AB{GS}99X") == {
        "11": "261120",
        "3102": "001250",
        "401": "AB",
        "99": "X",
    }


@pytest.mark.parametrize("text", ["ABC", "A", f"401X{GS}AB", "001", "３１"])
def test_what_is_no_row_of_elements_has_none(text: str) -> None:
    assert gs1_elements(text) == {}


@given(st.text(max_size=60))
def test_any_text_is_read_without_harm(text: str) -> None:
    assert read_scan("]C1" + text).symbology is Symbology.GS1
    read_scan(text)
