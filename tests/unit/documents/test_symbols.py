"""The modules are the standard's: as python-barcode makes them where it is right, and readable."""

import pytest
from barcode.codex import Code128, Gs1_128

from core.documents.symbols import code128_modules


class _WithoutShortcuts(Code128):  # type: ignore[misc] # the library has no types
    """python-barcode without the step that drops a leading 99."""

    def _try_to_optimize(self, encoded: list[int]) -> list[int]:
        return encoded


class _Gs1WithoutShortcuts(Gs1_128):  # type: ignore[misc] # the library has no types
    """The same for GS1-128."""

    def _try_to_optimize(self, encoded: list[int]) -> list[int]:
        return encoded


def test_a_return_code_takes_101_modules() -> None:
    assert len(code128_modules("182212342345")) == 101


@pytest.mark.parametrize("pair", range(100))
def test_every_pair_of_digits_is_as_another_encoder_makes_it(pair: int) -> None:
    digits = f"{pair:02d}18221234{(pair * 37) % 100:02d}"
    assert code128_modules(digits) == _WithoutShortcuts(digits).build()[0]


def test_gs1_begins_with_fnc1() -> None:
    digits = "00303105332614281206"
    assert code128_modules(digits, gs1=True) == _Gs1WithoutShortcuts(digits).build()[0]


@pytest.mark.parametrize("digits", ["", "123", "12A4", "１２"])
def test_what_subset_c_cannot_say_is_refused(digits: str) -> None:
    with pytest.raises(ValueError, match="pairs of digits"):
        code128_modules(digits)
