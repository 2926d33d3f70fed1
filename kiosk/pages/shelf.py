"""Which page shows which screen; each is loaded and built when it is first asked for.

The imports stand in the functions on purpose: the first frame waits for the welcome page alone.
"""
# ruff: noqa: PLC0415

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from kiosk.pages.welcome import WelcomePage

if TYPE_CHECKING:
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
SHELF: Final[dict[str, Callable[[], Page]]] = {
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
