"""The CSV files of newly built APO lists, for whoever sends them to stores and truckers."""

from collections.abc import Iterable
from pathlib import Path

from core.documents.apo_list import apo_records
from core.domain.apo import ApoNumber
from core.printing.csv_table import as_csv
from core.services.storage import Storage
from core.trouble import StartupTrouble, marked


def write_list_files(storage: Storage, numbers: Iterable[ApoNumber], directory: Path) -> None:
    """Write each list as `APO-0166-20261121.csv`; a file is there whole or not at all.

    Raises:
        StartupTrouble: a file can't be written.
    """
    try:
        directory.mkdir(parents=True, exist_ok=True)
        for number in numbers:
            with storage.reading() as work:
                apo = work.pull_outs.get(number)
            if apo is not None:
                part = directory / f".{number}.part"
                part.write_bytes(as_csv(apo_records(apo)))
                part.replace(directory / f"{number}.csv")
    except OSError as error:
        raise StartupTrouble(
            marked("The lists can't be written to {directory}: {why}."),
            marked("Name another directory; the lists are built, and can be printed at the POS."),
            directory=directory,
            why=error.strerror,
        ) from None
