"""What lies over a page: help, and "Are you still there?"."""

from __future__ import annotations

from typing import TYPE_CHECKING, assert_never

from PySide6.QtCore import Signal
from PySide6.QtGui import (
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QShowEvent,
)
from PySide6.QtWidgets import QWidget

from kiosk.flow.events import OverlayClosed
from kiosk.flow.states import Help, StillThere
from kiosk.pages.page import BREATH, MARGIN, dress_all
from kiosk.widgets.action import ActionButton
from kiosk.widgets.boxes import Box
from kiosk.widgets.tiles import IconTile
from kiosk.widgets.touch import Arrival
from kiosk.widgets.words import Heading, Words

if TYPE_CHECKING:
    from collections.abc import Callable

    from kiosk.flow.events import Event
    from kiosk.look import Look

_WIDEST = 968


def laid_over(
    window: QWidget,
    shown: QWidget | None,
    overlay: StillThere | Help,
    look: Look,
    did: Callable[[Event], None],
) -> Overlay:
    """Lay an overlay over a window, in the widget that lies there if it is of that kind.

    Args:
        window: what it covers.
        shown: what lies over it now; goes if it is of the other kind.
        overlay: what to show.
        look: how.
        did: hears that somebody is there.

    Returns:
        What lies over the window now.
    """
    kind = _StillThereOverlay if isinstance(overlay, StillThere) else _HelpOverlay
    if isinstance(shown, kind):
        over: Overlay = shown
    else:
        if shown is not None:
            shown.deleteLater()
        over = kind()
        over.setParent(window)
        over.did.connect(did)
        over.setGeometry(window.rect())
    over.show_overlay(overlay, look)
    over.show()
    over.raise_()
    return over


class Overlay(QWidget):
    """A sheet in the middle of a darkened page; any touch ends it and does nothing else."""

    did = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._look: Look | None = None
        self._arrival = Arrival()
        self._is_touched = False
        self.sheet = Box("sheet", margins=(64, 64, 64, 56))
        self.sheet.setParent(self)

    def show_overlay(self, overlay: StillThere | Help, look: Look) -> None:
        """Show it in this look."""
        if self._look is None or self._look.theme != look.theme:
            dress_all(self.sheet, look.theme)
        self._look = look
        self.fill(overlay, look)
        self._arrange()

    def fill(self, overlay: StillThere | Help, look: Look) -> None:
        """Put every sentence in its place."""
        raise NotImplementedError

    def first_focus(self) -> QWidget:
        """What a keyboard acts on."""
        raise NotImplementedError

    def close_it(self) -> None:
        """Somebody is there."""
        self.did.emit(OverlayClosed())

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """A touch anywhere ends it; nothing below it hears of that touch."""
        event.accept()
        self._is_touched = True

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """The second tap on what brought it up does not end it."""
        event.accept()
        self._is_touched = not self._arrival.is_fresh

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """On release, so that the finger's lifting does not press what lies below."""
        event.accept()
        if self._is_touched:
            self.close_it()

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's name
        """Qt calls this when it is to be seen."""
        super().showEvent(event)
        self._arrival.is_now()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """So does any key."""
        event.accept()
        self.close_it()

    def focusNextPrevChild(self, next: bool) -> bool:  # noqa: A002, ARG002, N802 - Qt's names
        """Tab stays on the sheet: Enter must not press what lies below it."""
        return True

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002, N802 - Qt's name
        """The page behind is dimmed."""
        if self._look is None:
            return
        painter = QPainter(self)
        shade = self._look.theme.colour("scrim")
        shade.setAlphaF(0.62)
        painter.fillRect(self.rect(), shade)
        painter.end()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Qt calls this when the window changes."""
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        if self._look is None or self.width() <= 0:
            return
        theme = self._look.theme
        px = theme.px
        width = min(px(_WIDEST), self.width() - 2 * px(MARGIN))
        height = self.sheet.height_in(width)
        while height + 2 * px(BREATH) > self.height() and theme.text_step:
            # As a page: rather smaller than cut off.
            theme = theme._replace(text_step=theme.text_step - 1)
            dress_all(self.sheet, theme)
            height = self.sheet.height_in(width)
        left, middle = (self.width() - width) // 2, (self.height() - height) // 2
        # For a seated customer the sheet stands low.
        top = self.height() - height - px(200) if self._look.reach else middle
        lowest = self.height() - height - px(BREATH)
        self.sheet.setGeometry(left, max(0, min(top, lowest)), width, height)


class _StillThereOverlay(Overlay):
    """Asks before everything that was entered is forgotten."""

    def __init__(self) -> None:
        super().__init__()
        self._title, self._detail = Heading(), Words("what")
        self._yes = ActionButton("primary")
        self._yes.clicked.connect(self.close_it)
        self.sheet.add(IconTile("hourglass", "badge", "amber-ink", side=200, size=104))
        self.sheet.gap(36)
        self.sheet.add(self._title)
        self.sheet.gap(16)
        self.sheet.add(self._detail)
        self.sheet.gap(48)
        self.sheet.add(self._yes)

    def fill(self, overlay: StillThere | Help, look: Look) -> None:
        """See `Overlay.fill`."""
        if not isinstance(overlay, StillThere):
            return
        texts = look.texts
        self._title.say(texts("Are you still there?"))
        self._detail.say(
            texts.plural(
                "In {n} second everything you entered is forgotten.",
                "In {n} seconds everything you entered is forgotten.",
                overlay.seconds_left,
            )
        )
        self._yes.say(texts("Yes, I am here"))

    def first_focus(self) -> QWidget:
        """See `Overlay.first_focus`."""
        return self._yes


class _HelpOverlay(Overlay):
    """Where the number is, and who helps."""

    def __init__(self) -> None:
        super().__init__()
        self._title = Heading()
        self._lines = tuple(Words("what") for _ in range(4))
        self._close = ActionButton("primary")
        self._close.clicked.connect(self.close_it)
        self.sheet.add(self._title)
        for line in self._lines:
            self.sheet.gap(24)
            self.sheet.add(line)
        self.sheet.gap(48)
        self.sheet.add(self._close)

    def fill(self, overlay: StillThere | Help, look: Look) -> None:
        """See `Overlay.fill`."""
        match overlay:
            case StillThere():
                return
            case Help():
                pass
            case _:
                assert_never(overlay)
        texts = look.texts
        self._title.say(texts("How it works"))
        says = (
            texts("The number is in the e-mail or app of the shop you bought from."),
            texts("Type it, or hold the waybill's barcode under the scanner."),
            texts("You get a RETURN CODE. Take it and the closed parcel to the counter."),
            texts("The clerk at the counter is glad to help."),
        )
        for line, words in zip(self._lines, says, strict=True):
            line.say(words)
        self._close.say(texts("Close"))

    def first_focus(self) -> QWidget:
        """See `Overlay.first_focus`."""
        return self._close
