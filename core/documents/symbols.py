"""Code 128 as modules, without a library: a screen needs it while it is being drawn.

python-barcode takes 28 ms to import and drops a leading `99`; what Balik shows and prints is one
subset, two digits a symbol, which is a table and a sum (ISO/IEC 15417).
"""

from typing import Final

from core.domain.codes import is_ascii_digits

# The widths of bar, space, bar, space, bar, space of the symbols 0 to 105, blank between two.
_WIDTHS: Final = (
    "212222 222122 222221 121223 121322 131222 122213 122312 132212 221213 221312 231212 "
    "112232 122132 122231 113222 123122 123221 223211 221132 221231 213212 223112 312131 "
    "311222 321122 321221 312212 322112 322211 212123 212321 232121 111323 131123 131321 "
    "112313 132113 132311 211313 231113 231311 112133 112331 132131 113123 113321 133121 "
    "313121 211331 231131 213113 213311 213131 311123 311321 331121 312113 312311 332111 "
    "314111 221411 431111 111224 111422 121124 121421 141122 141221 112214 112412 122114 "
    "122411 142112 142211 241211 221114 413111 241112 134111 111242 121142 121241 114212 "
    "124112 124211 411212 421112 421211 212141 214121 412121 111143 111341 131141 114113 "
    "114311 411113 411311 113141 114131 311141 411131 211412 211214 211232 "
)
_STOP: Final = "2331112"
_FNC1: Final = 102
_START_C: Final = 105


def code128_modules(digits: str, *, gs1: bool = False) -> str:
    """The modules of a Code 128 in subset C from left to right, `1` black and `0` white.

    Args:
        digits: an even number of ASCII digits.
        gs1: put FNC1 first, which makes it a GS1-128; `digits` then begin with their AI.

    Raises:
        ValueError: subset C cannot say this.
    """
    if not is_ascii_digits(digits) or len(digits) % 2:
        raise ValueError(f"subset C takes pairs of digits, not {len(digits)} characters")
    symbols = [_START_C, *([_FNC1] if gs1 else [])]
    symbols += [int(digits[place : place + 2]) for place in range(0, len(digits), 2)]
    weighted = sum(weight * symbol for weight, symbol in enumerate(symbols[1:], start=1))
    symbols.append((symbols[0] + weighted) % 103)
    widths = "".join(_WIDTHS[7 * symbol : 7 * symbol + 6] for symbol in symbols) + _STOP
    return "".join("10"[place % 2] * int(width) for place, width in enumerate(widths))
