"""Where a webhook really goes: the address that was checked, and the certificate of the name."""

import asyncio
import secrets
import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest

from core.notifications.addresses import SystemResolver
from core.notifications.transport import Transport
from core.services.notify import Endpoint, Outcome, Result
from core.services.notify_url import WebhookSecret, parse_webhook_url

CERTIFICATE = Path(__file__).with_name("certificate")  # of shop.test, signed by itself
SECRET = WebhookSecret.draw(secrets.token_bytes)


class Names:
    """A name server whose every answer is the next of a list, and which counts questions."""

    def __init__(self, *answers: list[str]) -> None:
        self.answers = list(answers)
        self.asked: list[str] = []

    async def __call__(self, host: str) -> list[str]:
        """See `core.notifications.addresses.Resolve`."""
        self.asked.append(host)
        return self.answers.pop(0)


class Server(HTTPServer):
    """Answers 200 to whatever comes, and keeps the Host headers."""

    hosts: list[str]

    def handle_error(self, request: object, client_address: object) -> None:
        """A caller that does not trust the certificate hangs up; that is what the test is about."""


class Handler(BaseHTTPRequestHandler):
    """The server makes one for each connection."""

    server: Server

    def do_POST(self) -> None:
        """Answer 200."""
        self.rfile.read(int(self.headers["Content-Length"]))
        self.server.hosts.append(self.headers["Host"])
        self.send_response(200)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - http.server's name
        """Print nothing."""


@contextmanager
def server(*, tls: bool = False) -> Iterator[Server]:
    """A server on a loopback port."""
    running = Server(("127.0.0.1", 0), Handler)
    running.hosts = []
    if tls:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(CERTIFICATE / "cert.pem", CERTIFICATE / "key.pem")
        running.socket = context.wrap_socket(running.socket, server_side=True)
    thread = threading.Thread(target=running.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield running
    finally:
        running.shutdown()
        thread.join()
        running.server_close()


def endpoint(url: str, *, private: bool) -> Endpoint:
    """A merchant's endpoint."""
    parsed = parse_webhook_url(url, plain_http=True)
    return Endpoint("001", parsed, SECRET, plain_http=True, private_addresses=private)


def post(transport: Transport, to: Endpoint) -> Result:
    """Send it something."""
    return asyncio.run(transport.post(to, {"webhook-id": "msg_1"}, b"{}"))


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "[::1]", "0.0.0.0", "2130706433"])  # noqa: S104
def test_this_machine_is_not_called_unless_it_is_allowed(host: str) -> None:
    with server() as running:
        port = running.server_address[1]
        assert post(Transport(), endpoint(f"http://{host}:{port}/", private=False)) in (
            Result(Outcome.ADDRESS_REFUSED),
            Result(Outcome.NAME_UNKNOWN),  # some systems do not read 2130706433 as an address
        )
        assert running.hosts == []


def test_this_machine_is_called_where_it_is_allowed() -> None:
    with server() as running:
        port = running.server_address[1]
        to = endpoint(f"http://localhost:{port}/", private=True)
        assert post(Transport(), to) == Result(Outcome.ANSWERED, 200)
        assert running.hosts == [f"localhost:{port}"]


def test_a_name_with_private_addresses_is_not_called_unless_it_is_allowed() -> None:
    names = Names(["127.0.0.1", "10.0.0.1", "::1"])
    with server() as running:
        to = endpoint(f"http://shop.test:{running.server_address[1]}/", private=False)
        assert post(Transport(resolve=names), to) == Result(Outcome.ADDRESS_REFUSED)
        assert running.hosts == []


def test_the_address_that_was_checked_is_the_one_that_is_called() -> None:
    """DNS rebinding: nobody looks the name up a second time, when it could have changed."""
    names = Names(["127.0.0.1"], ["169.254.169.254"])
    with server() as running:
        port = running.server_address[1]
        to = endpoint(f"http://shop.test:{port}/", private=True)
        assert post(Transport(resolve=names), to) == Result(Outcome.ANSWERED, 200)
        assert names.asked == ["shop.test"]
        assert running.hosts == [f"shop.test:{port}"]
        assert post(Transport(resolve=names), to) == Result(Outcome.ADDRESS_REFUSED)


def test_the_next_address_of_a_name_is_tried_where_one_does_not_answer() -> None:
    names = Names(["127.0.0.2", "127.0.0.1"])
    with server() as running:
        to = endpoint(f"http://shop.test:{running.server_address[1]}/", private=True)
        assert post(Transport(resolve=names), to) == Result(Outcome.ANSWERED, 200)


def test_a_certificate_is_checked_against_the_name_though_an_address_is_called() -> None:
    trusting = ssl.create_default_context(cafile=CERTIFICATE / "cert.pem")
    with server(tls=True) as running:
        port = running.server_address[1]
        right = endpoint(f"https://shop.test:{port}/", private=True)
        wrong = endpoint(f"https://other.test:{port}/", private=True)
        names = Names(*[["127.0.0.1"]] * 3)
        good = Transport(resolve=names, tls=trusting)
        assert post(good, right) == Result(Outcome.ANSWERED, 200)
        assert post(good, wrong) == Result(Outcome.NOT_TRUSTED)
        assert post(Transport(resolve=names), right) == Result(Outcome.NOT_TRUSTED)
        assert running.hosts == [f"shop.test:{port}"]


def test_plain_http_is_not_spoken_to_a_port_that_speaks_tls() -> None:
    with server(tls=True) as running:
        to = endpoint(f"http://127.0.0.1:{running.server_address[1]}/", private=True)
        assert post(Transport(), to) == Result(Outcome.BROKEN_OFF)


def test_a_name_that_nobody_has() -> None:
    async def nobody(host: str) -> list[str]:
        raise OSError(f"no such name: {host}")

    to = endpoint("https://shop.test/", private=False)
    assert post(Transport(resolve=nobody), to) == Result(Outcome.NAME_UNKNOWN)


def test_the_machines_own_look_up_knows_this_machine() -> None:
    found = asyncio.run(SystemResolver(threads=1)("localhost"))
    assert "127.0.0.1" in found or "::1" in found


def test_a_name_server_that_does_not_answer_is_given_up_in_time() -> None:
    async def silent(host: str) -> list[str]:
        await asyncio.Event().wait()
        return [host]

    before = datetime.now(UTC)
    result = post(
        Transport(timeout=0.2, resolve=silent), endpoint("https://shop.test/", private=False)
    )
    assert result == Result(Outcome.TIMED_OUT)
    assert (datetime.now(UTC) - before).total_seconds() < 5
