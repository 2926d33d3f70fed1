"""Every paper as it was last looked at and found good: picture bit for bit, text word for word.

After a change that is meant, `BALIK_GOLDEN=write` writes them anew; then look at each.

The letters are drawn by FreeType, which Pillow brings along. Under another FreeType than the one
noted here a letter's edge may move by a dot: then one dot in two hundred may differ, and no more.
"""

import os
from pathlib import Path

import pytest
from PIL import Image, ImageChops, features

from core.documents.apo_list import apo_list
from core.documents.day_report import day_report
from core.documents.label import label
from core.documents.model import Paper
from core.documents.receipt import receipt
from core.documents.ticket import ticket
from core.printing.plain import as_text
from core.printing.raster import render
from core.simulator.specimens import PARCEL, TICKET, WORDS, apo, day, way
from core.texts import Texts

_FOLDER = Path(__file__).parent / "papers"
_FREETYPE = _FOLDER / "freetype-version.txt"
_WRITES = os.environ.get("BALIK_GOLDEN") == "write"
_TEXTS = Texts()
_PAPERS = {
    f"{name}-{paper.name[3:]}mm": build(paper)
    for paper in Paper
    for name, build in {
        "ticket": lambda paper: ticket(TICKET, _TEXTS, paper, training=True),
        "receipt": lambda paper: receipt(PARCEL, _TEXTS, paper, training=True),
        "receipt-real-reprint": lambda paper: receipt(
            PARCEL, _TEXTS, paper, training=False, reprint=2
        ),
        "label": lambda paper: label(PARCEL, _TEXTS, paper, training=True),
        "apo": lambda paper: apo_list(apo(4, 2), _TEXTS, paper, training=True)[0],
        "apo-closed-reprint": lambda paper: apo_list(
            apo(3, 2, closed=True), _TEXTS, paper, training=False, reprint=1
        )[0],
        "day-x": lambda paper: day_report(day(None), WORDS, _TEXTS, paper, training=True),
        "day-z": lambda paper: day_report(day(12), WORDS, _TEXTS, paper, training=False, way=way()),
    }.items()
}


@pytest.mark.parametrize("name", _PAPERS)
def test_the_picture_is_as_it_was(name: str) -> None:
    picture, golden = render(_PAPERS[name]), _FOLDER / f"{name}.png"
    if _WRITES:
        picture.save(golden, optimize=True)
        _FREETYPE.write_text(f"{features.version('freetype2')}\n")
    with Image.open(golden) as before:
        assert picture.size == before.size
        differing = ImageChops.logical_xor(picture, before.convert("1")).histogram()[255]
    same_freetype = features.version("freetype2") == _FREETYPE.read_text().strip()
    assert differing <= (0 if same_freetype else picture.width * picture.height // 200)


@pytest.mark.parametrize("name", _PAPERS)
def test_the_text_is_as_it_was(name: str) -> None:
    text, golden = as_text(_PAPERS[name]), _FOLDER / f"{name}.txt"
    if _WRITES:
        golden.write_text(text, encoding="utf-8")
    assert text == golden.read_text(encoding="utf-8")


def test_no_golden_paper_is_left_over() -> None:
    kept = {path.stem for path in _FOLDER.iterdir()} - {_FREETYPE.stem}
    assert kept == set(_PAPERS)


def test_a_ticket_is_no_longer_than_15_cm() -> None:
    """Paper is what a chain pays for, and customers carry it."""
    assert _PAPERS["ticket-58mm"].height <= 1200
    assert _PAPERS["ticket-80mm"].height <= 1200
