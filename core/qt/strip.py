"""The strip beside a screen in the demonstration: numbers to try, and the simulated printer."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from core.qt.demo_numbers import DemoNumbers
from core.qt.theme import Theme
from core.qt.widgets.paper_roll import PaperRoll
from core.services.ports import PrinterAtHand
from core.texts import Texts

_HANDLE_WIDTH = 18
_SPACE = 12


class Strip(QWidget):
    """Opens and closes by its `handle`, which stands between it and the screen.

    Args:
        printer: what the roll shows and moves.
        title: what the printer is called.
        numbers: the demonstration's numbers to try, each with the message of what it shows.
        is_open: whether it begins open.
        can_scan: whether there is a POS that its papers can be scanned at.
        has_handheld: whether there is a trucker's hand-held to open.
    """

    opened = Signal()
    handheld_asked = Signal()

    def __init__(
        self,
        printer: PrinterAtHand,
        title: str,
        *,
        numbers: tuple[tuple[str, str], ...] = (),
        is_open: bool = True,
        can_scan: bool = True,
        has_handheld: bool = False,
    ) -> None:
        super().__init__()
        texts, theme = Texts(), Theme()
        self.numbers = DemoNumbers(numbers, texts, theme) if numbers else None
        self.roll = PaperRoll(printer, title, texts, theme, can_scan=can_scan)
        self.begins_open = is_open
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        if self.numbers is not None:
            column.addWidget(self.numbers)
        if has_handheld:
            column.addWidget(self._handheld(texts, theme))
        column.addWidget(self.roll, 1)
        self.handle = self._handle(texts("Show or hide: {what}", what=title))

    def _handheld(self, texts: Texts, theme: Theme) -> QFrame:
        sheet = QFrame()
        sheet.setProperty("part", "strip")
        sheet.setStyleSheet(theme.sheet("paper_roll"))
        button = QToolButton()
        button.setProperty("kind", "printer")
        button.setText(texts("Trucker and DC"))
        button.setToolTip(texts("Open the hand-held that scans parcels on their way"))
        button.clicked.connect(self.handheld_asked)
        layout = QVBoxLayout(sheet)
        layout.setContentsMargins(theme.px(_SPACE), theme.px(_SPACE), theme.px(_SPACE), 0)
        layout.addWidget(button)
        return sheet

    def _handle(self, said: str) -> QToolButton:
        handle = QToolButton()
        handle.setToolTip(said)
        handle.setAccessibleName(said)
        # A click must not take the focus from what is being typed in the screen beside it.
        handle.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        handle.setAutoRaise(True)
        handle.setFixedWidth(_HANDLE_WIDTH)
        handle.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)
        handle.clicked.connect(lambda: self.open(is_open=self.isHidden()))
        return handle

    def open(self, *, is_open: bool) -> None:
        """Open it, or close it."""
        self.setVisible(is_open)
        arrow = Qt.ArrowType.RightArrow if is_open else Qt.ArrowType.LeftArrow
        self.handle.setArrowType(arrow)
        if is_open:
            self.opened.emit()
