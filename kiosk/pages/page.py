"""What all pages share: where words, fields, keys and actions lie in each shape of the window."""

from __future__ import annotations

from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QRect, QSize, Signal
from PySide6.QtWidgets import QFrame, QWidget

from core.qt.theme import Theme
from kiosk.widgets.boxes import Box, Dressed

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

    from kiosk.flow.states import State
    from kiosk.look import Look

#: Between the page's content and the window's edge, in design pixels.
MARGIN = 56
#: At least between what is read and what stands below it.
BREATH = 24
#: How wide a keyboard is, upright and lying.
KEYS_WIDTH = 968


#: The style sheet of the first frame, and what the other pages add to it.
FIRST_SHEET: Final[tuple[str, ...]] = ("kiosk",)
ALL_SHEETS: Final[tuple[str, ...]] = ("kiosk", "kiosk-pages")


@lru_cache(maxsize=4)
def _filled(theme: Theme, sheets: tuple[str, ...]) -> str:
    """The style sheet for a theme; filling it again for every page would be noticed."""
    return "".join(theme.sheet(name) for name in sheets)


def dress_all(widget: QWidget, theme: Theme, sheets: tuple[str, ...] = ALL_SHEETS) -> None:
    """Give a widget and all in it the theme: style sheet first, lengths and colours after."""
    widget.setStyleSheet(_filled(theme, sheets))
    dress_parts(widget, theme)


def dress_parts(widget: QWidget, theme: Theme) -> None:
    """Give what is new on a page the lengths and colours that go with the page's style sheet.

    A sheet of its own would stay with it when the page takes another.
    """
    for child in [widget, *widget.findChildren(QWidget)]:
        child.ensurePolished()
        if isinstance(child, Dressed):
            child.dress(theme)


