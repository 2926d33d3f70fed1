"""A merchant's file of return orders over the network."""

import json
from collections.abc import Iterator
from contextlib import closing, contextmanager
from http.client import HTTPConnection
from pathlib import Path
from typing import Any

import httpx2
import pytest
from api_shop import KIOSK, ApiShop

from core.api.frame import LARGEST_BODY, LARGEST_FILE
from core.api.server import ServerThread
from core.api.uploads import Uploads

FILE = "/ecms/api/v1/merchants/001/orders/import"
GOOD = "uid,order_number,item_code,item_reason\nAXDY1,108,I1,Too small\nAXDY2,109,I2,Torn\n"
BAD = "uid,validity_days\nAXDY3,7\nAXDY4,soon\nAXDY3,8\n"
LINES = '{"uid": "AXDY1", "items": [{"code": "I1"}]}\n{"uid": "AXDY2"}\n'


def send(shop: ApiShop, file: str | bytes, client: str = "merchant-a", **more: Any) -> Any:
    """A file, as a merchant's system sends it."""
    headers = {"Authorization": f"Bearer {shop.token(client)}", "Content-Type": "text/csv"}
    headers |= more.pop("headers", {})
    return shop.http.post(more.pop("path", FILE), content=file, headers=headers, **more)


def submitted(shop: ApiShop, *uids: str) -> list[bool]:
    """Which of these return IDs Merchant A has."""
    with shop.group.reading() as work:
        return [work.orders.submitted("001", uid) is not None for uid in uids]


@pytest.mark.parametrize(
    ("file", "kind"),
    [(GOOD, "text/csv"), (GOOD, "Text/CSV; charset=utf-8"), (LINES, "application/x-ndjson")],
)
def test_a_file_is_taken_in_and_again_changes_nothing(shop: ApiShop, file: str, kind: str) -> None:
    taken = send(shop, file, headers={"Content-Type": kind})
    assert taken.status_code == 200
    expected = {"added": 2, "changed": 0, "unchanged": 0, "refused": 0, "refusedLines": []}
    assert taken.json() == expected
    again = send(shop, file, headers={"Content-Type": kind})
    assert again.json() == expected | {"added": 0, "unchanged": 2}
    found = shop.post("kiosk-1", f"{KIOSK}/orders/find", {"reference": "AXDY1"}).json()["orders"]
    assert len(found) == 1


def test_refused_lines_are_told_with_their_reasons_and_nothing_is_taken_in(shop: ApiShop) -> None:
    refused = send(shop, BAD)
    assert (refused.status_code, refused.json()["code"]) == (422, "LINES_REFUSED")
    assert refused.json()["details"] == {
        "lines": 2,
        "refusedLines": [
            {"line": 3, "why": "validity_days is not a whole number."},
            {"line": 4, "why": "An earlier line says something else of the same return."},
        ],
    }
    assert submitted(shop, "AXDY3", "AXDY4") == [False, False]


def test_the_good_lines_alone_are_taken_in_by_choice(shop: ApiShop) -> None:
    taken = send(shop, BAD, params={"skipBad": "true"})
    assert taken.status_code == 200
    assert (taken.json()["added"], taken.json()["refused"]) == (1, 2)
    assert [line["line"] for line in taken.json()["refusedLines"]] == [3, 4]
    assert submitted(shop, "AXDY3", "AXDY4") == [True, False]


def test_nothing_is_taken_in_of_a_file_whose_end_cannot_be_read(shop: ApiShop) -> None:
    refused = send(shop, f'{GOOD}"AXDY3,,,\n', params={"skipBad": "true"})
    assert (refused.status_code, refused.json()["code"]) == (422, "LINES_REFUSED")
    assert refused.json()["message"] == ("Nothing was imported: the file can't be read to its end.")
    assert submitted(shop, "AXDY1") == [False]


@pytest.mark.parametrize(
    ("more", "status", "code"),
    [
        ({"file": b""}, 422, "UNREADABLE_FILE"),
        ({"file": "order_number\n1\n"}, 422, "UNREADABLE_FILE"),
        ({"headers": {"Content-Type": "application/json"}}, 415, "UNKNOWN_FORMAT"),
        ({"headers": {"Content-Type": ""}}, 415, "UNKNOWN_FORMAT"),
        ({"params": {"skipBad": "perhaps"}}, 400, "BAD_REQUEST"),
        ({"params": {"skipBad": ["true", "false"]}}, 400, "BAD_REQUEST"),
        ({"path": FILE.replace("001", "002")}, 403, "OTHER_MERCHANT"),
        ({"path": FILE.replace("001", "777"), "client": "admin"}, 404, "NO_SUCH_MERCHANT"),
    ],
)
def test_what_cannot_be_taken_in_is_refused_in_a_sentence(
    shop: ApiShop, more: dict[str, Any], status: int, code: str
) -> None:
    sent = {"file": GOOD} | more
    refused = send(shop, **sent)
    assert (refused.status_code, refused.json()["code"]) == (status, code)
    assert refused.json()["message"]
    assert submitted(shop, "AXDY1") == [False]


