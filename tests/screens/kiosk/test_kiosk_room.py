"""Every page, in every shape of the window and with the largest letters: nothing cut or covered."""

from collections.abc import Callable, Iterator
from itertools import product

import pytest
from fit import faults, settle, unpainted

from core.texts import Texts
from kiosk.driver import KioskDriver
from kiosk.pytest_plugin import OpenKiosk
from kiosk.staff.pages import StaffPage

Walk = Callable[[KioskDriver], Iterator[str]]

UPRIGHT = ((1080, 1920), (390, 690))
LYING = ((1920, 1080), (1280, 800))
LARGEST = 2
#: Text size and reach.
WORN = ((LARGEST, False), (LARGEST, True), (0, False))


def _wear(kiosk: KioskDriver, *, text_step: int, reach: bool) -> None:
    window = kiosk.window
    theme = window.look.theme._replace(text_step=text_step)
    look = window.look._replace(theme=theme, reach=reach)
    if look != window.look:
        # Not by the foot's buttons: under the question a touch would be an answer.
        window._look = look
        window._dress()
    settle()


@pytest.mark.parametrize("sizes", [UPRIGHT, LYING], ids=["upright", "lying"])
def test_nothing_is_cut_off_or_covered(
    open_kiosk: OpenKiosk, walk: Walk, sizes: tuple[tuple[int, int], ...]
) -> None:
    kiosk = open_kiosk(size=sizes[0])
    wrong = []
    for name in walk(kiosk):
        with unpainted(kiosk.window):
            for size, (text_step, reach) in product(sizes, WORN):
                kiosk.window.resize(*size)
                _wear(kiosk, text_step=text_step, reach=reach)
                found = faults(kiosk.window, kiosk.window.page)
                wrong += [f"{name}, {size}, text {text_step}, {reach=}: {fault}" for fault in found]
            kiosk.window.resize(*sizes[0])
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize(
    ("size", "every_page_has"), [(UPRIGHT[0], LARGEST), (LYING[0], 1)], ids=["upright", "lying"]
)
def test_the_text_size_makes_the_letters_of_every_page_larger(
    open_kiosk: OpenKiosk, walk: Walk, size: tuple[int, int], every_page_has: int
) -> None:
    """Where they leave too little room the page gives up white first, and its own size last."""
    kiosk = open_kiosk(size=size)
    smaller = []
    for name in walk(kiosk):
        with unpainted(kiosk.window):
            for text_step in range(1, LARGEST + 1):
                _wear(kiosk, text_step=text_step, reach=False)
                worn = kiosk.window.page._fitted
                if worn is None or worn.theme.text_step < min(text_step, every_page_has):
                    smaller.append((name, text_step))
            _wear(kiosk, text_step=0, reach=False)
    assert smaller == []


@pytest.mark.parametrize("language", ["en", "fil", "ceb"])
def test_nothing_is_cut_off_or_covered_on_the_staffs_pages(
    open_kiosk: OpenKiosk, staff_walk: Walk, language: str
) -> None:
    kiosk = open_kiosk()
    window = kiosk.window
    wrong = []
    for name in staff_walk(kiosk):
        with unpainted(window):
            for size, text_step in product((*UPRIGHT, *LYING), (0, LARGEST)):
                window.resize(*size)
                look = window.look
                theme = look.theme._replace(text_step=text_step)
                window._look = look._replace(theme=theme, texts=Texts(language))
                assert window._machine is not None
                assert window._machine.door is not None
                window._machine.door._place()
                settle()
                page = window.findChild(StaffPage)
                assert page is not None
                found = faults(page, page)
                wrong += [f"{name}, {size}, text {text_step}: {fault}" for fault in found]
            window.resize(*UPRIGHT[0])
            settle()
    assert not wrong, "\n".join(wrong)
