"""Imports a file and kills itself in the middle, without a word to anybody.

Args: database file, CSV file, at which commit.
"""

import os
import signal
import sys
from pathlib import Path

from warehouse_floor import NOON, RULES

from core.bulk.csv_orders import CsvOrders
from core.persistence.bulk_sqlite import SqliteBulk
from core.persistence.database import open_database
from core.services.import_orders import Told, import_orders


def main(database: str, file: str, commit: str) -> None:
    """Import until that commit."""
    left = int(commit)

    def written(_more: int) -> None:
        nonlocal left
        left -= 1
        if left == 0:
            os.kill(os.getpid(), signal.SIGKILL)

    def read(_bytes: int) -> None:
        if left == 0:
            os.kill(os.getpid(), signal.SIGKILL)

    bulk = SqliteBulk(open_database(Path(database)))
    told = Told(lambda _: None, read, lambda _: None, written)
    with Path(file).open("rb") as lines:
        import_orders(bulk, RULES, "001", CsvOrders(lines), NOON, told, skip_bad=False)


if __name__ == "__main__":
    main(*sys.argv[1:])
