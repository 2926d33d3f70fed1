"""The numbers that Balik issues: what is read, what is told apart, which mistypings are caught."""

import string
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.domain.codes import (
    ReceiptNumber,
    ReturnCode,
    TrackingNumber,
    damm_digit,
    gs1_check_digit,
    recognise,
)
from core.domain.refusals import NotAReturnCode, NotATrackingNumber, ScannedThing, WrongCheckDigit

codes = st.integers(0, 10**11 - 1).map(lambda body: ReturnCode.draw(lambda _below: body))
digit_strings = st.text(string.digits, min_size=1, max_size=20)


def test_the_source_documents_code_is_valid() -> None:
    assert str(ReturnCode.parse("182212342345")) == "1822-1234-2345"


def test_the_source_documents_tracking_number_has_check_digit_six() -> None:
    number = TrackingNumber.parse("30310533261428120")
    assert number.sscc == "303105332614281206"
    assert TrackingNumber.build("3", "0310533", 261428120) == number


@given(codes)
def test_every_drawn_code_is_read_back_as_shown(code: ReturnCode) -> None:
    assert len(code.digits) == 12
    assert ReturnCode.parse(str(code)) == code


def test_a_code_is_drawn_from_all_eleven_digit_numbers() -> None:
    asked: list[int] = []

    def draw(below: int) -> int:
        asked.append(below)
        return 0

    assert ReturnCode.draw(draw).digits == "0" * 12
    assert asked == [10**11]


@given(codes)
def test_every_single_wrong_digit_of_a_code_is_caught(code: ReturnCode) -> None:
    for place, right in enumerate(code.digits):
        for wrong in set(string.digits) - {right}:
            mistyped = code.digits[:place] + wrong + code.digits[place + 1 :]
            with pytest.raises(WrongCheckDigit):
                ReturnCode.parse(mistyped)


@given(codes)
def test_every_swap_of_neighbours_in_a_code_is_caught(code: ReturnCode) -> None:
    digits = code.digits
    for place in range(11):
        if digits[place] != digits[place + 1]:
            swapped = digits[:place] + digits[place + 1] + digits[place] + digits[place + 2 :]
            with pytest.raises(WrongCheckDigit):
                ReturnCode.parse(swapped)


@given(digit_strings)
def test_a_number_with_its_damm_digit_has_damm_digit_zero(digits: str) -> None:
    assert damm_digit(digits + damm_digit(digits)) == "0"


@given(st.text(string.digits, min_size=17, max_size=17), st.data())
def test_every_single_wrong_digit_of_an_sscc_is_caught(digits: str, data: st.DataObject) -> None:
    sscc = TrackingNumber(digits).sscc
    place = data.draw(st.integers(0, 17))
    wrong = data.draw(st.sampled_from(sorted(set(string.digits) - {sscc[place]})))
    with pytest.raises(WrongCheckDigit):
        TrackingNumber.parse(sscc[:place] + wrong + sscc[place + 1 :])


@pytest.mark.parametrize(
    ("digits", "check_digit"),
    [("629104150021", "3"), ("30310533261428120", "6"), ("400638133393", "1"), ("9638507", "4")],
)
def test_gs1_check_digits_are_those_of_known_numbers(digits: str, check_digit: str) -> None:
    assert gs1_check_digit(digits) == check_digit


@pytest.mark.parametrize(
    "typed", ["1822-1234-2345", "182212342345", " 1822 1234 2345 ", "1822\u20131234\u20132345"]
)
def test_a_code_is_forgiven_its_spaces_and_hyphens(typed: str) -> None:
    assert ReturnCode.parse(typed).digits == "182212342345"


@pytest.mark.parametrize(
    "scanned",
    [
        "30310533261428120",
        "303105332614281206",
        "00303105332614281206",
        "]C100303105332614281206",
        "(00)303105332614281206",
        "]C1(00) 3 0310533 261428120 6",
    ],
)
def test_a_tracking_number_is_read_however_a_scanner_gives_it(scanned: str) -> None:
    assert str(TrackingNumber.parse(scanned)) == "30310533261428120"


