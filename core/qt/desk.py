"""A screen and, where its printer is simulated, the printer's strip beside it: one window."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QToolButton, QVBoxLayout, QWidget

if TYPE_CHECKING:
    from PySide6.QtGui import QCloseEvent

    from core.qt.demo_numbers import DemoNumbers
    from core.qt.widgets.paper_roll import PaperRoll
    from core.services.ports import PrinterAtHand


class Desk(QWidget):
    """A top-level window around a kiosk or POS.

    Args:
        screen: the kiosk or POS itself; takes all the room that the strip leaves.
        title: the window's.
    """

    closed = Signal()

    def __init__(self, screen: QWidget, title: str) -> None:
        super().__init__()
        self.screen_widget = screen
        self.roll: PaperRoll | None = None
        self.numbers: DemoNumbers | None = None
        self.setWindowTitle(title)
        self._layout = QHBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(0)
        self._layout.addWidget(screen, 1)

    def add_strip(
        self,
        printer: PrinterAtHand,
        title: str,
        *,
        numbers: tuple[tuple[str, str], ...] = (),
        is_open: bool = True,
    ) -> PaperRoll:
        """Put the simulated printer beside the screen.

        Args:
            printer: what the strip shows and moves.
            title: what the printer is called.
            numbers: the demonstration's numbers to try, offered above the printer.
            is_open: whether the strip begins open; a handle opens and closes it.
        """
        # The strip comes after the first frame, and so do its modules.
        from core.qt.demo_numbers import DemoNumbers  # noqa: PLC0415
        from core.qt.theme import Theme  # noqa: PLC0415
        from core.qt.widgets.paper_roll import PaperRoll  # noqa: PLC0415
        from core.texts import Texts  # noqa: PLC0415

        texts, theme = Texts(), Theme()
        strip = QWidget()
        column = QVBoxLayout(strip)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        if numbers:
            self.numbers = DemoNumbers(numbers, texts, theme)
            column.addWidget(self.numbers)
        self.roll = PaperRoll(printer, title, texts, theme)
        column.addWidget(self.roll, 1)
        said = texts("Show or hide: {what}", what=title)
        self._layout.addWidget(_handle(strip, said, is_open=is_open))
        self._layout.addWidget(strip)
        strip.setVisible(is_open)
        return self.roll

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802 - Qt's name
        """Let go of the printer and the screen's workers."""
        if self.roll is not None:
            self.roll.stop()
        self.screen_widget.close()
        super().closeEvent(event)
        self.closed.emit()


def _handle(strip: QWidget, said: str, *, is_open: bool) -> QToolButton:
    handle = QToolButton()
    handle.setArrowType(_arrow(is_open=is_open))
    handle.setToolTip(said)
    handle.setAccessibleName(said)
    # A click must not take the focus from what is being typed in the screen beside it.
    handle.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    handle.setAutoRaise(True)
    handle.setFixedWidth(18)
    handle.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)

    def turn() -> None:
        is_shown = strip.isHidden()
        strip.setVisible(is_shown)
        handle.setArrowType(_arrow(is_open=is_shown))

    handle.clicked.connect(turn)
    return handle


def _arrow(*, is_open: bool) -> Qt.ArrowType:
    return Qt.ArrowType.RightArrow if is_open else Qt.ArrowType.LeftArrow
