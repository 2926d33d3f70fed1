"""The bytes are ESC/POS as Epson publishes it, and print the picture dot for dot.

The reader here is written from the command reference and refuses everything that is not in it; it
shares nothing with the code that makes the bytes, nor with the simulated printer's.
"""

import struct
from dataclasses import dataclass

import pytest
from PIL import Image

from core.documents.label import label
from core.documents.model import Document, Paper
from core.documents.receipt import receipt
from core.documents.ticket import ticket
from core.printing.escpos import pack
from core.printing.raster import render
from core.simulator.specimens import PARCEL, TICKET
from core.texts import Texts

_TEXTS = Texts()
_EVERY_PAPER = [
    build(paper)
    for paper in Paper
    for build in (
        lambda paper: ticket(TICKET, _TEXTS, paper, training=True),
        lambda paper: receipt(PARCEL, _TEXTS, paper, training=True, reprint=1),
        lambda paper: label(PARCEL, _TEXTS, paper, training=True),
    )
]


@dataclass
class _Output:
    """What the commands did: rows of dots as bytes, most significant bit left, 1 burned."""

    rows: list[bytes]
    fed: int
    cuts: int
    commands: list[str]


def _read_strictly(data: bytes, head_bytes: int) -> _Output:
    output = _Output([], 0, 0, [])
    place = 0
    while place < len(data):
        assert output.cuts == 0, "nothing follows the cut"
        if data[place : place + 2] == b"\x1b\x40":  # ESC @: initialise
            assert place == 0, "the printer is initialised once, first"
            output.commands.append("initialise")
            place += 2
        elif data[place : place + 3] == b"\x1d\x76\x30":  # GS v 0 m xL xH yL yH d1...dk
            mode, width, height = struct.unpack_from("<BHH", data, place + 3)
            assert mode == 0, "normal density in both directions"
            assert width == head_bytes, "as wide as the head"
            assert 1 <= height <= 2303, "Epson's limit of yL + yH × 256"
            place += 8
            assert len(data) >= place + width * height, "k bytes of image follow"
            for _ in range(height):
                output.rows.append(data[place : place + width])
                place += width
            output.commands.append("raster")
        elif data[place : place + 2] == b"\x1b\x4a":  # ESC J n: print and feed n dots
            output.fed += data[place + 2]
            output.commands.append("feed")
            place += 3
        elif data[place : place + 3] == b"\x1d\x56\x42":  # GS V 66 n: feed to the knife, cut
            assert len(data) == place + 4
            output.cuts += 1
            output.commands.append("cut")
            place += 4
        else:
            raise AssertionError(f"no such command at {place}: {data[place : place + 4].hex()}")
    return output


def _burned(picture: Image.Image) -> list[bytes]:
    """The picture's rows, black as 1, dot by dot through another door than `tobytes`."""
    grey = picture.convert("L").tobytes()
    rows = [grey[top : top + picture.width] for top in range(0, len(grey), picture.width)]
    packed = []
    for row in rows:
        bits = "".join("0" if dot else "1" for dot in row)
        packed.append(int(bits, 2).to_bytes(picture.width // 8, "big"))
    return packed


@pytest.mark.parametrize("document", _EVERY_PAPER)
def test_the_bytes_print_the_picture_and_nothing_else(document: Document) -> None:
    picture = render(document)
    output = _read_strictly(pack(picture), document.paper.width_dots // 8)
    assert output.rows == _burned(picture)
    assert output.commands[0] == "initialise"
    assert output.commands[-2:] == ["feed", "cut"]
    assert set(output.commands[1:-2]) == {"raster"}
    assert output.fed == 24
    assert len(pack(picture)) <= 2 * len(b"".join(output.rows))


@pytest.mark.parametrize("document", _EVERY_PAPER)
def test_the_bytes_are_at_most_twice_the_raster(document: Document) -> None:
    picture = render(document)
    assert len(pack(picture)) <= 2 * (picture.width // 8) * picture.height


@pytest.mark.parametrize("height", [1, 255, 256, 257, 511, 512, 513])
def test_bands_of_any_height_leave_no_row_out(height: int) -> None:
    picture = Image.effect_noise((384, height), 100).convert("1")
    output = _read_strictly(pack(picture), 48)
    assert output.rows == _burned(picture)
