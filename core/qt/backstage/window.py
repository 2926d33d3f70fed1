"""Backstage: the clock, every parcel, the faults, the merchants' inbox, every paper."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from core.domain.refusals import Refusal
from core.domain.status import trigger_of
from core.log import get_logger
from core.qt.backstage.board import Board
from core.qt.backstage.eyes import BackstageParts, Eyes, Seen
from core.qt.backstage.fault_times import FaultTimes, said_of
from core.qt.backstage.inbox import Inbox
from core.qt.backstage.papers import Papers
from core.qt.backstage.play_button import PlayButton
from core.qt.backstage.recorder import ZONE, Recorder
from core.qt.backstage.switches import FaultSwitches
from core.qt.tasks import Tasks
from core.qt.theme import Contrast, Theme
from core.qt.timers import QtTimers, Timers
from core.services.recording import Plain, Read
from core.simulator.faults import FAULTS
from core.simulator.steps import FaultOff, PassTime, ToNextJob
from core.simulator.switches import switch_of
from core.simulator.virtual_clock import REAL
from core.texts import Texts

_log: Final = get_logger("backstage")
_SPACE: Final = 16
_FAST: Final = 60.0
_CLOCK_EVERY_S: Final = 0.25
_LOOK_EVERY_S: Final = 0.7


class BackstageWindow(QWidget):
    """Moves everything that a store does not.

    Args:
        open_parts: opens what it stands on; called on a worker.
        texts: the language.
        timers: when to look.
    """

    def __init__(
        self,
        open_parts: Callable[[], BackstageParts],
        texts: Texts,
        timers: Timers | None = None,
    ) -> None:
        super().__init__()
        self._texts, self._theme = texts, Theme(Contrast.DARK)
        self._parts: BackstageParts | None = None
        self._eyes: Eyes | None = None
        self._recorder: Recorder | None = None
        # Those too that were stopped, until a worker has written them.
        self._unwritten: list[Recorder] = []
        self._looking = False
        # What somebody asks for does not wait for a look, and a look not for a picture.
        self._tasks, self._looks, self._pictures = Tasks(self), Tasks(self), Tasks(self)
        self._timers = timers or QtTimers(self)
        self.setWindowTitle(texts("Balik backstage"))
        self.setProperty("part", "backstage")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setStyleSheet(self._theme.sheet("backstage"))
        self._build()
        self._tasks.run(open_parts, self._opened, broke=self._broke, may_be_left=True)

    def _build(self) -> None:
        texts, theme = self._texts, self._theme
        self.board, self.switches = Board(texts, theme), FaultSwitches(texts, theme)
        self.fault_times = FaultTimes(texts, theme)
        self.inbox = Inbox(texts, theme)
        self._papers = Papers(self._pictures, texts, theme)
        self._said = QLabel(texts("Opening…"))
        self._said.setProperty("role", "quiet")
        self._scan = QPushButton(texts("Pick a parcel to scan it"))
        self._scan.setEnabled(False)
        self.board.chosen_changed.connect(self._chose)
        self.board.scan_asked.connect(self._move_on)
        self._scan.clicked.connect(self._move_on)
        self.switches.switched.connect(self._switch)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._head())
        body = QVBoxLayout()
        body.setContentsMargins(*(theme.px(_SPACE),) * 4)
        body.setSpacing(theme.px(_SPACE))
        heading = texts("Every parcel, by status. Pick a parcel and scan it as SBS, trucker or DC.")
        body.addWidget(_card(heading, self.board, aside=self._scan), 3)
        lower = QHBoxLayout()
        lower.setSpacing(theme.px(_SPACE))
        lower.addWidget(_card(texts("Faults"), self.switches, aside=self.fault_times), 1)
        lower.addWidget(_card(texts("Merchant inbox (webhooks)"), self.inbox), 1)
        lower.addWidget(_card(texts("Papers"), self._papers, kind="table"), 1)
        body.addLayout(lower, 5)
        column.addLayout(body, 1)

    def _head(self) -> QFrame:
        texts, theme = self._texts, self._theme
        head = QFrame()
        head.setProperty("role", "head")
        row = QHBoxLayout(head)
        row.setContentsMargins(theme.px(20), theme.px(8), theme.px(20), theme.px(8))
        name = QLabel(texts("Backstage"))
        name.setProperty("role", "title")
        self._time = QLabel()
        self._time.setProperty("role", "clock")
        self.play = PlayButton(texts, self)
        self.play.said.connect(self._say)
        self._record = _button(texts("Record"), self._record_or_stop, checkable=True)
        self._fast = _button(texts("Run ×60"), self._run_fast, checkable=True)
        row.setSpacing(theme.px(8))
        row.addWidget(name)
        row.addSpacing(theme.px(8))
        row.addWidget(self._said, 1)
        row.addWidget(self._time)
        row.addSpacing(theme.px(8))
        for button in (
            _button(texts("+1 h"), lambda: self._pass(timedelta(hours=1))),
            _button(texts("+1 day"), lambda: self._pass(timedelta(days=1))),
            _button(texts("To next job"), self._to_next_job),
            self._fast,
            self._record,
            self.play,
        ):
            row.addWidget(button)
        return head

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802 - Qt's name
        """Let the work under way end."""
        self.play.close_plays()
        for tasks in (self._tasks, self._looks, self._pictures):
            tasks.close()
        # No worker is left that could do it, and nobody who could look at a frozen window.
        for recorder in self._unwritten:
            try:
                recorder.write()
            except OSError as trouble:
                _log.error("recording not written", errno=trouble.errno)
        super().closeEvent(event)

    def _opened(self, parts: BackstageParts) -> None:
        self._parts, self._eyes = parts, Eyes(parts)
        self.play.use(parts.plays)
        self._say(str(parts.data))
        self._timers.every(_CLOCK_EVERY_S, self._show_panel)
        self._timers.every(_LOOK_EVERY_S, self._look)
        self._show_panel()
        self._look()

    def _show_panel(self) -> None:
        if self._parts is None:
            return
        panel, texts = self._parts.panel, self._texts
        from zoneinfo import ZoneInfo  # noqa: PLC0415 - reads a file: not while the window opens

        zone = ZoneInfo(ZONE)
        now = panel.clock.now().astimezone(zone)
        self._time.setText(f"{texts.day_date(now.date())} {texts.time_with_seconds(now)}")
        self._fast.setChecked(panel.clock.anchor.rate > REAL)
        self.switches.faults.show(
            {
                code: said_of(switch, now, texts, lambda at: texts.time(at.astimezone(zone)))
                for code, switch in panel.faults.switches.items()
            }
        )

    def _look(self) -> None:
        if (eyes := self._eyes) is None or self._looking:
            return
        self._looking, recorder = True, self._recorder

        def look() -> Seen:
            if recorder is not None:
                recorder.look()
            return eyes.look()

        self._looks.run(look, self._show, broke=self._looked)

    def _looked(self) -> None:
        self._looking = False

    def _show(self, seen: Seen) -> None:
        self._looked()
        if seen.columns:
            self.board.show_columns(seen.columns)
        self.inbox.add(seen.webhooks)
        self._papers.show_papers(seen.papers)

    def _chose(self) -> None:
        following = {parcel.following for parcel in self.board.chosen()}
        status = following.pop() if len(following) == 1 else None
        self._scan.setEnabled(status is not None)
        self._scan.setText(
            self._texts("Pick a parcel to scan it")
            if status is None
            else self._texts(
                "Scan as {party}: {status}", party=trigger_of(status).value, status=status.value
            )
        )

    def _move_on(self) -> None:
        parts, chosen = self._parts, self.board.chosen()
        if parts is None or not self._scan.isEnabled():
            return

        def scan() -> int:
            for parcel in chosen:
                parts.note("moved on", parcel=Read(parcel.tracking), to=parcel.following)
                parts.behind.move_on(parcel)
            return len(chosen)

        def done(count: int) -> None:
            self._say(self._texts.plural("{n} parcel scanned.", "{n} parcels scanned.", count))
            self._look()

        self._tasks.run(scan, done, refused=self._refused, broke=self._broke)

    def _switch(self, code: str) -> None:
        if (parts := self._parts) is None:
            return
        faults, now = parts.panel.faults, parts.panel.clock.now()
        if code in faults.switches:
            parts.note("switched off", fault=Plain(code))
            self._do(lambda: faults.off(code), lambda to: to.add(FaultOff(fault=code)))
            return
        if self.fault_times.is_by_chance and not FAULTS[code].comes_by_chance:
            self._say(self._texts("A clock is wrong always or never. Choose “always” for it."))
            return
        step = self.fault_times.step(code)
        parts.note(
            "switched on",
            fault=Plain(code),
            after_min=step.after,
            for_min=step.minutes,
            chance=step.chance,
        )
        self._do(lambda: faults.switch(code, switch_of(step, now)), lambda to: to.add(step))

    def _pass(self, by: timedelta) -> None:
        if (parts := self._parts) is None:
            return
        step = PassTime(seconds=by.total_seconds())
        parts.note("clock", moved_on=by)

        def go() -> None:
            parts.panel.clock.pass_time(by)
            parts.job.run_if_due()

        self._do(go, lambda to: to.add(step, lambda at: at + by))

    def _to_next_job(self) -> None:
        if (parts := self._parts) is None:
            return
        parts.note("clock", to=Plain("the next job"))

        def go() -> None:
            clock = parts.panel.clock
            clock.go_to(parts.job.daily.following(clock.now()))
            parts.job.run_if_due()

        self._do(go, lambda to: to.add(ToNextJob(), parts.job.daily.following))

    def _run_fast(self) -> None:
        if (parts := self._parts) is not None:
            clock, rate = parts.panel.clock, _FAST if self._fast.isChecked() else REAL
            parts.note("clock", runs_times=rate)
            self._do(lambda: clock.run(rate), lambda to: to.run(rate))

    def _record_or_stop(self) -> None:
        if self._parts is None or self._eyes is None:
            return
        recorder, self._recorder = self._recorder, None
        if recorder is not None:
            self._tasks.run(recorder.write, self._recorded, broke=self._broke)
            return
        self._recorder = recorder = Recorder(self._parts, self._eyes.board)
        self._unwritten.append(recorder)
        words = self._texts("Recording: whatever is done is written down.")
        self._tasks.run(recorder.look, lambda _: self._say(words), broke=self._broke)

    def _recorded(self, file: Path | None) -> None:
        self._unwritten = [each for each in self._unwritten if not each.is_over]
        if file is None:
            self._say(self._texts("Nothing was done, so nothing was written down."))
        else:
            self._say(self._texts("Recorded: balik play {file}", file=file))

    def _do(self, work: Callable[[], None], record: Callable[[Recorder], None]) -> None:
        """Do it on a worker, written down between what was done before and what comes of it."""
        recorder = self._recorder

        def recorded() -> None:
            if recorder is None:
                work()
            else:
                record(recorder)
                work()
                recorder.look()

        self._tasks.run(recorded, lambda _: self._show_panel(), broke=self._broke)

    def _refused(self, no: Refusal) -> None:
        self._say(self._texts("The scan was refused: {why}", why=no.code.value))
        self._look()

    def _broke(self) -> None:
        self._say(self._texts("That did not work. Nothing was changed; balik.log says why."))

    def _say(self, words: str) -> None:
        self._said.setText(words)


def _button(words: str, clicked: Callable[[], None], *, checkable: bool = False) -> QPushButton:
    button = QPushButton(words)
    button.setCheckable(checkable)
    button.clicked.connect(lambda _=False: clicked())
    return button


def _card(
    heading: str, content: QWidget, *, aside: QWidget | None = None, kind: str = "card"
) -> QFrame:
    card = QFrame()
    card.setProperty("role", kind)
    column = QVBoxLayout(card)
    column.setContentsMargins(*(_SPACE,) * 4)
    head = QHBoxLayout()
    words = QLabel(heading)
    words.setProperty("role", "on-table" if kind == "table" else "h3")
    head.addWidget(words, 1)
    if aside is not None:
        head.addWidget(aside)
    column.addLayout(head)
    column.addWidget(content, 1)
    return card
