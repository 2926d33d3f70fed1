"""The CSV files of newly built APO lists, for whoever sends them to stores and truckers."""

import csv
import os
from collections.abc import Iterable
from functools import lru_cache
from io import StringIO
from pathlib import Path
from typing import Final

from core.documents.apo_list import COLUMNS
from core.domain.apo import ApoNumber
from core.printing.csv_table import BYTE_ORDER_MARK, cell
from core.services.pull_out_books import PullOuts
from core.services.storage import Storage
from core.trouble import StartupTrouble, marked

_END: Final = "\r\n"


def write_list_files(storage: Storage, numbers: Iterable[ApoNumber], directory: Path) -> None:
    """Write each list as `APO-0166-20261121.csv`; a file is there whole or not at all.

    The files are those of `core.documents.apo_list.apo_records`, from the database's rows: a chain
    has thousands of lists.

    Raises:
        StartupTrouble: a file can't be written.
    """
    try:
        directory.mkdir(parents=True, exist_ok=True)
        place = str(directory)
        with storage.reading() as work:
            for number in numbers:
                _write(work.pull_outs, number, place)
    except OSError as error:
        raise StartupTrouble(
            marked("The lists can't be written to {directory}: {why}."),
            marked("Name another directory; the lists are built, and can be printed at the POS."),
            directory=directory,
            why=error.strerror,
        ) from None


def _write(lists: PullOuts, number: ApoNumber, directory: str) -> None:
    begin = f"{number},{number.store},"
    lines = [
        f"{begin}{tracking},{code},{_word(merchant)},{_word(name)},{receipt},{at},{handed},"
        f"{_word(driver)},{plate}"
        for tracking, code, merchant, name, receipt, at, handed, driver, plate in lists.records(
            number
        )
    ]
    content = f"{BYTE_ORDER_MARK}{_END.join((','.join(COLUMNS), *lines, ''))}".encode()
    part = f"{directory}/.{number}.part"
    # At once: among thousands of files, each call of the system counts.
    file = os.open(part, os.O_CREAT | os.O_WRONLY | os.O_TRUNC, 0o644)
    try:
        done = 0
        while done < len(content):
            done += os.write(file, content[done:])
    finally:
        os.close(file)
    Path(part).replace(f"{directory}/{number}.csv")


@lru_cache(maxsize=4096)
def _word(text: str) -> str:
    """What a person wrote, as a cell: the only ones that may need quoting, and few different."""
    written = StringIO(newline="")
    csv.writer(written, lineterminator="").writerow((cell(text), ""))
    return written.getvalue()[:-1]
