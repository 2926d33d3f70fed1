"""The pages: which shows what, each built and dressed when first needed, or ahead when idle."""

from collections.abc import Callable
from importlib import import_module
from typing import Final, assert_never

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QStackedWidget

from pos.flow import states
from pos.flow.device_states import Devices
from pos.flow.office_states import Day, PullOut
from pos.pages.page import Page
from pos.widgets.look import Look

_CLASSES: Final = {
    "start": "StartPage",
    "lock": "LockPage",
    "ready": "ReadyPage",
    "verify": "VerifyPage",
    "accepted": "AcceptedPage",
    "refused": "RefusedPage",
    "find": "FindPage",
    "pull_out": "PullOutPage",
    "day": "DayPage",
    "devices": "DevicesPage",
}


def _builder(name: str) -> Callable[[], Page]:
    def build() -> Page:
        page: Page = getattr(import_module(f"pos.pages.{name}"), _CLASSES[name])()
        return page

    return build


#: In the order in which a clerk meets them.
PAGES: Final = {name: _builder(name) for name in _CLASSES}


def page_name(page: states.Page) -> str:
    """The key in `PAGES` of the page that shows this."""
    match page:
        case states.Starting() | states.Stopped():
            name = "start"
        case states.Locked():
            name = "lock"
        case states.Ready() | states.Looking():
            name = "ready"
        case states.Verify():
            name = "verify"
        case states.Accepted():
            name = "accepted"
        case states.Refused() | states.SentAway():
            name = "refused"
        case states.Find():
            name = "find"
        case PullOut():
            name = "pull_out"
        case Day():
            name = "day"
        case Devices():
            name = "devices"
        case _:
            assert_never(page)
    return name


class Shelf(QObject):
    """Keeps the pages of one window. `wished` carries an event of `pos.flow.events`.

    Args:
        stack: where the pages lie, one on top.
    """

    wished = Signal(object)

    def __init__(self, stack: QStackedWidget) -> None:
        super().__init__(stack)
        self._stack = stack
        self._look: Look | None = None
        self._pages: dict[str, Page] = {}
        #: In which look each page was dressed; another size of the window is another look.
        self._worn: dict[str, Look] = {}
        self._is_preparing = self._is_closed = False
        self.is_prepared = False

    def close(self) -> None:
        """Build nothing more: the window goes, and its pages may go before this shelf."""
        self._is_closed = True

    def wear(self, look: Look) -> None:
        """From now on pages are dressed like this."""
        self._look = look
        self.is_prepared = False

    def page(self, name: str) -> Page:
        """A page, built and dressed."""
        page = self._built(name)
        if self._look is not None and self._worn.get(name) != self._look:
            self._worn[name] = self._look
            page.dress(self._look)
        return page

    def prepare(self) -> None:
        """Build and dress what is not on the screen, a little at a time: no page is waited for.

        One step for each turn of the event loop: whatever a clerk does meanwhile comes first.
        """
        if self._is_preparing or self._is_closed:
            return
        if any(self._take_step(name) for name in PAGES):
            self._is_preparing = True
            # Not 0: a chain of posted events runs to its end without the loop ever turning.
            QTimer.singleShot(1, self, self._go_on)
        else:
            self.is_prepared = True

    def _go_on(self) -> None:
        self._is_preparing = False
        self.prepare()

    def _take_step(self, name: str) -> bool:
        """One step of what a page needs; False where it has all."""
        if name not in self._pages:
            self._built(name)
        elif self._worn.get(name) != self._look:
            self.page(name)
        else:
            return self._pages[name].build_ahead()
        return True

    def _built(self, name: str) -> Page:
        page = self._pages.get(name)
        if page is None:
            page = PAGES[name]()
            page.wished.connect(self.wished)
            self._pages[name] = page
            self._stack.addWidget(page)
        return page
