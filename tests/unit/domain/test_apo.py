"""APO numbers and drivers, as they are printed and typed."""

from datetime import date

import pytest

from core.domain.apo import ApoNumber, Driver
from core.domain.pull_out_refusals import BadDriver, BadPlate

DAY = date(2026, 11, 21)


@pytest.mark.parametrize(
    ("number", "printed"),
    [
        (ApoNumber("0166", DAY), "APO-0166-20261121"),
        (ApoNumber("0166", DAY, 2), "APO-0166-20261121-2"),
        (ApoNumber("0412", date(2027, 1, 2), 10), "APO-0412-20270102-10"),
    ],
)
def test_a_number_is_read_as_it_is_printed(number: ApoNumber, printed: str) -> None:
    assert str(number) == printed
    assert ApoNumber.parse(printed) == number
    assert ApoNumber.parse(f" {printed.lower()} ") == number


@pytest.mark.parametrize(
    "text",
    [
        "",
        "APO-0166",
        "APO-0166-20261121-1",
        "APO-0166-20261121-0",
        "APO-0166-20261321",
        "APO-0166-٢٠٢٦١١٢١",
        "0166-02-000418",
        "APO-0166-20261121-2-3",
    ],
)
def test_what_is_no_number_is_not_taken_for_one(text: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - a bad date's own message differs
        ApoNumber.parse(text)


def test_what_looks_like_no_number_at_all_is_called_that() -> None:
    with pytest.raises(ValueError, match=r"^not an APO number$"):
        ApoNumber.parse("0166-02-000418")


def test_a_driver_is_tidied_up() -> None:
    driver = Driver.parse("  J.  Cruz ", "nbc 12-34")
    assert driver == Driver("J. Cruz", "NBC1234")
    assert str(driver) == "J. Cruz, NBC1234"


@pytest.mark.parametrize("name", ["", " ", "J", "x" * 61, "a\x00b"])
def test_a_driver_has_a_name(name: str) -> None:
    with pytest.raises(BadDriver):
        Driver.parse(name, "NBC1234")


@pytest.mark.parametrize("plate", ["", "NB", "NBCDEF", "12345678901", "ÑBC123"])
def test_a_vehicle_has_a_plate(plate: str) -> None:
    with pytest.raises(BadPlate):
        Driver.parse("J. Cruz", plate)
