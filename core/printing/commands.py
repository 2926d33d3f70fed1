"""The few commands of ESC/POS that ask and order; what puts ink on paper is in `escpos`."""

from typing import Final

#: GS a: tell of every change of the printer, its paper and its errors.
TELL_CHANGES: Final = b"\x1da\x0e"
#: GS r 1: answer once all before this is worked off.
ASK_SENSOR: Final = b"\x1dr\x01"
#: DLE DC4 8: throw away what was received and not printed.
CLEAR: Final = b"\x10\x14\x08\x01\x03\x14\x01\x06\x02\x08"
#: DLE ENQ 2: the knife or head is free again, go on with an empty memory.
RECOVER: Final = b"\x10\x05\x02"
#: ESC @: forget all settings.
INITIALISE: Final = b"\x1b@"
#: GS V 66 0: on to the knife, then a cut that leaves one point.
CUT: Final = b"\x1dVB\x00"
#: ESC J 120: 15 mm on, past the edge that paper is torn off at.
TEAR: Final = b"\x1bJ\x78"


def ask(number: int) -> bytes:
    """DLE EOT: answered at once, even by a printer that is off-line or busy."""
    return b"\x10\x04" + bytes([number])


def ask_word(process: bytes) -> bytes:
    """GS ( H 48: answer with this number once all before it is printed.

    Args:
        process: four letters or digits.
    """
    return b"\x1d(H\x06\x000\x30" + process


def left_margin(dots: int) -> bytes:
    """GS L: where a paper begins that is narrower than the head."""
    return b"\x1dL" + dots.to_bytes(2, "little")


def fill_up(longest: int) -> bytes:
    """What ends any command that was broken off, without a sign on the paper.

    A printer that waits for the rest of a picture takes these for white dots; one that waits for
    nothing ignores them.

    Args:
        longest: bytes that the longest command has; 0 where nothing was broken off.
    """
    return bytes(longest) + INITIALISE if longest else b""
