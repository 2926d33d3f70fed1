"""A merchant's site: a real HTTP server on this machine that receives and verifies webhooks.

It knows nothing of how Balik signs: it verifies as a merchant would, with the standard's library.
"""

import json
import threading
from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Final, Self

from standardwebhooks import Webhook, WebhookVerificationError

_LARGEST_BODY: Final = 64 * 1024
_DRIP_S: Final = 1.0
ELSEWHERE: Final = "/elsewhere"


class Mood(Enum):
    """How the site behaves; everything but ANSWERS is a fault that one can order."""

    ANSWERS = "answers 200"
    NO_CONTENT = "answers 204"
    FAILS = "answers 500"
    HANGS = "takes the request and never answers"
    DRIPS = "answers one byte a second"
    DRIPS_BODY = "answers 200, then its body one byte a second"
    FLOODS = "answers 500 and a body without end"
    REDIRECTS = "sends the caller elsewhere, where it would answer 200"
    CLOSES = "hangs up without an answer"
    GONE = "answers 410: no more webhooks, please"


@dataclass(frozen=True, slots=True)
class Received:
    """One request as it came in.

    Args:
        path: what it asked for.
        webhook_id: the standard's id, the same on each try of one webhook.
        timestamp: seconds since 1970, as sent.
        signature: as sent.
        body: as sent.
        genuine: whether the standard's library found signature and time in order.
        mood: how the site behaved to it.
    """

    path: str
    webhook_id: str
    timestamp: str
    signature: str
    body: str
    genuine: bool
    mood: Mood

    @property
    def fields(self) -> dict[str, str]:
        """The body's fields."""
        fields: dict[str, str] = json.loads(self.body)
        return fields

    @property
    def taken(self) -> bool:
        """Whether the site answered 200: this webhook must not come again."""
        return self.genuine and self.mood in {Mood.ANSWERS, Mood.DRIPS_BODY}


