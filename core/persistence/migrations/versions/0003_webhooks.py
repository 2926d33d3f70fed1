"""Where merchants are told of each status, what is still to be told, and every try."""

from alembic import op
from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    Column,
    ForeignKeyConstraint,
    Integer,
    PrimaryKeyConstraint,
    SmallInteger,
    Text,
    text,
)

revision = "0003"
down_revision = "0002"

_STEPS = " OR ".join(
    f"(step = {step} AND status = '{status}')"
    for step, status in enumerate(
        (
            "FOR RETURN",
            "RETURNED",
            "FOR PULL OUT",
            "PULLED OUT FROM STORE",
            "ON VEHICLE TO WAREHOUSE",
            "ARRIVED AT WAREHOUSE",
            "FOR RETURN TO MERCHANT",
            "RETURNED TO MERCHANT",
            "ON VEHICLE TO MERCHANT",
            "ARRIVED AT MERCHANT",
        ),
        start=1,
    )
)


def upgrade() -> None:
    """Make the dispatcher's books; what the outbox holds is listed in them by the dispatcher."""
    long = BigInteger().with_variant(Integer, "sqlite")
    op.create_table(
        "webhook_endpoints",
        Column("merchant_code", Text, nullable=False),
        Column("url", Text, nullable=False),
        Column("plain_http", SmallInteger, nullable=False),
        Column("private_addresses", SmallInteger, nullable=False),
        Column("secret", Text, nullable=False),
        Column("old_secret", Text),
        Column("old_secret_until", long),
        Column("off_since", long),
        PrimaryKeyConstraint("merchant_code"),
        ForeignKeyConstraint(["merchant_code"], ["merchants.code"]),
        CheckConstraint("url <> ''", "url"),
        CheckConstraint("plain_http IN (0, 1)", "plain_http"),
        CheckConstraint("plain_http = 1 OR url LIKE 'https://%'", "https"),
        CheckConstraint("private_addresses IN (0, 1)", "private_addresses"),
        CheckConstraint("secret LIKE 'whsec_%'", "secret"),
        CheckConstraint("(old_secret IS NULL) = (old_secret_until IS NULL)", "old_secret"),
    )
    op.create_table(
        "webhook_notices",
        Column("order_id", long, nullable=False),
        Column("step", SmallInteger, nullable=False),
        Column("status", Text, nullable=False),
        Column("merchant_code", Text, nullable=False),
        Column("due_at", long),
        Column("ended", Text),
        Column("tries", Integer, nullable=False),
        Column("failures", Integer, nullable=False),
        Column("claim", Text),
        Column("claimed_until", long),
        PrimaryKeyConstraint("order_id", "step"),
        ForeignKeyConstraint(["merchant_code"], ["merchants.code"]),
        ForeignKeyConstraint(
            ["order_id", "status"],
            ["status_events.order_id", "status_events.status"],
        ),
        CheckConstraint(_STEPS, "step"),
        CheckConstraint("ended IN ('delivered', 'parked')", "ended"),
        CheckConstraint("(due_at IS NULL) = (ended IS NOT NULL)", "due_at"),
        CheckConstraint("(claim IS NULL) = (claimed_until IS NULL)", "claim"),
        CheckConstraint("ended IS NULL OR claim IS NULL", "ended_claim"),
        CheckConstraint("0 <= failures AND failures <= tries", "tries"),
    )
    op.create_index(
        "ix_webhook_notices_due",
        "webhook_notices",
        ["merchant_code", "due_at", "order_id", "step"],
        sqlite_where=text("due_at IS NOT NULL"),
        postgresql_where=text("due_at IS NOT NULL"),
    )
    op.create_index(
        "ix_webhook_notices_parked",
        "webhook_notices",
        ["merchant_code"],
        sqlite_where=text("ended = 'parked'"),
        postgresql_where=text("ended = 'parked'"),
    )
    op.create_table(
        "webhook_attempts",
        Column("order_id", long, nullable=False),
        Column("step", SmallInteger, nullable=False),
        Column("number", Integer, nullable=False),
        Column("at", long, nullable=False),
        Column("outcome", Text),
        Column("http_status", Integer),
        Column("took", long),
        PrimaryKeyConstraint("order_id", "step", "number"),
        ForeignKeyConstraint(
            ["order_id", "step"],
            ["webhook_notices.order_id", "webhook_notices.step"],
        ),
        CheckConstraint("number > 0", "number"),
        CheckConstraint("(outcome IS NULL) = (took IS NULL)", "outcome"),
        CheckConstraint("http_status IS NULL OR outcome = 'answered'", "http_status"),
    )


def downgrade() -> None:
    """There is no way back: tries that happened are not thrown away."""
    raise NotImplementedError
