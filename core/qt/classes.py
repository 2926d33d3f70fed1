"""PySide's classes, built before anybody waits for them.

PySide builds a class when it is first named. When it meets an object of a class that Qt keeps to
itself (what is inside a text field, a scroll area), it builds every class there is to find the
nearest: 60 to 80 ms, at whatever moment that happens.
"""

import time
from collections.abc import Iterator
from types import ModuleType
from typing import Final

from PySide6 import QtCore, QtGui, QtWidgets

_MODULES: Final[tuple[ModuleType, ...]] = (QtCore, QtGui, QtWidgets)
_STEP_S: Final = 0.008


def build_classes_at_once() -> None:
    """For a program that shows nothing yet. There must be an application."""
    QtWidgets.QLineEdit().children()
    QtWidgets.QApplication.style()


def build_classes_by_and_by() -> Iterator[None]:
    """For one whose first picture waits for nothing: comes back after every few milliseconds."""
    begun = time.perf_counter()
    for module in _MODULES:
        for name in dir(module):
            getattr(module, name)
            if time.perf_counter() - begun > _STEP_S:
                yield
                begun = time.perf_counter()
