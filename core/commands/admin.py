"""`balik admin`: merchants, stores, terminals, clerks, clients and webhooks, set up by hand."""

from __future__ import annotations

import argparse
from importlib import import_module
from typing import TYPE_CHECKING, Final

from core.commands.options import Commands, where

if TYPE_CHECKING:
    from collections.abc import Callable

_CHAIN: Final = "core.commands.admin_chain"
_CLIENTS: Final = "core.commands.admin_clients"
_WEBHOOKS: Final = "core.commands.admin_webhooks"

_DELIVERIES: Final = ("picks-up", "dc-delivers")
_ROLES: Final = ("merchant", "kiosk", "pos", "sbs", "trucker", "dc", "admin")


def add(commands: Commands) -> None:
    """Offer `admin`."""
    admin = commands.add_parser("admin", help="set up merchants, stores, clerks, clients, webhooks")
    things = admin.add_subparsers(metavar="WHAT", title="what", required=True)
    _merchants(things)
    _stores(things)
    _terminals(things)
    _clerks(things)
    _clients(things)
    _webhooks(things)


def _does(
    actions: Commands, name: str, module: str, function: str, says: str
) -> argparse.ArgumentParser:
    """An action; the module of its work is imported when it is run."""

    def run(options: argparse.Namespace) -> int:
        act: Callable[[argparse.Namespace], int] = getattr(import_module(module), function)
        return act(options)

    parser: argparse.ArgumentParser = where(actions.add_parser(name, help=says))
    parser.set_defaults(command=run)
    return parser


def _thing(things: Commands, name: str, says: str) -> Commands:
    thing = things.add_parser(name, help=says)
    return thing.add_subparsers(metavar="ACTION", title="actions", required=True)


def _merchants(things: Commands) -> None:
    actions = _thing(things, "merchant", "merchants and their settings")
    new = _does(actions, "add", _CHAIN, "add_merchant", "set a merchant up")
    new.add_argument("code", metavar="CODE", help="001")
    new.add_argument("name", metavar="NAME", help="as customers know it")
    new.add_argument("--validity-days", type=int, default=14, help="14 where not said")
    new.add_argument("--delivery", choices=_DELIVERIES, default="picks-up")
    new.add_argument("--colour", type=int, choices=range(1, 5), default=1, help="of its tile")

    change = _does(actions, "set", _CHAIN, "set_merchant", "change a merchant's settings")
    change.add_argument("code", metavar="CODE")
    change.add_argument("--name")
    change.add_argument("--validity-days", type=int, help="how long its return IDs hold")
    change.add_argument("--delivery", choices=_DELIVERIES, help="who brings the parcels back")
    change.add_argument("--colour", type=int, choices=range(1, 5))
    for place in ("store", "region"):
        change.add_argument(
            f"--close-{place}",
            action="append",
            default=[],
            metavar=place.upper(),
            help=f"take no returns in a {place}; may be said again",
        )
        change.add_argument(f"--open-{place}", action="append", default=[], metavar=place.upper())
    change.add_argument(
        "--awb-integration",
        action=argparse.BooleanOptionalAction,
        default=None,
        help="waybills are booked through RMS, which needs prices and addresses",
    )
    change.add_argument("--aggregator", choices=("CLICKPOST", "SHIPROCKET", "none"))

    off = _does(actions, "suspend", _CHAIN, "suspend_merchant", "take no returns for it")
    off.add_argument("code", metavar="CODE")
    on = _does(actions, "resume", _CHAIN, "resume_merchant", "take its returns again")
    on.add_argument("code", metavar="CODE")
    _does(actions, "list", _CHAIN, "list_merchants", "all merchants")


def _stores(things: Commands) -> None:
    actions = _thing(things, "store", "stores")
    new = _does(actions, "add", _CHAIN, "add_store", "set a store up")
    new.add_argument("code", metavar="CODE", help="0166")
    new.add_argument("name", metavar="NAME", help="Pasig Blvd")
    new.add_argument("region", metavar="REGION", help="NCR")
    new.add_argument("--time-zone", default="Asia/Manila", metavar="ZONE")
    _does(actions, "list", _CHAIN, "list_stores", "all stores")


def _terminals(things: Commands) -> None:
    actions = _thing(things, "terminal", "kiosks and POS terminals")
    new = _does(actions, "add", _CHAIN, "add_terminal", "set a kiosk or a POS up")
    new.add_argument("store", metavar="STORE", help="0166")
    new.add_argument("number", metavar="NUMBER", help="K1 for a kiosk, 02 for a POS")
    _does(actions, "list", _CHAIN, "list_terminals", "all terminals")


def _clerks(things: Commands) -> None:
    actions = _thing(things, "clerk", "clerks and their PINs")
    new = _does(actions, "add", _CHAIN, "add_clerk", "set a clerk up; asks for the PIN")
    new.add_argument("number", metavar="NUMBER", help="1042")
    new.add_argument("name", metavar="NAME", help="as on the receipt, R. Santos")
    pin = _does(actions, "pin", _CHAIN, "change_pin", "give a clerk another PIN; asks for it")
    pin.add_argument("number", metavar="NUMBER")
    _does(actions, "list", _CHAIN, "list_clerks", "all clerks")


def _clients(things: Commands) -> None:
    actions = _thing(things, "client", "machines that may speak to the ECMS")
    new = _does(actions, "add", _CLIENTS, "add_client", "set a client up; shows its secret once")
    new.add_argument("id", metavar="ID", help="what it calls itself, merchant-001")
    new.add_argument("--role", required=True, choices=_ROLES)
    new.add_argument("--name", help="for people; its id where not said")
    new.add_argument("--merchant", metavar="CODE", help="whose orders a merchant submits")
    new.add_argument("--store", metavar="CODE", help="where a kiosk, a POS or an SBS stands")
    new.add_argument("--terminal", metavar="NUMBER", help="of a kiosk or a POS")
    new.add_argument("--location", metavar="CODE", help="where a trucker or a DC scans")
    for action, says in (
        ("rotate", "give it a new secret; the old one is dead at once"),
        ("suspend", "turn it away"),
        ("resume", "let it in again"),
    ):
        _does(actions, action, _CLIENTS, f"{action}_client", says).add_argument("id", metavar="ID")
    _does(actions, "list", _CLIENTS, "list_clients", "all clients")


def _webhooks(things: Commands) -> None:
    actions = _thing(things, "webhook", "where merchants are told of each status")
    new = _does(actions, "set", _WEBHOOKS, "set_webhook", "say where a merchant is told")
    new.add_argument("merchant", metavar="MERCHANT", help="001")
    new.add_argument("url", metavar="URL", help="https://…")
    new.add_argument("--plain-http", action="store_true", help="allow an unencrypted address")
    new.add_argument("--private-addresses", action="store_true", help="allow private networks")
    new.add_argument(
        "--own-secret", action="store_true", help="read the merchant's secret, whsec_…, from input"
    )
    for action, says in (
        ("rotate", "give it a new secret; for a day the old one signs as well"),
        ("off", "stop telling it"),
        ("on", "tell it again, what has waited first"),
        ("resend", "send again what was parked"),
    ):
        _does(actions, action, _WEBHOOKS, f"{action}_webhook", says).add_argument(
            "merchant", metavar="MERCHANT"
        )
    _does(actions, "list", _WEBHOOKS, "list_webhooks", "all webhooks, and what waits")
    parked = _does(actions, "parked", _WEBHOOKS, "list_parked", "what was tried in vain")
    parked.add_argument("merchant", metavar="MERCHANT", nargs="?")
