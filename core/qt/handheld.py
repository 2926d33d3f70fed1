"""The trucker's and the DC's hand-held as a small window beside the demonstration's POS."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QCloseEvent, QKeyEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from core.domain.refusals import Refusal
from core.domain.status import Status
from core.qt.handheld_words import job_words, scan_words, step_words, trouble_words
from core.qt.tasks import Tasks
from core.qt.theme import Theme
from core.qt.wedge import WedgeFilter
from core.services.handheld import STEPS, Handheld
from core.services.pull_out import Built
from core.services.scan_parcel import Scanned
from core.services.store_office import PullOutLine
from core.texts import Texts

_WIDTH = 420
_SPACE = 10
#: Four lines, the longest that is said.
_SAID = 92
#: Labels of the day that can be scanned with a click.
_LABELS = 6
_STEP_KEYS = {getattr(Qt.Key, f"Key_F{5 + place}"): step for place, step in enumerate(STEPS)}


class HandheldWindow(QWidget):
    """F5 to F10 choose what a scan means; a scan or a typed label does it.

    Args:
        handheld: what is asked, on a worker.
        texts: the language.
    """

    def __init__(self, handheld: Handheld, texts: Texts) -> None:
        super().__init__()
        self._handheld = handheld
        self._texts = texts
        self._tasks = Tasks(self)
        self._asked = STEPS[0]
        self.setWindowTitle(texts("Balik hand-held"))
        self.setProperty("part", "handheld")
        # Its own sheet is laid over a part within: a top-level window needs this to be painted.
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        theme = Theme()
        self.setStyleSheet(theme.sheet("handheld"))
        self.setFixedWidth(theme.px(_WIDTH))
        column = QVBoxLayout(self)
        column.setContentsMargins(*(theme.px(2 * _SPACE),) * 4)
        column.setSpacing(theme.px(_SPACE))
        self._fill(column)
        self._wedge = WedgeFilter(self)
        self._wedge.scanned.connect(self.scan)
        self._look()

    def _fill(self, column: QVBoxLayout) -> None:
        texts = self._texts
        self._job = _button(texts("Make today’s pull-out list, F4"), "job")
        self._job.clicked.connect(self._run_job)
        column.addWidget(self._job)
        column.addWidget(_words(texts("A scan means"), "h3"))
        self._steps = QButtonGroup(self)
        for place, step in enumerate(STEPS):
            button = _button(f"F{5 + place}   {step_words(step, texts)}", "step")
            button.setCheckable(True)
            button.setChecked(step is self._asked)
            button.clicked.connect(lambda _=False, chosen=step: self._choose(chosen))
            self._steps.addButton(button, place)
            column.addWidget(button)
        self._field = QLineEdit()
        self._field.setPlaceholderText(texts("Scan or type a label"))
        self._field.setAccessibleName(texts("The parcel’s label"))
        self._field.returnPressed.connect(self._enter)
        column.addWidget(self._field)
        self._said = _words("", "said")
        self._said.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._said.setMinimumHeight(Theme().px(_SAID))
        column.addWidget(self._said)
        self._labels = [_button("", "label") for _ in range(_LABELS)]
        for label in self._labels:
            label.clicked.connect(lambda _=False, chosen=label: self._scan_label(chosen))
            label.hide()
            column.addWidget(label)
        column.addStretch(1)

    def scan(self, text: str) -> None:
        """Something is held under the hand-held."""
        asked = self._asked
        self._tasks.run(
            lambda: self._handheld.scan(text, asked),
            self._scanned,
            refused=self._no,
            broke=self._broke,
        )

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """F4 runs the job, F5 to F10 choose the step."""
        key = Qt.Key(event.key())
        if key is Qt.Key.Key_F4:
            self._run_job()
        elif key in _STEP_KEYS:
            self._choose(_STEP_KEYS[key])
        else:
            super().keyPressEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802 - Qt's name
        """Let the work under way end."""
        self._tasks.close()
        super().closeEvent(event)

    def _choose(self, step: Status) -> None:
        self._asked = step
        self._steps.button(STEPS.index(step)).setChecked(True)
        self._say(step_words(step, self._texts), "")

    def _enter(self) -> None:
        text = self._field.text().strip()
        self._field.clear()
        if text:
            self.scan(text)

    def _scan_label(self, label: QPushButton) -> None:
        self.scan(label.text().partition(" ")[0])

    def _run_job(self) -> None:
        self._tasks.run(self._handheld.run_job, self._built, refused=self._no, broke=self._broke)

    def _built(self, built: Built) -> None:
        self._say(job_words(built, self._texts), "good")

    def _scanned(self, scanned: Scanned) -> None:
        self._say(scan_words(scanned, self._texts), "bad" if scanned.refusal else "good")
        self._look()

    def _no(self, _refusal: Refusal) -> None:
        self._broke()

    def _broke(self) -> None:
        self._say(trouble_words(self._texts), "bad")

    def _say(self, words: str, tone: str) -> None:
        self._said.setText(words)
        self._said.setProperty("tone", tone)
        self._said.style().unpolish(self._said)
        self._said.style().polish(self._said)

    def _look(self) -> None:
        """Which labels there are to scan."""
        self._tasks.run(
            self._handheld.parcels, self._offer, refused=lambda _: None, broke=lambda: None
        )

    def _offer(self, lines: tuple[PullOutLine, ...]) -> None:
        newest = sorted(lines, key=lambda line: line.handed_over_at or line.accepted_at)[-_LABELS:]
        for button in self._labels:
            button.hide()
        for button, line in zip(self._labels, reversed(newest), strict=False):
            button.setText(f"{line.tracking_number} · {line.merchant_name}")
            button.show()


def _button(text: str, kind: str) -> QPushButton:
    button = QPushButton(text)
    button.setProperty("kind", kind)
    # A click must not take the focus from the field.
    button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    button.setCursor(Qt.CursorShape.PointingHandCursor)
    return button


def _words(text: str, role: str) -> QLabel:
    label = QLabel(text)
    label.setProperty("role", role)
    label.setWordWrap(True)
    return label
