"""The page on which the number is typed or scanned."""

from __future__ import annotations

from typing import TYPE_CHECKING, assert_never

from kiosk.flow.events import ReferenceEdited, ReferenceSubmitted
from kiosk.flow.states import EnterReference, Notice
from kiosk.pages.page import Page
from kiosk.widgets.action import ActionButton
from kiosk.widgets.boxes import Box
from kiosk.widgets.entry import Entry
from kiosk.widgets.keyboard import BACKSPACE, Keyboard
from kiosk.widgets.words import Heading, IconLabel, RichWords, Words

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from core.texts import Texts
    from kiosk.flow.states import State
    from kiosk.look import Look


class ReferencePage(Page):
    """Field, hint, keyboard, Continue."""

    bottom = 40.0
    keys_height = (390.0, 484.0)

    def __init__(self) -> None:
        super().__init__()
        self._title = Heading()
        self._lead = Words("sub")
        self.head.add(self._title)
        self.head.gap(14)
        self.head.add(self._lead)
        self._entry = Entry(design=64, clearable=True)
        self._entry.textEdited.connect(lambda text: self.did.emit(ReferenceEdited(text)))
        self._entry.cleared.connect(lambda: self.did.emit(ReferenceEdited("")))
        self._entry.submitted.connect(self._submit)
        self.field.add(self._entry)
        self._hint = _ScanHint()
        self.body.add(self._hint)
        self._keyboard = Keyboard()
        self._keyboard.setParent(self)
        self._keyboard.pressed.connect(self._pressed)
        self.keys = self._keyboard
        self._continue = ActionButton("primary", icon_after="arrow-right")
        self._continue.clicked.connect(self._submit)
        self.buttons.add(self._continue)

    def first_focus(self) -> QWidget:
        """A real keyboard types into the field at once."""
        return self._entry

    def fill(self, state: State, look: Look) -> None:
        """See `Page.fill`."""
        screen, texts = state.screen, look.texts
        if not isinstance(screen, EnterReference):
            return
        is_looking = screen.looking is not None
        self._title.say(texts("Enter your UID, order number or waybill number"))
        self._lead.say(texts("It is in the e-mail or app of the shop you bought from."))
        self._entry.name_it(texts("UID, order number or waybill number"), texts("Clear"))
        self._entry.show_text(screen.entered)
        self._entry.setReadOnly(is_looking)
        self._keyboard.name_them(texts)
        self._hint.say(_hint(state.notice, texts))
        if is_looking:
            self._continue.say_soon(texts("One moment…"))
        else:
            self._continue.say(texts("Continue"))
            self._continue.setEnabled(True)

    def _submit(self) -> None:
        self.did.emit(ReferenceSubmitted())

    def _pressed(self, means: str) -> None:
        if self._entry.isReadOnly():
            return
        if means == BACKSPACE:
            self._entry.backspace()
        else:
            self._entry.insert(means)
        self.did.emit(ReferenceEdited(self._entry.text()))


def _hint(notice: Notice | None, texts: Texts) -> str:
    match notice:
        case None | Notice.TYPE_NOT_SCAN | Notice.FINISH_FIRST:
            return texts.rich("<b>Have a waybill?</b> Hold its barcode under the scanner.")
        case Notice.TYPE_OR_SCAN:
            return texts.rich("<b>Nothing was entered yet.</b> Type your number, or scan it.")
        case _:
            assert_never(notice)


class _ScanHint(Box):
    """Says that the scanner is there."""

    def __init__(self) -> None:
        super().__init__("hint", row=True, margins=(40, 34, 40, 34))
        self.add(IconLabel("scan-barcode", "amber-ink", 60))
        self.gap(30)
        self._words = RichWords("hint")
        self.add(self._words, stretch=1)

    def say(self, text: str) -> None:
        """Show this sentence."""
        self._words.say(text)
