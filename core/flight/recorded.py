"""What a terminal works with, recorded: each part does what it did, and says so."""

import re
import time
from collections.abc import Callable, Mapping
from typing import Any, Final, Protocol, TypeVar, cast

from core.documents.model import Document
from core.domain.refusals import Refusal
from core.flight.papers import PaperSent
from core.flight.wording import HIDDEN
from core.services.notify import Endpoint, Posts, Result
from core.services.ports import NotPrinted, Printer, PrinterStatus, PrintJob, PrintOutcome, Unsure
from core.services.recording import Flight, Plain

T = TypeVar("T")

#: A part of a path that our own API has: small letters, which no number that we give out has.
_A_KIND: Final = re.compile(r"[a-z-]*|v1")


class _Calls:
    """Notes each question that is put to a part, and its answer."""

    def __init__(self, inner: object, flight: Flight, where: str) -> None:
        self._inner = inner
        self._flight = flight
        self._where = where

    def __getattr__(self, name: str) -> Any:
        part = getattr(self._inner, name)
        if not callable(part):
            return part

        def call(*asked: object, **more: object) -> Any:
            began = time.monotonic()
            said: dict[str, object] = {"call": Plain(name), "asked": (*asked, *more.values())}
            try:
                answer = part(*asked, **more)
            except Refusal as no:
                said["refused"] = Plain(no.code.value)
                raise
            except Exception as error:
                said["broke"] = Plain(type(error).__name__)
                raise
            else:
                said["answer"] = answer
                return answer
            finally:
                said["ms"] = round((time.monotonic() - began) * 1000, 1)
                self._flight.note(self._where, "call", **said)

        return call


def recorded_calls(inner: T, flight: Flight, where: str) -> T:
    """The same part, whose every call is noted."""
    return cast("T", _Calls(inner, flight, where))


class RecordedPrinter:
    """A `Printer`, and what makes its papers' bytes, whose papers and conditions are noted.

    Args:
        printer: itself.
        make: makes the bytes of its papers.
        flight: where to.
        where: whose.
    """

    def __init__(
        self,
        printer: Printer,
        make: Callable[[Document, str], PrintJob],
        flight: Flight,
        where: str,
    ) -> None:
        self._printer: Final = printer
        self._make: Final = make
        self._flight: Final = flight
        self._where: Final = where
        self._document: Document | None = None
        printer.watch(self._changed)

    @property
    def width_dots(self) -> int:
        """See `Printer.width_dots`."""
        return self._printer.width_dots

    def make(self, document: Document, name: str) -> PrintJob:
        """Make a paper's bytes; the press does it right before it sends them, one at a time."""
        self._document = document
        return self._make(document, name)

    def status(self) -> PrinterStatus:
        """See `Printer.status`."""
        return self._printer.status()

    def watch(self, changed: Callable[[PrinterStatus], None]) -> Callable[[], None]:
        """See `Printer.watch`."""
        return self._printer.watch(changed)

    def send(self, job: PrintJob) -> PrintOutcome:
        """See `Printer.send`."""
        document, self._document = self._document, None
        began = time.monotonic()
        outcome = self._printer.send(job)
        said: dict[str, object] = {
            "paper": Plain(job.name),
            "came": Plain(_came(outcome)),
            "bytes": len(job.data),
            "mm": round(job.height_mm),
            "ms": round((time.monotonic() - began) * 1000, 1),
        }
        if document is not None:
            said["double"] = PaperSent(document, job.name)
        self._flight.note(self._where, "print", **said)
        return outcome

    def _changed(self, status: PrinterStatus) -> None:
        self._flight.note(self._where, "printer", status=Plain(status.value))


def _came(outcome: PrintOutcome) -> str:
    match outcome:
        case NotPrinted(reason):
            return f"not: {reason.value}"
        case Unsure(reason):
            return f"unsure: {reason.value if reason else 'it says nothing'}"
        case _:
            return "out"


class _Exchanged(Protocol):
    """A request over the network; `core.remote.link.Exchange` has this shape."""

    @property
    def method(self) -> str: ...

    @property
    def path(self) -> str: ...

    @property
    def status(self) -> int | None: ...

    @property
    def seconds(self) -> float: ...


def note_exchange(flight: Flight, exchange: _Exchanged) -> None:
    """Note a request over the network; of its path only what names a kind of thing."""
    path = exchange.path.partition("?")[0]
    parts = [part if _A_KIND.fullmatch(part) else HIDDEN for part in path.split("/")]
    flight.note(
        "link",
        "http",
        method=Plain(exchange.method),
        to=Plain("/".join(parts)),
        status=exchange.status,
        ms=round(exchange.seconds * 1000, 1),
    )


class RecordedPosts:
    """Webhooks that are sent, noted: to which merchant, and what came of it.

    Args:
        posts: sends them.
        flight: where to.
    """

    def __init__(self, posts: Posts, flight: Flight) -> None:
        self._posts: Final = posts
        self._flight: Final = flight

    async def post(self, endpoint: Endpoint, headers: Mapping[str, str], body: bytes) -> Result:
        """See `Posts.post`."""
        began = time.monotonic()
        result = await self._posts.post(endpoint, headers, body)
        self._flight.note(
            "ecms",
            "http",
            method=Plain("POST"),
            to=Plain(f"merchant {endpoint.merchant_code}"),
            bytes=len(body),
            came=result.outcome,
            status=result.http_status,
            ms=round((time.monotonic() - began) * 1000, 1),
        )
        return result
