"""Hears every key and touch of the application before its windows do, for all who want to.

Qt hands a filter on the application each of its events, and Python takes longer to look at one than
most of them take to be done: so there is one filter, and whoever listens is asked about input only.
"""

from collections.abc import Callable
from weakref import WeakMethod, ref

from PySide6.QtCore import QCoreApplication, QEvent, QObject
from PySide6.QtGui import QInputEvent
from shiboken6 import isValid

#: Gets who receives an event, and the event; answers whether it goes no further.
Hears = Callable[[QObject, QInputEvent], bool]


def listen(owner: QObject, hears: Hears) -> None:
    """Have a method of an object hear all input until the object dies; who began last hears first.

    Raises:
        RuntimeError: no application is running.
    """
    _ears().add(owner, hears)


def listen_no_more(owner: QObject) -> None:
    """End it; an object that does not listen may be named as well."""
    _ears().remove(owner)


class _InputEars(QObject):
    """The one filter; it keeps nobody alive."""

    def __init__(self, app: QCoreApplication) -> None:
        super().__init__(app)
        self._listeners: list[tuple[ref[QObject], WeakMethod[Hears]]] = []
        app.installEventFilter(self)

    def add(self, owner: QObject, hears: Hears) -> None:
        self.remove(owner)
        self._listeners.insert(0, (ref(owner), WeakMethod(hears)))

    def remove(self, owner: QObject) -> None:
        self._listeners = [one for one in self._listeners if one[0]() not in (owner, None)]

    def eventFilter(self, receiver: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Qt calls this for every event of the application."""
        # Most of them end here. Asking their type instead would cost more.
        return isinstance(event, QInputEvent) and self._is_taken(receiver, event)

    def _is_taken(self, receiver: QObject, event: QInputEvent) -> bool:
        for known, method in self._listeners:
            owner, hears = known(), method()
            if owner is None or hears is None or not isValid(owner):
                continue
            if hears(receiver, event):
                return True
        return False


def _ears() -> _InputEars:
    app = QCoreApplication.instance()
    if app is None:
        raise RuntimeError("nobody can listen without a running application")
    return app.findChild(_InputEars) or _InputEars(app)
