"""What the papers need to be told, by shape.

The ECMS's answers (`IssuedReturn`, `AcceptedParcel`) have these shapes and are handed over as they
are. Documents stand below the services and may not name them; a protocol says the same without a
second set of classes to copy everything into.
"""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Protocol

from core.domain.codes import ReceiptNumber, ReturnCode, TrackingNumber
from core.domain.merchants import Merchant, Store
from core.domain.mobile import MobileNumber
from core.domain.orders import Item


class TerminalFacts(Protocol):
    """Where a paper is printed."""

    @property
    def store(self) -> Store:
        """The store; its time zone is the paper's."""
        ...

    @property
    def number(self) -> str:
        """`K1` or `02`."""
        ...


class ClerkFacts(Protocol):
    """Who took the parcel."""

    @property
    def name(self) -> str:
        """`R. Santos`."""
        ...


class TicketFacts(Protocol):
    """What the return ticket says; `core.services.ecms.IssuedReturn` has this shape."""

    @property
    def code(self) -> ReturnCode:
        """The RETURN CODE."""
        ...

    @property
    def merchant(self) -> Merchant:
        """Whose parcel it is."""
        ...

    @property
    def reference(self) -> str:
        """The number that the customer knows the return by; masked on the ticket."""
        ...

    @property
    def last_day(self) -> date:
        """Hand over by the end of this day."""
        ...

    @property
    def terminal(self) -> TerminalFacts:
        """The kiosk."""
        ...

    @property
    def issued_at(self) -> datetime:
        """When the code was first issued, aware."""
        ...


class ParcelFacts(Protocol):
    """What receipt and label say; `core.services.ecms.AcceptedParcel` has this shape."""

    @property
    def receipt(self) -> ReceiptNumber:
        """The Acknowledgement Receipt's number."""
        ...

    @property
    def code(self) -> ReturnCode:
        """The RETURN CODE."""
        ...

    @property
    def tracking_number(self) -> TrackingNumber:
        """The parcel's number until it is back at the merchant."""
        ...

    @property
    def merchant(self) -> Merchant:
        """Whose parcel it is."""
        ...

    @property
    def reference(self) -> str:
        """The number that the customer knows the return by."""
        ...

    @property
    def mobile(self) -> MobileNumber:
        """The customer's; masked on paper."""
        ...

    @property
    def items(self) -> Sequence[Item]:
        """What is in the parcel."""
        ...

    @property
    def terminal(self) -> TerminalFacts:
        """The counter that took it."""
        ...

    @property
    def clerk(self) -> ClerkFacts:
        """Who took it."""
        ...

    @property
    def accepted_at(self) -> datetime:
        """When it was taken, aware."""
        ...

    @property
    def warehouse(self) -> str:
        """The code of the warehouse that it goes back to, or ""."""
        ...