def test_head_office_sends_files_for_every_merchant(shop: ApiShop) -> None:
    assert send(shop, GOOD, "admin").json()["added"] == 2
    assert submitted(shop, "AXDY1", "AXDY2") == [True, True]


def test_a_file_may_be_larger_than_a_request_but_not_without_end(shop: ApiShop) -> None:
    lines = "".join(f"UID{number:08},{'7' * 20}\n" for number in range(40_000))
    file = f"uid,order_number\n{lines}"
    assert len(file) > LARGEST_BODY
    assert send(shop, file).json()["added"] == 40_000
    declared = {"Content-Length": str(LARGEST_FILE + 1)}
    refused = send(shop, b"", headers=declared)
    assert (refused.status_code, refused.json()["code"]) == (413, "BODY_TOO_LARGE")


def test_nobody_sends_a_file_without_a_token(shop: ApiShop) -> None:
    """The answer comes before the first byte of the body was sent."""
    with ServerThread(shop.app, port=0) as server, closing(_connection(server)) as connection:
        connection.putrequest("POST", FILE)
        connection.putheader("Content-Length", str(LARGEST_FILE))
        connection.endheaders()
        assert connection.getresponse().status == 401


def _connection(server: ServerThread) -> HTTPConnection:
    host, port = server.url.removeprefix("http://").split(":")
    return HTTPConnection(host, int(port), timeout=60)


@contextmanager
def half_sent(server: ServerThread, token: str) -> Iterator[HTTPConnection]:
    """A file of which the server has begun to read the first half."""
    with closing(_connection(server)) as connection:
        connection.putrequest("POST", FILE)
        connection.putheader("Authorization", f"Bearer {token}")
        connection.putheader("Content-Type", "text/csv")
        connection.putheader("Content-Length", str(len(GOOD)))
        connection.putheader("Expect", "100-continue")
        connection.endheaders()
        # Said as soon as somebody wants the body.
        assert connection.sock.recv(25) == b"HTTP/1.1 100 Continue\r\n\r\n"
        connection.send(GOOD[:20].encode())
        yield connection


def test_one_file_at_a_time_and_everybody_else_is_answered_meanwhile(shop: ApiShop) -> None:
    token = shop.token("merchant-a")
    headers = {"Authorization": f"Bearer {token}", "Content-Type": "text/csv"}
    with (
        ServerThread(shop.app, port=0) as server,
        httpx2.Client(base_url=server.url, timeout=60) as http,
    ):
        with half_sent(server, token) as connection:
            second = http.post(FILE, content=GOOD, headers=headers)
            assert http.get("/readyz").status_code == 200
            connection.send(GOOD[20:].encode())
            first = connection.getresponse()
            assert json.loads(first.read())["added"] == 2
        third = http.post(FILE, content=GOOD, headers=headers)
    assert (second.status_code, second.json()["code"]) == (503, "FILE_UNDER_WAY")
    assert int(second.headers["Retry-After"]) == 30
    assert third.json()["unchanged"] == 2


def test_a_file_that_stalls_is_given_up_and_the_next_one_taken_in(
    shop: ApiShop, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    shop.app.state.uploads = Uploads(shop.app.state.services, idle_s=1.0)
    token = shop.token("merchant-a")
    with (
        ServerThread(shop.app, port=0) as server,
        half_sent(server, token) as stalled,
        httpx2.Client(base_url=server.url, timeout=60) as http,
    ):
        given_up = stalled.getresponse()
        assert (given_up.status, json.loads(given_up.read())["code"]) == (408, "FILE_STALLED")
        assert given_up.headers["Connection"] == "close"
        assert list(tmp_path.glob("balik-upload-*")) == []
        assert submitted(shop, "AXDY1") == [False]
        headers = {"Authorization": f"Bearer {token}", "Content-Type": "text/csv"}
        assert http.post(FILE, content=GOOD, headers=headers).json()["added"] == 2


def test_a_file_that_breaks_off_changes_nothing_and_leaves_nothing(
    shop: ApiShop, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    with ServerThread(shop.app, port=0) as server, half_sent(server, shop.token("merchant-a")):
        assert len(list(tmp_path.glob("balik-upload-*/orders"))) == 1
    assert list(tmp_path.glob("balik-upload-*")) == []
    assert submitted(shop, "AXDY1") == [False]
    assert caplog.records == [], "a merchant that hangs up is no fault of ours"
