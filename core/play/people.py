"""Who acts in a scenario: a customer and a clerk, at windows or without them."""

import re
from collections.abc import Iterable
from html import unescape
from typing import Protocol

from core.domain.codes import ReturnCode, TrackingNumber
from core.services.store_office import PullOutList
from core.simulator.steps import Accept, HandOver, PrintAgain, Refuse, TakeCode

_TAG = re.compile(r"<[^>]+>")


class NotAsTold(AssertionError):  # noqa: N818 - it is what the story's reader would say
    """Something else happened than the scenario says; the message says what."""


class Customer(Protocol):
    """Somebody at the kiosk."""

    def take_code(self, step: TakeCode) -> ReturnCode | None:
        """Ask for a return; None where the customer reads what the step expects instead.

        Raises:
            NotAsTold: it went otherwise.
        """
        ...


class Counter(Protocol):
    """The clerk at the POS; each of the methods raises as `Customer.take_code`."""

    def begin(self) -> None:
        """Come to work, before the first customer does."""
        ...

    def accept(self, code: ReturnCode, step: Accept) -> None:
        """Take a parcel."""
        ...

    def refuse(self, code: ReturnCode, step: Refuse) -> None:
        """Send a parcel away."""
        ...

    def print_again(self, code: ReturnCode, step: PrintAgain) -> None:
        """Print a paper once more."""
        ...

    def hand_over(self, labels: tuple[TrackingNumber, ...], step: HandOver) -> None:
        """Give the driver these parcels, all where none is named; close the lists they are on."""
        ...

    def close_day(self) -> None:
        """Take the Z."""
        ...


def open_lists(
    lists: Iterable[PullOutList], labels: tuple[TrackingNumber, ...]
) -> list[tuple[PullOutList, tuple[TrackingNumber, ...]]]:
    """The open lists that a driver takes parcels of, and which.

    Args:
        lists: the store's.
        labels: what the driver takes; all there is, where none is named.

    Raises:
        NotAsTold: there is no such list.
    """
    taken = []
    for listed in lists:
        on_it = tuple(line.tracking_number for line in listed.lines)
        chosen = tuple(label for label in labels or on_it if label in on_it)
        if listed.closing is None and chosen:
            taken.append((listed, chosen))
    if not taken:
        raise NotAsTold("these parcels are on no open pull-out list; has the job run?")
    return taken


def plain(rich: str) -> str:
    """Words without their tags."""
    return unescape(_TAG.sub("", rich)).replace("\u00a0", " ").replace("\u200b", "")


def check_said(said: str, expected: tuple[str, ...]) -> None:
    """Hold what was said to what was expected.

    Raises:
        NotAsTold: some of it was not said, or nothing was expected.
    """
    missing = [words for words in expected if words not in said]
    if missing or not expected:
        wanted = f"{missing} to be said" if missing else "it to succeed"
        raise NotAsTold(f"expected {wanted}; what was said:\n{said}")
