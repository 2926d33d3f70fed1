"""What is stored, as SQLAlchemy Core tables.

Values are plain integers and strings, so that what the drivers give needs no conversion: instants
are microseconds since 1970 in UTC, days are ISO text, yes and no are 1 and 0. Stores, terminals,
merchants and clerks are known by the codes that people call them by.

A rule that must never break stands here as a constraint; what a constraint can't say stands as a
trigger in the migrations.
"""

from typing import Final

from sqlalchemy import (
    DDL,
    BigInteger,
    CheckConstraint,
    Column,
    ColumnElement,
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
from sqlalchemy.event import listen
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler

from core.domain.status import FLOW, HELD_BY_STORE, Delivery, Status
from core.services.ecms import PaperKind, ParcelFault

metadata: Final = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)

# SQLite counts rows only in a column of exactly the type INTEGER, which holds 64 bits there.
Long: Final = BigInteger().with_variant(Integer, "sqlite")


class _Said(ColumnElement[bool]):
    """A check that is said otherwise on PostgreSQL.

    It reads each check of a table anew for each statement that writes there, so that a long one
    costs as much as the statement (decision record 0116).
    """

    inherit_cache = False

    def __init__(self, said: str, postgresql: str) -> None:
        self.said: Final = said
        self.postgresql: Final = postgresql


@compiles(_Said)
def _as_said(check: _Said, _compiler: SQLCompiler, **_: object) -> str:
    return check.said


@compiles(_Said, "postgresql")
def _as_said_there(check: _Said, _compiler: SQLCompiler, **_: object) -> str:
    return check.postgresql


def _one_of(column: str, texts: list[str]) -> str:
    return f"{column} IN ({', '.join(repr(text) for text in texts)})"


merchants: Final = Table(
    "merchants",
    metadata,
    Column("code", Text, primary_key=True),
    Column("name", Text, nullable=False),
    Column("colour", Text, nullable=False),
    Column("delivery", Text, nullable=False),
    Column("validity_days", Integer, nullable=False),
    Column("suspended", SmallInteger, nullable=False),
    CheckConstraint("code <> ''", "code"),
    CheckConstraint(_one_of("delivery", [way.value for way in Delivery]), "delivery"),
    CheckConstraint("validity_days >= 0", "validity_days"),
    CheckConstraint("suspended IN (0, 1)", "suspended"),
)

stores: Final = Table(
    "stores",
    metadata,
    Column("code", Text, primary_key=True),
    Column("name", Text, nullable=False),
    Column("region", Text, nullable=False),
    Column("time_zone", Text, nullable=False),
    CheckConstraint("code <> ''", "code"),
)

# Where a merchant takes no returns: a store, or a whole region.
closures: Final = Table(
    "closures",
    metadata,
    Column("merchant_code", Text, ForeignKey("merchants.code"), nullable=False),
    Column("kind", Text, nullable=False),
    Column("place", Text, nullable=False),
    PrimaryKeyConstraint("merchant_code", "kind", "place"),
    CheckConstraint("kind IN ('store', 'region')", "kind"),
)

terminals: Final = Table(
    "terminals",
    metadata,
    Column("store_code", Text, ForeignKey("stores.code"), nullable=False),
    Column("number", Text, nullable=False),
    PrimaryKeyConstraint("store_code", "number"),
    CheckConstraint("number <> ''", "number"),
)

clerks: Final = Table(
    "clerks",
    metadata,
    Column("number", Text, primary_key=True),
    Column("name", Text, nullable=False),
    Column("pin_hash", Text, nullable=False),
    CheckConstraint("number <> ''", "number"),
    CheckConstraint("pin_hash <> ''", "pin_hash"),
)

