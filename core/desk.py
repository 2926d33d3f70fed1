"""Opens the windows: kiosk, POS, or the demonstration with both side by side.

Outermost beside `core.cli`: only here kiosk, POS and the composition root meet. What the first
frame does not need is imported after it.
"""

from __future__ import annotations

from threading import Lock
from typing import TYPE_CHECKING, Final

from core.memory import keep_for_good
from core.qt.desk import Desk
from core.qt.screen_room import FRAME_WIDTH, fitting, screen_room
from core.qt.theme import dressed_application
from core.texts import Texts

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from PySide6.QtWidgets import QApplication

    from core.beside import EcmsBeside
    from core.bootstrap import Service, Shop
    from core.qt.backstage.eyes import BackstageParts
    from core.qt.backstage.window import BackstageWindow
    from core.services.handheld import Handheld
    from core.services.station import Station
    from kiosk.window import KioskWindow
    from pos.window import PosWindow

#: Numbers to try, printer and papers, with the handle; and the handle alone.
_STRIP_WIDTH: Final = 230
_HANDLE_WIDTH: Final = 18
_KIOSK_HEIGHT: Final = 1920
_KIOSK_SHAPE: Final = 1080 / 1920
_POS_SIZE: Final = (1366, 768)
_BACKSTAGE_SIZE: Final = (1440, 900)


class _World:
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
        self._one_at_a_time = Lock()
        self._shop: Shop | None = None
        self._service: Service | None = None

    def shop(self) -> Shop:
        """The shop, the same for every window."""
        with self._one_at_a_time:
            if self._shop is None:
                self._shop = self._open_shop()
            return self._shop

    def station(self, of: Callable[[Shop], Station]) -> Station:
        """One of the shop's stations, once all that it needs is loaded."""
        try:
            return of(self.shop())
        finally:
            keep_for_good()

    def serve(self) -> None:
        """A window works: its first frame waits for nothing any more."""
        if not (self._serves and self.shop().has_own_ecms):
            return
        with self._one_at_a_time:
            if self._beside is None:
                from core.beside import EcmsBeside  # noqa: PLC0415 - after the first frame

                self._beside = EcmsBeside()
        self._beside.start(self.shop().data)

    def backstage(self) -> BackstageParts:
        """What backstage stands on; blocks."""
        from core.plays_beside import PlaysBeside  # noqa: PLC0415 - after the first frame
        from core.qt.backstage.eyes import BackstageParts  # noqa: PLC0415 - the same

        shop = self.shop()
        with self._one_at_a_time:
            if self._service is None:
                self._service = shop.service()
        service = self._service
        plays = PlaysBeside(shop.data)
        return BackstageParts(shop.panel, service.behind, service.daily_job, shop.data, plays)

    def close(self) -> None:
        """Let go of the database, and end what others reach."""
        if self._service is not None:
            self._service.group.close()
        if self._beside is not None:
            self._beside.stop()
        if self._shop is not None:
            self._shop.close()


def show_kiosk(
    shop: Callable[[], Shop],
    *,
    full_screen: bool,
    first_frame_only: bool = False,
    locked: bool = False,
) -> int:
    """Open the kiosk alone and run until it is closed.

    Args:
        shop: gives the installation; asked on a worker.
        full_screen: for a dedicated machine.
        first_frame_only: print the instant of the first painted frame, and end.
        locked: only staff may end it, and a keeper hears its heart beat.
    """
    app = dressed_application("Balik")
    world = _World(shop)
    desk, _ = _kiosk_desk(world, locked=locked)
    if locked:
        from core.qt.heartbeat import Heartbeat  # noqa: PLC0415 - only for a locked kiosk

        Heartbeat(app)
    if first_frame_only:
        from core.qt.first_frame import end_at_first_paint  # noqa: PLC0415 - only for `bench`

        end_at_first_paint(desk)
    if full_screen or locked:
        desk.showFullScreen()
    else:
        room = screen_room()
        _, height = fitting(0, _KIOSK_HEIGHT)
        _show_at(desk, room.left(), room.top(), _kiosk_width(height), height)
    return _run(app, world)


def show_pos(shop: Callable[[], Shop], *, full_screen: bool) -> int:
    """Open the POS alone and run until it is closed; arguments as `show_kiosk`."""
    app = dressed_application("Balik")
    world = _World(shop)
    desk, _ = _pos_desk(world)
    if full_screen:
        desk.showFullScreen()
    else:
        room = screen_room()
        _show_at(desk, room.left(), room.top(), *fitting(*_POS_SIZE))
    return _run(app, world)


def show_demonstration(shop: Callable[[], Shop]) -> int:
    """Open kiosk and POS side by side over one database, and backstage behind them.

    Runs until both are closed; backstage closes with the kiosk, and can be opened again alone.
    """
    app = dressed_application("Balik")
    world = _World(shop, serves=True)
    pos_desk, pos = _pos_desk(world)
    kiosk_desk, _ = _kiosk_desk(world, scan_at=pos)
    room = screen_room()
    _, height = fitting(0, _KIOSK_HEIGHT)
    kiosk_width = _kiosk_width(height)
    pos_left = room.left() + kiosk_width + FRAME_WIDTH
    pos_width = min(room.right() - pos_left - FRAME_WIDTH, _POS_SIZE[0])
    _show_at(pos_desk, pos_left, room.top(), pos_width, min(height, _POS_SIZE[1]))
    _show_at(kiosk_desk, room.left(), room.top(), kiosk_width, height)
    opened: list[BackstageWindow] = []

    def open_backstage(_station: Station) -> None:
        # Behind the two others: the store comes first.
        window = _backstage(world)
        window.show()
        window.lower()
        kiosk_desk.closed.connect(window.close)
        opened.append(window)

    kiosk_desk.station_opened.connect(open_backstage)
    return _run(app, world)


