"""The page on which the customer says which of several orders it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QScroller, QWidget

from core.qt.theme import Theme
from kiosk.flow.entered import shown
from kiosk.flow.events import OrderChosen, WentBack
from kiosk.flow.states import Choose
from kiosk.pages.page import Page, dress_all
from kiosk.widgets.action import ActionButton
from kiosk.widgets.boxes import Box, Dressed
from kiosk.widgets.tiles import MerchantTile
from kiosk.widgets.touch import Touchable
from kiosk.widgets.words import Heading, IconLabel, Words

if TYPE_CHECKING:
    from core.services.ecms import FoundOrder
    from core.texts import Texts
    from kiosk.flow.states import State
    from kiosk.look import Look

_CHOICE_HEIGHT = 204
_GAP = 28


class ChoosePage(Page):
    """A large button for each order."""

    field_right = True

    def __init__(self) -> None:
        super().__init__()
        self._title = Heading()
        self._lead = Words("sub")
        self.head.add(self._title)
        self.head.gap(14)
        self.head.add(self._lead)
        self._choices = _Choices()
        self._choices.chosen.connect(lambda place: self.did.emit(OrderChosen(place)))
        self.field.add(self._choices)
        self._back = ActionButton("secondary")
        self._back.clicked.connect(lambda: self.did.emit(WentBack()))
        self.buttons.add(self._back)

    def first_focus(self) -> QWidget:
        """The first of them."""
        return self._choices.first or self._back

    def room_for_field(self, room: int) -> None:
        """See `Page.room_for_field`."""
        self._choices.limit(room)

    def fill(self, state: State, look: Look) -> None:
        """See `Page.fill`."""
        screen, texts = state.screen, look.texts
        if not isinstance(screen, Choose):
            return
        self._title.say(_question(screen.orders, texts))
        self._lead.say(texts("You entered {number}", number=shown(screen.reference.entered)))
        self._choices.show_orders(screen.orders, look)
        self._back.say(
            texts("Neither, go back") if len(screen.orders) == 2 else texts("None, go back")
        )


def _question(orders: tuple[FoundOrder, ...], texts: Texts) -> str:
    shops = {order.merchant.code for order in orders}
    if len(shops) == 2 == len(orders):
        return texts("Two shops know this number. Which is yours?")
    if len(shops) == 1:
        return texts("This number has {n} returns. Which one is it?", n=len(orders))
    return texts("{n} returns have this number. Which is yours?", n=len(orders))


class _Choices(QScrollArea, Dressed):
    """The buttons; a finger scrolls where there are many."""

    chosen = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self._theme = Theme()
        self._room = 0
        self._shown: tuple[tuple[FoundOrder, ...], Look] | None = None
        self.choices: tuple[_Choice, ...] = ()
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        QScroller.grabGesture(self.viewport(), QScroller.ScrollerGestureType.TouchGesture)

    @property
    def first(self) -> QWidget | None:
        """The first button."""
        return self.choices[0] if self.choices else None

    def show_orders(self, orders: tuple[FoundOrder, ...], look: Look) -> None:
        """Show a button for each; those that are there already may be under a finger."""
        if self._shown == (orders, look):
            return
        self._shown = orders, look
        column = Box()
        self.choices = tuple(_Choice(order, look) for order in orders)
        for place, choice in enumerate(self.choices):
            if place:
                column.gap(_GAP)
            choice.clicked.connect(lambda _=False, place=place: self.chosen.emit(place))
            column.add(choice)
        column.spring()
        self._theme = look.theme
        self.setWidget(column)
        # Qt would fill it in the platform's own colour.
        column.setAutoFillBackground(False)
        self.viewport().setAutoFillBackground(False)
        dress_all(column, look.theme)
        self.dress(look.theme)

    def limit(self, room: int) -> None:
        """Take no more room than there is; what is beyond is scrolled to."""
        self._room = room
        self.setFixedHeight(self.sizeHint().height())

    def dress(self, theme: Theme) -> None:
        """See `Dressed`."""
        self._theme = theme
        self.setFixedHeight(self.sizeHint().height())

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """As high as its buttons; where they do not fit, half a button tells that there is more."""
        one, gap = _height(self._theme), self._theme.px(_GAP)
        whole = len(self.choices) * (one + gap) - gap
        if whole <= self._room:
            return QSize(0, max(0, whole))
        seen = max(1, (self._room - one // 2) // (one + gap))
        return QSize(0, seen * (one + gap) + one // 2)


class _Choice(Touchable):
    """One order: merchant, items, until when."""

    def __init__(self, order: FoundOrder, look: Look) -> None:
        super().__init__("choice")
        texts = look.texts
        self._radius = 30
        row = QHBoxLayout(self)
        self._row = row
        tile = MerchantTile()
        tile.show_merchant(order.merchant.name, order.merchant.colour)
        words = Box()
        name, sub = Words("merchant"), Words("choice-sub")
        name.say(order.merchant.name)
        sub.say(
            texts(
                "{items} · until {day}",
                items=items_in_short(order, texts),
                day=texts.short_date(order.last_day),
            )
        )
        words.spring()
        words.add(name)
        words.gap(4)
        words.add(sub)
        words.spring()
        row.addWidget(tile)
        row.addWidget(words, 1)
        row.addWidget(IconLabel("chevron-right", "ink", 64))
        for child in self.findChildren(QWidget):
            child.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAccessibleName(f"{order.merchant.name}, {sub.text()}")

    def dress(self, theme: Theme) -> None:
        """See `Dressed`."""
        super().dress(theme)
        self.setFixedHeight(_height(theme))
        self._row.setContentsMargins(theme.px(44), 0, theme.px(44), 0)
        self._row.setSpacing(theme.px(32))


def _height(theme: Theme) -> int:
    """A button's, which grows with its words."""
    return max(theme.px(_CHOICE_HEIGHT), theme.font_px(_CHOICE_HEIGHT))


def items_in_short(order: FoundOrder, texts: Texts) -> str:
    """`Canvas shoes and 1 more`."""
    if not order.items:
        return texts("Return {number}", number=order.number)
    first = order.items[0].name.split(",")[0]
    if len(order.items) == 1:
        return first
    return texts("{item} and {n} more", item=first, n=len(order.items) - 1)
