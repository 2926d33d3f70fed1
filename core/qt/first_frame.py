"""The instant in which a window's first picture is on the screen, for `balik bench`.

`python -m core.qt.first_frame` is the yardstick: a bare window that says it and ends.
"""

import sys
import time

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication, QWidget


class FirstFrame(QObject):
    """Writes one line to standard output, then ends the event loop.

    The line is `time.monotonic_ns()`, on a clock that all processes of the machine share. It is
    taken after the paint that the window system asked for first is through, children included.

    Args:
        window: what is shown.
    """

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        window.installEventFilter(self)

    def eventFilter(self, receiver: QObject, event: QEvent) -> bool:  # noqa: ARG002, N802 - Qt's
        """Qt calls this before each event of the window."""
        if event.type() == QEvent.Type.Paint:
            self._window.removeEventFilter(self)
            # The children's paint belongs to the same event; after it comes this timer.
            QTimer.singleShot(0, self._tell)
        return False

    def _tell(self) -> None:
        sys.stdout.write(f"{time.monotonic_ns()}\n")
        sys.stdout.flush()
        QCoreApplication.quit()


def main() -> int:
    """Show a window with nothing in it."""
    app = QApplication([])
    window = QWidget()
    window.resize(540, 960)
    FirstFrame(window)
    window.show()
    return app.exec()


if __name__ == "__main__":
    sys.exit(main())
