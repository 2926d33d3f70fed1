"""The demonstration's windows on their desks, as `balik` opens them, and what moves them."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication

from core.bootstrap import Shop
from core.desktop.terminal_desks import KioskDesk, PosDesk, SharedShop
from core.qt.theme import dress
from core.services.ecms import ReturnRecord
from core.simulator.panel import Panel
from core.simulator.switches import Switch
from kiosk.driver import KioskDriver
from pos.driver import PosDriver

#: Two windows open at once, perhaps on a machine that is busy with other tests.
PATIENCE_S = 30


class Store:
    """The demonstration's two desks over one shop, and what moves them.

    Args:
        data: a shop that was set up before.
    """

    def __init__(self, data: Path) -> None:
        self.panel = Panel(begins=datetime(2026, 11, 21, 6, 33, tzinfo=UTC))
        # Whose hands look before they touch need not be kept from touching too soon.
        times = {"code_at_least": 0}
        self.shop = Shop(data, panel=self.panel, said={"times": times})
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

    def clerk_at_work(self) -> PosDriver:
        """The demonstration's clerk, signed in."""
        pos, clerk = self.pos(), self.shop.pos().demo_clerk
        assert clerk is not None
        pos.sign_in(clerk.number, clerk.pin)
        pos.sees("Scan the RETURN CODE")
        return pos

    def record_of(self, reference: str) -> ReturnRecord:
        """What the books say of a parcel."""
        station = self.shop.pos()
        (record,) = station.ecms.find_returns(reference, station.terminal)
        return record

    def close(self) -> None:
        """Close both windows, and the shop."""
        for desk in (self.at_pos.desk, self.at_kiosk.desk):
            desk.close()
            desk.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        self.shared.close()


@contextmanager
def opened_store(new_shop: Path, folder: Path) -> Iterator[Store]:
    """The two desks over a copy of a shop that was set up before, in a folder of its own."""
    app = QApplication.instance()
    if isinstance(app, QApplication):
        dress(app)
    store = Store(shutil.copytree(new_shop, folder / "balik"))
    try:
        yield store
    finally:
        store.close()
