"""Reads a file of return orders in a process of its own, so that reading and storing overlap."""

import gc
import multiprocessing
import signal
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from multiprocessing.connection import Connection
from pathlib import Path
from typing import BinaryIO, Final

from core.bulk.csv_orders import CsvOrders
from core.bulk.formats import Format
from core.bulk.json_orders import JsonOrders
from core.bulk.trouble import FileTrouble, unreadable
from core.bulk.writing import BESIDE
from core.services.bulk import ReadBatch
from core.trouble import marked

#: A smaller file is read before another process has begun.
_WORTH_A_PROCESS: Final = 4 * 1024 * 1024


Orders = CsvOrders | JsonOrders


def orders_in(file: BinaryIO, form: Format) -> Orders:
    """The batches of an open file.

    Raises:
        StartupTrouble: it can't be read at all.
    """
    return CsvOrders(file) if form is Format.CSV else JsonOrders(file)


def unused_columns(path: Path, form: Format) -> tuple[str, ...]:
    """Names in a CSV file's first line that mean nothing here; one of them may be mistyped."""
    if form is not Format.CSV:
        return ()
    with path.open("rb") as file:
        return tuple(name for name in CsvOrders(file).header.unused if name not in BESIDE)


@contextmanager
def reading(path: Path, form: Format) -> Iterator[Iterator[ReadBatch]]:
    """The batches of a file, read ahead by another process where that is worth it.

    Raises:
        StartupTrouble: it can't be read at all.
    """
    try:
        if path.stat().st_size >= _WORTH_A_PROCESS:
            with _apart(path, form) as batches:
                yield batches
        else:
            with path.open("rb") as file:
                yield iter(orders_in(file, form))
    except OSError as error:
        raise _no_file(path, error) from error


@contextmanager
def _apart(path: Path, form: Format) -> Iterator[Iterator[ReadBatch]]:
    # Spawned, not forked: this process may have threads.
    processes = multiprocessing.get_context("spawn")
    here, there = processes.Pipe(duplex=False)
    reader = processes.Process(target=_read, args=(path, form, there), daemon=True)
    reader.start()
    there.close()
    try:
        yield _received(here)
    finally:
        # A reader that still has more then finds nobody to tell, and ends.
        here.close()
        reader.join()


def _read(path: Path, form: Format, there: Connection) -> None:
    """In the other process: send each batch, or what keeps the file from being read."""
    # Ctrl-C is the importing process's to answer.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    # A million rows and not one cycle among them.
    gc.disable()
    try:
        with path.open("rb") as file:
            for batch in orders_in(file, form):
                there.send(batch)
        there.send(None)
    except FileTrouble as trouble:
        with suppress(BrokenPipeError):
            there.send(trouble)
    except BrokenPipeError:
        return
    except OSError as error:
        with suppress(BrokenPipeError):
            there.send(_no_file(path, error))


def _received(here: Connection) -> Iterator[ReadBatch]:
    while True:
        try:
            batch: ReadBatch | FileTrouble | None = here.recv()
        except EOFError:
            raise unreadable(marked("Reading the file broke off.")) from None
        if batch is None:
            return
        if isinstance(batch, FileTrouble):
            raise batch
        yield batch


def _no_file(path: Path, error: OSError) -> FileTrouble:
    return FileTrouble(
        marked("The file {file} can't be read: {why}."),
        marked("Check its name and its rights."),
        file=path,
        why=error.strerror or type(error).__name__,
    )
