"""Whatever key a scenario may name, somebody at a window can press."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from core.qt.hands import Hands
from core.simulator.step_fields import KEYS, known_key


class _Heard(QWidget):
    """A window that keeps what was pressed beside Ctrl."""

    def __init__(self) -> None:
        super().__init__()
        self.keys: list[int] = []

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Qt calls this at each key."""
        if event.key() != Qt.Key.Key_Control:
            self.keys.append(event.key())


def test_each_named_key_is_one_of_its_own(qapp: object) -> None:
    window = _Heard()
    window.show()
    hands, named = Hands(window), [*KEYS, "Ctrl+L", "3", "ñ"]
    for key in named:
        hands.press(known_key(key))
    assert len(window.keys) == len(named)
    assert len(set(window.keys)) == len(named)
