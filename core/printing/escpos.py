"""A picture as ESC/POS, Epson's language, which receipt printers of every make understand.

Only four commands are used: initialise, raster picture, feed, cut. Text and bar codes of the
printer itself differ from make to make; a picture is the same on all, and can be proved first.
"""

from typing import Final

from PIL import Image

from core.printing.commands import CUT, INITIALISE

_RASTER: Final = b"\x1dv0\x00"  # GS v 0, at full density
_FEED: Final = b"\x1bJ"  # ESC J n, n dots
#: How many of the last bytes only feed and cut.
END: Final = len(_FEED) + 1 + len(CUT)

# A printer prints a band while it receives the next: small ones start soon and fit any buffer.
BAND_DOTS: Final = 256


def longest_command(width_dots: int) -> int:
    """Bytes of the longest command that `pack` makes for this width."""
    return len(_RASTER) + 4 + BAND_DOTS * (width_dots // 8)


def pack(picture: Image.Image, margin: int = 24) -> bytes:
    """The bytes that print `picture` and cut it off.

    Args:
        picture: mode `1`, its width a multiple of 8.
        margin: white dots below the last line, at most 255.
    """
    return b"".join([INITIALISE, bands(picture), _FEED, bytes([margin]), CUT])


def bands(picture: Image.Image) -> bytes:
    """The bytes that print `picture` and nothing else."""
    width, height = picture.size
    row = width // 8
    burned = picture.tobytes("raw", "1;I")  # ESC/POS burns ones; a picture is black at zero
    parts = []
    for top in range(0, height, BAND_DOTS):
        rows = min(BAND_DOTS, height - top)
        parts += [
            _RASTER,
            row.to_bytes(2, "little"),
            rows.to_bytes(2, "little"),
            burned[top * row : (top + rows) * row],
        ]
    return b"".join(parts)
