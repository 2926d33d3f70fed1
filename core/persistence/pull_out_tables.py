"""The tables between the counter and the merchant: lists, the custody ledger, reports, scans.

See `core.persistence.tables` for how values are stored. The guards of these tables are triggers of
migrations 0006 and 0007.
"""

from typing import Final

from sqlalchemy import (
    CheckConstraint,
    Column,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    PrimaryKeyConstraint,
    SmallInteger,
    Table,
    Text,
    UniqueConstraint,
)

from core.persistence.tables import Long, metadata

# An APO list, and how it was closed.
pull_out_lists: Final = Table(
    "pull_out_lists",
    metadata,
    Column("id", Long, primary_key=True),
    Column("store_code", Text, ForeignKey("stores.code"), nullable=False),
    Column("day", Text, nullable=False),
    Column("serial", Integer, nullable=False),
    Column("built_at", Long, nullable=False),
    Column("closed_at", Long),
    Column("terminal", Text),
    Column("clerk_number", Text, ForeignKey("clerks.number")),
    Column("clerk_name", Text),
    Column("driver", Text),
    Column("plate", Text),
    Column("handed_over", Integer),
    Column("attempt", Text, unique=True),
    ForeignKeyConstraint(["store_code", "terminal"], ["terminals.store_code", "terminals.number"]),
    UniqueConstraint("store_code", "day", "serial"),
    CheckConstraint("length(day) = 10", "day"),
    CheckConstraint("serial > 0", "serial"),
    CheckConstraint(
        "(closed_at IS NULL) = (terminal IS NULL) AND (closed_at IS NULL) = (clerk_number IS NULL)"
        " AND (closed_at IS NULL) = (clerk_name IS NULL) AND (closed_at IS NULL) = (driver IS NULL)"
        " AND (closed_at IS NULL) = (plate IS NULL) AND (closed_at IS NULL) = (attempt IS NULL)"
        " AND (closed_at IS NULL) = (handed_over IS NULL)",
        "closing",
    ),
)
_closed: Final = pull_out_lists.c.closed_at
Index(
    "ix_pull_out_lists_open",
    pull_out_lists.c.store_code,
    sqlite_where=_closed.is_(None),
    postgresql_where=_closed.is_(None),
)

# A parcel on a list: waiting, handed over, or left behind when the list was closed.
pull_out_lines: Final = Table(
    "pull_out_lines",
    metadata,
    Column("list_id", Long, ForeignKey("pull_out_lists.id"), nullable=False),
    Column("order_id", Long, ForeignKey("returns.order_id"), nullable=False),
    Column("left_behind", SmallInteger, nullable=False),
    Column("handed_over_at", Long),
    Column("driver", Text),
    Column("plate", Text),
    Column("terminal", Text),
    Column("clerk_number", Text, ForeignKey("clerks.number")),
    PrimaryKeyConstraint("list_id", "order_id"),
    CheckConstraint("left_behind IN (0, 1)", "left_behind"),
    CheckConstraint("left_behind = 0 OR handed_over_at IS NULL", "one_end"),
    CheckConstraint(
        "(handed_over_at IS NULL) = (driver IS NULL)"
        " AND (handed_over_at IS NULL) = (plate IS NULL)",
        "handed_over",
    ),
    sqlite_with_rowid=False,
)
# At most one list has a parcel that was not left behind.
Index(
    "uq_pull_out_lines_parcel",
    pull_out_lines.c.order_id,
    unique=True,
    sqlite_where=pull_out_lines.c.left_behind == 0,
    postgresql_where=pull_out_lines.c.left_behind == 0,
)

# The ledger: one chain over all that happened. A trigger writes it beside every status event.
custody: Final = Table(
    "custody",
    metadata,
    Column("seq", Long, primary_key=True, autoincrement=False),
    Column("order_id", Long, nullable=False),
    Column("status", Text, nullable=False),
    Column("before", Text, nullable=False),
    Column("hash", Text, nullable=False),
    ForeignKeyConstraint(
        ["order_id", "status"], ["status_events.order_id", "status_events.status"]
    ),
    UniqueConstraint("order_id", "status"),
    CheckConstraint("seq > 0", "seq"),
    CheckConstraint("length(hash) = 64", "hash"),
)

# The Z reports: where each ended in the ledger, and what it said.
day_closings: Final = Table(
    "day_closings",
    metadata,
    Column("store_code", Text, nullable=False),
    Column("number", Integer, nullable=False),
    Column("until", Long, nullable=False),
    Column("until_seq", Long, nullable=False),
    Column("terminal", Text, nullable=False),
    Column("clerk_number", Text, ForeignKey("clerks.number"), nullable=False),
    Column("report", Text, nullable=False),
    Column("attempt", Text, nullable=False, unique=True),
    PrimaryKeyConstraint("store_code", "number"),
    ForeignKeyConstraint(["store_code", "terminal"], ["terminals.store_code", "terminals.number"]),
    CheckConstraint("number > 0", "number"),
)

# Scans that were refused, for those who look after them.
scan_exceptions: Final = Table(
    "scan_exceptions",
    metadata,
    Column("id", Long, primary_key=True),
    Column("client_id", Text, nullable=False),
    Column("location", Text, nullable=False),
    Column("handheld", Text, nullable=False),
    Column("person", Text, nullable=False),
    Column("scanned", Text, nullable=False),
    Column("asked", Text, nullable=False),
    Column("order_id", Long, ForeignKey("returns.order_id")),
    Column("refusal", Text, nullable=False),
    Column("current", Text),
    Column("scanned_at", Long, nullable=False),
    Column("received_at", Long, nullable=False),
    UniqueConstraint("client_id", "scanned", "asked", "scanned_at"),
)

# What became of a refused scan that no later scan can settle, as a person wrote it.
scan_settlements: Final = Table(
    "scan_settlements",
    metadata,
    Column("exception_id", Long, ForeignKey("scan_exceptions.id"), primary_key=True),
    Column("client_id", Text, nullable=False),
    Column("person", Text, nullable=False),
    Column("outcome", Text, nullable=False),
    Column("at", Long, nullable=False),
    CheckConstraint("person <> '' AND outcome <> ''", "said"),
)

# Closed lists and Z reports on paper: number 0 is the original, the others are reprints.
report_prints: Final = Table(
    "report_prints",
    metadata,
    Column("store_code", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("report", Text, nullable=False),
    Column("number", Integer, nullable=False),
    Column("terminal", Text, nullable=False),
    Column("clerk_number", Text, ForeignKey("clerks.number"), nullable=False),
    Column("at", Long, nullable=False),
    Column("attempt", Text, nullable=False, unique=True),
    PrimaryKeyConstraint("store_code", "report", "number"),
    ForeignKeyConstraint(["store_code", "terminal"], ["terminals.store_code", "terminals.number"]),
    CheckConstraint("number >= 0", "number"),
)

# Whose turn a daily job is, when several processes could run it.
job_runs: Final = Table(
    "job_runs",
    metadata,
    Column("job", Text, nullable=False),
    Column("day", Text, nullable=False),
    Column("claim", Text, nullable=False),
    Column("claimed_until", Long, nullable=False),
    Column("ended_at", Long),
    PrimaryKeyConstraint("job", "day"),
    CheckConstraint("length(day) = 10", "day"),
)
