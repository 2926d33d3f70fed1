"""An acceptance's attempt has no index any more.

Attempts come in no order, so that each acceptance of a group wrote a page of that index of its own:
a quarter of all that a commit of sixteen wrote. Nothing looks an acceptance up by its attempt; the
one of a parcel is compared with the attempt that comes for it again.
"""

from alembic import op
from sqlalchemy import text

revision = "0010"
down_revision = "0009"

_WITHOUT = """\
CREATE TABLE acceptances_without (
    order_id INTEGER NOT NULL,
    store_code TEXT NOT NULL,
    terminal TEXT NOT NULL,
    serial INTEGER NOT NULL,
    clerk_number TEXT NOT NULL,
    clerk_name TEXT NOT NULL,
    at INTEGER NOT NULL,
    attempt TEXT NOT NULL,
    CONSTRAINT pk_acceptances PRIMARY KEY (order_id),
    CONSTRAINT fk_acceptances_order_id FOREIGN KEY(order_id)
        REFERENCES returns (accepted_order_id) DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT fk_acceptances_store_code_terminal FOREIGN KEY(store_code, terminal)
        REFERENCES terminals (store_code, number),
    CONSTRAINT uq_acceptances_store_code_terminal_serial UNIQUE (store_code, terminal, serial),
    CONSTRAINT ck_acceptances_serial CHECK (serial > 0),
    CONSTRAINT fk_acceptances_clerk_number FOREIGN KEY(clerk_number) REFERENCES clerks (number)
)"""
# Indexes of the table's own constraints have no text.
_ITS_PARTS = (
    "SELECT sql FROM sqlite_schema"
    " WHERE tbl_name = 'acceptances' AND type IN ('index', 'trigger') AND sql IS NOT NULL"
)


def upgrade() -> None:
    """Drop it; SQLite, which can't, gets the table anew."""
    if op.get_bind().dialect.name != "sqlite":
        op.drop_constraint("uq_acceptances_attempt", "acceptances")
        return
    parts = [sql for (sql,) in op.get_bind().execute(text(_ITS_PARTS))]
    op.execute(_WITHOUT)
    op.execute("INSERT INTO acceptances_without SELECT * FROM acceptances ORDER BY order_id")
    op.execute("DROP TABLE acceptances")
    op.execute("ALTER TABLE acceptances_without RENAME TO acceptances")
    for part in parts:
        op.get_bind().exec_driver_sql(part)


def downgrade() -> None:
    """There is no way back, as for the migrations before it."""
    raise NotImplementedError
