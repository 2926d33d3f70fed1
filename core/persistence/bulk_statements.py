"""The statements of an import: what each means is the same on every database."""

from typing import Final

from sqlalchemy import (
    Column,
    ColumnElement,
    FromClause,
    Integer,
    MetaData,
    SmallInteger,
    Table,
    Text,
    and_,
    bindparam,
    case,
    exists,
    func,
    literal_column,
    not_,
    select,
    update,
)

from core.persistence.tables import return_orders, returns
from core.services.bulk import REFUSED_FATES, Fate

#: What a merchant writes; a repeat with the same of all is the same order.
CONTENT: Final = (
    "order_number",
    "waybill",
    "lines",
    "warehouse",
    "validity_days",
    "first_day",
    "length_mm",
    "breadth_mm",
    "height_mm",
    "weight_g",
)
#: What is staged of an order, in the order in which it is filled in.
STAGED: Final = ("uid", "uid_key", "order_key", "waybill_key", *CONTENT, "last_day")

# Compared as bytes, which is quicker than by the rules of a language, and as good an order.
_UID: Final = Text().with_variant(Text(collation="C"), "postgresql")

# Seen by this connection alone, and gone with it.
incoming: Final = Table(
    "incoming",
    MetaData(),
    *[Column(name, _UID if name == "uid" else return_orders.c[name].type) for name in STAGED],
    Column("line", Integer, nullable=False),
    Column("fate", SmallInteger, nullable=False, server_default=literal_column(str(Fate.NEW))),
    Column("given", SmallInteger, nullable=False, server_default=literal_column("0")),
    prefixes=["TEMPORARY"],
)
_staged: Final = incoming.c
_stored: Final = return_orders.c


def fate_is(*fates: Fate) -> ColumnElement[bool]:
    """Whether a staged order has one of these fates."""
    return _staged.fate.in_([literal_column(str(int(fate))) for fate in fates])


def _literal(fate: Fate) -> ColumnElement[int]:
    return literal_column(str(int(fate)), Integer)


def _same(one: FromClause, other: FromClause) -> ColumnElement[bool]:
    return and_(*[one.c[name].is_not_distinct_from(other.c[name]) for name in CONTENT])


_open: Final = fate_is(Fate.NEW, Fate.CHANGED)
_in_piece: Final = and_(_staged.uid > bindparam("after"), _staged.uid <= bindparam("upto"))
_is_stored: Final = and_(
    _stored.merchant_code == bindparam("merchant_code"), _stored.uid == _staged.uid
)

_twice: Final = (
    select(_staged.uid, func.min(_staged.line).label("line"))
    .group_by(_staged.uid)
    .having(func.count() > literal_column("1"))
    .subquery("twice")
)
_first: Final = incoming.alias("first_one")
#: Whatever else the file says of an order that it has named already.
SETTLE_TWICE: Final = (
    update(incoming)
    .values(
        fate=case((_same(incoming, _first), _literal(Fate.UNCHANGED)), else_=_literal(Fate.TWICE))
    )
    .where(
        _first.c.uid == _twice.c.uid,
        _first.c.line == _twice.c.line,
        _staged.uid == _twice.c.uid,
        _staged.line > _twice.c.line,
    )
)

#: What is known of orders that are stored already.
SETTLE: Final = (
    update(incoming)
    .values(
        fate=case(
            (_same(incoming, return_orders), _literal(Fate.UNCHANGED)),
            (_stored.cancelled_at.is_not(None), _literal(Fate.CANCELLED)),
            (exists().where(returns.c.order_id == _stored.id), _literal(Fate.REQUESTED)),
            else_=_literal(Fate.CHANGED),
        )
    )
    .where(_open, _is_stored)
)
SETTLE_PIECE: Final = SETTLE.where(_in_piece)

COUNT: Final = select(_staged.fate, func.count()).group_by(_staged.fate)
COUNT_PIECE: Final = COUNT.where(_open, _in_piece)
LAST: Final = select(func.max(_staged.uid)).where(_open, _staged.uid > bindparam("after"))
#: Where a piece of so many orders ends.
END_OF_PIECE: Final = (
    select(_staged.uid)
    .where(_open, _staged.uid > bindparam("after"))
    .order_by(_staged.uid)
    .limit(literal_column("1"))
    .offset(bindparam("others"))
)
_ungiven: Final = and_(fate_is(*REFUSED_FATES), _staged.given == literal_column("0"))
REFUSED: Final = (
    select(_staged.line, _staged.fate)
    .where(_ungiven, _staged.line > bindparam("after_line"))
    .order_by(_staged.line)
    .limit(literal_column("1000"))
)
GIVEN: Final = update(incoming).values(given=literal_column("1")).where(_ungiven)

NEW_COLUMNS: Final = ("merchant_code", "submitted_on", *STAGED)
NEW: Final = select(
    bindparam("merchant_code", type_=Text),
    bindparam("today", type_=Text),
    *[_staged[name] for name in STAGED],
).where(fate_is(Fate.NEW))
NEW_PIECE: Final = NEW.where(_in_piece).order_by(_staged.uid)

CHANGED_PIECE: Final = (
    select(_stored.id, _stored.submitted_on, *[_staged[name] for name in STAGED])
    .where(fate_is(Fate.CHANGED), _in_piece, _is_stored)
    .order_by(_staged.uid)
    .with_for_update(of=return_orders)
)
#: Changes an order that still may be changed.
CHANGE: Final = (
    update(return_orders)
    .values({name: bindparam(f"new_{name}") for name in STAGED})
    .where(
        _stored.id == bindparam("of_id"),
        _stored.cancelled_at.is_(None),
        not_(exists().where(returns.c.order_id == bindparam("of_id"))),
    )
)
