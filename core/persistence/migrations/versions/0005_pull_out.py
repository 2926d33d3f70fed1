"""Pull-out lists, the custody ledger, day reports and refused scans."""

from alembic import op
from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    Column,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    MetaData,
    PrimaryKeyConstraint,
    SmallInteger,
    Table,
    Text,
    UniqueConstraint,
)

revision = "0005"
down_revision = "0004"

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)
Long = BigInteger().with_variant(Integer, "sqlite")

# Tables of earlier migrations, as far as these refer to them.
_THERE = (
    Table("stores", metadata, Column("code", Text, primary_key=True)),
    Table("clerks", metadata, Column("number", Text, primary_key=True)),
    Table("returns", metadata, Column("order_id", Long, primary_key=True)),
    Table(
        "terminals",
        metadata,
        Column("store_code", Text, primary_key=True),
        Column("number", Text, primary_key=True),
    ),
    Table(
        "status_events",
        metadata,
        Column("order_id", Long, primary_key=True),
        Column("status", Text, primary_key=True),
    ),
)

pull_out_lists = Table(
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
Index(
    "ix_pull_out_lists_open",
    pull_out_lists.c.store_code,
    sqlite_where=pull_out_lists.c.closed_at.is_(None),
    postgresql_where=pull_out_lists.c.closed_at.is_(None),
)

pull_out_lines = Table(
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
Index(
    "uq_pull_out_lines_parcel",
    pull_out_lines.c.order_id,
    unique=True,
    sqlite_where=pull_out_lines.c.left_behind == 0,
    postgresql_where=pull_out_lines.c.left_behind == 0,
)

custody = Table(
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

day_closings = Table(
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

scan_exceptions = Table(
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

job_runs = Table(
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


def upgrade() -> None:
    """Make the tables."""
    new = [table for table in metadata.sorted_tables if table not in _THERE]
    metadata.create_all(op.get_bind(), tables=new, checkfirst=False)


def downgrade() -> None:
    """There is no way back: facts that happened are not thrown away."""
    raise NotImplementedError