class MerchantSite:
    """Receives webhooks on a loopback port and keeps an inbox. Any thread may use it.

    A webhook that is not genuine is answered 401 and kept all the same.

    Args:
        secret: `whsec_…`, what the merchant was given.
        received: called with each request, on the server's thread.
        port: 0 for any that is free.
        mood: asked at each request how to behave, where nobody sets `mood` by hand.
    """

    def __init__(
        self,
        secret: str,
        received: Callable[[Received], None] = lambda _: None,
        port: int = 0,
        mood: Callable[[], Mood] | None = None,
    ) -> None:
        self._verifier = Webhook(secret)
        self._received: Final = received
        self._changed: Final = threading.Condition()
        self._inbox: list[Received] = []
        self._by_hand: Mood | None = None
        self._by_itself: Final = mood or (lambda: Mood.ANSWERS)
        self._closing: Final = threading.Event()
        site = self

        class Handler(_Handler):
            """The server makes one for each connection."""

            def do_POST(self) -> None:
                """Take a webhook."""
                site._take(self)

        self._server: Final = _Server(("127.0.0.1", port), Handler)
        self._thread: Final = threading.Thread(
            target=self._server.serve_forever,
            kwargs={"poll_interval": 0.05},
            name="merchant-site",
            daemon=True,
        )

    @property
    def url(self) -> str:
        """Where webhooks are to be sent: plain HTTP to this machine, which must be allowed."""
        return f"http://127.0.0.1:{self._server.server_address[1]}/returns"

    @property
    def mood(self) -> Mood:
        """How it behaves; may be set at any time, and counts from then on."""
        return self._by_hand or self._by_itself()

    @mood.setter
    def mood(self, mood: Mood) -> None:
        self._by_hand = mood

    @property
    def inbox(self) -> tuple[Received, ...]:
        """Everything that came in, the first first."""
        with self._changed:
            return tuple(self._inbox)

    def trust(self, secret: str) -> None:
        """Verify with this secret from now on."""
        self._verifier = Webhook(secret)

    def wait_for(self, count: int, timeout: float = 30.0) -> tuple[Received, ...]:
        """The inbox, once so many requests have come in.

        Args:
            count: how many, from the beginning.
            timeout: how long to wait at most, in seconds.

        Raises:
            TimeoutError: they did not come.
        """
        with self._changed:
            if not self._changed.wait_for(lambda: len(self._inbox) >= count, timeout):
                raise TimeoutError(f"{len(self._inbox)} of {count} webhooks came in")
            return tuple(self._inbox)

    def start(self) -> None:
        """Begin to receive."""
        self._thread.start()

    def stop(self) -> None:
        """Receive no more; requests that hang are hung up."""
        self._closing.set()
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.stop()

    def _take(self, handler: "_Handler") -> None:
        length = min(int(handler.headers.get("Content-Length", "0")), _LARGEST_BODY)
        raw = handler.rfile.read(length)
        if len(raw) < length:
            # Whoever sent it died in the middle of it: no request ever came.
            handler.close_connection = True
            return
        body = raw.decode("utf-8", "replace")
        received = Received(
            path=handler.path,
            webhook_id=handler.headers.get("webhook-id", ""),
            timestamp=handler.headers.get("webhook-timestamp", ""),
            signature=handler.headers.get("webhook-signature", ""),
            body=body,
            genuine=self._is_genuine(handler, body),
            mood=self.mood,
        )
        with self._changed:
            self._inbox.append(received)
            self._changed.notify_all()
        self._received(received)
        if received.path != ELSEWHERE and not received.genuine:
            handler.answer(HTTPStatus.UNAUTHORIZED)
        else:
            self._answer(handler, received)

    def _is_genuine(self, handler: "_Handler", body: str) -> bool:
        try:
            self._verifier.verify(body, dict(handler.headers.items()), json_parse=False)
        except (WebhookVerificationError, ValueError):
            return False
        return True

    def _answer(self, handler: "_Handler", received: Received) -> None:
        match received.mood:
            case Mood.REDIRECTS if received.path != ELSEWHERE:
                handler.answer(HTTPStatus.FOUND, location=ELSEWHERE)
            case Mood.ANSWERS | Mood.REDIRECTS:
                handler.answer(HTTPStatus.OK)
            case Mood.NO_CONTENT:
                handler.answer(HTTPStatus.NO_CONTENT)
            case Mood.FAILS:
                handler.answer(HTTPStatus.INTERNAL_SERVER_ERROR)
            case Mood.GONE:
                handler.answer(HTTPStatus.GONE)
            case Mood.CLOSES:
                handler.close_connection = True
            case Mood.HANGS:
                self._closing.wait()
            case Mood.DRIPS:
                self._drip(handler, b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n")
            case Mood.DRIPS_BODY:
                handler.begin(HTTPStatus.OK, length=1000)
                self._drip(handler, b"." * 1000)
            case Mood.FLOODS:
                handler.begin(HTTPStatus.INTERNAL_SERVER_ERROR, length=1 << 40)
                while not self._closing.is_set():
                    handler.wfile.write(b"x" * 65536)

    def _drip(self, handler: "_Handler", answer: bytes) -> None:
        for byte in answer:
            handler.wfile.write(bytes([byte]))
            if self._closing.wait(_DRIP_S):
                return


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 128

    def handle_error(self, request: object, client_address: object) -> None:
        """A caller that hung up is no news, and a clerk's terminal no place to tell it."""


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - http.server's name
        """Nothing is printed: the inbox is the log."""

    def begin(self, status: HTTPStatus, length: int, **headers: str) -> None:
        """Send an answer's head."""
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name.title(), value)
        self.send_header("Content-Length", str(length))
        self.send_header("Connection", "close")
        self.end_headers()

    def answer(self, status: HTTPStatus, **headers: str) -> None:
        """Send an answer without a body."""
        self.begin(status, 0, **headers)
