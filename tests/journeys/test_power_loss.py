"""Power is lost at the demonstration's own windows: dark at once, then up with nothing saved."""

import shutil
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication

from core.bootstrap import Shop
from core.desktop.terminal_desks import KioskDesk, PosDesk, SharedShop
from core.domain.status import Status
from core.qt import plugged_in
from core.qt.hands import Hands
from core.qt.theme import dress
from core.services.ecms import ReturnRecord
from core.services.ports import PrinterStatus
from core.simulator.panel import Panel
from core.simulator.switches import Switch
from kiosk.driver import KioskDriver
from pos.driver import PosDriver

SHOES = "AXDY43322222524544"
#: Two windows open at once, perhaps on a machine that is busy with other tests.
PATIENCE_S = 30
#: Not certain, but at the first opportunity: in the middle of what is being done.
IN_THE_MIDDLE = Switch(chance=1 - 1e-12)


class Store:
    """The demonstration's two desks over one shop, and what moves them.

    Args:
        data: a shop that was set up before.
    """

    def __init__(self, data: Path) -> None:
        self.panel = Panel(begins=datetime(2026, 11, 21, 6, 33, tzinfo=UTC))
        self.shop = Shop(data, panel=self.panel)
        self.shared = SharedShop(lambda: self.shop)
        self.at_pos = PosDesk(self.shared)
        self.at_kiosk = KioskDesk(self.shared, scan_at=self.at_pos)
        for desk in (self.at_pos.desk, self.at_kiosk.desk):
            desk.resize(1300, 900)
            desk.show()
        self.kiosk()
        self.pos().sees("Sign in")

    def kiosk(self) -> KioskDriver:
        """A customer before the kiosk that stands there now."""
        driver = KioskDriver(self.at_kiosk.window, PATIENCE_S)
        driver.waits_until(lambda: driver.window.is_prepared, "the kiosk to be ready")
        self.at_kiosk.desk.activateWindow()
        return driver

    def pos(self) -> PosDriver:
        """A clerk before the POS that stands there now."""
        self.at_pos.desk.activateWindow()
        return PosDriver(self.at_pos.window, PATIENCE_S)

    def gets_code(self, reference: str) -> str:
        """A customer who is given a RETURN CODE, and goes."""
        kiosk = self.kiosk()
        self.asks_for_code(kiosk, reference)
        code = kiosk.return_code()
        kiosk.sees("Your ticket is printed")
        kiosk.tap("Finish")
        return code

    def asks_for_code(self, kiosk: KioskDriver, reference: str, then: Switch | None = None) -> None:
        """A customer who asks for one; the power may be switched before the last touch."""
        kiosk.sees("Start a return")
        kiosk.enter(reference)
        kiosk.tap("Yes, continue")
        kiosk.sees("Your mobile number")
        kiosk.touch_keys("09123456789")
        if then is not None:
            self.panel.faults.switch("kiosk-power-loss", then)
        kiosk.tap("Get my RETURN CODE")

    def record_of(self, reference: str) -> ReturnRecord:
        """What the books say of a parcel."""
        station = self.shop.pos()
        (record,) = station.ecms.find_returns(reference, station.terminal)
        return record

    def loses_power(self, terminal: KioskDesk | PosDesk) -> None:
        """It is dark, and starts again."""
        before, hands = terminal.window, Hands(terminal.desk, PATIENCE_S)
        hands.waits_until(before.isHidden, "it to be dark")
        hands.sees("No power. It starts again by itself in a moment.")
        with pytest.MonkeyPatch.context() as sooner:
            sooner.setattr(plugged_in, "DARK_S", 0)
            hands.waits_until(lambda: terminal.window is not before, "the power to come back")
        hands.does_not_see("No power.")

    def close(self) -> None:
        """Close both windows, and the shop."""
        for desk in (self.at_pos.desk, self.at_kiosk.desk):
            desk.close()
            desk.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        self.shared.close()


@pytest.fixture(scope="module")
def store(
    qapp: object, new_shop: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Store]:
    if isinstance(qapp, QApplication):
        dress(qapp)
    opened = Store(shutil.copytree(new_shop, tmp_path_factory.mktemp("power") / "balik"))
    with pytest.MonkeyPatch.context() as for_long:
        for_long.setattr(plugged_in, "DARK_S", 600)
        yield opened
    opened.close()


def test_a_customer_in_the_middle_is_forgotten(store: Store) -> None:
    kiosk = store.kiosk()
    kiosk.sees("Start a return")
    kiosk.enter(SHOES)
    kiosk.sees("Is this what you are returning?")
    store.panel.faults.switch("kiosk-power-loss")
    store.loses_power(store.at_kiosk)
    store.kiosk().sees("Start a return")
    assert "kiosk-power-loss" not in store.panel.faults.switches


def test_a_code_that_was_made_but_not_heard_is_given_again(store: Store) -> None:
    kiosk = store.kiosk()
    store.asks_for_code(kiosk, "BX-2026-0001", then=IN_THE_MIDDLE)
    store.loses_power(store.at_kiosk)
    store.panel.faults.all_off()
    made = store.record_of("BX-2026-0001")
    assert store.gets_code("BX-2026-0001") == str(made.code)


def test_a_parcel_that_was_taken_when_the_pos_went_dark_is_taken(store: Store) -> None:
    code = store.gets_code("AXDY43322222524545")
    pos = store.pos()
    clerk = store.shop.pos().demo_clerk
    assert clerk is not None
    pos.sign_in(clerk.number, clerk.pin)
    pos.sees("Scan the RETURN CODE")
    pos.scan(code)
    pos.sees("Check the parcel")
    pos.check_parcel()
    store.panel.faults.switch("pos-power-loss", IN_THE_MIDDLE)
    pos.press("F9")
    store.loses_power(store.at_pos)
    store.panel.faults.all_off()
    pos = store.pos()
    pos.sees("Sign in")
    assert store.record_of("AXDY43322222524545").status is Status.RETURNED
    pos.sign_in(clerk.number, clerk.pin)
    pos.sees("Scan the RETURN CODE")
    pos.scan(code)
    pos.sees("already")


def test_at_a_moment_the_power_goes_and_the_printer_stays_as_it_is(store: Store) -> None:
    printer = store.shop.kiosk().simulated_printer
    assert printer is not None
    printer.set_status(PrinterStatus.PAPER_OUT)
    begins = store.panel.clock.now() + timedelta(minutes=10)
    store.panel.faults.switch("kiosk-power-loss", Switch(since=begins))
    store.panel.clock.pass_time(timedelta(minutes=9))
    store.kiosk().sees("Codes are shown on screen only")
    store.panel.clock.pass_time(timedelta(minutes=1))
    store.loses_power(store.at_kiosk)
    store.kiosk().sees("Codes are shown on screen only")
    printer.set_status(PrinterStatus.READY)
    store.kiosk().does_not_see("Codes are shown on screen only")