def show_backstage(shop: Callable[[], Shop]) -> int:
    """Open backstage alone, over a demonstration whose windows may be open or not."""
    app = dressed_application("Balik")
    world = _World(shop, serves=True)
    window = _backstage(world, then=world.serve)
    window.show()
    return _run(app, world)


def _backstage(world: _World, then: Callable[[], None] = lambda: None) -> BackstageWindow:
    from core.qt.backstage.window import BackstageWindow  # noqa: PLC0415 - after the first frame

    def open_parts() -> BackstageParts:
        parts = world.backstage()
        then()
        return parts

    window = BackstageWindow(open_parts, Texts())
    window.move(screen_room().topLeft())
    window.resize(*fitting(*_BACKSTAGE_SIZE))
    return window


def _kiosk_width(height: int) -> int:
    return round(height * _KIOSK_SHAPE) + _STRIP_WIDTH


def _kiosk_desk(
    world: _World, *, scan_at: PosWindow | None = None, locked: bool = False
) -> tuple[Desk, KioskWindow]:
    from kiosk.window import KioskWindow  # noqa: PLC0415 - a POS does not load the kiosk

    texts = Texts()
    desk = _locked_desk() if locked else Desk(texts("Balik kiosk"), kept=_STRIP_WIDTH)

    def open_station() -> Station:
        station = desk.open(lambda: world.station(lambda shop: shop.kiosk()))
        world.serve()
        return station

    window = KioskWindow(open_station, open_room=lambda: world.shop().staff_room())
    window.ended.connect(desk.leave)
    desk.add_screen(window)

    def furnish(station: Station) -> None:
        if station.flight is not None:
            from core.listening import listen_at_kiosk  # noqa: PLC0415 - for recorded runs

            listen_at_kiosk(window, station.flight)
        # A customer of a real store moves no printer's cover.
        if station.simulated_printer is None or locked:
            desk.give_room_back()
            return
        from core.qt.strip import Strip  # noqa: PLC0415 - after the first frame

        strip = Strip(
            station.simulated_printer,
            texts("Kiosk printer"),
            numbers=station.demo_numbers,
            can_scan=scan_at is not None,
        )
        if strip.numbers is not None:
            strip.numbers.chosen.connect(window.scan)
        if scan_at is not None:
            strip.roll.scan_requested.connect(lambda png: _scan_picture(desk, png, scan_at))
        desk.add_strip(strip)

    desk.station_opened.connect(furnish)
    return desk, window


def _locked_desk() -> Desk:
    from core.qt.locked_desk import LockedDesk  # noqa: PLC0415 - only for a locked kiosk

    return LockedDesk(Texts()("Balik kiosk"))


def _pos_desk(world: _World) -> tuple[Desk, PosWindow]:
    from pos.window import PosWindow  # noqa: PLC0415 - a kiosk does not load the POS

    texts = Texts()
    desk = Desk(texts("Balik POS"), kept=_HANDLE_WIDTH)

    def open_station() -> Station:
        return desk.open(lambda: world.station(lambda shop: shop.pos()))

    window = PosWindow(open_station)
    desk.add_screen(window)

    def furnish(station: Station) -> None:
        if station.flight is not None:
            from core.listening import listen_at_pos  # noqa: PLC0415 - for recorded runs

            listen_at_pos(window, station.flight)
        if station.simulated_printer is None:
            desk.give_room_back()
            return
        from core.qt.strip import Strip  # noqa: PLC0415 - after the first frame

        strip = Strip(
            station.simulated_printer,
            texts("Receipt printer"),
            is_open=False,
            has_handheld=station.handheld is not None,
        )
        strip.roll.scan_requested.connect(lambda png: _scan_picture(desk, png, window))
        if (handheld := station.handheld) is not None:
            strip.handheld_asked.connect(lambda: _show_handheld(desk, handheld, texts))
        desk.add_strip(strip)

    desk.station_opened.connect(furnish)
    return desk, window


def _show_handheld(desk: Desk, handheld: Handheld, texts: Texts) -> None:
    """The hand-held beside the POS; it goes when it is closed, or the POS is."""
    from PySide6.QtCore import Qt  # noqa: PLC0415 - takes 40 ms: a fifth of a first frame

    from core.qt.handheld import HandheldWindow  # noqa: PLC0415 - only the demonstration's

    window = HandheldWindow(handheld, texts)
    window.setParent(desk, Qt.WindowType.Window)
    window.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    desk.closed.connect(window.close)
    window.show()


def _scan_picture(desk: Desk, png: Path, pos: PosWindow) -> None:
    """Hold a paper under the POS's scanner: its bars are read, as a scanner would."""
    from core.qt.tasks import Tasks  # noqa: PLC0415 - only the demonstration does this

    tasks = Tasks(desk)

    def read() -> list[str]:
        from core.scanning.picture import read_picture  # noqa: PLC0415 - loads the decoder

        return read_picture(png)

    def give(codes: list[str]) -> None:
        tasks.close()
        pos.window().activateWindow()
        for code in codes:
            pos.presenter.scanned(code)

    tasks.run(read, give, broke=tasks.close)


def _show_at(desk: Desk, left: int, top: int, width: int, height: int) -> None:
    desk.resize(width, height)
    desk.move(left, top)
    desk.show()


def _run(app: QApplication, world: _World) -> int:
    try:
        return app.exec()
    finally:
        world.close()