@pytest.mark.parametrize(
    ("scanned", "thing"),
    [
        ("", ScannedThing.NOTHING),
        ("   \t", ScannedThing.NOTHING),
        ("9" * 10_000, ScannedThing.TOO_LONG),
        ("9" * 101, ScannedThing.TOO_LONG),
        ("9" * 100, ScannedThing.REFERENCE),
        ("1822-1234", ScannedThing.INCOMPLETE_CODE),
        ("182212342345182212342345", ScannedThing.TWO_CODES),
        ("30310533261428120", ScannedThing.TRACKING_NUMBER),
        ("303105332614281206", ScannedThing.TRACKING_NUMBER),
        ("]C100303105332614281206", ScannedThing.TRACKING_NUMBER),
        ("4006381333931", ScannedThing.PRODUCT),
        ("96385074", ScannedThing.PRODUCT),
        ("10012345678902", ScannedThing.PRODUCT),
        ("]E04006381333931", ScannedThing.PRODUCT),
        # What the scanner says of the symbol counts more than the digits.
        ("]E04006381333930", ScannedThing.PRODUCT),
        ("]X0AB12", ScannedThing.PRODUCT),
        ("]C10109521234543213\u001d10ABC", ScannedThing.OTHER_GS1),
        ("]C1414952123454321", ScannedThing.OTHER_GS1),
        ("AXDY43322222524544", ScannedThing.REFERENCE),
        ("HYN402", ScannedThing.REFERENCE),
        ("\x00\x07\x1b", ScannedThing.UNREADABLE),
        ("📦📦📦", ScannedThing.UNREADABLE),
        ("1'; DROP TABLE returns; --", ScannedThing.UNREADABLE),
        ("<script>alert(1)</script>", ScannedThing.UNREADABLE),
        ("\u202e182212342345", ScannedThing.UNREADABLE),
        ("١٢٣٤٥٦٧٨٩٠١٢", ScannedThing.UNREADABLE),
    ],
)
def test_what_is_no_code_is_called_what_it_is(scanned: str, thing: ScannedThing) -> None:
    with pytest.raises(NotAReturnCode) as refused:
        ReturnCode.parse(scanned)
    assert refused.value.thing is thing


def test_a_return_code_where_a_label_is_expected_is_called_one() -> None:
    with pytest.raises(NotATrackingNumber) as refused:
        TrackingNumber.parse("1822-1234-2345")
    assert refused.value.thing is ScannedThing.RETURN_CODE


def test_twelve_digits_may_be_a_mistyped_code_or_an_american_product() -> None:
    assert recognise("182212342346") is ScannedThing.MISTYPED_CODE
    assert recognise("036000291452") is ScannedThing.PRODUCT


@given(st.text(max_size=300))
def test_any_text_at_all_is_a_code_or_refused(text: str) -> None:
    with suppress(NotAReturnCode, WrongCheckDigit):
        assert ReturnCode.parse(text).digits.isdigit()


@given(st.text(max_size=300))
def test_any_text_at_all_is_a_tracking_number_or_refused(text: str) -> None:
    with suppress(NotATrackingNumber, WrongCheckDigit):
        assert len(TrackingNumber.parse(text).sscc) == 18


@pytest.mark.parametrize(
    ("extension", "prefix", "serial"),
    [("3", "0310533", 10**9), ("33", "0310533", 1), ("", "0310533", 1), ("x", "0310533", 1)],
)
def test_a_tracking_number_that_does_not_fit_is_not_built(
    extension: str, prefix: str, serial: int
) -> None:
    with pytest.raises(ValueError, match=f"^no 17-digit tracking number from serial {serial}$"):
        TrackingNumber.build(extension, prefix, serial)


def test_a_receipt_number_shows_store_terminal_and_count() -> None:
    number = ReceiptNumber("0166", "02", 418)
    assert (str(number), number.short) == ("0166-02-000418", "000418")
