"""Sets up merchants, stores, terminals, clerks and clients by hand: never over what is there."""

from collections.abc import Callable
from typing import TypeVar

from core.domain.merchants import Merchant, Store
from core.services.access import AccessStorage, ApiClient
from core.services.access_clients import create_client
from core.services.administration import save_clerk
from core.services.channel import ChannelRules
from core.services.ecms import Clerk, Terminal
from core.services.pins import Pins

T = TypeVar("T", Merchant, Store)


class ThereAlready(Exception):  # noqa: N818 - it reads as the fact that it states
    """Something of this code is set up, and is something else."""


class NotThere(LookupError):  # noqa: N818 - it reads as the fact that it states
    """Nothing of this code is set up.

    Args:
        code: which.
    """

    def __init__(self, code: str) -> None:
        super().__init__("not set up")
        self.code = code


def add_merchant(storage: AccessStorage, merchant: Merchant) -> bool:
    """Set up a merchant; False where just that one is there.

    Raises:
        ThereAlready: the code is another's, or its settings are others.
    """
    with storage.writing() as work:
        directory = work.directory
        return _add(directory.merchant(merchant.code), merchant, directory.save_merchant)


def add_store(storage: AccessStorage, store: Store) -> bool:
    """Set up a store; as `add_merchant`."""
    with storage.writing() as work:
        return _add(work.directory.store(store.code), store, work.directory.save_store)


def add_terminal(storage: AccessStorage, store_code: str, number: str) -> bool:
    """Set up a kiosk or a POS of a store; False where it is there.

    Raises:
        NotThere: the store is not set up.
    """
    with storage.writing() as work:
        if work.directory.terminal(store_code, number) is not None:
            return False
        store = work.directory.store(store_code)
        if store is None:
            raise NotThere(store_code)
        work.directory.save_terminal(Terminal(store, number))
        return True


def add_clerk(storage: AccessStorage, pins: Pins, clerk: Clerk, pin: str) -> None:
    """Set up a clerk.

    Raises:
        ThereAlready: the number is taken.
        ValueError: the PIN is not 4 to 12 digits.
    """
    with storage.reading() as work:
        if work.directory.clerk(clerk.number) is not None:
            raise ThereAlready
    save_clerk(storage, pins, clerk, pin)


def change_pin(storage: AccessStorage, pins: Pins, number: str, pin: str) -> None:
    """Give a clerk another PIN; a pause for wrong PINs ends.

    Raises:
        NotThere: there is no such clerk.
        ValueError: the PIN is not 4 to 12 digits.
    """
    with storage.reading() as work:
        known = work.directory.clerk(number)
    if known is None:
        raise NotThere(number)
    save_clerk(storage, pins, known.clerk, pin)


def change_merchant(
    storage: AccessStorage, code: str, change: Callable[[Merchant], Merchant]
) -> Merchant:
    """Change a merchant's settings; as they are afterwards.

    Raises:
        NotThere: there is no such merchant.
    """
    with storage.writing() as work:
        merchant = work.directory.merchant(code)
        if merchant is None:
            raise NotThere(code)
        changed = change(merchant)
        work.directory.save_merchant(changed)
        return changed


def change_channel(
    storage: AccessStorage, code: str, change: Callable[[ChannelRules], ChannelRules]
) -> ChannelRules:
    """Change what a merchant's order system must say; as `change_merchant`."""
    with storage.writing() as work:
        if work.directory.merchant(code) is None:
            raise NotThere(code)
        changed = change(work.channel.rules(code))
        work.channel.save_rules(code, changed)
        return changed


def add_client(storage: AccessStorage, pins: Pins, client: ApiClient) -> str:
    """Set up a client; its secret, which nobody can ask for again.

    Raises:
        ThereAlready: the id is taken.
        NotThere: the merchant, the store or the terminal it acts for is not set up.
    """
    with storage.reading() as work:
        if work.clients.get(client.client_id) is not None:
            raise ThereAlready
        directory = work.directory
        if client.merchant_code and directory.merchant(client.merchant_code) is None:
            raise NotThere(client.merchant_code)
        if client.store_code and directory.store(client.store_code) is None:
            raise NotThere(client.store_code)
        if client.terminal and directory.terminal(client.store_code, client.terminal) is None:
            raise NotThere(f"{client.store_code}-{client.terminal}")
    return create_client(storage, pins, client)


def _add(known: T | None, new: T, save: Callable[[T], None]) -> bool:
    if known is None:
        save(new)
        return True
    if known != new:
        raise ThereAlready
    return False
