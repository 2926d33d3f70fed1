"""A terminal that can lose power: dark at once, and started anew as after a real power loss."""

from collections.abc import Callable
from time import monotonic
from typing import Final

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QFrame, QLabel, QVBoxLayout, QWidget

from core.qt.desk import Desk
from core.qt.tasks import Tasks
from core.qt.theme import Contrast, Theme
from core.services.mains import Mains
from core.services.station import Station
from core.texts import Texts

#: For so long it stays dark at least, in seconds: a person is to see it.
DARK_S: Final = 2.0
_LOOK_MS: Final = 50
_LATER_MS: Final = 1000


class PluggedIn(QObject):
    """One station on a desk, until it loses power.

    Nothing is saved then and nobody is told how anything ended: what was asked of the ECMS may have
    been done, and what was printed may hang half out of the printer. The station that is started
    afterwards finds what is in the books, and nothing else.

    Args:
        desk: around the screen.
        station: that the screen works over.
        mains: where it has its power from.
        start: puts another screen in, as it is when it was just switched on.
        texts: the language.
    """

    _lost = Signal()

    def __init__(
        self,
        desk: Desk,
        station: Station,
        mains: Mains,
        start: Callable[[], None],
        texts: Texts,
    ) -> None:
        super().__init__(desk)
        self._desk, self._station, self._mains = desk, station, mains
        self._start, self._texts = start, texts
        self._dead: QWidget | None = None
        self._under_way: list[Tasks] = []
        self._dark: QFrame | None = None
        self._since = 0.0
        self._looking = QTimer(self)
        self._looking.setInterval(_LOOK_MS)
        self._looking.timeout.connect(self._look)
        desk.closed.connect(self._end)
        self._lost.connect(self._go_dark, Qt.ConnectionType.QueuedConnection)
        self._stop_watching = mains.watch(self._lost.emit)

    def _go_dark(self) -> None:
        if self._dark is not None:
            return
        self._dead = self._desk.take_screen()
        self._dark = _dark_screen(self._texts)
        self._desk.add_screen(self._dark)
        if self._dead is not None:
            self._under_way = self._dead.findChildren(Tasks)
        for tasks in self._under_way:
            tasks.cut()
        if self._station.flight is not None:
            self._station.flight.note("shop", "power", lost=self._station.terminal)
        self._since = monotonic()
        self._looking.start()

    def _look(self) -> None:
        """Whoever still waits for an answer hears none any more; then the lights may go on."""
        self._station.hang_up()
        is_long_enough = monotonic() - self._since >= DARK_S
        if not (is_long_enough and all(tasks.are_over for tasks in self._under_way)):
            return
        self._looking.stop()
        dark = self._desk.take_screen()
        self._end()
        self._mains.come_back()
        self._start()
        if dark is not None:
            dark.deleteLater()
        self.deleteLater()

    def _end(self) -> None:
        self._looking.stop()
        self._stop_watching()
        dead, self._dead = self._dead, None
        if dead is not None:
            dead.close()
            # Not in the turn in which the new one is laid out: both together would be noticed.
            QTimer.singleShot(_LATER_MS, dead, dead.deleteLater)


def _dark_screen(texts: Texts) -> QFrame:
    theme = Theme(Contrast.DARK)
    screen = QFrame()
    screen.setStyleSheet(f"background: {theme.hex('ground')}; color: {theme.hex('muted')};")
    words = QLabel(texts("No power. It starts again by itself in a moment."))
    words.setAlignment(Qt.AlignmentFlag.AlignCenter)
    words.setWordWrap(True)
    QVBoxLayout(screen).addWidget(words)
    return screen
