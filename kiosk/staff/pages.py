"""The staff's two pages, over everything that customers see."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit

from core.services.devices import Device, DeviceKind, StaffRoom
from kiosk.pages.page import Page, dress_parts
from kiosk.staff.flow import Door, Room, Staff, others
from kiosk.staff.sentences import (
    device_words,
    machine_words,
    pin_words,
    printer_state,
    read_words,
    trial_words,
)
from kiosk.widgets.action import ActionButton
from kiosk.widgets.boxes import Box
from kiosk.widgets.entry import Entry
from kiosk.widgets.keyboard import BACKSPACE, CLEAR, Keypad
from kiosk.widgets.words import Heading, Words

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from kiosk.flow.states import State
    from kiosk.look import Look

#: Other devices that are offered; more stand on no screen, and no kiosk has them.
_OFFERED = 3


class StaffPage(Page):
    """What both share: they show the staff's state instead of the customer's.

    Args:
        room: what lies behind the door.
    """

    left = Signal()

    def __init__(self, room: StaffRoom) -> None:
        super().__init__()
        # Opaque: customers' pages lie below.
        self.setObjectName("staff")
        self._room = room
        self._staff = Staff()

    def show_staff(self, staff: Staff, look: Look) -> None:
        """Show this, in this look."""
        self._staff = staff
        self._arranged = None
        self.show_look(look)
        self.refill(self._fitted or look)
        self.arrange()

    def refill(self, look: Look) -> None:
        """See `Page.refill`."""
        self.say(self._staff, look)

    def fill(self, state: State, look: Look) -> None:  # noqa: ARG002 - a customer's, not ours
        """See `Page.fill`."""
        self.say(self._staff, look)

    def say(self, staff: Staff, look: Look) -> None:
        """Put every sentence in its place."""
        raise NotImplementedError


class PinPage(StaffPage):
    """The field, the keypad, Back and Enter."""

    typed = Signal(str)
    submitted = Signal()
    bottom = 40.0
    keys_height = (420.0, 648.0)

    def __init__(self, room: StaffRoom) -> None:
        super().__init__(room)
        self._title, self._lead, self._rule = Heading(), Words("sub"), Words("small")
        self.head.add(self._title)
        self.head.gap(14)
        self.head.add(self._lead)
        self._entry = Entry(design=68, mono=True)
        self._entry.setEchoMode(QLineEdit.EchoMode.Password)
        self._entry.textEdited.connect(self.typed)
        self._entry.submitted.connect(self.submitted)
        self.field.add(self._entry)
        self.field.gap(22)
        self.field.add(self._rule)
        self._keypad = Keypad()
        self._keypad.setParent(self)
        self._keypad.pressed.connect(self._pressed)
        self.keys = self._keypad
        self._back, self._enter = ActionButton("secondary"), ActionButton("primary")
        self._back.clicked.connect(self.left)
        self._enter.clicked.connect(self.submitted)
        self.buttons.add(self._back, stretch=1)
        self.buttons.gap(28)
        self.buttons.add(self._enter, stretch=1)

    def first_focus(self) -> QWidget:
        """A real keyboard types into the field at once."""
        return self._entry

    def say(self, staff: Staff, look: Look) -> None:
        """See `StaffPage.say`."""
        door, texts = staff.place, look.texts
        if not isinstance(door, Door):
            return
        has_pin = self._room.has_pin
        self._title.say(texts("For staff"))
        lead = texts("Type the staff PIN.")
        if self._room.demo_pin:
            lead = texts(
                "Type the staff PIN. In the demonstration it is {pin}.", pin=self._room.demo_pin
            )
        self._lead.say(lead)
        self._rule.say(pin_words(staff, door, texts, has_pin=has_pin))
        self._entry.name_it(texts("Staff PIN"))
        self._entry.show_text(door.digits)
        self._keypad.name_them(texts)
        self._back.say(texts("Back"))
        self._enter.say(texts("Enter"))
        self._enter.setEnabled(bool(door.digits) and has_pin and not staff.wait_s)

    def _pressed(self, means: str) -> None:
        digits = self._entry.text()
        if means == CLEAR:
            self.typed.emit("")
        else:
            self.typed.emit(digits[:-1] if means == BACKSPACE else digits + means)


class RoomPage(StaffPage):
    """State and trial of each device, other devices to choose, and the ways out."""

    trial_wanted = Signal()
    chosen = Signal(object)
    ended = Signal()
    body_right = True
    bottom = 40.0

    def __init__(self, room: StaffRoom) -> None:
        super().__init__(room)
        self._title, self._machine = Heading(), Words("small")
        self.head.add(self._title)
        self.head.gap(10)
        self.head.add(self._machine)
        self._printer_name, self._printer, self._trial = (
            Words("count"),
            Words("small"),
            Words("small"),
        )
        self._try = ActionButton("secondary", icon="printer", height=104, letters=36)
        self._try.clicked.connect(self.trial_wanted)
        self._scanner_name, self._scanner = Words("count"), Words("small")
        self.field.add(self._card(self._printer_name, self._printer, self._trial, self._try))
        self.field.gap(24)
        self.field.add(self._card(self._scanner_name, self._scanner))
        self._others, self._cannot = Words("advice-title"), Words("warning")
        self.body.add(self._others)
        self.body.gap(10)
        self.body.add(self._cannot)
        self._offers: list[tuple[ActionButton, Device | None]] = []
        self._end, self._back = ActionButton("secondary", icon="power"), ActionButton("primary")
        self._end.clicked.connect(self.ended)
        self._back.clicked.connect(self.left)
        self.buttons.add(self._end, stretch=1)
        self.buttons.gap(28)
        self.buttons.add(self._back, stretch=1)

    @staticmethod
    def _card(*parts: QWidget) -> Box:
        sheet = Box("card", margins=(36, 28, 36, 28))
        for place, part in enumerate(parts):
            if place:
                sheet.gap(24 if isinstance(part, ActionButton) else 10)
            sheet.add(part)
        return sheet

    def first_focus(self) -> QWidget:
        """Enter leads back to the customers."""
        return self._back

    def say(self, staff: Staff, look: Look) -> None:
        """See `StaffPage.say`."""
        room, texts = staff.place, look.texts
        if not isinstance(room, Room):
            return
        self._title.say(texts("Staff page"))
        self._machine.say(machine_words(self._room.version, self._room.ecms, texts))
        self._printer_name.say(self._in_use(room, DeviceKind.PRINTER, look))
        self._printer.say(printer_state(staff.printer, texts))
        self._trial.say(trial_words(room, texts))
        self._trial.setVisible(bool(self._trial.text()))
        self._try.say(texts("Print a test page"))
        self._try.setEnabled(not (room.printing or room.choosing))
        self._scanner_name.say(self._in_use(room, DeviceKind.SCANNER, look))
        self._scanner.say(read_words(room, texts))
        self._offer(room, look)
        self._end.say(texts("End the kiosk"))
        self._back.say(texts("Back to customers"))

    def _in_use(self, room: Room, kind: DeviceKind, look: Look) -> str:
        texts = look.texts
        device = next((d for d in room.found or () if d.kind is kind and d.is_chosen), None)
        if device is None:
            return texts("Looking…")
        name = device_words(device, texts)
        return name if device.is_there else texts("{device}: not plugged in", device=name)

    def _offer(self, room: Room, look: Look) -> None:
        texts = look.texts
        found = [
            device
            for kind in (DeviceKind.PRINTER, DeviceKind.SCANNER)
            for device in others(room, kind)[:_OFFERED]
        ]
        self._others.say(
            texts("Other devices that are plugged in")
            if found
            else texts("No other device is plugged in")
        )
        said = room.cannot.sentence(texts) if room.cannot else ""
        self._cannot.say(said)
        self.body.leave_out(self._cannot, out=not said)
        while len(self._offers) < len(found):
            self._add_offer(look)
        for place, (button, _) in enumerate(self._offers):
            device = found[place] if place < len(found) else None
            self._offers[place] = (button, device)
            self.body.leave_out(button, out=device is None)
            if device is not None:
                button.say(texts("Use {device}", device=device_words(device, texts)))
                button.setEnabled(not room.choosing)

    def _add_offer(self, look: Look) -> None:
        """Most kiosks have no other device: a button is built when there is one."""
        place = len(self._offers)
        offer = ActionButton("secondary", height=96, letters=32)
        offer.clicked.connect(lambda: self._choose(place))
        self.body.gap(14)
        self.body.add(offer)
        dress_parts(self.body, look.theme)
        self._offers.append((offer, None))

    def _choose(self, place: int) -> None:
        device = self._offers[place][1]
        if device is not None:
            self.chosen.emit(device)
