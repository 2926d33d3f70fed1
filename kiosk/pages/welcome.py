"""The welcome page: what happens here, in three lines, and one button."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QFrame, QWidget

from core.qt.theme import Theme
from kiosk.pages.page import FIRST_SHEET, Page, dress_all
from kiosk.widgets.action import ActionButton
from kiosk.widgets.boxes import Box, Dressed
from kiosk.widgets.tiles import IconTile
from kiosk.widgets.words import Heading, IconLabel, Words

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

    from kiosk.flow.states import State
    from kiosk.look import Look

#: Where a step's words begin: margin, tile and gap, in design pixels.
_BESIDE_TILE: Final = 40 + 104 + 34
#: How much of the cards' white is enough where letters are large.
_TIGHT: Final = 0.45


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
        self._warning: _WarningCard | None = None
        self._start = ActionButton("primary", icon_after="arrow-right", height=188, letters=60)
        self._start.clicked.connect(self._started)
        self.buttons.add(self._start)

    def first_focus(self) -> QWidget:
        """Enter starts."""
        return self._start

    def show_look(self, look: Look) -> None:
        """As every page; lying, the cards are flatter."""
        for card in self._steps:
            card.flatten(flat=look.landscape)
        super().show_look(look)

    def give_way(self) -> bool:
        """See `Page.give_way`: first the cards' white, then all but the steps' titles."""
        if self._squeeze(_TIGHT):
            return True
        shortened = [card.shorten(short=True) for card in self._steps]
        return any(shortened)

    def _squeeze(self, white: float) -> bool:
        squeezed = [card.squeeze(white) for card in self._steps]
        if self._warning is not None:
            squeezed.append(self._warning.squeeze(white))
        return any(squeezed)

    def refill(self, look: Look) -> None:
        """As every page; without a state too."""
        if self._state is None:
            self._say(look, can_print=True, link_lost=False)
        super().refill(look)

    def fill(self, state: State, look: Look) -> None:
        """See `Page.fill`."""
        can_print = state.printer is None or state.printer.can_print
        self._say(look, can_print=can_print, link_lost=state.link_lost)

    def _say(self, look: Look, *, can_print: bool, link_lost: bool) -> None:
        texts = look.texts
        self._headline.say(texts("Return\nyour parcel\nhere."))
        self._lead.say(texts("No printing at home. Takes about a minute."))
        for card in self._steps:
            card.shorten(short=False)
        self._squeeze(1)
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
        if link_lost:
            away = texts("Can't reach the returns service. Please try again in a moment.")
            self._warn(look, "cloud-off", away)
        elif not can_print:
            no_paper = texts("The printer is not ready. Codes are shown on screen only.")
            self._warn(look, "printer-x", no_paper)
        elif self._warning is not None:
            self._warning.hide()
            self.left_out = frozenset({"field"})
        self._start.say(texts("Start a return"))

    def _warn(self, look: Look, icon: str, words: str) -> None:
        """Say beforehand what will be missing."""
        if self._warning is None:
            self._warning = _WarningCard()
            self.field.add(self._warning)
            dress_all(self, look.theme, self.sheets)
        self._warning.show()
        self.left_out = frozenset()
        self._warning.say(icon, words)

    def _started(self) -> None:
        # Not at the top: the first frame does not wait for the rules of the flow.
        from kiosk.flow.events import Started  # noqa: PLC0415

        self.did.emit(Started())


class _StepCard(QFrame, Dressed):
    """One of the three steps: a tile, and two lines beside it.

    It places them itself, because the first frame notices what layouts in layouts take.
    """

    def __init__(self, icon: str) -> None:
        super().__init__()
        self.setObjectName("box-card")
        self._tile = IconTile(icon, "soft", "green", side=104, size=60)
        self._title, self._sub = Words("card-title"), Words("small")
        for part in (self._tile, self._title, self._sub):
            part.setParent(self)
        self._theme = Theme()
        self._pad, self._white = 36.0, 1.0
        self._short = False
        self._measured: tuple[int, int, int] | None = None

    def say(self, title: str, sub: str) -> None:
        """Show these words."""
        self._title.say(title)
        self._sub.say(sub)
        self._measured = None
        self.updateGeometry()
        self._place()

    def flatten(self, *, flat: bool) -> None:
        """Take less room above and below, where the window lies."""
        self._pad = 22.0 if flat else 36.0
        self.updateGeometry()

    def squeeze(self, white: float) -> bool:
        """Take only this part of that room; returns whether that is a change."""
        if white == self._white:
            return False
        self._white = white
        self.updateGeometry()
        return True

    def shorten(self, *, short: bool) -> bool:
        """Show the first line alone, or both again; returns whether that is a change."""
        if self._short == short:
            return False
        self._short = short
        self._sub.setVisible(not short)
        self._measured = None
        self.updateGeometry()
        return True

    def dress(self, theme: Theme) -> None:
        """See `Dressed`."""
        self._theme = theme
        self._measured = None
        self.updateGeometry()

    def hasHeightForWidth(self) -> bool:  # noqa: N802 - Qt's name
        """Its lines may break."""
        return True

    def heightForWidth(self, width: int) -> int:  # noqa: N802 - Qt's name
        """Qt asks this to lay the page out."""
        px = self._theme.px
        return max(px(104), sum(self._lines(width)) + px(4)) + 2 * px(self._pad * self._white)

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Its place decides how wide it is."""
        return QSize(0, self._theme.px(104 + 2 * self._pad * self._white))

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Qt calls this when the room changes."""
        super().resizeEvent(event)
        self._place()

    def _lines(self, width: int) -> tuple[int, int]:
        """The two lines' heights; layouts ask for them many times over."""
        if self._measured is None or self._measured[0] != width:
            room = max(1, width - self._theme.px(_BESIDE_TILE) - self._theme.px(40))
            sub = 0 if self._short else self._sub.heightForWidth(room)
            self._measured = (width, self._title.heightForWidth(room), sub)
        return self._measured[1:]

    def _place(self) -> None:
        if self._title.text() == "":
            return
        px = self._theme.px
        title, sub = self._lines(self.width())
        left, room = px(_BESIDE_TILE), self.width() - px(_BESIDE_TILE) - px(40)
        top = (self.height() - title - px(4) - sub) // 2
        self._tile.move(px(40), (self.height() - self._tile.height()) // 2)
        self._title.setGeometry(left, top, room, title)
        self._sub.setGeometry(left, top + title + px(4), room, sub)


class _WarningCard(Box):
    """Said beforehand, so that nobody begins or waits in vain."""

    def __init__(self) -> None:
        super().__init__("hint", row=True, margins=(40, 30, 40, 30))
        self._icon = IconLabel("printer-x", "amber-ink", 56)
        self.add(self._icon)
        self.gap(30)
        self._words = Words("hint")
        self.add(self._words, stretch=1)

    def say(self, icon: str, text: str) -> None:
        """Show this sentence beside this drawing."""
        self._icon.show_icon(icon)
        self._words.say(text)
