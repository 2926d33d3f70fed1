"""On PostgreSQL three guards look at the status before their function is called.

Each concerns one later status, and was called at every change of a status, which took a twentieth
of an acceptance. What they refuse stays the same. SQLite calls no functions for its guards.
"""

from alembic import op

revision = "0008"
down_revision = "0007"

# name, the status that it guards
_GUARDS = (
    ("returns_end", "ON VEHICLE TO MERCHANT"),
    ("returns_listed", "FOR PULL OUT"),
    ("returns_handed_over", "PULLED OUT FROM STORE"),
)


def upgrade() -> None:
    """Let the database ask the functions only where they can say no."""
    if op.get_bind().dialect.name == "sqlite":
        return
    for name, status in _GUARDS:
        op.execute(
            f"CREATE OR REPLACE TRIGGER {name} BEFORE UPDATE OF status ON returns FOR EACH ROW"
            f" WHEN (NEW.status = '{status}') EXECUTE FUNCTION guard_{name}()"
        )


def downgrade() -> None:
    """There is no way back, as for the migrations before it."""
    raise NotImplementedError
