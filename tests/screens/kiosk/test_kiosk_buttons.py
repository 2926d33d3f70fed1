"""The buttons of a page: one that stands alone has the whole row, none is ever blank."""

import pytest
from fit import settle
from PySide6.QtWidgets import QApplication

from core.services.station import Station
from kiosk.driver import KioskDriver
from kiosk.pages.message import MessagePage
from kiosk.pytest_plugin import OpenKiosk
from kiosk.widgets.action import ActionButton


def _broken() -> Station:
    raise RuntimeError("a bug")


@pytest.mark.parametrize("size", [(1080, 1920), (1280, 800)], ids=["upright", "lying"])
def test_a_kiosk_out_of_order_has_one_button_over_the_whole_row(
    open_kiosk: OpenKiosk, size: tuple[int, int]
) -> None:
    """Where nothing more is known than that, no empty line stands for it either."""
    kiosk = open_kiosk(_broken, size=size)
    kiosk.sees("This kiosk is out of order", "Try again")
    page = kiosk.window.page
    assert isinstance(page, MessagePage)
    assert page._again.geometry() == page.buttons.rect()
    assert page._title.geometry().bottom() == page.head.rect().bottom()


def test_after_a_refusal_both_buttons_and_the_detail_have_their_gaps(kiosk: KioskDriver) -> None:
    kiosk.scan("EXPIRED2026")
    kiosk.sees("This return has expired", "Finish")
    settle()
    page = kiosk.window.page
    assert isinstance(page, MessagePage)
    assert page._again.x() - page._finish.geometry().right() > 20
    assert page._detail.y() - page._title.geometry().bottom() > 10


def test_a_finger_that_trembles_presses_a_large_button_once(kiosk: KioskDriver) -> None:
    """However long it stood there before."""
    start = kiosk.button("Start a return")
    pressed: list[str] = []
    # Else the next page came up under the finger.
    start.clicked.disconnect()
    start.clicked.connect(lambda: pressed.append("Start a return"))
    kiosk.tap_quickly("Start a return", "Start a return")
    assert pressed == ["Start a return"]


def test_a_button_that_said_nothing_yet_is_not_blank_for_a_moment(qapp: QApplication) -> None:
    """Else it is: most answers come before a word could be read."""
    first, later = ActionButton("secondary"), ActionButton("secondary")
    first.say_soon("Printing…")
    assert first.accessibleName() == "Printing…"
    assert not first.isEnabled()
    later.say("Print again")
    later.say_soon("Printing…")
    assert later.accessibleName() == "Print again"
    assert later.isEnabled()
