"""The pages: which shows what, each made when first needed, or ahead when idle."""

from importlib import import_module
from typing import Final, assert_never

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QStackedWidget

from pos.flow import states
from pos.flow.device_states import Devices
from pos.flow.office_states import Day, PullOut
from pos.pages.page import Page
from pos.widgets.look import Look

#: In the order in which a clerk meets them.
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


def page_name(page: states.Page) -> str:
    """The key in `_CLASSES` of the page that shows this."""
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

    Pages are loaded, built and dressed a step for each turn of the event loop: whatever a clerk
    does meanwhile comes first, and no turn takes long.

    Args:
        stack: where the pages lie, one on top.
    """

    wished = Signal(object)
    #: The page that `page` could not give yet is there.
    came = Signal()

    def __init__(self, stack: QStackedWidget) -> None:
        super().__init__(stack)
        self._stack = stack
        self._look: Look | None = None
        self._pages: dict[str, Page] = {}
        self._loaded: dict[str, type[Page]] = {}
        #: In which look each page was dressed; another size of the window is another look.
        self._worn: dict[str, Look] = {}
        self._wanted: str | None = None
        self._is_preparing = self._is_closed = False
        self.is_prepared = False

    def close(self) -> None:
        """Build nothing more: the window goes, and its pages may go before this shelf."""
        self._is_closed = True

    def wear(self, look: Look) -> None:
        """From now on pages are dressed like this."""
        self._look = look
        self.is_prepared = False

    def page(self, name: str) -> Page | None:
        """A page as it looks now, or None: then it is made next, and `came` tells when."""
        if self.has(name):
            self._wanted = None
            return self._pages[name]
        self._wanted = name
        self.prepare()
        return None

    def has(self, name: str) -> bool:
        """Whether a page is made, and dressed as the pages are now."""
        return name in self._pages and self._worn.get(name) == self._look

    def prepare(self) -> None:
        """Make what is missing, the page that is wanted first."""
        if not (self._is_preparing or self._is_closed):
            self._is_preparing = True
            # Not 0: a chain of posted events runs to its end without the loop ever turning.
            QTimer.singleShot(1, self, self._go_on)

    def _go_on(self) -> None:
        self._is_preparing = False
        if self._is_closed:
            return
        if self._wanted is None:
            if not any(self._take_step(name) for name in _CLASSES):
                self.is_prepared = True
                return
        elif self.has(self._wanted):
            self._wanted = None
            self.came.emit()
        else:
            self._take_step(self._wanted)
        self.prepare()

    def _take_step(self, name: str) -> bool:
        """One step of what a page needs; False where it has all."""
        if name not in self._loaded:
            self._loaded[name] = getattr(import_module(f"pos.pages.{name}"), _CLASSES[name])
        elif name not in self._pages:
            self._build(name)
        elif self._look is not None and not self.has(name):
            self._pages[name].dress(self._look)
            self._worn[name] = self._look
        else:
            return self._pages[name].build_ahead()
        return True

    def _build(self, name: str) -> None:
        page = self._loaded[name]()
        page.wished.connect(self.wished)
        self._pages[name] = page
        self._stack.addWidget(page)
