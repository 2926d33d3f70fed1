"""Finished reports on paper, and what became of scans that nothing could be moved by."""

from alembic import op
from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    Column,
    ForeignKey,
    ForeignKeyConstraint,
    Integer,
    MetaData,
    PrimaryKeyConstraint,
    Table,
    Text,
    UniqueConstraint,
)

revision = "0007"
down_revision = "0006"

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
Table("clerks", metadata, Column("number", Text, primary_key=True))
Table("scan_exceptions", metadata, Column("id", Long, primary_key=True))
Table(
    "terminals",
    metadata,
    Column("store_code", Text, primary_key=True),
    Column("number", Text, primary_key=True),
)

report_prints = Table(
    "report_prints",
    metadata,
    Column("store_code", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("report", Text, nullable=False),
    Column("number", Integer, nullable=False),
    Column("terminal", Text, nullable=False),
    Column("clerk_number", Text, ForeignKey("clerks.number"), nullable=False),
    Column("at", Long, nullable=False),
    Column("attempt", Text, nullable=False),
    PrimaryKeyConstraint("store_code", "report", "number"),
    UniqueConstraint("attempt"),
    ForeignKeyConstraint(["store_code", "terminal"], ["terminals.store_code", "terminals.number"]),
    CheckConstraint("number >= 0", "number"),
)

scan_settlements = Table(
    "scan_settlements",
    metadata,
    Column("exception_id", Long, ForeignKey("scan_exceptions.id"), primary_key=True),
    Column("client_id", Text, nullable=False),
    Column("person", Text, nullable=False),
    Column("outcome", Text, nullable=False),
    Column("at", Long, nullable=False),
    CheckConstraint("person <> '' AND outcome <> ''", "said"),
)

_OCCASIONS = (
    ("stay", "BEFORE DELETE ON {table}", "facts are never deleted"),
    ("keep", "BEFORE UPDATE ON {table}", "facts never change"),
)


def upgrade() -> None:
    """Make the tables, and guard them."""
    tables = [report_prints, scan_settlements]
    metadata.create_all(op.get_bind(), tables=tables, checkfirst=False)
    guard = _in_sqlite if op.get_bind().dialect.name == "sqlite" else _in_postgresql
    for table in tables:
        for name, occasion, sentence in _OCCASIONS:
            guard(f"{table.name}_{name}", occasion.format(table=table.name), sentence)


def _in_sqlite(name: str, occasion: str, sentence: str) -> None:
    op.execute(f"CREATE TRIGGER {name} {occasion} BEGIN SELECT RAISE(ABORT, '{sentence}'); END")


def _in_postgresql(name: str, occasion: str, sentence: str) -> None:
    op.execute(
        f"CREATE FUNCTION guard_{name}() RETURNS trigger LANGUAGE plpgsql AS $guard$ BEGIN"
        f" RAISE EXCEPTION USING MESSAGE = '{sentence}',"
        f" ERRCODE = 'integrity_constraint_violation'; END $guard$"
    )
    op.execute(f"CREATE TRIGGER {name} {occasion} FOR EACH ROW EXECUTE FUNCTION guard_{name}()")


def downgrade() -> None:
    """There is no way back: facts that happened are not thrown away."""
    raise NotImplementedError
