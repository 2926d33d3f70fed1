"""The guards of pull-out, and the custody ledger.

The ledger is written by the database itself beside every status event, so that no program can add
an event without its entry. In SQLite the trigger asks the connection for SHA-256, which only ours
bring; in PostgreSQL it waits for the commit, so that the one chain is held as briefly as can be.
"""

from alembic import op
from sqlalchemy import Connection, text

from core.domain.custody import entry_hash

revision = "0006"
down_revision = "0005"

_ENTER = text("INSERT INTO custody VALUES (:seq, :order, :status, :before, :own)")
_FACTS = (
    "NEW.order_id",
    "(SELECT tracking_number FROM returns WHERE order_id = NEW.order_id)",
    *(
        f"NEW.{name}"
        for name in ("status", "caused_by", "at", "location", "terminal", "person", "detail")
    ),
)

# name, when it looks, what it refuses, what it then says
_GUARDS = (
    (
        "returns_listed",
        "BEFORE UPDATE OF status ON returns",
        (
            "NEW.status = 'FOR PULL OUT' AND NOT EXISTS (SELECT 1 FROM pull_out_lines"
            " WHERE order_id = NEW.order_id AND left_behind = 0)"
        ),
        "what is for pull out is on a list",
    ),
    (
        "returns_handed_over",
        "BEFORE UPDATE OF status ON returns",
        (
            "NEW.status = 'PULLED OUT FROM STORE' AND NOT EXISTS (SELECT 1 FROM pull_out_lines"
            " WHERE order_id = NEW.order_id AND left_behind = 0 AND handed_over_at IS NOT NULL)"
        ),
        "what was pulled out was handed over with a list",
    ),
    (
        "pull_out_lines_begin",
        "BEFORE INSERT ON pull_out_lines",
        (
            "NEW.left_behind <> 0 OR NEW.handed_over_at IS NOT NULL OR NOT EXISTS ("
            "SELECT 1 FROM pull_out_lists JOIN returns ON held_by = pull_out_lists.store_code"
            " WHERE id = NEW.list_id AND order_id = NEW.order_id AND closed_at IS NULL)"
        ),
        "an open list takes what its store holds",
    ),
    (
        "pull_out_lines_end",
        "BEFORE UPDATE ON pull_out_lines",
        (
            "OLD.left_behind <> 0 OR OLD.handed_over_at IS NOT NULL"
            " OR NEW.list_id <> OLD.list_id OR NEW.order_id <> OLD.order_id"
            " OR (SELECT closed_at FROM pull_out_lists WHERE id = OLD.list_id) IS NOT NULL"
        ),
        "a parcel leaves a list once",
    ),
    (
        "pull_out_lists_end",
        "BEFORE UPDATE ON pull_out_lists",
        (
            "OLD.closed_at IS NOT NULL OR NEW.id <> OLD.id OR NEW.store_code <> OLD.store_code"
            " OR NEW.day <> OLD.day OR NEW.serial <> OLD.serial OR NEW.built_at <> OLD.built_at"
            " OR EXISTS (SELECT 1 FROM pull_out_lines WHERE list_id = OLD.id"
            " AND left_behind = 0 AND handed_over_at IS NULL)"
            " OR NEW.handed_over <> (SELECT count(*) FROM pull_out_lines WHERE list_id = OLD.id"
            " AND handed_over_at IS NOT NULL)"
        ),
        "a list is closed once, with every parcel accounted for",
    ),
    (
        "custody_next",
        "BEFORE INSERT ON custody",
        (
            "NEW.seq <> coalesce((SELECT max(seq) FROM custody), 0) + 1"
            " OR NEW.before <> coalesce((SELECT hash FROM custody ORDER BY seq DESC LIMIT 1), '')"
        ),
        "an entry carries the hash of the one before it",
    ),
    (
        "day_closings_next",
        "BEFORE INSERT ON day_closings",
        (
            "NEW.number <> 1 + coalesce((SELECT max(number) FROM day_closings"
            " WHERE store_code = NEW.store_code), 0)"
        ),
        "Z reports are counted without a gap",
    ),
    *(
        (f"{table}_stay", f"BEFORE DELETE ON {table}", "1 = 1", "facts are never deleted")
        for table in (
            "pull_out_lists",
            "pull_out_lines",
            "custody",
            "day_closings",
            "scan_exceptions",
        )
    ),
    *(
        (f"{table}_keep", f"BEFORE UPDATE ON {table}", "1 = 1", "facts never change")
        for table in ("custody", "day_closings", "scan_exceptions")
    ),
)


