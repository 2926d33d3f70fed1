"""The server that `core.bench.http` measures, in a process of its own on one core.

Beside the API the same application answers `/echo` with the bytes that it got: no token, no model,
no database, but the same server, frame and router.
"""

import json
import os
import secrets
import sys
from pathlib import Path
from typing import Final

from starlette.requests import Request
from starlette.responses import Response

from core.api.app import create_app
from core.api.server import ServerThread, settle
from core.clock import SystemClock
from core.domain.merchants import Merchant, Store
from core.domain.mobile import MobileNumber
from core.domain.orders import Item
from core.persistence.opening import group_over, is_server, open_any
from core.persistence.pins import Argon2Pins
from core.services.access import AccessStorage, ApiClient, Role
from core.services.access_clients import set_secret
from core.services.access_tokens import issue_tokens, signing_key
from core.services.administration import (
    save_clerk,
    save_merchants,
    save_stores,
    save_terminals,
)
from core.services.api_services import ApiServices
from core.services.ecms import Clerk, RequestReturn, Terminal
from core.services.request_return import request_return
from core.services.rules import EcmsRules
from core.services.storage import OrderContent
from core.services.submit_orders import submit_orders
from core.texts import Texts

STORE: Final = Store("0166", "Pasig Blvd", "NCR")
POS: Final = Terminal(STORE, "02")
_RULES: Final = EcmsRules()
_MOBILE: Final = MobileNumber("09123456789")
_ITEMS: Final = (Item("I10098", "Canvas shoes, size 42", "10007345", "Different size"),)


async def _echo(request: Request) -> Response:
    return Response(await request.body(), media_type="application/json")


def main(where: str, parcels: int, core: int) -> None:
    """Set a world up, say where and with which codes, serve until standard input ends.

    Args:
        where: a directory for the file, or the URL of an empty database.
        parcels: how many wait to be accepted.
        core: the one to run on; -1 for any.
    """
    if core >= 0:
        # Before any thread is started: each inherits it.
        os.sched_setaffinity(0, {core})
    clock, pins = SystemClock(), Argon2Pins(memory_kib=64)
    database = open_any(where if is_server(where) else Path(where) / "bench.db")
    group = group_over(database)
    save_merchants(group, [Merchant("001", "Merchant A")])
    save_stores(group, [STORE])
    save_terminals(group, [POS, Terminal(STORE, "K1")])
    save_clerk(group, pins, Clerk("1042", "R. Santos"), "4711")
    client = ApiClient("pos", "POS", Role.POS, "", store_code=STORE.code, terminal=POS.number)
    set_secret(group, pins, client, "secret")
    with group.reading() as work:
        known = work.clients.get("pos")
    if known is None:
        raise LookupError("pos")
    token = issue_tokens(group, signing_key(group), known, clock.now()).access
    codes = group.run(lambda storage: _issue(storage, parcels, clock)).result()
    services = ApiServices(group, clock, pins, secrets.randbelow, _RULES, Texts())
    app = create_app(services)
    app.add_api_route("/echo", _echo, methods=["POST"])
    # First, so that it is found as fast as the acceptance.
    app.router.routes.insert(0, app.router.routes.pop())
    settle()
    with ServerThread(app, port=0) as server:
        port = int(server.url.rpartition(":")[2])
        sys.stdout.write(json.dumps({"port": port, "token": token, "codes": codes}) + "\n")
        sys.stdout.flush()
        sys.stdin.read()
    group.close()
    database.close()


def _issue(storage: AccessStorage, parcels: int, clock: SystemClock) -> list[str]:
    """Parcels that wait to be accepted, one RETURN CODE each."""
    now, codes = clock.now(), []
    contents = [OrderContent(f"UID{number:09}", _ITEMS) for number in range(parcels)]
    submit_orders(storage, _RULES, "001", contents, now)
    with storage.reading() as work:
        ids = [work.orders.submitted("001", content.uid) for content in contents]
    for number, order in enumerate(ids):
        if order is not None:
            request = RequestReturn(order.id, _MOBILE, Terminal(STORE, "K1"), f"ask-{number}")
            issued = request_return(storage, _RULES, secrets.randbelow, request, now)
            codes.append(issued.code.digits)
    return codes


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]))
