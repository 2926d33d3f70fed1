"""Texts that no database is asked with: one that holds a NUL, or half of a surrogate pair."""

import json
from typing import Any
from urllib.parse import quote

import pytest
import schemathesis
from api_shop import CLIENTS, ApiShop
from described import DESCRIBED
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st


def closed(part: dict[str, Any]) -> dict[str, Any]:
    """A schema without fields that nobody knows, which are ignored."""
    return part | {"additionalProperties": False} if part.get("type") == "object" else part


_DESCRIBED = json.loads(json.dumps(DESCRIBED), object_hook=closed)
_OPERATIONS = [
    found.ok()
    for found in schemathesis.openapi.from_dict(_DESCRIBED).get_all_operations()
    # What is not a parcel's number is kept there as it was read, with ? for what can't be shown.
    if found.ok().path != "/ecms/api/v1/scans/batch"
]
_CALLERS = {client.role.value: client.client_id for client in reversed(CLIENTS)}
_NUL, _HALF = "\0", "\ud83d"
Way = list[str | int]


def texts_in(value: Any, way: Way) -> list[Way]:
    """The way to every text in a JSON value."""
    if isinstance(value, str):
        return [way]
    if not isinstance(value, dict | list):
        return []
    steps: Any = value.items() if isinstance(value, dict) else enumerate(value)
    return [end for step, inner in steps for end in texts_in(inner, [*way, step])]


def with_odd(value: Any, way: Way, odd: str) -> Any:
    """The value, with something odd at the end of one of its texts."""
    if not way:
        return value + odd
    changed = dict(value) if isinstance(value, dict) else list(value)
    changed[way[0]] = with_odd(value[way[0]], way[1:], odd)
    return changed


def sent(shop: ApiShop, case: Any, parts: dict[str, Any]) -> Any:
    """The answer to a request of these parts, from the first client that may ask."""
    operation = case.operation
    path = operation.path.format(
        **{name: quote(str(value), safe="") for name, value in parts["path"].items()}
    )
    roles = operation.definition.raw["description"].rpartition("Roles: ")[2].rstrip(".").split(", ")
    client = _CALLERS.get(roles[0])
    headers = {} if client is None else {"Authorization": f"Bearer {shop.token(client)}"}
    body: dict[str, Any] = {}
    if case.media_type == "application/x-www-form-urlencoded":
        body["data"] = parts["body"]
    elif case.media_type == "application/json":
        body["content"] = json.dumps(parts["body"])
        headers["Content-Type"] = case.media_type
    return shop.http.request(operation.method, path, params=parts["query"], headers=headers, **body)


@given(st.data())
@settings(
    deadline=None,
    derandomize=True,
    max_examples=60,
    # A smaller request says no more, and takes minutes to find.
    phases=[Phase.generate],
    suppress_health_check=list(HealthCheck),
)
def test_an_odd_text_anywhere_is_refused_and_is_nobodys_fault(
    shop: ApiShop, data: st.DataObject
) -> None:
    operation = data.draw(st.sampled_from(_OPERATIONS))
    case = data.draw(operation.as_strategy())
    parts = {"path": case.path_parameters or {}, "query": case.query or {}}
    parts["body"] = case.body if isinstance(case.body, dict) else {}
    ways = texts_in(parts, [])
    if not ways:
        return
    way = data.draw(st.sampled_from(ways))
    in_json = way[0] == "body" and case.media_type == "application/json"
    odd = data.draw(st.sampled_from([_NUL, _HALF] if in_json else [_NUL]))
    # Past every pause for guessing, so that each request is looked at.
    shop.hands.forward(minutes=6)
    shop.tokens.clear()

    answer = sent(shop, case, with_odd(parts, way, odd))

    assert 400 <= answer.status_code < 500, (operation.label, way, answer.text)


@pytest.mark.parametrize("path", ["/return/return-orders/A%00B/cancel", "/return/%00"])
def test_a_nul_in_the_address_is_refused_in_a_sentence(shop: ApiShop, path: str) -> None:
    refused = shop.call("merchant-a", "PUT", path)
    assert refused.status_code in (400, 404)
    assert refused.json()["message"]


def test_a_client_id_with_a_nul_is_nobodys(shop: ApiShop) -> None:
    asked = {"client_id": "kiosk-1\0", "client_secret": "x", "grant_type": "client_credentials"}
    assert shop.http.post("/accounts/oauth2/token", params=asked).status_code == 401
