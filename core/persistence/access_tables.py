"""What the network door keeps: clients, tokens, first answers, what order systems said."""

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

# Each role is bound to what it may act for: a merchant to its code, a terminal to its place.
api_clients: Final = Table(
    "api_clients",
    metadata,
    Column("client_id", Text, primary_key=True),
    Column("name", Text, nullable=False),
    Column("role", Text, nullable=False),
    Column("secret_hash", Text, nullable=False),
    Column("generation", Integer, nullable=False),
    Column("merchant_code", Text, ForeignKey("merchants.code")),
    Column("store_code", Text, ForeignKey("stores.code")),
    Column("terminal", Text),
    Column("location", Text),
    Column("suspended", SmallInteger, nullable=False),
    ForeignKeyConstraint(["store_code", "terminal"], ["terminals.store_code", "terminals.number"]),
    CheckConstraint("client_id <> ''", "client_id"),
    CheckConstraint("secret_hash <> ''", "secret_hash"),
    CheckConstraint("role IN ('merchant','kiosk','pos','sbs','trucker','dc','admin')", "role"),
    CheckConstraint("(role = 'merchant') = (merchant_code IS NOT NULL)", "merchant_code"),
    CheckConstraint("(role IN ('kiosk','pos','sbs')) = (store_code IS NOT NULL)", "store_code"),
    CheckConstraint("(role IN ('kiosk','pos')) = (terminal IS NOT NULL)", "terminal"),
    CheckConstraint("(role IN ('trucker','dc')) = (location IS NOT NULL)", "location"),
    CheckConstraint("suspended IN (0, 1)", "suspended"),
)

# A token that was used is gone from here, and so is dead.
refresh_tokens: Final = Table(
    "refresh_tokens",
    metadata,
    Column("token_hash", Text, primary_key=True),
    Column("client_id", Text, ForeignKey("api_clients.client_id"), nullable=False),
    Column("generation", Integer, nullable=False),
    Column("expires_at", Long, nullable=False),
    Index(None, "expires_at"),
)

access_keys: Final = Table(
    "access_keys",
    metadata,
    Column("name", Text, primary_key=True),
    Column("secret", Text, nullable=False),
)

# Each changing call writes here, so there is no index on time: the rows lie in its order anyway.
answers: Final = Table(
    "answers",
    metadata,
    Column("id", Long, primary_key=True),
    Column("client_id", Text, nullable=False),
    Column("idempotency_key", Text, nullable=False),
    Column("fingerprint", Text, nullable=False),
    Column("status", Integer, nullable=False),
    Column("body", Text, nullable=False),
    Column("at", Long, nullable=False),
    UniqueConstraint("client_id", "idempotency_key"),
)

channel_rules: Final = Table(
    "channel_rules",
    metadata,
    Column("merchant_code", Text, ForeignKey("merchants.code"), primary_key=True),
    Column("awb_integration", SmallInteger, nullable=False),
    Column("aggregator", Text),
    CheckConstraint("awb_integration IN (0, 1)", "awb_integration"),
    CheckConstraint("aggregator IN ('CLICKPOST','SHIPROCKET')", "aggregator"),
)

channel_orders: Final = Table(
    "channel_orders",
    metadata,
    Column("order_id", Long, ForeignKey("return_orders.id"), primary_key=True, autoincrement=False),
    Column("order_type", Text, nullable=False),
    Column("transporter", Text, nullable=False),
    Column("currency", Text, nullable=False),
    Column("lines", Text, nullable=False),
    Column("fingerprint", Text, nullable=False),
    CheckConstraint(
        "order_type IN ('SELF_SHIP','CUSTOMER_RETURN','RETURN_TO_ORIGIN')", "order_type"
    ),
)

late_items: Final = Table(
    "late_items",
    metadata,
    Column("order_id", Long, ForeignKey("return_orders.id"), nullable=False),
    Column("code", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("sku", Text, nullable=False),
    Column("reason", Text, nullable=False),
    Column("price_minor", Long),
    Column("sub_order", Text, nullable=False),
    Column("at", Long, nullable=False),
    PrimaryKeyConstraint("order_id", "code"),
)
