"""The models' tables for one test alone.

Where tables refer to each other in a circle, SQLAlchemy makes the last reference by `ALTER TABLE`
on a server, and remembers at the constraint not to write it into `CREATE TABLE` any more: a file
that the same process makes afterwards would lack it.
"""

from sqlalchemy import MetaData
from sqlalchemy.event import listen

from core.persistence import access_tables, outbox_tables, pull_out_tables, tables


def own_tables() -> MetaData:
    """A copy of every table of the models."""
    for module in (access_tables, outbox_tables, pull_out_tables):
        assert module.metadata is tables.metadata
    copy = MetaData(naming_convention=tables.metadata.naming_convention)
    for table in tables.metadata.tables.values():
        table.to_metadata(copy)
    listen(copy, "before_create", tables.CAUSE_OF)
    return copy
