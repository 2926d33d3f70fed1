"""Kiosk and POS on their desks, over one shop; on the way to the first frame, as `desk` is."""

from __future__ import annotations

from threading import Lock
from time import monotonic
from typing import TYPE_CHECKING, Final

from core.memory import keep_for_good
from core.qt.desk import Desk
from core.texts import Texts

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from core.bootstrap import Shop
    from core.desktop.beside import EcmsBeside
    from core.qt.backstage.eyes import BackstageParts
    from core.services.handheld import Handheld
    from core.services.station import Station
    from core.shop.service import Service
    from kiosk.window import KioskWindow
    from pos.window import PosWindow

#: Numbers to try, printer and papers, with the handle; and the handle alone.
STRIP_WIDTH: Final = 230
_HANDLE_WIDTH: Final = 18
#: How long closing may take, in seconds, and after how long those who delay it are told again.
_PATIENCE_S: Final = 0.8
_HURRY_S: Final = 0.05


class SharedShop:
    """The shop of this process, opened on a worker by whichever window asks first.

    Args:
        open_shop: loads the composition root, and with it SQLAlchemy, pydantic and the printer's
            parts.
        serves: let others reach the ECMS too, once a window works over it.
    """

    def __init__(self, open_shop: Callable[[], Shop], *, serves: bool = False) -> None:
        self._open_shop = open_shop
        self._serves = serves
        self._beside: EcmsBeside | None = None
        # Two locks: whoever closes waits for what is set up, and for nothing that is only loaded.
        self._loading, self._setting_up = Lock(), Lock()
        self._is_closed = False
        self._shop: Shop | None = None
        self._service: Service | None = None

    def shop(self) -> Shop:
        """The shop, the same for every window."""
        with self._loading:
            if self._shop is None:
                self._shop = self._open_shop()
            return self._shop

    def station(self, of: Callable[[Shop], Station]) -> Station:
        """One of the shop's stations, once all that it needs is loaded.

        Raises:
            StartupTrouble: it cannot work, or the windows were closed meanwhile.
        """
        shop = self.shop()
        try:
            with self._setting_up:
                self._check_open()
                return of(shop)
        finally:
            keep_for_good()

    def serve(self) -> None:
        """A window works: its first frame waits for nothing any more."""
        if not (self._serves and self.shop().has_own_ecms):
            return
        with self._setting_up:
            if self._is_closed:
                return
            if self._beside is None:
                from core.desktop.beside import EcmsBeside  # noqa: PLC0415 - after the first frame

                self._beside = EcmsBeside()
            self._beside.start(self.shop().data)

    def backstage(self) -> BackstageParts:
        """What backstage stands on; blocks. Raises as `station`."""
        import core.shop.service  # noqa: F401, PLC0415 - loaded before anybody might wait for it
        from core.desktop.plays_beside import PlaysBeside  # noqa: PLC0415 - after the first frame
        from core.qt.backstage.eyes import BackstageParts  # noqa: PLC0415 - the same

        shop = self.shop()
        with self._setting_up:
            self._check_open()
            if self._service is None:
                self._service = shop.service()
            service = self._service
        plays = PlaysBeside(shop.data)
        return BackstageParts(
            shop.panel, service.behind, service.daily_job, shop.data, shop.store, plays, shop.flight
        )

    def close(self) -> None:
        """Let go of the database, and end what others reach.

        What is still being set up is waited for, but not for long: a database's server or an ECMS
        elsewhere may keep it waiting, and a change that is cut off is as if it had never begun.
        """
        self._is_closed = True
        if self._beside is not None:
            self._beside.begin_to_stop()
        end = monotonic() + _PATIENCE_S
        while not (is_free := self._setting_up.acquire(timeout=_HURRY_S)) and monotonic() < end:
            if self._shop is not None:
                self._shop.hang_up()
        if is_free:
            self._let_go()
            self._setting_up.release()
        if self._beside is not None:
            self._beside.stop(max(0.0, end - monotonic()))

    def _let_go(self) -> None:
        if self._service is not None:
            self._service.group.close()
        if self._shop is not None:
            self._shop.close()

    def _check_open(self) -> None:
        if self._is_closed:
            from core.trouble import StartupTrouble, marked  # noqa: PLC0415 - hardly ever

            raise StartupTrouble(
                marked("Balik is being closed."), marked("Start it again to go on.")
            )


