"""Opens the windows: kiosk, POS, or the demonstration with both side by side.

Outermost beside `core.cli`: only here kiosk, POS and the composition root meet. What the first
frame does not need is imported after it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QRect, QSize

from core.desktop.terminal_desks import STRIP_WIDTH, KioskDesk, PosDesk, SharedShop
from core.qt.screen_room import fitting, kiosk_and_pos, screen_room
from core.qt.theme import dressed_application
from core.texts import Texts

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QApplication

    from core.bootstrap import Shop
    from core.qt.backstage.eyes import BackstageParts
    from core.qt.backstage.window import BackstageWindow
    from core.qt.desk import Desk
    from core.services.station import Station

_POS_SIZE: Final = (1366, 768)
_BACKSTAGE_SIZE: Final = (1440, 900)


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
    world = SharedShop(shop)
    kiosk = KioskDesk(world, locked=locked)
    desk = kiosk.desk
    if locked:
        from core.qt.heartbeat import Heartbeat  # noqa: PLC0415 - only for a locked kiosk

        Heartbeat(app)
    if first_frame_only:
        from core.qt.first_frame import end_at_first_paint  # noqa: PLC0415 - only for `bench`

        end_at_first_paint(desk)
    if full_screen or locked:
        desk.showFullScreen()
    else:
        _show_at(desk, kiosk_and_pos(STRIP_WIDTH)[0])
    return _run(app, world)


def show_pos(shop: Callable[[], Shop], *, full_screen: bool) -> int:
    """Open the POS alone and run until it is closed; arguments as `show_kiosk`."""
    app = dressed_application("Balik")
    world = SharedShop(shop)
    pos = PosDesk(world)
    desk = pos.desk
    if full_screen:
        desk.showFullScreen()
    else:
        _show_at(desk, QRect(screen_room().topLeft(), QSize(*fitting(*_POS_SIZE))))
    return _run(app, world)


def show_demonstration(shop: Callable[[], Shop]) -> int:
    """Open kiosk and POS side by side over one database, and backstage behind them.

    Runs until both are closed; backstage closes with the kiosk, and can be opened again alone.
    """
    app = dressed_application("Balik")
    world = SharedShop(shop, serves=True)
    pos = PosDesk(world)
    kiosk = KioskDesk(world, scan_at=pos)
    at_kiosk, at_pos = kiosk_and_pos(STRIP_WIDTH)
    _show_at(pos.desk, at_pos)
    _show_at(kiosk.desk, at_kiosk)
    opened: list[BackstageWindow] = []

    def open_backstage(_station: Station) -> None:
        if opened or kiosk.desk.is_closed:
            return
        # Behind the two others: the store comes first.
        window = _backstage(world)
        window.show()
        window.lower()
        kiosk.desk.closed.connect(window.close)
        opened.append(window)

    kiosk.desk.station_opened.connect(open_backstage)
    return _run(app, world)


def show_backstage(shop: Callable[[], Shop]) -> int:
    """Open backstage alone, over a demonstration whose windows may be open or not."""
    app = dressed_application("Balik")
    world = SharedShop(shop, serves=True)
    window = _backstage(world, then=world.serve)
    window.show()
    return _run(app, world)


def _backstage(world: SharedShop, then: Callable[[], None] = lambda: None) -> BackstageWindow:
    from core.qt.backstage.window import BackstageWindow  # noqa: PLC0415 - after the first frame

    def open_parts() -> BackstageParts:
        parts = world.backstage()
        then()
        return parts

    window = BackstageWindow(open_parts, Texts())
    window.move(screen_room().topLeft())
    window.resize(*fitting(*_BACKSTAGE_SIZE))
    return window


def _show_at(desk: Desk, place: QRect) -> None:
    desk.resize(place.size())
    desk.move(place.topLeft())
    desk.show()


def _run(app: QApplication, world: SharedShop) -> int:
    try:
        status = app.exec()
    finally:
        world.close()
    from core.qt.leaving import leave_what_loads  # noqa: PLC0415 - not before the first frame

    leave_what_loads(status)
    return status