def upgrade() -> None:
    """Put what happened so far into the ledger, then set the guards up."""
    connection = op.get_bind()
    _chain(connection)
    if connection.dialect.name == "sqlite":
        _guard_sqlite()
    else:
        _guard_postgresql()


def _chain(connection: Connection) -> None:
    """Enter the events there are, in the order in which they happened."""
    events = connection.execute(
        text(
            "SELECT e.order_id, tracking_number, e.status, caused_by, at, location, e.terminal,"
            " person, detail FROM status_events e JOIN returns ON returns.order_id = e.order_id"
            " ORDER BY at, e.order_id, CASE e.status WHEN 'FOR RETURN' THEN 0 ELSE 1 END"
        )
    ).fetchall()
    before = ""
    for seq, event in enumerate(events, start=1):
        own = entry_hash(before, seq, tuple(event))
        connection.execute(
            _ENTER,
            {"seq": seq, "order": event[0], "status": event[2], "before": before, "own": own},
        )
        before = own


def _guard_sqlite() -> None:
    for name, occasion, refused, sentence in _GUARDS:
        op.execute(
            f"CREATE TRIGGER {name} {occasion} WHEN {refused} BEGIN"
            f" SELECT RAISE(ABORT, '{sentence}'); END"
        )
    last = "(SELECT {} FROM custody ORDER BY seq DESC LIMIT 1)"
    seq = f"coalesce({last.format('seq')}, 0) + 1"
    before = f"coalesce({last.format('hash')}, '')"
    joined = " || char(31) || ".join((before, f"({seq})", *_FACTS))
    op.execute(
        "CREATE TRIGGER status_events_custody AFTER INSERT ON status_events BEGIN"  # noqa: S608 - ours
        f" INSERT INTO custody VALUES ({seq}, NEW.order_id, NEW.status, {before},"
        f" sha256_hex({joined})); END"
    )


def _guard_postgresql() -> None:
    """A function of its own for each; it looks at what is committed when it runs."""
    for name, occasion, refused, sentence in _GUARDS:
        row = "OLD" if " DELETE " in occasion else "NEW"
        # To the driver a % begins a place, so none may stand in the text.
        op.execute(
            f"CREATE FUNCTION guard_{name}() RETURNS trigger LANGUAGE plpgsql AS $guard$ BEGIN"
            f" IF ({refused}) THEN RAISE EXCEPTION USING MESSAGE = '{sentence}',"
            f" ERRCODE = 'integrity_constraint_violation'; END IF; RETURN {row}; END $guard$"
        )
        op.execute(f"CREATE TRIGGER {name} {occasion} FOR EACH ROW EXECUTE FUNCTION guard_{name}()")
    joined = ", ".join(("last_hash", "last_seq + 1", *_FACTS))
    op.execute(
        "CREATE FUNCTION enter_custody() RETURNS trigger LANGUAGE plpgsql AS $enter$"  # noqa: S608 - ours
        " DECLARE last_seq bigint; last_hash text; BEGIN"
        " PERFORM pg_advisory_xact_lock(1128616772);"
        " SELECT seq, hash INTO last_seq, last_hash FROM custody ORDER BY seq DESC LIMIT 1;"
        " last_seq := coalesce(last_seq, 0); last_hash := coalesce(last_hash, '');"
        " INSERT INTO custody VALUES (last_seq + 1, NEW.order_id, NEW.status, last_hash,"
        f" encode(sha256(convert_to(concat_ws(chr(31), {joined}), 'UTF8')), 'hex'));"
        " RETURN NEW; END $enter$"
    )
    op.execute(
        "CREATE CONSTRAINT TRIGGER status_events_custody AFTER INSERT ON status_events"
        " DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION enter_custody()"
    )


def downgrade() -> None:
    """There is no way back: facts that happened are not thrown away."""
    raise NotImplementedError
