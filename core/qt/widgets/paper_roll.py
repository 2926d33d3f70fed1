"""The simulated printer beside a screen, and the papers that hang from it."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QImage
from PySide6.QtWidgets import (
    QFrame,
    QLabel,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from core.qt.tasks import Tasks
from core.qt.theme import Theme
from core.qt.widgets.paper_slip import MARGIN, PaperSlip
from core.qt.widgets.paper_view import PaperView
from core.qt.widgets.printer_head import PrinterHead
from core.services.ports import PaperOut, PrinterAtHand, PrinterStatus
from core.texts import Texts
from core.trouble import marked

#: Papers that stay on the roll; older ones are only in the printer's folder.
MOST_PAPERS: Final = 30

_PAPER_WIDTH: Final = 164
_PAPER_WORDS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "ticket": marked("Return ticket"),
        "receipt": marked("Acknowledgement Receipt"),
        "label": marked("Parcel label"),
    }
)
_OTHER_PAPER: Final = marked("Paper")


class PaperRoll(QFrame):
    """A strip beside a kiosk or POS; the newest paper hangs from the printer.

    The printer is asked and told on a thread of its own: while it prints, it lets nobody in.
    `stop` ends that thread.

    Args:
        printer: the simulated one.
        title: what it is called, `Kiosk printer`.
        can_scan: whether there is a POS that its papers can be scanned at.
    """

    scan_requested = Signal(Path)

    _state_changed = Signal()
    _paper_came = Signal()

    def __init__(
        self,
        printer: PrinterAtHand,
        title: str,
        texts: Texts,
        theme: Theme,
        parent: QWidget | None = None,
        *,
        can_scan: bool = True,
    ) -> None:
        super().__init__(parent)
        self._printer, self._texts, self._theme = printer, texts, theme
        self._can_scan = can_scan
        self._tasks = Tasks(self)
        self._slips: list[PaperSlip] = []
        self._fetched = 0
        self.setProperty("part", "strip")
        self.setStyleSheet(theme.sheet("paper_roll"))
        self.setFixedWidth(theme.px(_PAPER_WIDTH + 4 * MARGIN))
        self._head = PrinterHead(title, texts, theme)
        self._head.condition_chosen.connect(self._set_condition)
        self._head.jam_chosen.connect(self._jam_next)
        self._none_yet = QLabel(texts("What it prints appears here."))
        self._none_yet.setProperty("role", "no-paper")
        self._none_yet.setWordWrap(True)
        self._none_yet.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self._none_yet.setContentsMargins(0, theme.px(16), theme.px(MARGIN), 0)
        self._lay_out()
        self._state_changed.connect(self._ask_state, Qt.ConnectionType.QueuedConnection)
        self._paper_came.connect(self._ask_papers, Qt.ConnectionType.QueuedConnection)
        self._stop_watching = (
            printer.watch(lambda _status: self._state_changed.emit()),
            printer.watch_papers(lambda _paper: self._paper_came.emit()),
        )
        self._ask_state()
        self._ask_papers()

    def stop(self) -> None:
        """Let go of the printer; to be called before the window goes."""
        for stop in self._stop_watching:
            stop()
        self._tasks.close()

    def _lay_out(self) -> None:
        px = self._theme.px
        papers = QWidget()
        papers.setProperty("part", "papers")
        self._papers = QVBoxLayout(papers)
        self._papers.setContentsMargins(px(MARGIN), 0, 0, px(MARGIN))
        self._papers.setSpacing(px(10))
        self._papers.addWidget(self._none_yet)
        self._papers.addStretch(1)
        roll = QScrollArea()
        roll.setWidget(papers)
        roll.setWidgetResizable(True)
        roll.setFrameShape(QFrame.Shape.NoFrame)
        roll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        roll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        roll.viewport().setAutoFillBackground(False)
        slot = QFrame()
        slot.setProperty("part", "slot")
        slot.setFixedHeight(px(6))
        head = QVBoxLayout()
        head.setContentsMargins(px(MARGIN), px(MARGIN), px(MARGIN), 0)
        head.setSpacing(0)
        head.addWidget(self._head)
        head.addWidget(slot)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(head)
        layout.addWidget(roll, 1)

    def _set_condition(self, condition: PrinterStatus) -> None:
        self._tasks.run(
            lambda: self._printer.set_status(condition),
            lambda _none: self._ask_state(),
            broke=self._shrug,
        )

    def _jam_next(self) -> None:
        self._tasks.run(
            self._printer.jam_next,
            lambda _none: self._head.show_jam_ahead(),
            broke=self._shrug,
        )

    def _ask_state(self) -> None:
        self._tasks.run(self._printer.status, self._head.show_status, broke=self._shrug)

    def _ask_papers(self) -> None:
        self._tasks.run(lambda: self._printer.papers, self._fetch_new, broke=self._shrug)

    def _fetch_new(self, papers: Sequence[PaperOut]) -> None:
        for paper in papers[-MOST_PAPERS:]:
            if paper.number > self._fetched:
                self._fetched = paper.number
                self._fetch(paper)

    def _fetch(self, paper: PaperOut) -> None:
        ratio = self.devicePixelRatioF()
        width = round(self._theme.px(_PAPER_WIDTH) * ratio)

        def load() -> QImage:
            smooth = Qt.TransformationMode.SmoothTransformation
            picture = _picture(paper).scaledToWidth(width, smooth)
            picture.setDevicePixelRatio(ratio)
            return picture

        self._tasks.run(load, lambda picture: self._add(paper, picture), broke=self._shrug)

    def _add(self, paper: PaperOut, picture: QImage) -> None:
        slip = PaperSlip(
            picture,
            whole=paper.whole,
            name=self._name(paper),
            theme=self._theme,
            parent=self,
        )
        slip.clicked.connect(lambda: self._fetch_large(paper))
        self._none_yet.hide()
        self._papers.insertWidget(0, slip)
        self._slips.append(slip)
        slip.show()
        slip.slide_out()
        if len(self._slips) > MOST_PAPERS:
            self._slips.pop(0).deleteLater()

    def _fetch_large(self, paper: PaperOut) -> None:
        self._tasks.run(
            lambda: _picture(paper),
            lambda picture: self._show_large(paper, picture),
            broke=self._shrug,
        )

    def _show_large(self, paper: PaperOut, picture: QImage) -> None:
        view = PaperView(
            picture,
            whole=paper.whole,
            name=self._name(paper),
            texts=self._texts,
            theme=self._theme,
            can_scan=self._can_scan,
            parent=self,
        )
        view.scan_requested.connect(lambda: self.scan_requested.emit(paper.png))
        view.open()

    def _name(self, paper: PaperOut) -> str:
        words = self._texts(_PAPER_WORDS.get(paper.name, _OTHER_PAPER))
        if paper.whole:
            return self._texts("{paper}, no. {number}", paper=words, number=paper.number)
        return self._texts("{paper}, no. {number}, torn off", paper=words, number=paper.number)

    def _shrug(self) -> None:
        """A picture that is gone is no reason to stop: `Tasks` has logged it."""


def _picture(paper: PaperOut) -> QImage:
    picture = QImage(str(paper.png))
    if picture.isNull():
        raise FileNotFoundError("a paper's picture is gone")
    return picture