class Page(QFrame):
    """One screen.

    Its parts, each a column: `head` (words and picture), `body` (what is read), `field` (what is
    typed into or chosen from), `keys`, `buttons`. Upright, they stand one below the other; lying,
    words stand left, keys and buttons right. With reach, whatever is touched is in the lower half.
    """

    #: What the customer did; the kiosk's flow knows what follows.
    did = Signal(object)

    #: Where `body` stands in a lying window: under the words, or over the actions.
    body_right = False
    #: The same for `field`.
    field_right = False
    #: From the top of the page to the words, upright and in design pixels.
    top = 36.0
    #: From the last button to the foot.
    bottom = 56.0
    #: What its style is made of.
    sheets: tuple[str, ...] = ALL_SHEETS
    #: The keys' least and best height, in design pixels.
    keys_height = (0.0, 0.0)
    #: Parts that are left out at present, and take no room.
    left_out: frozenset[str] = frozenset()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("page")
        self._look: Look | None = None
        #: The look that it is dressed in: the one that is wanted, or that in smaller letters.
        self._fitted: Look | None = None
        self._state: State | None = None
        self._arranged: tuple[QSize, Look] | None = None
        self.keys: QWidget | None = None

    @cached_property
    def head(self) -> Box:
        """Words and picture."""
        return self._part(Box())

    @cached_property
    def body(self) -> Box:
        """What is read."""
        return self._part(Box())

    @cached_property
    def field(self) -> Box:
        """What is typed into, or chosen from."""
        return self._part(Box())

    @cached_property
    def buttons(self) -> Box:
        """What leads on, or back."""
        return self._part(Box(row=True))

    def _part(self, part: Box) -> Box:
        part.setParent(self)
        if self.isVisible():
            # Qt shows a page's parts with it, but none that comes later.
            part.show()
        return part

    def show_look(self, look: Look) -> None:
        """Take another look: at once, and with all that was typed."""
        if look == self._look:
            return
        themed = self._fitted is None or look.theme != self._fitted.theme
        self._look = look
        self._fitted = look
        if themed:
            dress_all(self, look.theme, self.sheets)
        self.refill(look)
        self.arrange()

    def refill(self, look: Look) -> None:
        """Say everything anew, as after a change of language."""
        if self._state is not None:
            self.fill(self._state, look)

    def show_state(self, state: State) -> None:
        """Show where the customer stands."""
        self._state = state
        self._arranged = None
        if self._look is None or self._fitted is None:
            return
        if self._fitted != self._look and not self.isVisible():
            # It comes up anew, perhaps with fewer words than last time.
            self._fitted = self._look
            dress_all(self, self._look.theme, self.sheets)
        self.fill(state, self._fitted)
        self.arrange()

    def fill(self, state: State, look: Look) -> None:
        """Put every sentence and number in its place."""
        raise NotImplementedError

    def give_way(self) -> bool:
        """Give up white, or what is needed least, where the customer's letters have no room.

        Returns:
            Whether there was something to give up; `fill` brings it back.
        """
        return False

    def room_for_field(self, room: int) -> None:
        """How high `field` may become; for a field that can scroll."""

    def first_focus(self) -> QWidget | None:
        """What a keyboard acts on when the page comes up."""
        return None

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Qt calls this when the window changes."""
        super().resizeEvent(event)
        if self._arranged != (self.size(), self._look):
            self.arrange()

    def arrange(self) -> None:
        """Lay the parts out for the window's shape.

        Where the customer's text size leaves no room for all of a page, that page gives way, and
        else takes the next smaller size: words that are cut off or covered help nobody.
        """
        if self._fitted is None or self.width() <= 0:
            return
        self._arranged = self.size(), self._look or self._fitted
        while not self._all_has_room(self._fitted):
            if self.give_way():
                continue
            theme = self._fitted.theme
            if not theme.text_step:
                return
            smaller = theme._replace(text_step=theme.text_step - 1)
            self._fitted = self._fitted._replace(theme=smaller)
            dress_all(self, smaller, self.sheets)
            self.refill(self._fitted)

    def _all_has_room(self, look: Look) -> bool:
        return self._arrange_lying(look) if look.landscape else self._arrange_upright(look)

    def _arrange_upright(self, look: Look) -> bool:
        px = look.theme.px
        left, width = px(MARGIN), self.width() - 2 * px(MARGIN)
        floor = self.height() - px(self.bottom)
        if self._has("buttons"):
            floor = self._stand(self.buttons, left, width, floor)
        if self.keys is not None:
            room = floor - px(36)
            height = self._keys_height(look, room)
            self.keys.setGeometry(left, room - height, width, height)
            floor = room - height
        y = self._hang(self.head, left, width, px(self.top))
        self.room_for_field(floor - y - px(36 + 44))
        if look.reach and self._has("field"):
            floor = self._stand(self.field, left, width, floor - px(36))
        if not look.reach and self._has("field"):
            y = self._hang(self.field, left, width, y + px(44))
        if self._has("body"):
            gap = 32 if self._has("field") and not look.reach else 44
            y = self._hang(self.body, left, width, y + px(gap))
        return y + px(BREATH) <= floor

    def _arrange_lying(self, look: Look) -> bool:
        px = look.theme.px
        between = px(72)
        both = self.width() - 2 * px(MARGIN) - between
        # A keyboard is as wide as in an upright window, so that its keys stay a finger wide.
        right_width = px(KEYS_WIDTH) if self.keys is not None else both // 2
        width = both - right_width
        left, right = px(MARGIN), px(MARGIN) + width + between
        floor = self.height() - px(40)
        # With reach the keys need the whole lower half: field and actions stand left of them.
        aside = look.reach and self.keys is not None
        y = self._hang(self.head, left, width, px(28))
        right_y = px(36)
        right_end: int | None = None
        right_floor = left_floor = floor
        if self._has("buttons"):
            if aside:
                left_floor = self._stand(self.buttons, left, width, floor)
            else:
                right_floor = self._stand(self.buttons, right, right_width, floor)
        if self.keys is not None:
            room = right_floor - (0 if aside else px(32))
            height = self._keys_height(look, room - px(16))
            right_floor = room - height
            self.keys.setGeometry(right, right_floor, right_width, height)
        self.room_for_field(right_floor - px(36 + 32))
        if self._has("field"):
            if self.field_right and look.reach:
                right_floor = self._stand(self.field, right, right_width, right_floor - px(32))
            elif self.field_right:
                right_end = self._hang(self.field, right, right_width, right_y)
                right_y = right_end + px(32)
            elif aside:
                left_floor = self._stand(self.field, left, width, left_floor - px(36))
            else:
                y = self._hang(self.field, left, width, y + px(36))
        if self._has("body"):
            if self.body_right or aside:
                right_end = self._hang(self.body, right, right_width, right_y)
            else:
                y = self._hang(self.body, left, width, y + px(32))
        # Nothing stands below the words at the left but with reach.
        left_end = y + px(BREATH) if aside else y
        # Keys come nearer to the bar than words do.
        highest = px(16) if self.keys is not None else px(36)
        right_end = highest if right_end is None else right_end + px(BREATH)
        return left_end <= left_floor and right_end <= right_floor

    def _keys_height(self, look: Look, room: int) -> int:
        least, best = (look.theme.px(design) for design in self.keys_height)
        if look.reach:
            best = min(best, max(least, (best + least) // 2))
        return max(least, min(best, room))

    def _has(self, part: str) -> bool:
        return part in self.__dict__ and part not in self.left_out

    @staticmethod
    def _hang(part: Box, x: int, width: int, top: int) -> int:
        """Place a part with its top there; returns where it ends."""
        height = part.height_in(width)
        part.setGeometry(QRect(x, top, width, height))
        return top + height

    @staticmethod
    def _stand(part: Box, x: int, width: int, floor: int) -> int:
        """Place a part with its end there; returns where it begins."""
        height = part.height_in(width)
        part.setGeometry(QRect(x, floor - height, width, height))
        return floor - height
