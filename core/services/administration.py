"""Sets up merchants, stores, terminals and clerks."""

from collections.abc import Iterable

from core.domain.codes import is_ascii_digits
from core.domain.merchants import Merchant, Store
from core.services.ecms import Clerk, Terminal
from core.services.pins import Pins
from core.services.storage import Storage

SHORTEST_PIN = 4
LONGEST_PIN = 12


def save_merchants(storage: Storage, merchants: Iterable[Merchant]) -> None:
    """Create merchants, or change the settings of those that are there."""
    with storage.writing() as work:
        for merchant in merchants:
            work.directory.save_merchant(merchant)


def save_stores(storage: Storage, stores: Iterable[Store]) -> None:
    """Create stores, or change those that are there."""
    with storage.writing() as work:
        for store in stores:
            work.directory.save_store(store)


def save_terminals(storage: Storage, terminals: Iterable[Terminal]) -> None:
    """Set up kiosks and counters of stores that are there."""
    with storage.writing() as work:
        for terminal in terminals:
            work.directory.save_terminal(terminal)


def save_clerk(storage: Storage, pins: Pins, clerk: Clerk, pin: str) -> None:
    """Create a clerk, or give them another name or PIN; a pause for wrong PINs ends.

    Raises:
        ValueError: the PIN is not 4 to 12 digits.
    """
    if not (is_ascii_digits(pin) and SHORTEST_PIN <= len(pin) <= LONGEST_PIN):
        raise ValueError(f"a PIN has {SHORTEST_PIN} to {LONGEST_PIN} digits")
    pin_hash = pins.hashed(pin)
    with storage.writing() as work:
        work.directory.save_clerk(clerk, pin_hash)
        work.attempts.forget(f"PIN {clerk.number}")
