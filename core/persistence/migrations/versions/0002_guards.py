"""What a constraint can't say, as triggers: the same rules as the domain's, once more.

They hold against every program that opens the database, and against our own mistakes.
"""

from itertools import pairwise

from alembic import op

revision = "0002"
down_revision = "0001"

_LINE = (
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
)
_NEXT = " ".join(f"WHEN '{now}' THEN '{then}'" for now, then in pairwise(_LINE))

# name, when it looks, what it refuses, what it then says
_GUARDS = (
    (
        "returns_begin",
        "BEFORE INSERT ON returns",
        "NEW.status <> 'FOR RETURN'",
        "a return begins FOR RETURN",
    ),
    (
        "returns_not_cancelled",
        "BEFORE INSERT ON returns",
        "(SELECT cancelled_at FROM return_orders WHERE id = NEW.order_id) IS NOT NULL",
        "the merchant took this order back",
    ),
    (
        "returns_next",
        "BEFORE UPDATE OF status ON returns",
        f"NEW.status IS NOT CASE OLD.status {_NEXT} END",
        "a status moves to the next one",
    ),
    (
        "returns_end",
        "BEFORE UPDATE OF status ON returns",
        (
            "NEW.status = 'ON VEHICLE TO MERCHANT' AND 'DC delivers' IS NOT ("
            "SELECT delivery FROM merchants JOIN return_orders ON merchant_code = code"
            " WHERE id = NEW.order_id)"
        ),
        "this merchant picks its parcels up",
    ),
    (
        "returns_held",
        "BEFORE UPDATE OF held_by ON returns",
        (
            "NEW.held_by IS NOT NULL AND NEW.held_by IS NOT ("
            "SELECT store_code FROM acceptances WHERE order_id = NEW.order_id)"
        ),
        "a parcel is held by the store that accepted it",
    ),
    (
        "returns_keep",
        (
            "BEFORE UPDATE OF order_id, return_code, tracking_number, mobile, mobile_tail,"
            " requested_at, store_code, terminal, attempt ON returns"
        ),
        "1",
        "a return keeps its numbers",
    ),
    (
        "acceptances_in_turn",
        "BEFORE INSERT ON acceptances",
        (
            "NEW.serial <> 1 + coalesce((SELECT max(serial) FROM acceptances"
            " WHERE store_code = NEW.store_code AND terminal = NEW.terminal), 0)"
        ),
        "receipts are counted without a gap",
    ),
    (
        "acceptances_not_cancelled",
        "BEFORE INSERT ON acceptances",
        "(SELECT cancelled_at FROM return_orders WHERE id = NEW.order_id) IS NOT NULL",
        "the merchant took this order back",
    ),
    (
        "return_orders_cancel",
        "BEFORE UPDATE OF cancelled_at ON return_orders",
        "EXISTS (SELECT 1 FROM acceptances WHERE order_id = OLD.id)",
        "this order's parcel was accepted",
    ),
    (
        "return_orders_keep",
        (
            "BEFORE UPDATE OF id, merchant_code, uid, order_number, waybill, uid_key, order_key,"
            " waybill_key, lines, warehouse, length_mm, breadth_mm, height_mm, weight_g"
            " ON return_orders"
        ),
        "EXISTS (SELECT 1 FROM returns WHERE order_id = OLD.id)",
        "a customer asked for this return",
    ),
    (
        "status_events_true",
        "BEFORE INSERT ON status_events",
        "NEW.status IS NOT (SELECT status FROM returns WHERE order_id = NEW.order_id)",
        "an event tells of the present status",
    ),
    *(
        (f"{table}_stay", f"BEFORE DELETE ON {table}", "1", "facts are never deleted")
        for table in ("returns", "acceptances", "status_events", "parcel_refusals", "reprints")
    ),
    *(
        (f"{table}_keep", f"BEFORE UPDATE ON {table}", "1", "facts never change")
        for table in ("acceptances", "status_events", "parcel_refusals", "reprints")
    ),
)


def upgrade() -> None:
    """Set the guards up."""
    set_up = _in_sqlite if op.get_bind().dialect.name == "sqlite" else _in_postgresql
    for name, occasion, refused, sentence in _GUARDS:
        set_up(name, occasion, refused, sentence.replace("'", "''"))


def _in_sqlite(name: str, occasion: str, refused: str, sentence: str) -> None:
    op.execute(
        f"CREATE TRIGGER {name} {occasion} WHEN {refused} BEGIN"
        f" SELECT RAISE(ABORT, '{sentence}'); END"
    )


def _in_postgresql(name: str, occasion: str, refused: str, sentence: str) -> None:
    """A function of its own for each; it looks at what is committed when it runs."""
    refused = "TRUE" if refused == "1" else refused.replace("IS NOT CASE", "IS DISTINCT FROM CASE")
    refused = refused.replace("IS NOT (", "IS DISTINCT FROM (")
    row = "OLD" if " DELETE " in occasion else "NEW"
    # To the driver a % begins a place, so none may stand in the text.
    op.execute(
        f"CREATE FUNCTION guard_{name}() RETURNS trigger LANGUAGE plpgsql AS $guard$ BEGIN"
        f" IF ({refused}) THEN RAISE EXCEPTION USING MESSAGE = '{sentence}',"
        f" ERRCODE = 'integrity_constraint_violation'; END IF; RETURN {row}; END $guard$"
    )
    op.execute(f"CREATE TRIGGER {name} {occasion} FOR EACH ROW EXECUTE FUNCTION guard_{name}()")


def downgrade() -> None:
    """There is no way back: facts that happened are not thrown away."""
    raise NotImplementedError
