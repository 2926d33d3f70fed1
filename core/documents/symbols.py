"""Code 128 as modules, by python-barcode's tables.

Of the library only the tables are used: its encoder (0.16.1) takes a leading `99` for a change of
subset and drops it, and a second `build()` of one object can differ. What Balik shows and prints is
one subset, two digits a symbol, which is a look-up and a sum (ISO/IEC 15417, 4.3).
"""

from typing import Final

from core.domain.codes import is_ascii_digits

_FNC1: Final = 102
_START_C: Final = 105
_LAST_BAR: Final = "11"


def code128_modules(digits: str, *, gs1: bool = False) -> str:
    """The modules of a Code 128 in subset C from left to right, `1` black and `0` white.

    Args:
        digits: an even number of ASCII digits.
        gs1: put FNC1 first, which makes it a GS1-128; `digits` then begin with their AI.

    Raises:
        ValueError: subset C cannot say this.
    """
    # Takes 28 ms the first time: the press has loaded it on its worker before a screen asks.
    from barcode.charsets import code128  # noqa: PLC0415

    if not is_ascii_digits(digits) or len(digits) % 2:
        raise ValueError(f"subset C takes pairs of digits, not {len(digits)} characters")
    values = [_FNC1] if gs1 else []
    values += [int(digits[place : place + 2]) for place in range(0, len(digits), 2)]
    check = (_START_C + sum(place * value for place, value in enumerate(values, 1))) % 103
    symbols = [code128.CODES[value] for value in (_START_C, *values, check)]
    return "".join([*symbols, code128.STOP, _LAST_BAR])
