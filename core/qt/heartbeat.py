"""A kiosk's heart: it beats as long as the event loop turns, for the keeper to hear."""

import os
from typing import Final

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication

_BEAT_MS: Final = 1000
_STDOUT: Final = 1
_STDERR: Final = 2


class Heartbeat(QObject):
    """Beats on the standard output; ends the application once nobody hears it any more.

    A kiosk without its keeper would stay locked for ever when it hangs.
    """

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        self._app = app
        # Only the heart writes there from now on, and nothing that is started inherits it.
        self._out = os.dup(_STDOUT)
        os.dup2(_STDERR, _STDOUT)
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._beat)
        self._timer.start(_BEAT_MS)
        self._beat()

    def _beat(self) -> None:
        try:
            os.write(self._out, b".")
        except OSError:
            self._timer.stop()
            self._app.exit(1)
