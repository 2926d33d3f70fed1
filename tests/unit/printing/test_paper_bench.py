"""The bench makes the same ticket both ways: what it compares is comparable."""

import struct

import zxingcpp
from PIL import Image

from core.bench.paper import _usual_way, measure_paper
from core.documents.model import Paper
from core.texts import Texts


def test_both_ways_are_measured_in_one_run() -> None:
    measured = measure_paper(rounds=3)
    assert measured.rounds == 3
    assert measured.balik_ms > 0
    assert measured.ratio == measured.balik_ms / measured.usual_ms


def test_the_usual_way_prints_the_same_codes() -> None:
    rows, place = b"", 0
    data = _usual_way(Texts(), Paper.MM_80)()
    while data[place : place + 4] == b"\x1dv0\x00":
        width, height = struct.unpack_from("<HH", data, place + 4)
        rows += data[place + 8 : place + 8 + width * height]
        place += 8 + width * height
    picture = Image.frombytes("1", (576, len(rows) // 72), rows, "raw", "1;I")
    read = zxingcpp.read_barcodes(picture.convert("L"))
    assert {code.text for code in read} == {"182212342345"}
    assert len(read) == 2
