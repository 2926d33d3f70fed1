"""The OpenAPI description, and the whole API held to it by generated requests."""

import json
import shutil
from collections.abc import Callable, Iterator
from functools import partial
from html.parser import HTMLParser
from itertools import count
from pathlib import Path
from typing import Any

import pytest
import schemathesis
from api_shop import CLIENTS, ApiShop, open_shop, secret_of
from described import DESCRIBED
from hypothesis import HealthCheck, settings
from schemathesis.config import SchemathesisConfig
from schemathesis.specs.openapi.checks import ignored_auth

from core.api.server import ServerThread
from core.persistence.database import open_database
from core.persistence.pins import Argon2Pins

# Beside what is usual: a rule may refuse what the description can't rule out (a check digit, an
# expired order), which the Increff family hears as bad data.
_REFUSED_BY_RULES = ["2xx", "401", "403", "404", "409", "410", "422", "429"]
_CONFIG = SchemathesisConfig.from_dict(
    {
        "generation": {"deterministic": True, "max-examples": 8, "database": "none"},
        "checks": {"positive_data_acceptance": {"expected-statuses": _REFUSED_BY_RULES}},
        "operations": [
            {
                "include-path-regex": "^/(return|accounts)/",
                "checks": {
                    "positive_data_acceptance": {"expected-statuses": [*_REFUSED_BY_RULES, "400"]}
                },
            },
            {
                # Whatever is sent is text, and so not of the wrong type.
                "include-path-regex": "/orders/import$",
                "checks": {"negative_data_rejection": {"enabled": False}},
            },
        ],
    }
)
# The first client of each role in the shop.
_CALLERS = {client.role.value: client.client_id for client in reversed(CLIENTS)}
_TURN = count()
# Sent as generated: text.
schemathesis.serializer.alias(["text/csv", "application/x-ndjson"], "text/plain")
schema = schemathesis.openapi.from_dict(DESCRIBED, config=_CONFIG)


@pytest.fixture(scope="module")
def served(
    tmp_path_factory: pytest.TempPathFactory, shop_file: Path, cheap_pins: Argon2Pins
) -> Iterator[tuple[ApiShop, str]]:
    """A shop on a real socket, in which the description's own example code was issued."""
    path = tmp_path_factory.mktemp("served") / "shop.db"
    shutil.copy(shop_file, path)
    database = open_database(path)
    shop = open_shop(database, cheap_pins, draws=[18221234234])
    with shop.http:
        assert shop.ask().json()["returnCode"] == "1822-1234-2345"
        with ServerThread(shop.app, port=0) as server:
            yield shop, server.url
    shop.group.close()
    database.close()


@schema.parametrize()
@settings(deadline=None, suppress_health_check=list(HealthCheck))
def test_every_answer_is_as_described(case: Any, served: tuple[ApiShop, str]) -> None:
    """By the roles that may call it in turn, and in each way of showing who one is."""
    shop, url = served
    ways = _credentials(case.operation.definition.raw)
    # Past every pause for guessing, so that the rules are reached.
    shop.hands.forward(minutes=6)
    shop.tokens.clear()
    known = ways[next(_TURN) % len(ways)](shop)
    if "authUsername" in known:
        # A made-up token beside it would be looked at first.
        case.headers.pop("Authorization", None)
    # It knows one way in for each call, and takes the other one for no way at all.
    unfit = [ignored_auth] if "authUsername" in known else []
    case.call_and_validate(base_url=url, headers=known, excluded_checks=unfit)


def _credentials(operation: dict[str, Any]) -> list[Callable[[ApiShop], dict[str, str]]]:
    """How the clients that may call an operation show who they are; none where nobody asks."""
    if not operation.get("security"):
        return [lambda _: {}]
    roles = operation["description"].rpartition("Roles: ")[2].rstrip(".").split(", ")
    callers = [_CALLERS[role] for role in roles]
    ways: list[Callable[[ApiShop], dict[str, str]]] = [
        partial(_by_token, client) for client in callers
    ]
    if any("authUsername" in way for way in operation["security"]):
        ways += [partial(_by_secret, client) for client in callers]
    return ways


def _by_token(client: str, shop: ApiShop) -> dict[str, str]:
    return {"Authorization": f"Bearer {shop.token(client)}"}


def _by_secret(client: str, _shop: ApiShop) -> dict[str, str]:
    return {"authUsername": client, "authPassword": secret_of(client)}


def test_the_description_is_openapi_3_1_and_says_who_may_call_what() -> None:
    described = DESCRIBED
    assert described["openapi"].startswith("3.1")
    for path, methods in described["paths"].items():
        for operation in methods.values():
            assert operation["summary"], path
            assert operation["description"], path
            if path not in ("/accounts/oauth2/token", "/healthz", "/readyz"):
                assert "Roles: " in operation["description"], path
                assert operation["security"], path
    assert "HTTPValidationError" not in json.dumps(described)


class _Links(HTMLParser):
    """What a page would load from elsewhere."""

    def __init__(self) -> None:
        super().__init__()
        self.outside: list[str] = []
        self.text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note scripts and addresses."""
        addresses = [value or "" for name, value in attrs if name in ("src", "href", "action")]
        self.outside += [one for one in addresses if "//" in one]
        if tag in ("script", "link", "img", "iframe"):
            self.outside.append(tag)

    def handle_data(self, data: str) -> None:
        """Collect what a person reads."""
        self.text += data


def test_the_documentation_page_is_readable_without_net_and_script(shop: ApiShop) -> None:
    page = shop.http.get("/docs")
    assert page.headers["content-type"].startswith("text/html")
    links = _Links()
    links.feed(page.text)
    assert links.outside == []
    for path in DESCRIBED["paths"]:
        assert path in links.text
    assert '"merchantReference": "AXDY43322222524544"' in links.text


def test_health_readiness_and_figures(shop: ApiShop) -> None:
    assert shop.http.get("/healthz").json() == {"status": "ok"}
    assert shop.http.get("/readyz").json() == {"status": "ok"}
    shop.accept("1822-1234-2345")
    shop.call("admin", "GET", "/ecms/api/v1/returns/182212342345/history")
    figures = shop.call("admin", "GET", "/metrics").text
    accepted = (
        'balik_requests_total{method="POST",path="/ecms/api/v1/terminals/{store}/{terminal}'
        '/parcels/accept",status="404"} 1.0'
    )
    assert accepted in figures
    # One call had the code in its path. It is looked for whole: four of its digits may well be in
    # the time of a figure.
    assert "182212342345" not in figures.replace("-", "")
