"""The dispatcher's books: where merchants are told, what is still to be told, and every try.

The use cases write `outbox` and know nothing else. The dispatcher lists each of its rows here and
takes it away there, so that `outbox` stays as short as what is new, and the hot path as cheap.
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
    text,
)

from core.domain.status import FLOW
from core.persistence.tables import Long, metadata

webhook_endpoints: Final = Table(
    "webhook_endpoints",
    metadata,
    Column("merchant_code", Text, ForeignKey("merchants.code"), primary_key=True),
    Column("url", Text, nullable=False),
    Column("plain_http", SmallInteger, nullable=False),
    Column("private_addresses", SmallInteger, nullable=False),
    # In clear: it signs, so a hash would not do.
    Column("secret", Text, nullable=False),
    Column("old_secret", Text),
    Column("old_secret_until", Long),
    Column("off_since", Long),
    CheckConstraint("url <> ''", "url"),
    CheckConstraint("plain_http IN (0, 1)", "plain_http"),
    CheckConstraint("plain_http = 1 OR url LIKE 'https://%'", "https"),
    CheckConstraint("private_addresses IN (0, 1)", "private_addresses"),
    CheckConstraint("secret LIKE 'whsec_%'", "secret"),
    CheckConstraint("(old_secret IS NULL) = (old_secret_until IS NULL)", "old_secret"),
)

# A notice is due at an instant of the shop's time, or it has ended; a claim holds for an instant of
# the machine's. `tries` counts them all, `failures` those of the present round.
webhook_notices: Final = Table(
    "webhook_notices",
    metadata,
    Column("order_id", Long, nullable=False),
    Column("step", SmallInteger, nullable=False),
    Column("status", Text, nullable=False),
    Column("merchant_code", Text, ForeignKey("merchants.code"), nullable=False),
    Column("due_at", Long),
    Column("ended", Text),
    Column("tries", Integer, nullable=False),
    Column("failures", Integer, nullable=False),
    Column("claim", Text),
    Column("claimed_until", Long),
    PrimaryKeyConstraint("order_id", "step"),
    ForeignKeyConstraint(
        ["order_id", "status"], ["status_events.order_id", "status_events.status"]
    ),
    CheckConstraint(
        " OR ".join(
            f"(step = {place} AND status = {step.status.value!r})"
            for place, step in enumerate(FLOW, start=1)
        ),
        "step",
    ),
    CheckConstraint("ended IN ('delivered', 'parked')", "ended"),
    CheckConstraint("(due_at IS NULL) = (ended IS NOT NULL)", "due_at"),
    CheckConstraint("(claim IS NULL) = (claimed_until IS NULL)", "claim"),
    CheckConstraint("ended IS NULL OR claim IS NULL", "ended_claim"),
    CheckConstraint("0 <= failures AND failures <= tries", "tries"),
)
Index(
    "ix_webhook_notices_due",
    webhook_notices.c.merchant_code,
    webhook_notices.c.due_at,
    webhook_notices.c.order_id,
    webhook_notices.c.step,
    sqlite_where=webhook_notices.c.due_at.is_not(None),
    postgresql_where=webhook_notices.c.due_at.is_not(None),
)
Index(
    "ix_webhook_notices_parked",
    webhook_notices.c.merchant_code,
    sqlite_where=text("ended = 'parked'"),
    postgresql_where=text("ended = 'parked'"),
)

# Written when a try begins: one without an outcome is under way, or its process was killed.
webhook_attempts: Final = Table(
    "webhook_attempts",
    metadata,
    Column("order_id", Long, nullable=False),
    Column("step", SmallInteger, nullable=False),
    Column("number", Integer, nullable=False),
    Column("at", Long, nullable=False),
    Column("outcome", Text),
    Column("http_status", Integer),
    Column("took", Long),
    PrimaryKeyConstraint("order_id", "step", "number"),
    ForeignKeyConstraint(
        ["order_id", "step"], ["webhook_notices.order_id", "webhook_notices.step"]
    ),
    CheckConstraint("number > 0", "number"),
    CheckConstraint("(outcome IS NULL) = (took IS NULL)", "outcome"),
    CheckConstraint("http_status IS NULL OR outcome = 'answered'", "http_status"),
)
