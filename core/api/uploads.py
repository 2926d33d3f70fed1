"""Takes in the files that merchants send, one at a time.

A file is laid on the disk as it comes in, and then read by a process of its own: neither its size
nor the reading of it is felt by those who ask meanwhile.
"""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from starlette.concurrency import run_in_threadpool

from core.api.problems import Problem
from core.bulk.formats import Format
from core.bulk.reading import reading
from core.bulk.trouble import FileTrouble
from core.services.api_services import ApiServices
from core.services.bulk import BulkOrders, RefusedLine
from core.services.import_orders import Imported, Told, import_orders
from core.trouble import marked
from core.wire.imported import ImportedBody, RefusedLineBody
from core.wire.refusals import RefusalDetails

_MOST_LINES: Final = 1_000
_PAUSE_S: Final = 30
_IDLE_S: Final = 30.0


class Uploads:
    """Where files come in; belongs to one event loop.

    Args:
        services: where the orders go.
        idle_s: seconds in which more of a file has to come. Others wait for its end, and nobody may
            keep them waiting by saying nothing.
    """

    def __init__(self, services: ApiServices, idle_s: float = _IDLE_S) -> None:
        self._services: Final = services
        self._idle_s: Final = idle_s
        self._busy = False

    async def take(
        self, parts: AsyncIterator[bytes], form: Format, merchant_code: str, *, skip_bad: bool
    ) -> ImportedBody:
        """Take a merchant's file in; what became of it, once it is durable.

        Args:
            parts: the file, as it comes.
            form: how it is written.
            merchant_code: whose orders they are.
            skip_bad: take the good lines where others are refused, rather than nothing.

        Raises:
            Problem: nothing was taken in, and why.
        """
        bulk = self._services.bulk
        if bulk is None or self._busy:
            raise _not_now()
        # A second one would make both slow, and could fill the disk beside the first.
        self._busy = True
        try:
            with TemporaryDirectory(prefix="balik-upload-", ignore_cleanup_errors=True) as place:
                file = Path(place) / "orders"
                await _keep(parts, file, self._idle_s)
                return await run_in_threadpool(
                    self._import, bulk, file, form, merchant_code, skip_bad=skip_bad
                )
        finally:
            self._busy = False

    def _import(
        self, bulk: BulkOrders, file: Path, form: Format, merchant_code: str, *, skip_bad: bool
    ) -> ImportedBody:
        services, refused = self._services, list[RefusedLine]()

        def note(line: RefusedLine) -> None:
            if len(refused) < _MOST_LINES:
                refused.append(line)

        told = Told(note, read=_unheard, settled=_unheard, written=_unheard)
        now = services.clock.now()
        try:
            with reading(file, form) as batches:
                imported = import_orders(
                    bulk, services.rules, merchant_code, batches, now, told, skip_bad=skip_bad
                )
        except LookupError:
            raise Problem(
                404,
                "NO_SUCH_MERCHANT",
                marked("There is no such merchant."),
                marked("Check merchantCode."),
            ) from None
        except FileTrouble as trouble:
            sentence, advice = trouble.sentence(services.texts), trouble.advice(services.texts)
            raise Problem(422, "UNREADABLE_FILE", sentence, advice) from None
        lines = tuple(
            RefusedLineBody(line=one.line, why=services.texts(one.message, **one.values))
            for one in refused
        )
        if not imported.written:
            raise _refused(imported, lines)
        return ImportedBody(
            added=imported.added,
            changed=imported.changed,
            unchanged=imported.unchanged,
            refused=imported.refused,
            refused_lines=lines,
        )


async def _keep(parts: AsyncIterator[bytes], file: Path, idle_s: float) -> None:
    """Write a file as it comes in.

    Raises:
        Problem: there is no room for it, or the rest does not come.
    """
    try:
        with file.open("wb") as kept:
            while (part := await _next(parts, idle_s)) is not None:
                await run_in_threadpool(kept.write, part)
    except OSError:
        raise Problem(
            503,
            "NO_ROOM",
            marked("The returns service has no room for the file at present."),
            marked("Send it in smaller parts, or later."),
            retry_after_s=_PAUSE_S,
        ) from None


async def _next(parts: AsyncIterator[bytes], idle_s: float) -> bytes | None:
    """More of a file, or None at its end.

    Raises:
        Problem: 408, it does not come.
    """
    try:
        async with asyncio.timeout(idle_s):
            return await anext(parts, None)
    except TimeoutError:
        raise Problem(
            408,
            "FILE_STALLED",
            marked("Nothing was imported: the rest of the file did not come."),
            marked("Send it again."),
            # Else what may still come of it would be read as the next request.
            headers={"Connection": "close"},
        ) from None


def _unheard(_: int) -> None:
    """Nobody watches a bar."""


def _not_now() -> Problem:
    return Problem(
        503,
        "FILE_UNDER_WAY",
        marked("The returns service takes in no other file at present."),
        marked("Send it again as Retry-After says."),
        retry_after_s=_PAUSE_S,
    )


def _refused(imported: Imported, lines: tuple[RefusedLineBody, ...]) -> Problem:
    if imported.broken_off:
        message = marked("Nothing was imported: the file can't be read to its end.")
        advice = marked("Mend it first.")
    else:
        message = marked("Nothing was imported: some lines are refused.")
        advice = marked("Mend them, or add skipBad=true.")
    return Problem(
        422,
        "LINES_REFUSED",
        message,
        advice,
        details=RefusalDetails(lines=imported.refused, refused_lines=lines),
    )
