"""The page that asks whether this is the right order."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from core.domain.references import ReferenceKind
from kiosk.flow.events import Confirmed, WentBack
from kiosk.flow.states import Confirm
from kiosk.pages.page import Page, dress_parts
from kiosk.widgets.action import ActionButton
from kiosk.widgets.boxes import Box
from kiosk.widgets.tiles import MerchantTile
from kiosk.widgets.words import Heading, IconLabel, RichWords, Words

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from core.services.ecms import FoundOrder
    from core.texts import Texts
    from kiosk.flow.states import State
    from kiosk.look import Look

#: Lines of items that have room; what is left is counted.
_MOST_ITEMS = 5


class ConfirmPage(Page):
    """Merchant, number, items, last day; yes or no."""

    field_right = True

    def __init__(self) -> None:
        super().__init__()
        self._title = Heading()
        self.head.add(self._title)
        self._card = _OrderCard()
        self._pack = _PackHint()
        self.field.add(self._card)
        self.body.add(self._pack)
        self._no = ActionButton("secondary")
        self._no.clicked.connect(lambda: self.did.emit(WentBack()))
        self._yes = ActionButton("primary", icon_after="arrow-right")
        self._yes.clicked.connect(lambda: self.did.emit(Confirmed()))
        self.buttons.add(self._no, stretch=42)
        self.buttons.gap(28)
        self.buttons.add(self._yes, stretch=58)

    def first_focus(self) -> QWidget:
        """Enter says yes."""
        return self._yes

    def fill(self, state: State, look: Look) -> None:
        """See `Page.fill`."""
        screen, texts = state.screen, look.texts
        if not isinstance(screen, Confirm):
            return
        self._title.say(texts("Is this what you are returning?"))
        self._card.show_order(screen.order, look)
        self._pack.say(
            texts("Pack the items and close the parcel. At most 30 × 30 × 30 cm and 10 kg.")
        )
        self._no.say(texts("No, go back"))
        self._yes.say(texts("Yes, continue"))


class _OrderCard(Box):
    """What the merchant said of the order."""

    def __init__(self) -> None:
        super().__init__("card")
        self._tile = MerchantTile()
        self._merchant, self._number = Words("merchant"), Words("number")
        top = Box(row=True, margins=(48, 44, 48, 44))
        names = Box()
        names.add(self._merchant)
        names.gap(6)
        names.add(self._number)
        top.add(self._tile)
        top.gap(32)
        top.add(names, stretch=1)
        self._items = Box(margins=(48, 30, 48, 30))
        self._listed: list[tuple[str, int]] = []
        until = Box("until", row=True, margins=(48, 30, 48, 30))
        self._until = RichWords("until")
        until.add(IconLabel("calendar-check", "on-green-soft", 48))
        until.gap(24)
        until.add(self._until, stretch=1)
        self.add(top)
        self.add(_rule())
        self.add(self._items)
        self.add(until)

    def show_order(self, order: FoundOrder, look: Look) -> None:
        """Show this order."""
        texts = look.texts
        self._tile.show_merchant(order.merchant.name, order.merchant.colour)
        self._merchant.say(order.merchant.name)
        self._number.say(_number(order, texts))
        self._list(_lines(order, texts), look)
        self._until.say(
            texts.rich("Can be returned until <b>{day}</b>", day=texts.long_date(order.last_day))
        )

    def _list(self, lines: list[tuple[str, int]], look: Look) -> None:
        if lines == self._listed:
            return
        self._listed = lines
        self._items.clear()
        for place, (name, count) in enumerate(lines):
            if place:
                self._items.gap(24)
            line = _item(name, count)
            self._items.add(line)
            # A layout in sight shows what is added only later, and leaves it no room until then.
            line.show()
        dress_parts(self._items, look.theme)


def _number(order: FoundOrder, texts: Texts) -> str:
    match order.kind:
        case ReferenceKind.UID:
            return texts("Return {number}", number=order.number)
        case ReferenceKind.ORDER:
            return texts("Order {number}", number=order.number)
        case ReferenceKind.WAYBILL:
            return texts("Waybill {number}", number=order.number)


def _lines(order: FoundOrder, texts: Texts) -> list[tuple[str, int]]:
    counts = Counter(item.name or item.sku for item in order.items)
    lines = list(counts.items())
    if len(lines) <= _MOST_ITEMS:
        return lines
    rest = sum(count for _, count in lines[_MOST_ITEMS - 1 :])
    return [*lines[: _MOST_ITEMS - 1], (texts("and other items"), rest)]


def _item(name: str, count: int) -> Box:
    line = Box(row=True)
    what, how_many = Words("item"), Words("count", wrap=False)
    what.say(name)
    how_many.say(str(count))
    line.add(what, stretch=1)
    line.gap(24)
    line.add(how_many)
    return line


def _rule() -> Box:
    rule = Box("rule")
    rule.setFixedHeight(2)
    return rule


class _PackHint(Box):
    """What to do with the items, and the parcel's limits (business rule 7)."""

    def __init__(self) -> None:
        super().__init__("card", row=True, margins=(42, 36, 42, 36))
        self.add(IconLabel("package-check", "muted", 50))
        self.gap(30)
        self._words = Words("quiet-hint")
        self.add(self._words, stretch=1)

    def say(self, text: str) -> None:
        """Show this sentence."""
        self._words.say(text)
