"""Which page shows which screen; each is loaded and built when it is first asked for.

The imports stand in the functions on purpose: the first frame waits for the welcome page alone.
"""
# ruff: noqa: PLC0415

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from kiosk.pages.welcome import WelcomePage

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from kiosk.flow.events import Event
    from kiosk.flow.states import Screen
    from kiosk.pages.page import Page


def _reference() -> Page:
    from kiosk.pages.reference import ReferencePage

    return ReferencePage()


def _choose() -> Page:
    from kiosk.pages.choose import ChoosePage

    return ChoosePage()


def _confirm() -> Page:
    from kiosk.pages.confirm import ConfirmPage

    return ConfirmPage()


def _mobile() -> Page:
    from kiosk.pages.mobile import MobilePage

    return MobilePage()


def _code() -> Page:
    from kiosk.pages.code import CodePage

    return CodePage()


def _message() -> Page:
    from kiosk.pages.message import MessagePage

    return MessagePage()


#: By the screen's class name, in the order in which a customer meets them.
_SHELF: Final[dict[str, Callable[[], Page]]] = {
    "Welcome": WelcomePage,
    "EnterReference": _reference,
    "Confirm": _confirm,
    "EnterMobile": _mobile,
    "ShowCode": _code,
    "Refused": _message,
    "Trouble": _message,
    "OutOfOrder": _message,
    "Choose": _choose,
}


class Shelf:
    """The pages that are built, and how to build the others.

    Args:
        window: what they lie in.
        first: the welcome page, which is there already.
        did: hears what a customer did on any of them.
    """

    def __init__(self, window: QWidget, first: Page, did: Callable[[Event], None]) -> None:
        self._window, self._did = window, did
        self._pages: dict[Callable[[], Page], Page] = {}
        self._keep(WelcomePage, first)

    @property
    def is_full(self) -> bool:
        """Whether no touch waits for a page any more."""
        return all(build in self._pages for build in _SHELF.values())

    def has(self, screen: Screen) -> bool:
        """Whether the page of a screen is built."""
        return _SHELF[type(screen).__name__] in self._pages

    def page_for(self, screen: Screen) -> Page:
        """The page of a screen; built now if it was not needed before."""
        return self._page(_SHELF[type(screen).__name__])

    def build_one(self) -> Page | None:
        """Build one more page while nobody waits for it; None once all are there."""
        for build in _SHELF.values():
            if build not in self._pages:
                return self._page(build)
        return None

    def throw_away(self, but: Page) -> None:
        """Delete all pages but one, with whatever a customer left in them."""
        for build, page in list(self._pages.items()):
            if page is not but:
                del self._pages[build]
                page.deleteLater()

    def _page(self, build: Callable[[], Page]) -> Page:
        if build not in self._pages:
            page = build()
            page.hide()
            page.setParent(self._window)
            self._keep(build, page)
        return self._pages[build]

    def _keep(self, build: Callable[[], Page], page: Page) -> None:
        page.did.connect(self._did)
        self._pages[build] = page
