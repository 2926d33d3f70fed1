"""Files as an older Balik left them."""

from collections.abc import Iterable
from pathlib import Path

from alembic import command
from alembic.config import Config

from core.persistence import database
from core.persistence.engine import sqlite_engine

ORDERS = (
    "INSERT INTO merchants VALUES ('001', 'Merchant A', 'merchant-1', 'merchant picks up', 14, 0)",
    "INSERT INTO stores VALUES ('0166', 'Pasig Blvd', 'NCR', 'Asia/Manila')",
    "INSERT INTO terminals VALUES ('0166', 'K1')",
    (
        "INSERT INTO return_orders (id, merchant_code, uid, order_number, waybill, uid_key, lines,"
        " warehouse, submitted_on, last_day) VALUES (1, '001', 'UID1', '', '', 'UID1', '[]', '',"
        " '2026-11-21', '2026-12-05'), (2, '001', 'UID2', '', '', 'UID2', '[]', '',"
        " '2026-11-21', '2026-12-05')"
    ),
)
#: Both orders' customers have a code; the second one's is the older.
TICKETS = (
    (
        "INSERT INTO returns VALUES (1, '182212342345', '30310533261428120', '09123456789', '6789',"
        " 'FOR RETURN', 9, '0166', 'K1', 'tap 1', NULL, NULL), (2, '182212342346',"
        " '30310533261428121', '09123456789', '6789', 'FOR RETURN', 8, '0166', 'K1', 'tap 2',"
        " NULL, NULL)"
    ),
    (
        "INSERT INTO status_events VALUES (1, 'FOR RETURN', 'Kiosk transaction', 9, '0166', 'K1',"
        " '', ''), (2, 'FOR RETURN', 'Kiosk transaction', 8, '0166', 'K1', 'Ñ', '')"
    ),
)


def alembic() -> Config:
    """The migrations, for Alembic's own commands."""
    config = Config()
    folder = Path(database.__file__).with_name("migrations")
    config.set_main_option("script_location", str(folder))
    return config


def older_file(path: Path, revision: str, facts: Iterable[str]) -> Path:
    """Make a file of a revision, with what these statements write."""
    path.touch()
    engine = sqlite_engine(path)
    with engine.begin() as connection:
        config = alembic()
        config.attributes["connection"] = connection
        command.upgrade(config, revision)
        connection.exec_driver_sql(f"PRAGMA application_id = {database.APPLICATION_ID}")
        for statement in facts:
            connection.exec_driver_sql(statement)
    engine.dispose()
    return path
