"""The POS's window: rail, top bar, and one page at a time."""

import time
from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtGui import QCloseEvent, QInputEvent, QKeyEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QHBoxLayout,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from core.qt.classes import build_classes_at_once
from core.qt.input_ears import listen, listen_no_more
from core.qt.terminal_scanner import TerminalScanner
from core.qt.theme import Theme
from core.qt.timers import Cancel, QtTimers, Timers
from core.services.station import Station
from core.texts import Texts
from pos.flow.device_states import Devices
from pos.flow.events import EnterPressed
from pos.flow.office_states import PullOut
from pos.flow.states import Find, Locked, Looking, Starting, State
from pos.kept_keys import KeptKeys
from pos.keys import meaning
from pos.pages.page import Page
from pos.presenter import Presenter
from pos.shelf import Shelf, page_name
from pos.widgets.focus_ring import FocusRing
from pos.widgets.look import Look, Measures
from pos.widgets.rail import Rail
from pos.widgets.strip import Strip
from pos.widgets.top_bar import TopBar

_DESIGN_WIDTH: Final = 1024
_DESIGN_HEIGHT: Final = 720
#: From this many design pixels on, the right column has its full width.
_WIDE: Final = 1240
#: Seconds that a look-up may take before the page says so: most take less, and nothing flickers.
_PATIENCE_S: Final = 0.2
_DRAGGING_MS: Final = 20
_TOUCHES: Final = frozenset(
    {QEvent.Type.KeyPress, QEvent.Type.MouseButtonPress, QEvent.Type.TouchBegin}
)