class PosDesk:
    """The POS on its desk, its printer and the trucker's hand-held beside it.

    Args:
        shop: behind it.
    """

    def __init__(self, shop: SharedShop) -> None:
        self._shop = shop
        self._texts = Texts()
        self.desk: Final = Desk(self._texts("Balik POS"), kept=_HANDLE_WIDTH)
        self.window: PosWindow
        self._scans: Callable[[str], tuple[str, ...]]
        self.desk.station_opened.connect(self._furnish)
        self._switch_on()

    def _switch_on(self) -> None:
        """A POS as it is when it was just switched on."""
        from pos.window import PosWindow  # noqa: PLC0415 - a kiosk does not load the POS

        self.window = PosWindow(self._open_station)
        self.desk.add_screen(self.window)

    def _open_station(self) -> Station:
        return self.desk.open(lambda: self._shop.station(lambda shop: shop.pos()))

    def _furnish(self, station: Station) -> None:
        if self.desk.is_closed:
            return
        if station.flight is not None:
            from core.desktop.listening import listen_at_pos  # noqa: PLC0415 - for recorded runs

            listen_at_pos(self.window, station.flight)
        self._scans = station.scans
        _plug_in(self.desk, station, self._switch_on, self._texts)
        if self.desk.has_strip:
            return
        if station.simulated_printer is None:
            self.desk.give_room_back()
            return
        from core.qt.strip import Strip  # noqa: PLC0415 - after the first frame

        strip = Strip(
            station.simulated_printer,
            self._texts("Receipt printer"),
            is_open=False,
            has_handheld=station.handheld is not None,
        )
        strip.roll.scan_requested.connect(self.scan_picture)
        if (handheld := station.handheld) is not None:
            strip.handheld_asked.connect(lambda: self._show_handheld(handheld))
        self.desk.add_strip(strip)

    def scan_picture(self, png: Path) -> None:
        """Hold a paper under the scanner: its bars are read, as a scanner would."""
        from core.qt.tasks import Tasks  # noqa: PLC0415 - only the demonstration does this

        tasks = Tasks(self.desk)

        def read() -> list[str]:
            from core.scanning.picture import read_picture  # noqa: PLC0415 - loads the decoder

            return read_picture(png)

        def give(codes: list[str]) -> None:
            tasks.close()
            self.desk.activateWindow()
            for code in codes:
                for scan in self._scans(code):
                    self.window.presenter.scanned(scan)

        tasks.run(read, give, broke=tasks.close)

    def _show_handheld(self, handheld: Handheld) -> None:
        """The hand-held beside the POS; it goes when it is closed, or the POS is."""
        from PySide6.QtCore import Qt  # noqa: PLC0415 - takes 40 ms: a fifth of a first frame

        from core.qt.handheld import HandheldWindow  # noqa: PLC0415 - only the demonstration's

        window = HandheldWindow(handheld, self._texts)
        window.setParent(self.desk, Qt.WindowType.Window)
        window.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.desk.closed.connect(window.close)
        window.show()


class KioskDesk:
    """The kiosk on its desk, with numbers to try and its printer beside it.

    Args:
        shop: behind it.
        scan_at: where its tickets can be scanned.
        locked: only staff may end it.
    """

    def __init__(
        self, shop: SharedShop, *, scan_at: PosDesk | None = None, locked: bool = False
    ) -> None:
        self._shop, self._scan_at, self._locked = shop, scan_at, locked
        self._texts = Texts()
        name = self._texts("Balik kiosk")
        self.desk: Final = _locked_desk(name) if locked else Desk(name, kept=STRIP_WIDTH)
        self.window: KioskWindow
        self._scans: Callable[[str], tuple[str, ...]]
        self.desk.station_opened.connect(self._furnish)
        self._switch_on()

    def _switch_on(self) -> None:
        """A kiosk as it is when it was just switched on."""
        from kiosk.window import KioskWindow  # noqa: PLC0415 - a POS does not load the kiosk

        shop = self._shop
        self.window = KioskWindow(self._open_station, open_room=lambda: shop.shop().staff_room())
        self.window.ended.connect(self.desk.leave)
        self.desk.add_screen(self.window)

    def _open_station(self) -> Station:
        station = self.desk.open(lambda: self._shop.station(lambda shop: shop.kiosk()))
        self._shop.serve()
        return station

    def _furnish(self, station: Station) -> None:
        if self.desk.is_closed:
            return
        if station.flight is not None:
            from core.desktop.listening import listen_at_kiosk  # noqa: PLC0415 - for recorded runs

            listen_at_kiosk(self.window, station.flight)
        self._scans = station.scans
        _plug_in(self.desk, station, self._switch_on, self._texts)
        if self.desk.has_strip:
            return
        # A customer of a real store moves no printer's cover.
        if station.simulated_printer is None or self._locked:
            self.desk.give_room_back()
            return
        from core.qt.strip import Strip  # noqa: PLC0415 - after the first frame

        strip = Strip(
            station.simulated_printer,
            self._texts("Kiosk printer"),
            numbers=station.demo_numbers,
            can_scan=self._scan_at is not None,
        )
        if strip.numbers is not None:
            strip.numbers.chosen.connect(self._scan)
        if self._scan_at is not None:
            strip.roll.scan_requested.connect(self._scan_at.scan_picture)
        self.desk.add_strip(strip)

    def _scan(self, text: str) -> None:
        """At whichever kiosk stands there now."""
        for scan in self._scans(text):
            self.window.scan(scan)


def _plug_in(desk: Desk, station: Station, switch_on: Callable[[], None], texts: Texts) -> None:
    """Let the screen go dark where the demonstration's power does."""
    if station.mains is not None:
        from core.qt.plugged_in import PluggedIn  # noqa: PLC0415 - after the first frame

        PluggedIn(desk, station, station.mains, switch_on, texts)


def _locked_desk(name: str) -> Desk:
    from core.qt.locked_desk import LockedDesk  # noqa: PLC0415 - only for a locked kiosk

    return LockedDesk(name)
