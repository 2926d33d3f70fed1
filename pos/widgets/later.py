"""What is shown a turn of the event loop after the rest: all at once would be noticed."""

from collections.abc import Callable

from PySide6.QtCore import QTimer

from pos.flow.states import State
from pos.pages.page import Page
from pos.widgets.look import Look


class ShownLater:
    """The part of a page that follows a turn of the event loop behind the rest.

    Args:
        page: whose part it is.
        show: shows the part as the state says that came last.
    """

    def __init__(self, page: Page, show: Callable[[State, Look], None]) -> None:
        self._show = show
        self._due: tuple[State, Look] | None = None
        self._turn = QTimer(page)
        self._turn.setSingleShot(True)
        # Not 0: that is a posted event, which comes before the loop turns.
        self._turn.setInterval(1)
        self._turn.timeout.connect(self._now)

    def show_state(self, state: State, look: Look) -> None:
        """Show the part in the next turn."""
        self._due = state, look
        self._turn.start()

    def forget(self) -> None:
        """The page is left: what is due shows nothing any more."""
        self._due = None

    def _now(self) -> None:
        if self._due is not None:
            self._show(*self._due)
