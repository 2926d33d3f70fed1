"""What `balik admin client` does; a secret is shown once and stored as a hash."""

from argparse import Namespace
from typing import Final

from core.commands.acting import CLIENT, NAME, Unfit, acting, fitting
from core.commands.options import say, say_table, texts
from core.services.access import ApiClient, Role
from core.services.access_clients import rotate_secret
from core.services.access_clients import suspend_client as suspend
from core.services.set_up_chain import NotThere, ThereAlready
from core.services.set_up_chain import add_client as add
from core.shop.installation import Installation

#: What each role is bound to, by the names of the options.
_BOUND: Final = {
    Role.MERCHANT: ("merchant",),
    Role.KIOSK: ("store", "terminal"),
    Role.POS: ("store", "terminal"),
    Role.SBS: ("store",),
    Role.TRUCKER: ("location",),
    Role.DC: ("location",),
    Role.ADMIN: (),
}


def add_client(options: Namespace) -> int:
    """Set a client up."""
    words = texts()

    def act(here: Installation) -> None:
        role = Role(options.role)
        for name in ("merchant", "store", "terminal", "location"):
            if (getattr(options, name) is not None) != (name in _BOUND[role]):
                needs = ", ".join(f"--{bound}" for bound in _BOUND[role]) or words("nothing")
                raise Unfit(
                    words("A client of role {role} needs: {needs}.", role=role, needs=needs)
                )
        if options.terminal and options.terminal[:1].isdigit() is not (role is Role.POS):
            raise Unfit(
                words(
                    "{terminal} is no {role}: a kiosk's number begins with a letter, a POS's with"
                    " a digit.",
                    terminal=options.terminal,
                    role=role,
                )
            )
        client = ApiClient(
            client_id=fitting(CLIENT, options.id),
            name=fitting(NAME, options.name or options.id),
            role=role,
            secret_hash="",
            merchant_code=options.merchant or "",
            store_code=options.store or "",
            terminal=options.terminal or "",
            location=options.location or "",
        )
        try:
            secret = add(here.storage, here.pins, client)
        except ThereAlready:
            raise Unfit(
                words(
                    "Client {id} is set up already. `balik admin client rotate {id}`"
                    " gives it a new secret.",
                    id=client.client_id,
                )
            ) from None
        say(words("Client {id} is set up.", id=client.client_id))
        _show(client.client_id, secret)

    return acting(options, act)


def rotate_client(options: Namespace) -> int:
    """Give a client a new secret."""
    words = texts()

    def act(here: Installation) -> None:
        _known(here, options.id)
        secret = rotate_secret(here.storage, here.pins, options.id)
        say(words("Client {id} has a new secret; the old one is dead.", id=options.id))
        _show(options.id, secret)

    return acting(options, act)


def suspend_client(options: Namespace) -> int:
    """Turn a client away."""
    return _suspend(options, suspended=True)


def resume_client(options: Namespace) -> int:
    """Let a client in again."""
    return _suspend(options, suspended=False)


def list_clients(options: Namespace) -> int:
    """List all clients."""
    words = texts()

    def act(here: Installation) -> None:
        with here.storage.reading() as work:
            clients = work.clients.all()
        rows = [(words("Client"), words("Role"), words("Acts for"), words("Name"), words("State"))]
        for client in clients:
            place = "-".join(filter(None, (client.store_code, client.terminal)))
            rows.append(
                (
                    client.client_id,
                    client.role.value,
                    client.merchant_code or place or client.location,
                    client.name,
                    words("suspended") if client.suspended else words("open"),
                )
            )
        say_table(rows)

    return acting(options, act)


def _suspend(options: Namespace, *, suspended: bool) -> int:
    words = texts()

    def act(here: Installation) -> None:
        _known(here, options.id)
        suspend(here.storage, options.id, suspended=suspended)
        if suspended:
            say(words("Client {id} is turned away now.", id=options.id))
        else:
            say(words("Client {id} is let in again.", id=options.id))

    return acting(options, act)


def _known(here: Installation, client_id: str) -> None:
    with here.storage.reading() as work:
        if work.clients.get(client_id) is None:
            raise NotThere(client_id)


def _show(client_id: str, secret: str) -> None:
    words = texts()
    say(f"  client_id      {client_id}")
    say(f"  client_secret  {secret}")
    say(words("The secret is shown this once; Balik keeps only its hash."))
