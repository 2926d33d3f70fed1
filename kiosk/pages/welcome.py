"""The welcome page: what happens here, in three lines, and one button."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from kiosk.pages.page import FIRST_SHEET, Page, dress_all
from kiosk.widgets.action import ActionButton
from kiosk.widgets.boxes import Box
from kiosk.widgets.tiles import IconTile
from kiosk.widgets.words import Heading, IconLabel, Words

if TYPE_CHECKING:
    from kiosk.flow.states import State
    from kiosk.look import Look


class WelcomePage(Page):
    """Shown while nobody has begun; the only page that the first frame needs.

    It is built before the rules of the flow are loaded, so it can show itself without a state.
    """

    sheets = FIRST_SHEET
    body_right = True
    top = 76.0

    def __init__(self) -> None:
        super().__init__()
        self._headline = Heading("headline", lines=1.06)
        self._lead = Words("lead")
        self.head.add(self._headline)
        self.head.gap(20)
        self.head.add(self._lead)
        self._steps = tuple(_StepCard(icon) for icon in ("keyboard", "ticket", "handshake"))
        for place, card in enumerate(self._steps):
            if place:
                self.body.gap(28)
            self.body.add(card)
        self._no_paper: _NoPaperCard | None = None
        self._start = ActionButton("primary", icon_after="arrow-right", height=188, letters=60)
        self._start.clicked.connect(self._started)
        self.buttons.add(self._start)

    def first_focus(self) -> QWidget:
        """Enter starts."""
        return self._start

    def show_look(self, look: Look) -> None:
        """As every page; lying, the cards are flatter."""
        for card in self._steps:
            card.pad(*((40, 22, 40, 22) if look.landscape else (40, 36, 40, 36)))
        super().show_look(look)

    def refill(self, look: Look) -> None:
        """As every page; without a state too."""
        if self._state is None:
            self._say(look, can_print=True)
        super().refill(look)

    def fill(self, state: State, look: Look) -> None:
        """See `Page.fill`."""
        self._say(look, can_print=state.printer is None or state.printer.can_print)

    def _say(self, look: Look, *, can_print: bool) -> None:
        texts = look.texts
        self._headline.say(texts("Return\nyour parcel\nhere."))
        self._lead.say(texts("No printing at home. Takes about a minute."))
        type_or_scan, take, give = self._steps
        type_or_scan.say(
            texts("Type or scan your number"), texts("UID, order number or waybill number")
        )
        take.say(
            texts("Take your RETURN CODE"),
            texts("Printed here, and shown on screen")
            if can_print
            else texts("Shown on screen: photograph it or write it down"),
        )
        give.say(
            texts("Give code and parcel to the clerk"),
            texts("You get an acknowledgement receipt"),
        )
        self._warn(look, warned=not can_print)
        self._start.say(texts("Start a return"))

    def _warn(self, look: Look, *, warned: bool) -> None:
        """Say beforehand that there will be no ticket."""
        if self._no_paper is None:
            if not warned:
                return
            self._no_paper = _NoPaperCard()
            self.field.add(self._no_paper)
            dress_all(self, look.theme, self.sheets)
        self._no_paper.setVisible(warned)
        self._no_paper.say(look.texts("The printer is not ready. Codes are shown on screen only."))

    def _started(self) -> None:
        # Not at the top: the first frame does not wait for the rules of the flow.
        from kiosk.flow.events import Started  # noqa: PLC0415

        self.did.emit(Started())


class _StepCard(Box):
    """One of the three steps."""

    def __init__(self, icon: str) -> None:
        super().__init__("card", row=True, margins=(40, 36, 40, 36))
        self.add(IconTile(icon, "soft", "green", side=104, size=60))
        self.gap(34)
        words = Box()
        self._title = Words("card-title")
        self._sub = Words("small")
        words.spring()
        words.add(self._title)
        words.gap(4)
        words.add(self._sub)
        words.spring()
        self.add(words, stretch=1)

    def say(self, title: str, sub: str) -> None:
        """Show these words."""
        self._title.say(title)
        self._sub.say(sub)


class _NoPaperCard(Box):
    """Said beforehand, so that nobody waits for a ticket."""

    def __init__(self) -> None:
        super().__init__("hint", row=True, margins=(40, 30, 40, 30))
        self.add(IconLabel("printer-x", "amber-ink", 56))
        self.gap(30)
        self._words = Words("hint")
        self.add(self._words, stretch=1)

    def say(self, text: str) -> None:
        """Show this sentence."""
        self._words.say(text)