return_orders: Final = Table(
    "return_orders",
    metadata,
    Column("id", Long, primary_key=True),
    Column("merchant_code", Text, ForeignKey("merchants.code"), nullable=False),
    Column("uid", Text, nullable=False),
    Column("order_number", Text, nullable=False),
    Column("waybill", Text, nullable=False),
    Column("uid_key", Text, nullable=False),
    Column("order_key", Text),
    Column("waybill_key", Text),
    Column("lines", Text, nullable=False),
    Column("warehouse", Text, nullable=False),
    Column("validity_days", Integer),
    Column("submitted_on", Text, nullable=False),
    Column("first_day", Text),
    Column("last_day", Text, nullable=False),
    Column("cancelled_at", Long),
    Column("length_mm", Integer),
    Column("breadth_mm", Integer),
    Column("height_mm", Integer),
    Column("weight_g", Integer),
    UniqueConstraint("merchant_code", "uid"),
    CheckConstraint("uid_key <> ''", "uid_key"),
    CheckConstraint("length(submitted_on) = 10 AND length(last_day) = 10", "days"),
    CheckConstraint("first_day IS NULL OR length(first_day) = 10", "first_day"),
    CheckConstraint(
        "(length_mm IS NULL) = (breadth_mm IS NULL) AND (length_mm IS NULL) = (height_mm IS NULL)"
        " AND (length_mm IS NULL) = (weight_g IS NULL)",
        "parcel",
    ),
)

Index(None, return_orders.c.uid_key)
# Orders without such a number stay out of its index.
for _column in (return_orders.c.order_key, return_orders.c.waybill_key):
    Index(None, _column, sqlite_where=_column.is_not(None), postgresql_where=_column.is_not(None))

_held = _one_of("status", [status.value for status in HELD_BY_STORE])

# A return has the number of its order: one return an order. What must exist by the end of a
# transaction, and can't exist at its beginning, is a deferred foreign key: an acceptance if and
# only if the status is past FOR RETURN, and an event of the present status.
returns: Final = Table(
    "returns",
    metadata,
    Column("order_id", Long, ForeignKey("return_orders.id"), primary_key=True, autoincrement=False),
    Column("return_code", Text, nullable=False, unique=True),
    Column("tracking_number", Text, nullable=False, unique=True),
    Column("mobile", Text, nullable=False),
    Column("mobile_tail", Text, nullable=False),
    Column("status", Text, nullable=False),
    Column("requested_at", Long, nullable=False),
    Column("store_code", Text, nullable=False),
    Column("terminal", Text, nullable=False),
    Column("attempt", Text, nullable=False, unique=True),
    Column("accepted_order_id", Long, unique=True),
    # The store that has the parcel, from the counter until the trucker takes it.
    Column("held_by", Text),
    ForeignKeyConstraint(["store_code", "terminal"], ["terminals.store_code", "terminals.number"]),
    ForeignKeyConstraint(
        ["accepted_order_id"], ["acceptances.order_id"], use_alter=True, name="fk_returns_accepted"
    ),
    ForeignKeyConstraint(
        ["order_id", "status"],
        ["status_events.order_id", "status_events.status"],
        use_alter=True,
        name="fk_returns_event",
        deferrable=True,
        initially="DEFERRED",
    ),
    CheckConstraint("length(return_code) = 12", "return_code"),
    CheckConstraint("length(tracking_number) = 17", "tracking_number"),
    CheckConstraint("length(mobile) = 11 AND mobile_tail = substr(mobile, 8)", "mobile"),
    CheckConstraint(
        _Said(
            _one_of("status", [status.value for status in Status]),
            postgresql="cause_of(status) <> ''",
        ),
        "status",
    ),
    CheckConstraint("(status = 'FOR RETURN') = (accepted_order_id IS NULL)", "accepted"),
    CheckConstraint(
        "accepted_order_id IS NULL OR accepted_order_id = order_id", "accepted_order_id"
    ),
    CheckConstraint(f"({_held}) = (held_by IS NOT NULL)", "held_by"),
    Index(None, "mobile_tail", "requested_at"),
)
_column = returns.c.held_by
Index(None, _column, sqlite_where=_column.is_not(None), postgresql_where=_column.is_not(None))

acceptances: Final = Table(
    "acceptances",
    metadata,
    Column("order_id", Long, primary_key=True, autoincrement=False),
    Column("store_code", Text, nullable=False),
    Column("terminal", Text, nullable=False),
    Column("serial", Integer, nullable=False),
    Column("clerk_number", Text, ForeignKey("clerks.number"), nullable=False),
    Column("clerk_name", Text, nullable=False),
    Column("at", Long, nullable=False),
    # Not unique: an index of what comes in no order would be a quarter of what a commit writes.
    Column("attempt", Text, nullable=False),
    ForeignKeyConstraint(
        ["order_id"], ["returns.accepted_order_id"], deferrable=True, initially="DEFERRED"
    ),
    ForeignKeyConstraint(["store_code", "terminal"], ["terminals.store_code", "terminals.number"]),
    UniqueConstraint("store_code", "terminal", "serial"),
    CheckConstraint("serial > 0", "serial"),
    Index(None, "store_code", "at"),
)

