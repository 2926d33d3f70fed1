"""The instant in which a window's first picture is on the screen, for `balik bench`.

`python -m core.qt.first_frame` is the yardstick: a bare window that says it and ends.
"""

import sys
import time

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication, QWidget


def end_at_first_paint(window: QWidget) -> None:
    """Write one line once `window` is painted for the first time, and end the event loop.

    The line is `time.monotonic_ns()`, on a clock that all processes of the machine share. It is
    taken after the window system's first expose is through, with every child painted.
    """
    _FirstExpose(window)


class _FirstExpose(QObject):
    """Waits for a widget to be shown, and then for its native window to be exposed."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        window.installEventFilter(self)

    def eventFilter(self, receiver: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Qt calls this before each event of the widget, later of its native window."""
        if event.type() == QEvent.Type.Show and receiver is self._window:
            self._window.removeEventFilter(self)
            self._window.windowHandle().installEventFilter(self)
        elif event.type() == QEvent.Type.Expose:
            receiver.removeEventFilter(self)
            # The expose paints all there is; after it comes this timer.
            QTimer.singleShot(0, _tell)
        return False


def _tell() -> None:
    sys.stdout.write(f"{time.monotonic_ns()}\n")
    sys.stdout.flush()
    QCoreApplication.quit()


def main() -> int:
    """Show a window with nothing in it."""
    app = QApplication([])
    window = QWidget()
    window.resize(540, 960)
    end_at_first_paint(window)
    window.show()
    return app.exec()


if __name__ == "__main__":
    sys.exit(main())
