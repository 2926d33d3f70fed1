"""Opens the windows: kiosk, POS, or the demonstration with both side by side.

Outermost beside `core.cli`: only here kiosk, POS and the composition root meet.
"""

from __future__ import annotations

import sys
from threading import Lock
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QRect, QSize, Signal
from PySide6.QtWidgets import QApplication

from core.qt.desk import Desk
from core.qt.theme import dress

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from core.bootstrap import Shop
    from core.services.station import Station
    from kiosk.window import KioskWindow
    from pos.window import PosWindow

#: What a window manager puts around a window, about, in pixels.
_FRAME: Final = QSize(4, 36)
_STRIP_WIDTH: Final = 230
_KIOSK: Final = QSize(1080, 1920)
_POS: Final = QSize(1366, 768)


class _World(QObject):
    """The shop of this process, opened on a worker by whichever window asks first."""

    opened = Signal(str, object)

    def __init__(self, data: Callable[[], Path]) -> None:
        super().__init__()
        self._data = data
        self._lock = Lock()
        self._shop: Shop | None = None

    def kiosk(self) -> Station:
        """Open the kiosk's station; on a worker."""
        return self._tell("kiosk", self._open().kiosk())

    def pos(self) -> Station:
        """Open the POS terminal's station; on a worker."""
        return self._tell("pos", self._open().pos())

    def close(self) -> None:
        """Let go of the database."""
        if self._shop is not None:
            self._shop.close()

    def _open(self) -> Shop:
        with self._lock:
            if self._shop is None:
                # Loads SQLAlchemy, pydantic and the printer's libraries: after the first frame.
                from core.bootstrap import Shop  # noqa: PLC0415

                self._shop = Shop(self._data())
            return self._shop

    def _tell(self, kind: str, station: Station) -> Station:
        self.opened.emit(kind, station)
        return station


def show_kiosk(
    data: Callable[[], Path], *, full_screen: bool, first_frame_only: bool = False
) -> int:
    """Open the kiosk alone and run until it is closed.

    Args:
        data: gives the data directory; asked on a worker.
        full_screen: for a dedicated machine.
        first_frame_only: print the instant of the first painted frame, and end.
    """
    app = _application()
    world = _World(data)
    desk, _ = _kiosk_desk(world)
    if first_frame_only:
        from core.qt.first_frame import end_at_first_paint  # noqa: PLC0415

        end_at_first_paint(desk)
    room = _room(app)
    height = room.height() - _FRAME.height()
    width = height * _KIOSK.width() // _KIOSK.height() + _STRIP_WIDTH
    _show(desk, QRect(room.left(), room.top(), width, height), full_screen=full_screen)
    return _run(app, world)


def show_pos(data: Callable[[], Path], *, full_screen: bool) -> int:
    """Open the POS alone and run until it is closed; arguments as `show_kiosk`."""
    app = _application()
    world = _World(data)
    desk, _ = _pos_desk(world)
    room = _room(app)
    size = _POS.boundedTo(room.size() - _FRAME)
    _show(desk, QRect(room.topLeft(), size), full_screen=full_screen)
    return _run(app, world)


def show_demonstration(data: Callable[[], Path]) -> int:
    """Open kiosk and POS side by side over one database; runs until both are closed."""
    app = _application()
    world = _World(data)
    kiosk_desk, _ = _kiosk_desk(world, also_scans_at=lambda: pos)
    pos_desk, pos = _pos_desk(world)
    room = _room(app)
    height = min(room.height() - _FRAME.height(), _KIOSK.height())
    kiosk_width = height * _KIOSK.width() // _KIOSK.height() + _STRIP_WIDTH
    pos_left = room.left() + kiosk_width + _FRAME.width()
    pos_width = min(room.right() - pos_left - _FRAME.width(), _POS.width())
    pos_height = min(height, _POS.height())
    _show(pos_desk, QRect(pos_left, room.top(), pos_width, pos_height), full_screen=False)
    _show(kiosk_desk, QRect(room.left(), room.top(), kiosk_width, height), full_screen=False)
    return _run(app, world)


def _application() -> QApplication:
    app = QApplication(sys.argv[:1])
    app.setApplicationName("Balik")
    dress(app)
    return app


def _kiosk_desk(
    world: _World, *, also_scans_at: Callable[[], PosWindow] | None = None
) -> tuple[Desk, KioskWindow]:
    from kiosk.window import KioskWindow  # noqa: PLC0415 - a POS does not load the kiosk

    window = KioskWindow(world.kiosk)
    desk = Desk(window, "Balik kiosk")

    def dress_up(kind: str, station: Station) -> None:
        if kind != "kiosk" or station.simulated_printer is None:
            return
        roll = desk.add_strip(
            station.simulated_printer, "Kiosk printer", numbers=station.demo_numbers
        )
        if desk.numbers is not None:
            desk.numbers.chosen.connect(window.scan)
        if also_scans_at is not None:
            roll.scan_requested.connect(lambda png: _scan_picture(desk, png, also_scans_at()))

    world.opened.connect(dress_up)
    return desk, window


def _pos_desk(world: _World) -> tuple[Desk, PosWindow]:
    from pos.window import PosWindow  # noqa: PLC0415 - a kiosk does not load the POS

    window = PosWindow(world.pos)
    desk = Desk(window, "Balik POS")

    def dress_up(kind: str, station: Station) -> None:
        if kind == "pos" and station.simulated_printer is not None:
            desk.add_strip(station.simulated_printer, "Receipt printer", is_open=False)

    world.opened.connect(dress_up)
    return desk, window


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


def _room(app: QApplication) -> QRect:
    return app.primaryScreen().availableGeometry()


def _show(desk: Desk, place: QRect, *, full_screen: bool) -> None:
    if full_screen:
        desk.showFullScreen()
        return
    desk.resize(place.size())
    desk.move(place.topLeft())
    desk.show()


def _run(app: QApplication, world: _World) -> int:
    try:
        return app.exec()
    finally:
        world.close()
