"""On PostgreSQL two long checks are said shortly.

PostgreSQL reads the text of every check of a table anew for each statement that writes to it, and
theirs have each status and each cause spelt out, letter by letter: it took as long as an insert.
Now they ask a function, which is read once a session. SQLite compiles its checks.
"""

from alembic import op

revision = "0009"
down_revision = "0008"

_CAUSES = (
    ("FOR RETURN", "Kiosk transaction"),
    ("RETURNED", "POS transaction"),
    ("FOR PULL OUT", "ECMS job"),
    ("PULLED OUT FROM STORE", "SBS Returns"),
    ("ON VEHICLE TO WAREHOUSE", "Trucker scanning"),
    ("ARRIVED AT WAREHOUSE", "Trucker scanning"),
    ("FOR RETURN TO MERCHANT", "DC scanning"),
    ("RETURNED TO MERCHANT", "DC scanning"),
    ("ON VEHICLE TO MERCHANT", "Trucker scanning"),
    ("ARRIVED AT MERCHANT", "Trucker scanning"),
)


def upgrade() -> None:
    """Let both ask a function."""
    if op.get_bind().dialect.name == "sqlite":
        return
    cases = " ".join(f"WHEN '{status}' THEN '{cause}'" for status, cause in _CAUSES)
    op.execute(
        "CREATE FUNCTION cause_of(status text) RETURNS text LANGUAGE plpgsql IMMUTABLE"
        f" AS $$ BEGIN RETURN CASE status {cases} ELSE '' END; END $$"
    )
    op.execute(
        "ALTER TABLE returns DROP CONSTRAINT ck_returns_status,"
        " ADD CONSTRAINT ck_returns_status CHECK (cause_of(status) <> '')"
    )
    op.execute(
        "ALTER TABLE status_events DROP CONSTRAINT ck_status_events_caused_by,"
        " ADD CONSTRAINT ck_status_events_caused_by CHECK (caused_by = cause_of(status))"
    )


def downgrade() -> None:
    """There is no way back, as for the migrations before it."""
    raise NotImplementedError
