"""A clerk who types faster than the till makes its pages loses no key."""

import threading
from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication

from core.qt.theme import dress
from core.services.station import Station
from pos.driver import PosDriver
from pos.pytest_plugin import Shopfloor
from pos.window import PosWindow


@pytest.fixture
def opening(
    qapp: QApplication, shopfloor: Shopfloor
) -> Iterator[tuple[PosDriver, Callable[[], None]]]:
    """A clerk before a POS that is still starting, and what lets it go on."""
    dress(qapp)
    may_open = threading.Event()

    def open_slowly() -> Station:
        may_open.wait()
        return shopfloor.station

    window = PosWindow(open_slowly, timers=shopfloor.timers)
    window.show()
    yield PosDriver(window), may_open.set
    may_open.set()
    window.close()
    window.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def test_who_signs_in_before_the_till_is_ready_is_signed_in(
    opening: tuple[PosDriver, Callable[[], None]], shopfloor: Shopfloor
) -> None:
    pos, goes_on = opening
    pos.type(shopfloor.clerk.number)
    pos.press("Enter")
    pos.type(shopfloor.clerk.pin)
    pos.press("Enter")
    pos.does_not_see("Sign in")
    goes_on()
    pos.sees("Scan the RETURN CODE", "R. Santos")


def test_what_is_typed_right_after_a_page_was_asked_for_is_for_that_page(
    counter: PosDriver,
) -> None:
    """Another size of the window is another look: every page is dressed anew."""
    counter.waits_until(lambda: counter.window.is_prepared, "all pages to be there")
    counter.window.resize(700, 500)
    counter.press("F3")
    counter.type("WAITING2026")
    counter.press("Enter")
    counter.sees("WAITING2026", "Merchant B", "RETURNED")
    counter.window.resize(900, 700)
    counter.press("F2")
    counter.type("1822")
    counter.sees("1822-____-____")