class PosWindow(QWidget):
    """One POS, as a window of its own or as a part of another.

    Args:
        open_station: opens database and devices; it is called on a worker, after the first frame.
        texts: the language of screen and paper.
        timers: a test's, to move time by hand.
        seconds: a clock that only goes forward, for telling double scans.
    """

    def __init__(
        self,
        open_station: Callable[[], Station],
        texts: Texts | None = None,
        *,
        timers: Timers | None = None,
        seconds: Callable[[], float] = time.monotonic,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        build_classes_at_once()
        self._texts = texts or Texts()
        self._timers = timers or QtTimers(self)
        self.presenter = Presenter(open_station, self._texts, self._timers, seconds, self)
        self._look: Look | None = None
        self._page: Page | None = None
        self._late: Cancel | None = None
        self._started = self._is_settled = False
        self._measures = Measures()
        self._kept = KeptKeys(self._receiver)
        self._build()
        # Before the scanner, which thereby hears first: its keys are no person's.
        listen(self, self._hears)
        self.scanner = TerminalScanner(self)
        self.scanner.scanned.connect(self.presenter.scanned)
        self.presenter.opened.connect(lambda station: self.scanner.attach(station.scanner))
        self.presenter.changed.connect(self._changed)
        self._clock = self._timers.every(1, self._show_time)

    def _build(self) -> None:
        self.setWindowTitle(self._texts("Balik POS"))
        self.setAutoFillBackground(True)
        self.resize(1366, 768)
        # Smaller than the pages at their full scale: they scale down.
        self.setMinimumSize(_DESIGN_WIDTH // 2, _DESIGN_HEIGHT // 2)
        self._rail = Rail(self._measures)
        self._top = TopBar(self._measures)
        self._strip = Strip(self._measures)
        self._stack = QStackedWidget()
        self._shelf = Shelf(self._stack)
        self._shelf.wished.connect(self.presenter.tell)
        self._shelf.came.connect(self._show_page)
        self._rail.wished.connect(self.presenter.tell)
        margin = QVBoxLayout()
        margin.addWidget(self._stack)
        column = QVBoxLayout()
        column.addWidget(self._top)
        column.addWidget(self._strip)
        column.addLayout(margin, 1)
        row = QHBoxLayout(self)
        row.addWidget(self._rail)
        row.addLayout(column, 1)
        self._measures.layout(margin, (24, 20, 24, 20))
        self._measures.layout(column)
        self._measures.layout(row)
        self._ring = FocusRing(self)
        # A window that is being drawn larger passes many sizes; only the last one is dressed for.
        self._resized = QTimer(self)
        self._resized.setSingleShot(True)
        self._resized.setInterval(_DRAGGING_MS)
        self._resized.timeout.connect(self._dress_frame)

    @property
    def state(self) -> State:
        """What the POS knows now."""
        return self.presenter.state

    @property
    def page(self) -> Page:
        """The page on top."""
        if self._page is None:
            raise LookupError("no page before the window is shown")
        return self._page

    @property
    def is_prepared(self) -> bool:
        """Whether every page is built ahead and dressed for the window's size."""
        return self._shelf.is_prepared

    @property
    def is_settled(self) -> bool:
        """Whether frame and page on top are dressed for the window's size."""
        return self._is_settled

    # Qt's events

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's name
        """The first frame comes before anything that takes its time."""
        super().showEvent(event)
        if not self._started:
            self._started = True
            self._choose_look()
            self._dress_frame()
            QTimer.singleShot(0, self, self._begin)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Another size is another scale."""
        super().resizeEvent(event)
        if self._started and self._choose_look():
            self._is_settled = False
            self._resized.start()
        self._ring.place()

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802 - Qt's name
        """Let the work under way end."""
        self.leave()
        super().closeEvent(event)

    def _hears(self, watched: QObject, event: QInputEvent) -> bool:
        """Any key or touch in this window shows that somebody is here."""
        if event.type() not in _TOUCHES or not isinstance(watched, QWidget):
            return False
        if watched is self or self.isAncestorOf(watched):
            self.presenter.touched()
            return isinstance(event, QKeyEvent) and self._keep(event)
        if isinstance(event, QKeyEvent) and watched is self.window():
            return self._take_beside(event)
        return False

    def _take_beside(self, event: QKeyEvent) -> bool:
        """A key that nobody wanted beside the POS, in the window that it is a part of, is ours."""
        focused = QApplication.focusWidget()
        if focused is not None and self.isAncestorOf(focused):
            return False
        self.presenter.touched()
        if self._keep(event):
            return True
        self.keyPressEvent(event)
        return event.isAccepted()

    def _keep(self, event: QKeyEvent) -> bool:
        """Whether a key waits for the page that is still being made, or for others that do."""
        if self._has_page() and not self._kept:
            return False
        self._kept.keep(event)
        return True

    def _has_page(self) -> bool:
        """Whether keys have somewhere to go; what is typed before the start is for the lock."""
        page = self.state.page
        return not isinstance(page, Starting) and self._shelf.has(page_name(page))

    def _receiver(self) -> QWidget:
        focused = QApplication.focusWidget()
        return focused if focused is not None and self.isAncestorOf(focused) else self

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Keys that no field wanted."""
        wish = meaning(event, self.state.page)
        focused = QApplication.focusWidget()
        if isinstance(wish, EnterPressed) and isinstance(focused, QAbstractButton):
            # Qt clicks with Space only; at a counter Enter is the key that does things.
            focused.click()
        elif wish is not None and not (isinstance(wish, EnterPressed) and self._is_own_enter()):
            self.presenter.tell(wish)
        elif self._page is None or not self._page.take_key(event):
            super().keyPressEvent(event)

    def leave(self) -> None:
        """End the work and the timers; the window can be thrown away."""
        self._clock()
        listen_no_more(self)
        self._kept.forget()
        self._shelf.close()
        self.scanner.close()
        self.presenter.close()

    # Pages

    def _begin(self) -> None:
        self.presenter.start()
        self._shelf.prepare()

    def _changed(self) -> None:
        if self._late is not None:
            self._late()
            self._late = None
        if isinstance(self.state.page, Looking):
            self._late = self._timers.after(_PATIENCE_S, self._show_page)
        else:
            self._show_page()

    def _show_page(self) -> None:
        look, before = self._look, self._page
        if look is None:
            return
        page = self._shelf.page(page_name(self.state.page))
        if page is None:
            return
        page.show_state(self.state, look)
        self._rail.show_state(self.state, look)
        self._top.show_state(self.state, look)
        self._strip.show_state(self.state, look)
        self._show_time()
        self._is_settled = not self._resized.isActive()
        if page is not before:
            self._page = page
            self._stack.setCurrentWidget(page)
            if before is not None:
                before.left()
            (page.first_field() or self).setFocus()
        if self._has_page():
            self._kept.give_on()

    def _show_time(self) -> None:
        now = self.presenter.now()
        self._top.show_time(self._texts.time(now) if now else "")

    def _is_own_enter(self) -> bool:
        """Pages with a field see to Enter themselves."""
        return isinstance(self.state.page, Locked | Find | PullOut | Devices)

    # Look

    def _choose_look(self) -> bool:
        """Find the look for this size; whether it is another one than before."""
        scale = min(1.0, self.width() / _DESIGN_WIDTH, self.height() / _DESIGN_HEIGHT)
        scale = max(0.5, round(scale, 2))
        look = Look(self._texts, Theme(scale=scale), wide=self.width() / scale >= _WIDE)
        if look == self._look:
            return False
        self._look = look
        self._shelf.wear(look)
        return True

    def _dress_frame(self) -> None:
        look = self._look
        if look is None:
            return
        sheet = look.theme.sheet("pos_frame")
        for part in (self._rail, self._top, self._strip):
            # Another width alone is no other sheet, and to wear one takes its time.
            if part.styleSheet() != sheet:
                part.setStyleSheet(sheet)
        palette = self.palette()
        palette.setColor(self.backgroundRole(), look.theme.colour("ground"))
        self.setPalette(palette)
        self._measures.apply(look)
        self._ring.dress(look.theme)
        self._is_settled = False
        # What stands in the frame is drawn at the new scale with the page, a turn later.
        QTimer.singleShot(1, self, self._show_page)
        QTimer.singleShot(2, self, self._shelf.prepare)
