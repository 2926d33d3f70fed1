"""A terminal's link to its ECMS, when the network or the other end misbehaves."""

import logging
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import httpx2
import pytest
from api_shop import PASIG, ApiShop, secret_of
from api_shop import POS as API

from core.api.server import ServerThread, _bound
from core.domain.codes import ReturnCode
from core.domain.refusals import EcmsUnreachable
from core.remote.ecms import RemoteEcms
from core.remote.link import Credentials, EcmsLink, LinkTimes
from core.services.ecms import AcceptParcel, Clerk, PaperKind, Terminal
from core.trouble import StartupTrouble

POS = Terminal(PASIG, "02")
CLERK = Clerk("1042", "R. Santos")
CODE = ReturnCode.parse("1822-1234-2345")
QUICK = LinkTimes(whole=1.0, one_try=0.4, pause=0.05)


@contextmanager
def _ecms(
    url: str, times: LinkTimes = QUICK, secret: str = "", own: str = "02"
) -> Iterator[RemoteEcms]:
    link = EcmsLink(Credentials(url, "pos-2", secret or secret_of("pos-2")), times)
    try:
        yield RemoteEcms(link, ("0166", own))
    finally:
        link.close()


@contextmanager
def _listening(serve: Callable[[socket.socket], None]) -> Iterator[str]:
    """A server that does to each connection whatever `serve` does."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        over = threading.Event()

        def run() -> None:
            while not over.is_set():
                with suppress(OSError):
                    connection, _ = listening.accept()
                    threading.Thread(target=one, args=(connection,), daemon=True).start()

        def one(connection: socket.socket) -> None:
            with connection, suppress(OSError):
                serve(connection)
                over.wait(5)

        thread = threading.Thread(target=run)
        thread.start()
        try:
            yield f"http://127.0.0.1:{listening.getsockname()[1]}"
        finally:
            over.set()
            with suppress(OSError):
                listening.shutdown(socket.SHUT_RDWR)
            thread.join()


def _is_silent(_connection: socket.socket) -> None:
    """Takes the request and never answers."""


def _drips(connection: socket.socket) -> None:
    """Sends a byte now and then, so that no wait for the next byte is long."""
    connection.sendall(b"HTTP/1.1 200 OK\r\nX-Drip: ")
    for _ in range(200):
        connection.sendall(b"x")
        time.sleep(0.02)


def _closes(connection: socket.socket) -> None:
    connection.recv(65_536)
    connection.shutdown(socket.SHUT_RDWR)


def _answers(status: str, body: bytes, *more: str) -> Callable[[socket.socket], None]:
    def answer(connection: socket.socket) -> None:
        connection.recv(65_536)
        head = [f"HTTP/1.1 {status}", f"Content-Length: {len(body)}", "Connection: close", *more]
        connection.sendall("\r\n".join([*head, "", ""]).encode() + body)

    return answer


@pytest.mark.parametrize(
    "behaviour",
    [
        _is_silent,
        _drips,
        _closes,
        _answers("200 OK", b"<html>Please sign in to the shop's network</html>"),
        _answers("302 Found", b"", "Location: http://127.0.0.1:1/portal"),
        _answers("500 Internal Server Error", b"trouble"),
        _answers("503 Service Unavailable", b"{}"),
        _answers("401 Unauthorized", b'{"error":"invalid_client"}'),
        _answers("200 OK", b'{"access_token":"x"}'),
        lambda connection: connection.sendall(b"\x00\x01 not HTTP at all\r\n\r\n"),
    ],
)
def test_an_ecms_that_misbehaves_is_unreachable_within_the_bound(
    behaviour: Callable[[socket.socket], None],
) -> None:
    with _listening(behaviour) as url, _ecms(url) as ecms:
        began = time.monotonic()
        with pytest.raises(EcmsUnreachable):
            ecms.verify_code(CODE, POS)
        assert time.monotonic() - began < QUICK.whole + 1


def test_nobody_at_the_address_is_unreachable_within_the_bound() -> None:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        port = listening.getsockname()[1]
    with _ecms(f"http://127.0.0.1:{port}") as ecms, pytest.raises(EcmsUnreachable):
        ecms.verify_code(CODE, POS)


def test_a_wrong_secret_is_unreachable_and_is_not_logged(
    shop: ApiShop, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    with (
        ServerThread(shop.app, port=0) as server,
        _ecms(server.url, secret="a-wrong-secret") as ecms,  # noqa: S106 - for this test
        pytest.raises(EcmsUnreachable),
    ):
        ecms.verify_code(CODE, POS)
    assert "ecms does not know this client" in caplog.text
    assert "a-wrong-secret" not in caplog.text


def test_another_terminals_credentials_are_no_such_terminal(shop: ApiShop) -> None:
    with ServerThread(shop.app, port=0) as server, _ecms(server.url) as ecms:
        assert ecms.terminal("0166", "02") == POS
        with pytest.raises(LookupError):
            ecms.terminal("0166", "03")


class _LosingProxy(ThreadingHTTPServer):
    """Passes requests on, and loses the first answers of some paths."""

    daemon_threads = True

    def __init__(self, url: str, lost: dict[str, int]) -> None:
        super().__init__(("127.0.0.1", 0), _LosingHandler)
        self.upstream = httpx2.Client(base_url=url)
        self.lost = lost

    @property
    def url(self) -> str:
        """Where it listens."""
        return f"http://127.0.0.1:{self.server_address[1]}"


class _LosingHandler(BaseHTTPRequestHandler):
    server: _LosingProxy

    def do_POST(self) -> None:
        """Pass one request on; perhaps say nothing of its answer."""
        body = self.rfile.read(int(self.headers["Content-Length"]))
        answer = self.server.upstream.post(self.path, content=body, headers=dict(self.headers))
        for part in self.server.lost:
            if part in self.path and self.server.lost[part] > 0:
                self.server.lost[part] -= 1
                self.close_connection = True
                return
        self.send_response(answer.status_code)
        self.send_header("Content-Length", str(len(answer.content)))
        self.end_headers()
        self.wfile.write(answer.content)

    def log_message(self, *_facts: object) -> None:
        """Say nothing."""


@contextmanager
def _losing(url: str, **lost: int) -> Iterator[_LosingProxy]:
    with _LosingProxy(url, lost) as proxy:
        thread = threading.Thread(target=proxy.serve_forever, args=(0.02,))
        thread.start()
        try:
            yield proxy
        finally:
            proxy.shutdown()
            thread.join()
            proxy.upstream.close()


def test_a_request_whose_answer_was_lost_is_repeated_and_counts_once(shop: ApiShop) -> None:
    code = ReturnCode.parse(shop.ask().json()["returnCode"])
    times = LinkTimes(whole=15, one_try=5, pause=0.05)
    with (
        ServerThread(shop.app, port=0) as server,
        _losing(server.url, accept=2, reprint=2, verify=1, token=1) as proxy,
        _ecms(proxy.url, times) as ecms,
    ):
        assert ecms.verify_code(code, POS).code == code
        taken = ecms.accept_parcel(AcceptParcel(code, POS, CLERK, "attempt-1"))
        copies = [ecms.reprint(code, PaperKind.LABEL, POS, CLERK).number for _ in range(2)]

        assert set(proxy.lost.values()) == {0}, "every loss took place"
        assert str(taken.receipt) == "0166-02-000001"
        assert copies == [1, 2]
    assert shop.call("pos-2", "GET", f"{API}/today").json()["accepted"] == 1


def test_a_link_that_comes_back_is_used_again_at_once(shop: ApiShop) -> None:
    with ServerThread(shop.app, port=0) as first:
        url, port = first.url, int(first.url.rpartition(":")[2])
        with _ecms(url) as ecms:
            assert ecms.counter_today(POS).accepted == 0
            first.stop()
            with pytest.raises(EcmsUnreachable):
                ecms.counter_today(POS)
            with ServerThread(shop.app, port=port):
                assert ecms.counter_today(POS).accepted == 0


def test_a_port_that_is_taken_is_said_in_a_sentence(shop: ApiShop) -> None:
    with (
        ServerThread(shop.app, port=0) as server,
        pytest.raises(StartupTrouble, match="cannot listen"),
    ):
        ServerThread(shop.app, port=int(server.url.rpartition(":")[2])).start()


def test_small_answers_do_not_wait_for_acknowledgements() -> None:
    """Asyncio switches Nagle's delay off only for sockets that name their protocol: 40 ms each."""
    with _bound("127.0.0.1", 0) as listening:
        assert listening.proto == socket.IPPROTO_TCP
