"""The staff's door: the logo held for five seconds, the PIN, and what staff do behind it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Final

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QWidget

from core.qt.tasks import Tasks
from core.qt.timers import Cancel, Timers
from core.services.devices import AtWork, CannotUse, Device, StaffRoom
from core.services.ports import PrinterStatus, PrintOutcome
from core.services.station import Station
from core.services.try_printer import try_printer
from core.trouble import marked
from kiosk.look import Look
from kiosk.staff import flow
from kiosk.staff.pages import PinPage, RoomPage, StaffPage
from kiosk.widgets.touch import uncover

#: So long the logo is held (screens.md, "Kiosk").
_HOLD_S: Final = 5
#: Between two looks at what is plugged in.
_LOOK_S: Final = 2


class StaffDoor(QObject):
    """Watches the logo, and shows the staff's pages over the window.

    Args:
        window: the kiosk's.
        bar: the bar with the logo at its left.
        open_room: what lies behind the door; blocks, so it is called on a worker.
        look: how the kiosk looks now.
        timers: measure the holding, the pauses and the looks.
    """

    #: Staff came in: the customer before them is forgotten.
    entered = Signal()
    #: Staff ends the kiosk.
    ended = Signal()
    #: The station with the devices that are worked with from now on.
    chose = Signal(object)

    def __init__(
        self,
        window: QWidget,
        bar: QWidget,
        open_room: Callable[[], StaffRoom],
        look: Callable[[], Look],
        timers: Timers,
    ) -> None:
        super().__init__(window)
        self._window, self._bar, self._open_room = window, bar, open_room
        self._look, self._timers = look, timers
        self._staff = flow.Staff()
        self._room: StaffRoom | None = None
        self._page: StaffPage | None = None
        self._next_page: StaffPage | None = None
        self._station: Station | None = None
        self._holding: Cancel | None = None
        self._clock: Cancel | None = None
        self._next_look: Cancel | None = None
        self._work, self._paper = Tasks(self), Tasks(self)
        bar.installEventFilter(self)
        window.installEventFilter(self)

    @property
    def is_open(self) -> bool:
        """Whether staff stand where customers else do."""
        return self._staff.place is not None

    def work_with(self, station: Station) -> None:
        """The station is there, or works with other devices."""
        self._station = station

    def printer_said(self, status: PrinterStatus | None) -> None:
        """The printer's condition."""
        if status is not self._staff.printer:
            self._show(replace(self._staff, printer=status))

    def scanned(self, text: str) -> None:
        """On the staff page a scan tries the scanner and nothing else."""
        self._show(flow.touched(flow.in_room(self._staff, read=text)))

    def close(self) -> None:
        """Wait for what is under way."""
        self._let_go()
        for cancel in (self._clock, self._next_look):
            if cancel is not None:
                cancel()
        self._clock = self._next_look = None
        self._work.close()
        self._paper.close()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """A finger on the logo, and the window's new size."""
        kind = event.type()
        if watched is self._bar and isinstance(event, QMouseEvent):
            if kind == QEvent.Type.MouseButtonPress and self._is_logo(event):
                self._let_go()
                self._holding = self._timers.after(_HOLD_S, self._knock)
            elif kind == QEvent.Type.MouseButtonRelease or not self._is_logo(event):
                self._let_go()
        elif watched is self._window and kind == QEvent.Type.Resize and self._page is not None:
            QTimer.singleShot(0, self, self._place)
        return False

    def _is_logo(self, event: QMouseEvent) -> bool:
        place = self._bar.mapFromGlobal(event.globalPosition().toPoint())
        return self._bar.rect().contains(place) and place.x() < self._bar.width() // 3

    def _let_go(self) -> None:
        if self._holding is not None:
            self._holding()
            self._holding = None

    def _knock(self) -> None:
        self._holding = None

        def opened(room: StaffRoom) -> None:
            if self.is_open:
                return
            self._room = room
            # Built in one turn of the loop, dressed and shown in the next.
            self._next_page = self._pin_page(room)
            QTimer.singleShot(0, self, lambda: self._show(flow.knocked(self._staff)))

        # Settings that cannot be read have no PIN: nobody may enter.
        self._work.run(self._open_room, opened, broke=lambda: None)

    def _show(self, staff: flow.Staff) -> None:
        before, self._staff = self._staff, staff
        if staff.place is None and not staff.wait_s:
            if self._clock is not None:
                self._clock()
                self._clock = None
        elif self._clock is None:
            self._clock = self._timers.every(1, self._second_passed)
        if type(staff.place) is not type(before.place):
            self._turn()
        page = self._page
        if page is not None:
            page.show_staff(staff, self._look())
            if page.isHidden():
                page.raise_()
                page.show()
                (page.first_focus() or page).setFocus()

    def _second_passed(self) -> None:
        self._show(flow.second_passed(self._staff))

    def _turn(self) -> None:
        """Another page, or none."""
        before, self._page = self._page, None
        match self._staff.place:
            case None:
                self._stop_looking()
                self._throw_away(self._next_page)
                self._next_page = None
                self._window.setFocus()
                uncover(self._window)
            case flow.Door():
                self._page, self._next_page = self._next_page, None
                # Built while the PIN is typed: nobody waits for both at once.
                QTimer.singleShot(0, self, self._build_next)
            case flow.Room():
                self._build_next()
                self._page, self._next_page = self._next_page, None
                # A turn later: to forget the customer takes as long as to show the page.
                QTimer.singleShot(0, self, self._enter)
        self._throw_away(before)
        if self._page is not None:
            self._page.setGeometry(self._window.rect())

    def _enter(self) -> None:
        self.entered.emit()
        self._look_around()

    @staticmethod
    def _throw_away(page: StaffPage | None) -> None:
        if page is not None:
            page.hide()
            page.deleteLater()

    def _build_next(self) -> None:
        """Build the staff page, dressed and out of sight."""
        room = self._room
        if self._next_page is None and room is not None and self._staff.place is not None:
            self._next_page = self._room_page(room)
            self._next_page.setGeometry(self._window.rect())
            self._next_page.show_staff(replace(self._staff, place=flow.Room()), self._look())

    def _laid_over(self, page: StaffPage) -> StaffPage:
        page.hide()
        page.setParent(self._window)
        page.left.connect(lambda: self._show(flow.left(self._staff)))
        # What lies below must not shine through.
        page.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        return page

    def _pin_page(self, room: StaffRoom) -> StaffPage:
        page = PinPage(room)
        page.typed.connect(lambda digits: self._show(flow.typed(self._staff, digits)))
        page.submitted.connect(self._try_pin)
        return self._laid_over(page)

    def _room_page(self, room: StaffRoom) -> StaffPage:
        page = RoomPage(room)
        page.trial_wanted.connect(self._try_printer)
        page.chosen.connect(self._choose)
        page.ended.connect(self.ended)
        return self._laid_over(page)

    def _place(self) -> None:
        if self._page is not None:
            self._page.setGeometry(self._window.rect())
            self._page.raise_()
            self._page.show_staff(self._staff, self._look())

    def _try_pin(self) -> None:
        room, place = self._room, self._staff.place
        if room is not None and isinstance(place, flow.Door) and place.digits and room.has_pin:
            self._show(flow.tried(self._staff, may_enter=room.may_enter(place.digits)))

    def _look_around(self) -> None:
        """Look what is plugged in, and again while somebody stands here."""
        self._stop_looking()
        station = self._station
        devices = station.devices if station is not None else None
        if devices is None:
            self._next_look = self._timers.after(_LOOK_S, self._look_around)
            return

        def looked(found: tuple[Device, ...] | None) -> None:
            if isinstance(self._staff.place, flow.Room):
                if found is not None:
                    self._show(flow.in_room(self._staff, found=found))
                self._next_look = self._timers.after(_LOOK_S, self._look_around)

        self._work.run(devices.attached, looked, broke=lambda: looked(None))

    def _stop_looking(self) -> None:
        if self._next_look is not None:
            self._next_look()
            self._next_look = None

    def _try_printer(self) -> None:
        station, texts = self._station, self._look().texts
        if station is None:
            return

        def came(outcome: PrintOutcome | None) -> None:
            self._show(flow.in_room(self._staff, printing=False, outcome=outcome))

        self._show(flow.touched(flow.in_room(self._staff, printing=True, tried=True)))
        self._paper.run(lambda: try_printer(station, texts), came, broke=lambda: came(None))

    def _choose(self, device: Device) -> None:
        station = self._station
        devices = station.devices if station is not None else None
        if station is None or devices is None:
            return

        def choose() -> AtWork | CannotUse:
            try:
                return devices.choose(device)
            except CannotUse as cannot:
                return cannot

        def chosen(now: AtWork | CannotUse) -> None:
            cannot = now if isinstance(now, CannotUse) else None
            if isinstance(now, AtWork):
                self.chose.emit(
                    replace(
                        station, printer=now.printer, scanner=now.scanner, training=now.training
                    )
                )
            self._show(flow.in_room(self._staff, choosing=False, cannot=cannot))
            self._look_around()

        self._show(flow.touched(flow.in_room(self._staff, choosing=True, cannot=None)))
        broken = CannotUse(marked("This device cannot be used."))
        self._work.run(choose, chosen, broke=lambda: chosen(broken))