status_events: Final = Table(
    "status_events",
    metadata,
    Column("order_id", Long, ForeignKey("returns.order_id"), nullable=False),
    Column("status", Text, nullable=False),
    Column("caused_by", Text, nullable=False),
    Column("at", Long, nullable=False),
    Column("location", Text, nullable=False),
    Column("terminal", Text, nullable=False),
    Column("person", Text, nullable=False),
    Column("detail", Text, nullable=False),
    PrimaryKeyConstraint("order_id", "status"),
    CheckConstraint(
        _Said(
            " OR ".join(
                f"(status = {step.status.value!r} AND caused_by = {step.trigger.value!r})"
                for step in FLOW
            ),
            postgresql="caused_by = cause_of(status)",
        ),
        "caused_by",
    ),
    sqlite_with_rowid=False,
)

_causes: Final = " ".join(
    f"WHEN {step.status.value!r} THEN {step.trigger.value!r}" for step in FLOW
)
#: What causes a status, as PostgreSQL's checks ask for it.
CAUSE_OF: Final = DDL(  # type: ignore[no-untyped-call]  # SQLAlchemy's
    "CREATE FUNCTION cause_of(status text) RETURNS text LANGUAGE plpgsql IMMUTABLE"
    f" AS $$ BEGIN RETURN CASE status {_causes} ELSE '' END; END $$"
).execute_if(dialect="postgresql")
listen(metadata, "before_create", CAUSE_OF)

# What a merchant is still to be told, written in the transaction that it tells of.
outbox: Final = Table(
    "outbox",
    metadata,
    Column("id", Long, primary_key=True),
    Column("order_id", Long, nullable=False),
    Column("status", Text, nullable=False),
    ForeignKeyConstraint(
        ["order_id", "status"], ["status_events.order_id", "status_events.status"]
    ),
    UniqueConstraint("order_id", "status"),
)

parcel_refusals: Final = Table(
    "parcel_refusals",
    metadata,
    Column("attempt", Text, primary_key=True),
    Column("order_id", Long, ForeignKey("returns.order_id"), nullable=False),
    Column("store_code", Text, nullable=False),
    Column("terminal", Text, nullable=False),
    Column("clerk_number", Text, ForeignKey("clerks.number"), nullable=False),
    Column("fault", Text, nullable=False),
    Column("at", Long, nullable=False),
    ForeignKeyConstraint(["store_code", "terminal"], ["terminals.store_code", "terminals.number"]),
    CheckConstraint(_one_of("fault", [fault.name for fault in ParcelFault]), "fault"),
    Index(None, "store_code", "at"),
)

reprints: Final = Table(
    "reprints",
    metadata,
    Column("order_id", Long, ForeignKey("acceptances.order_id"), nullable=False),
    Column("kind", Text, nullable=False),
    Column("number", Integer, nullable=False),
    Column("store_code", Text, nullable=False),
    Column("terminal", Text, nullable=False),
    Column("clerk_number", Text, ForeignKey("clerks.number"), nullable=False),
    Column("at", Long, nullable=False),
    PrimaryKeyConstraint("order_id", "kind", "number"),
    ForeignKeyConstraint(["store_code", "terminal"], ["terminals.store_code", "terminals.number"]),
    CheckConstraint(_one_of("kind", [kind.name for kind in PaperKind]), "kind"),
    CheckConstraint("number > 0", "number"),
)

serials: Final = Table(
    "serials",
    metadata,
    Column("name", Text, primary_key=True),
    Column("last", Long, nullable=False),
)

failed_attempts: Final = Table(
    "failed_attempts",
    metadata,
    Column("id", Long, primary_key=True),
    Column("subject", Text, nullable=False),
    Column("at", Long, nullable=False),
    Index(None, "subject", "at"),
)
