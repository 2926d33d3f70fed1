"""The replay's window: the steps, the screens as they were, the newest paper."""

from collections.abc import Callable
from functools import partial
from typing import Final

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QCloseEvent, QImage, QKeyEvent, QPixmap
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QHBoxLayout,
    QLabel,
    QListView,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from core.flight.lines import happened, notice
from core.flight.reading import Recording
from core.qt.replay.film import Frame, Paper, frames
from core.qt.replay.screen_view import ScreenView
from core.qt.replay.steps import Steps
from core.qt.tasks import Tasks
from core.qt.theme import Theme
from core.qt.timers import Cancel, QtTimers, Timers
from core.texts import Texts

_SPACE: Final = 16
_LIST_WIDE: Final = 380
_PAPER_WIDE: Final = 300
_SPEEDS: Final = (1, 4, 20)
#: A night in which nothing happened is not waited for.
_LONGEST_PAUSE_S: Final = 2.0
_LEAST_PAUSE_S: Final = 0.02
_LONGEST_WORDS: Final = 900


class ReplayWindow(QWidget):
    """Shows a recorded run step by step.

    Args:
        recording: which.
        draw: makes a paper's picture (PNG) of its packed bytes and its width in dots; on a worker.
        texts: the language.
        timers: what makes time pass while it plays.
    """

    def __init__(
        self,
        recording: Recording,
        draw: Callable[[str, int], bytes],
        texts: Texts,
        timers: Timers | None = None,
    ) -> None:
        super().__init__()
        self._recording, self._draw = recording, draw
        self._texts, self._theme = texts, Theme()
        self._timers = timers or QtTimers(self)
        self._tasks = Tasks(self)
        self._film: tuple[Frame, ...] = ()
        self._model: Steps | None = None
        self._paper: Paper | None = None
        self._next: Cancel | None = None
        self._speed = _SPEEDS[0]
        self.setWindowTitle(texts("Balik replay"))
        self.setProperty("part", "replay")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setStyleSheet(self._theme.sheet("replay"))
        self._build()
        self._tasks.run(lambda: frames(recording), self._opened, broke=self._broke)

    @property
    def step(self) -> int:
        """The step that is shown, from 0."""
        return self.steps.currentIndex().row()

    @property
    def is_playing(self) -> bool:
        """Whether it goes on by itself."""
        return self._next is not None

    def go_to(self, step: int) -> None:
        """Show this step, or the first or last where there is none."""
        if self._model is None:
            return
        step = max(0, min(step, len(self._film) - 1))
        self.steps.setCurrentIndex(self._model.index(step, 0))

    def play(self) -> None:
        """Go on by itself, or stop doing so; from the end on it begins anew."""
        if self.is_playing:
            self._pause()
        elif self._film:
            if self.step == len(self._film) - 1:
                self.go_to(0)
            self._play_on()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Arrows step, Space plays."""
        key = Qt.Key(event.key())
        moves = {
            Qt.Key.Key_Left: self.step - 1,
            Qt.Key.Key_Right: self.step + 1,
            Qt.Key.Key_Home: 0,
            Qt.Key.Key_End: len(self._film),
        }
        if key is Qt.Key.Key_Space:
            self.play()
        elif key in moves:
            self._pause()
            self.go_to(moves[key])
        else:
            super().keyPressEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802 - Qt's name
        """Let the work under way end."""
        self._pause()
        self._tasks.close()
        super().closeEvent(event)

    def _build(self) -> None:
        texts, theme = self._texts, self._theme
        self.steps = QListView()
        self.steps.setUniformItemSizes(True)
        self.steps.setFixedWidth(theme.px(_LIST_WIDE))
        self.steps.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.steps.setAccessibleName(texts("Steps"))
        self.screens = ScreenView(texts, theme)
        self._slip = QLabel(texts("No paper came out yet."))
        self._slip.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        self._slip.setWordWrap(True)
        table = QScrollArea()
        table.setProperty("part", "table")
        table.setWidgetResizable(True)
        table.setWidget(self._slip)
        table.setFixedWidth(theme.px(_PAPER_WIDE))
        row = QHBoxLayout()
        row.setSpacing(theme.px(_SPACE))
        row.addWidget(self.steps)
        row.addWidget(self.screens, 1)
        row.addWidget(table)
        self._said = QLabel(texts("Opening…"))
        self._said.setWordWrap(True)
        self._said.setTextFormat(Qt.TextFormat.PlainText)
        self._said.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._said.setFixedHeight(theme.px(58))
        column = QVBoxLayout(self)
        column.setContentsMargins(*(theme.px(_SPACE),) * 4)
        column.setSpacing(theme.px(_SPACE))
        column.addWidget(self._head())
        column.addLayout(row, 1)
        column.addWidget(self._said)

    def _head(self) -> QFrame:
        texts, theme = self._texts, self._theme
        head = QFrame()
        row = QHBoxLayout(head)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.px(8))
        self._clock = QLabel()
        self._clock.setProperty("role", "clock")
        self._about = QLabel(notice(self._recording, texts))
        self._about.setProperty("role", "notice")
        self._about.setWordWrap(True)
        self._playing = _button(texts("Play"), self.play)
        self._playing.setProperty("kind", "main")
        row.addWidget(_button(texts("Previous"), lambda: self._by_hand(self.step - 1)))
        row.addWidget(self._playing)
        row.addWidget(_button(texts("Next"), lambda: self._by_hand(self.step + 1)))
        row.addSpacing(theme.px(_SPACE))
        self._speeds = QButtonGroup(self)
        for speed in _SPEEDS:
            button = _button(f"×{speed}", partial(self._run_at, speed))
            button.setAccessibleName(texts("Speed ×{speed}", speed=speed))
            button.setCheckable(True)
            button.setChecked(speed == self._speed)
            self._speeds.addButton(button)
            row.addWidget(button)
        row.addSpacing(theme.px(_SPACE))
        row.addWidget(self._about, 1)
        row.addWidget(self._clock)
        return head

    def _opened(self, film: tuple[Frame, ...]) -> None:
        self._film = film
        self._model = Steps(film, self._texts, self._recording.zone)
        self.steps.setModel(self._model)
        self.steps.selectionModel().currentChanged.connect(self._show)
        self.steps.setFocus()
        if film:
            self.go_to(0)
        else:
            self._said.setText(self._texts("Nothing was recorded."))

    def _broke(self) -> None:
        self._said.setText(self._texts("This recording cannot be shown."))

    def _show(self, index: QModelIndex) -> None:
        frame, texts = self._film[index.row()], self._texts
        entry = frame.entry
        self.screens.show_screens(frame.screens, entry.where)
        self._said.setText(happened(entry, texts)[:_LONGEST_WORDS])
        at = entry.at.astimezone(self._recording.zone)
        number = texts("{n} of {all}", n=index.row() + 1, all=len(self._film))
        self._clock.setText(f"{number} · {at:%Y-%m-%d %H:%M:%S} · {entry.seconds:.2f} s")
        if frame.paper is not self._paper:
            self._paper = frame.paper
            self._show_paper(frame.paper)

    def _show_paper(self, paper: Paper | None) -> None:
        if paper is None:
            self._slip.setText(self._texts("No paper came out yet."))
            return
        wide = self._theme.px(_PAPER_WIDE - 2 * _SPACE)

        def drawn() -> QImage:
            picture = QImage.fromData(self._draw(paper.data, paper.dots))
            grey = picture.convertToFormat(QImage.Format.Format_Grayscale8)
            return grey.scaledToWidth(wide, Qt.TransformationMode.SmoothTransformation)

        def show(picture: QImage) -> None:
            if paper is self._paper:
                self._slip.setPixmap(QPixmap.fromImage(picture))
                self._slip.setAccessibleName(paper.name)

        def cannot() -> None:
            if paper is self._paper:
                self._slip.setText(self._texts("This paper cannot be drawn."))

        self._tasks.run(drawn, show, broke=cannot)

    def _by_hand(self, step: int) -> None:
        self._pause()
        self.go_to(step)

    def _run_at(self, speed: int) -> None:
        self._speed = speed
        if self.is_playing:
            self._pause()
            self._play_on()

    def _play_on(self) -> None:
        """Wait for as long as the run did, then show the next step."""
        here = self.step
        if here + 1 >= len(self._film):
            self._pause()
            return
        pause = self._film[here + 1].entry.seconds - self._film[here].entry.seconds
        pause = max(_LEAST_PAUSE_S, min(pause, _LONGEST_PAUSE_S)) / self._speed
        self._next = self._timers.after(pause, self._step_on)
        self._playing.setText(self._texts("Pause"))

    def _step_on(self) -> None:
        self.go_to(self.step + 1)
        self._play_on()

    def _pause(self) -> None:
        if self._next is not None:
            self._next()
            self._next = None
        self._playing.setText(self._texts("Play"))


def _button(words: str, pressed: Callable[[], None]) -> QPushButton:
    button = QPushButton(words)
    # Qt would tell whether it is checked.
    button.clicked.connect(lambda _=False: pressed())
    button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    return button
