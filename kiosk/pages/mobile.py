"""The page on which the mobile number is typed."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import uuid4

from core.domain.mobile import MobileNumber
from core.domain.refusals import BadMobileNumber
from kiosk.flow.events import CodeWanted, MobileEdited, WentBack
from kiosk.flow.states import EnterMobile, Notice
from kiosk.pages.page import Page
from kiosk.widgets.action import ActionButton
from kiosk.widgets.entry import Entry
from kiosk.widgets.keyboard import BACKSPACE, CLEAR, Keypad
from kiosk.widgets.words import Heading, Words

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from core.texts import Texts
    from kiosk.flow.states import State
    from kiosk.look import Look


class MobilePage(Page):
    """Field, keypad, Back and Get my RETURN CODE."""

    bottom = 40.0
    keys_height = (420.0, 648.0)

    def __init__(self) -> None:
        super().__init__()
        self._title = Heading()
        self._lead = Words("sub")
        self.head.add(self._title)
        self.head.gap(14)
        self.head.add(self._lead)
        self._entry = Entry(design=68, mono=True)
        self._entry.textEdited.connect(self._edited)
        self._entry.submitted.connect(self._submit)
        self._rule = Words("small")
        self.field.add(self._entry)
        self.field.gap(22)
        self.field.add(self._rule)
        self._keypad = Keypad()
        self._keypad.setParent(self)
        self._keypad.pressed.connect(self._pressed)
        self.keys = self._keypad
        self._back = ActionButton("secondary")
        self._back.clicked.connect(lambda: self.did.emit(WentBack()))
        self._get = ActionButton("primary")
        self._get.clicked.connect(self._submit)
        self.buttons.add(self._back, stretch=34)
        self.buttons.gap(28)
        self.buttons.add(self._get, stretch=60)
        self._digits = ""

    def first_focus(self) -> QWidget:
        """A real keyboard types into the field at once."""
        return self._entry

    def fill(self, state: State, look: Look) -> None:
        """See `Page.fill`."""
        screen, texts = state.screen, look.texts
        if not isinstance(screen, EnterMobile):
            return
        is_asking = screen.request is not None
        self._digits = screen.digits
        self._title.say(texts("Your mobile number"))
        self._lead.say(
            texts(
                "{merchant} uses it to reach you about this return. "
                "Only its last four digits are printed.",
                merchant=screen.chosen.order.merchant.name,
            )
        )
        self._entry.name_it(texts("Your mobile number"))
        self._entry.show_text(_grouped(screen.digits))
        self._entry.setReadOnly(is_asking)
        self._rule.say(_rule(state.notice, texts))
        self._keypad.name_them(texts)
        self._back.say(texts("Back"))
        if is_asking:
            self._get.say_soon(texts("One moment…"))
        else:
            self._get.say(texts("Get my RETURN CODE"))
            self._get.setEnabled(_is_whole(screen.digits))

    def _edited(self, typed: str) -> None:
        self.did.emit(MobileEdited(typed))
        # A letter, or a twelfth digit, changes nothing, and nothing is shown anew.
        self._entry.show_text(_grouped(self._digits))

    def _submit(self) -> None:
        if self._get.isEnabled():
            self.did.emit(CodeWanted(str(uuid4())))

    def _pressed(self, means: str) -> None:
        if self._entry.isReadOnly():
            return
        if means == CLEAR:
            typed = ""
        elif means == BACKSPACE:
            typed = self._digits[:-1]
        else:
            typed = self._digits + means
        self.did.emit(MobileEdited(typed))


def _grouped(digits: str) -> str:
    """`0912 345 6789`, as far as it is typed."""
    return " ".join(part for part in (digits[:4], digits[4:7], digits[7:]) if part)


def _is_whole(digits: str) -> bool:
    try:
        MobileNumber.parse(digits)
    except BadMobileNumber:
        return False
    return True


def _rule(notice: Notice | None, texts: Texts) -> str:
    if notice is Notice.TYPE_NOT_SCAN:
        return texts("Please type the number here: 11 digits, beginning with 09")
    return texts("11 digits, beginning with 09")
