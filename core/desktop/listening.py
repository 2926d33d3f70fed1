"""Lets a flight recorder listen at the windows; outermost, for it knows both kinds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.qt.flight_ears import FlightEars

if TYPE_CHECKING:
    from core.services.recording import Flight
    from kiosk.window import KioskWindow
    from pos.window import PosWindow


def listen_at_kiosk(window: KioskWindow, flight: Flight | None) -> None:
    """Note what happens at a kiosk that works over its station, if this run is recorded."""
    from kiosk.presenter import Presenter  # noqa: PLC0415 - a POS does not load the kiosk

    if flight is None or (presenter := window.findChild(Presenter)) is None:
        return

    def page() -> str:
        state = presenter.state
        over = f" under {type(state.overlay).__name__}" if state.overlay is not None else ""
        return type(state.screen).__name__ + over

    FlightEars(window, "kiosk", flight, presenter.happened, page)


def listen_at_pos(window: PosWindow, flight: Flight | None) -> None:
    """The same at a POS."""
    if flight is None:
        return
    presenter = window.presenter
    FlightEars(
        window, "pos", flight, presenter.happened, lambda: type(presenter.state.page).__name__
    )
