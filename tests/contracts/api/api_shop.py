"""A small shop behind the API: two merchants, a kiosk, two counters, and a secret for each."""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from fastapi import FastAPI
from starlette.testclient import TestClient

from core.api.app import create_app
from core.domain.merchants import Merchant, Store
from core.persistence.access_work import AccessDatabase
from core.persistence.bulk_postgres import PostgresBulk
from core.persistence.bulk_sqlite import SqliteBulk
from core.persistence.database import Database
from core.persistence.group_commit import GroupCommit
from core.services.access import ApiClient, Role
from core.services.access_clients import set_secret
from core.services.administration import (
    save_clerk,
    save_merchants,
    save_stores,
    save_terminals,
)
from core.services.api_services import ApiServices
from core.services.bulk import BulkOrders
from core.services.ecms import Clerk, Terminal
from core.services.pins import Pins
from core.services.rules import EcmsRules
from core.texts import Texts

PASIG = Store("0166", "Pasig Blvd", "NCR")
CLIENTS = (
    ApiClient("merchant-a", "Merchant A", Role.MERCHANT, "", merchant_code="001"),
    ApiClient("merchant-b", "Merchant B", Role.MERCHANT, "", merchant_code="002"),
    ApiClient("kiosk-1", "Kiosk K1", Role.KIOSK, "", store_code="0166", terminal="K1"),
    ApiClient("pos-2", "POS 02", Role.POS, "", store_code="0166", terminal="02"),
    ApiClient("pos-3", "POS 03", Role.POS, "", store_code="0166", terminal="03"),
    ApiClient("sbs", "Back office", Role.SBS, "", store_code="0166"),
    ApiClient("truck", "Trucker", Role.TRUCKER, "", location="TRUCK1"),
    ApiClient("dc", "Distribution centre", Role.DC, "", location="CDI"),
    ApiClient("admin", "Head office", Role.ADMIN, ""),
)
KIOSK = "/ecms/api/v1/terminals/0166/K1"
POS = "/ecms/api/v1/terminals/0166/02"

# The request of the CLiQQ page, word by word.
CLIQQ_REQUEST: dict[str, Any] = {
    "merchantCode": "001",
    "merchant": "Merchant A",
    "mobileNumber": "09123456789",
    "merchantReference": "AXDY43322222524544",
    "type": "RETURN",
}


def secret_of(client_id: str) -> str:
    """A client's secret, for tests only."""
    return f"secret of {client_id}"


def furnish(database: Database, pins: Pins) -> None:
    """Set the shop up in an empty database."""
    save_merchants(database, [Merchant("001", "Merchant A"), Merchant("002", "Merchant B")])
    save_stores(database, [PASIG])
    save_terminals(database, [Terminal(PASIG, number) for number in ("K1", "02", "03")])
    save_clerk(database, pins, Clerk("1042", "R. Santos"), "4711")
    for client in CLIENTS:
        set_secret(AccessDatabase(database), pins, client, secret_of(client.client_id))


@dataclass
class Hands:
    """Two clocks that stand where a test put them: the shop's and the machine's."""

    instant: datetime = datetime(2026, 11, 21, 4, 0, tzinfo=UTC)
    seconds: float = 1_000.0

    def now(self) -> datetime:
        """The shop's instant."""
        return self.instant

    def monotonic(self) -> float:
        """The machine's seconds."""
        return self.seconds

    def pause(self, seconds: float) -> None:
        """Nobody waits, but the machine's seconds go by."""
        self.seconds += seconds

    def forward(self, **time: float) -> None:
        """Move both on."""
        step = timedelta(**time)
        self.instant += step
        self.seconds += step.total_seconds()


@dataclass
class ApiShop:
    """The shop's API, called in this process.

    Args:
        database: behind it.
        group: commits its changes.
        hands: its clocks.
        app: the application.
        http: a client without credentials.
    """

    database: Database
    group: GroupCommit
    hands: Hands
    app: FastAPI
    http: TestClient
    tokens: dict[str, str] = field(default_factory=dict)

    def token(self, client_id: str) -> str:
        """A client's access token."""
        if client_id not in self.tokens:
            asked = {
                "client_id": client_id,
                "client_secret": secret_of(client_id),
                "grant_type": "client_credentials",
                "response_type": "token",
            }
            answer = self.http.post("/accounts/oauth2/token", params=asked)
            self.tokens[client_id] = answer.json()["access_token"]
        return self.tokens[client_id]

    def call(
        self,
        client_id: str,
        method: str,
        path: str,
        body: object = None,
        **headers: str,
    ) -> Any:
        """One call with a client's token; header names take _ for -."""
        sent = {name.replace("_", "-"): value for name, value in headers.items()}
        sent["Authorization"] = f"Bearer {self.token(client_id)}"
        return self.http.request(method, path, json=body, headers=sent)

    def post(self, client_id: str, path: str, body: object = None, **headers: str) -> Any:
        """A POST with a client's token."""
        return self.call(client_id, "POST", path, body, **headers)

    def ask(self, **changes: object) -> Any:
        """Merchant A's site asks for a return, as on the CLiQQ page."""
        return self.post("merchant-a", "/ecms/api/v1/returns", CLIQQ_REQUEST | changes)

    def accept(self, code: str, attempt: str = "attempt-1", **headers: str) -> Any:
        """The clerk at POS 02 accepts a parcel."""
        body = {"returnCode": code, "clerk": "1042", "attempt": attempt}
        return self.post("pos-2", f"{POS}/parcels/accept", body, **headers)


def open_shop(database: Database, pins: Pins, draws: Sequence[int] = ()) -> ApiShop:
    """The API over a furnished database; `draws` are its first random numbers."""
    hands, first = Hands(), list(draws)
    group = GroupCommit(AccessDatabase(database))

    def random_below(below: int) -> int:
        return first.pop(0) if first else secrets.randbelow(below)

    bulk: BulkOrders = SqliteBulk(database, hands.pause, beside_others=True)
    if database.kind.has_company:
        bulk = PostgresBulk(database)
    services = ApiServices(group, hands, pins, random_below, EcmsRules(), Texts(), bulk)
    app = create_app(services, hands.monotonic)
    return ApiShop(database, group, hands, app, TestClient(app))
