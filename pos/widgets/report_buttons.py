"""The buttons of a report: on paper, as a file, and the end of it."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from core.services.ports import PrinterStatus
from core.texts import Texts
from pos.flow.office_events import CloseAsked, FileAsked, PrintAsked
from pos.flow.office_states import Copies, CopyPhase, FileForm
from pos.sentences.copies import copies_words
from pos.widgets.buttons import KeyButton
from pos.widgets.look import Measures, put_property
from pos.widgets.words import keep_height, put_words, words


class ReportButtons(QWidget):
    """F6 prints, F7 and F8 file, F9 closes. `wished` carries an event of `pos.flow.events`."""

    wished = Signal(object)

    def __init__(self, measures: Measures) -> None:
        super().__init__()
        keep_height(self)
        self._said = words("small")
        self._print = KeyButton("quiet", "F6", measures, height=52)
        self._pdf = KeyButton("quiet", "F7", measures, height=48)
        self._csv = KeyButton("quiet", "F8", measures, height=48)
        self._close = KeyButton("main", "F9", measures, height=56)
        self._print.clicked.connect(lambda: self.wished.emit(PrintAsked()))
        self._pdf.clicked.connect(lambda: self.wished.emit(FileAsked(FileForm.PDF)))
        self._csv.clicked.connect(lambda: self.wished.emit(FileAsked(FileForm.CSV)))
        self._close.clicked.connect(lambda: self.wished.emit(CloseAsked()))
        files = QHBoxLayout()
        files.addWidget(self._pdf, 1)
        files.addWidget(self._csv, 1)
        column = QVBoxLayout(self)
        column.addWidget(self._said)
        column.addWidget(self._print)
        column.addLayout(files)
        column.addWidget(self._close)
        measures.layout(files, spacing=10)
        measures.layout(column, spacing=10)

    def show_copies(self, copies: Copies, printer: PrinterStatus | None, texts: Texts) -> None:
        """What became of the report so far."""
        said, is_trouble = copies_words(copies, printer, texts)
        put_words(self._said, said)
        put_property(self._said, "role", "warning" if is_trouble else "small")
        self._pdf.say(texts("PDF"))
        self._csv.say(texts("CSV"))
        self._print.setEnabled(copies.phase is not CopyPhase.PRINTING)

    def show_report(self, *, is_there: bool, printing: str, closing: str) -> None:
        """What can be done.

        Args:
            is_there: whether there is a report at all.
            printing: what F6 prints.
            closing: what F9 closes, or "" where nothing is to be closed.
        """
        for button in (self._print, self._pdf, self._csv):
            button.setVisible(is_there)
        self._print.say(printing)
        self._close.say(closing)
        self._close.setVisible(bool(closing))
