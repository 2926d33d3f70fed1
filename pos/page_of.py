"""Which page shows which state; their modules are loaded when a page is first built."""

from collections.abc import Callable
from importlib import import_module
from typing import Final, assert_never

from pos.flow import states
from pos.pages.page import Page

_CLASSES: Final = {
    "start": "StartPage",
    "lock": "LockPage",
    "ready": "ReadyPage",
    "verify": "VerifyPage",
    "accepted": "AcceptedPage",
    "refused": "RefusedPage",
    "find": "FindPage",
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
        case _:
            assert_never(page)
    return name
