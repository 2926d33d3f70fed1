"""Creates clients, gives them secrets, and knows them by these again."""

import secrets
from dataclasses import replace

from core.services.access import AccessStorage, ApiClient
from core.services.pins import Pins

_SECRET_BYTES = 24


def create_client(storage: AccessStorage, pins: Pins, client: ApiClient) -> str:
    """Create a client, or let one that is there act for something else.

    Args:
        storage: where clients are kept.
        pins: hashes secrets.
        client: who it is; its hash and generation are set here.

    Returns:
        Its new secret, which nobody can ask for again.
    """
    secret = secrets.token_urlsafe(_SECRET_BYTES)
    set_secret(storage, pins, client, secret)
    return secret


def set_secret(storage: AccessStorage, pins: Pins, client: ApiClient, secret: str) -> None:
    """Create a client with a secret of one's own choice, for a demonstration; see above."""
    secret_hash = pins.hashed(secret)
    with storage.writing() as work:
        known = work.clients.get(client.client_id)
        generation = 1 if known is None else known.generation + 1
        work.clients.save(replace(client, secret_hash=secret_hash, generation=generation))


def rotate_secret(storage: AccessStorage, pins: Pins, client_id: str) -> str:
    """Give a client a new secret; the old one and all of its tokens are dead.

    Raises:
        LookupError: there is no such client.
    """
    with storage.reading() as work:
        client = work.clients.get(client_id)
    if client is None:
        raise LookupError("no such client")
    return create_client(storage, pins, client)


def suspend_client(storage: AccessStorage, client_id: str, *, suspended: bool) -> None:
    """Turn a client away, or let it in again.

    Raises:
        LookupError: there is no such client.
    """
    with storage.writing() as work:
        client = work.clients.get(client_id)
        if client is None:
            raise LookupError("no such client")
        work.clients.save(replace(client, suspended=suspended))


def known_by_secret(
    storage: AccessStorage, pins: Pins, client_id: str, secret: str
) -> ApiClient | None:
    """The client with this id and secret, unless it is suspended; takes as long for none.

    Slow by intent (about 0.2 s), so that a stolen database does not give secrets away.
    """
    with storage.reading() as work:
        client = work.clients.get(client_id)
    matches = pins.matches("" if client is None else client.secret_hash, secret)
    if client is None or not matches or client.suspended:
        return None
    return client
