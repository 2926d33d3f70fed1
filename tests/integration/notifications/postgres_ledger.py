"""Units of work over PostgreSQL, just enough for the dispatcher's books and the use cases."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Engine, create_engine

import core.persistence.outbox_tables  # noqa: F401 - they join the other tables
from core.persistence.statements import Link, Phrasebook
from core.persistence.tables import metadata
from core.persistence.unit_of_work import Books


class PostgresLedger:
    """A storage over one PostgreSQL database; the schema is made where it is missing.

    Args:
        url: `postgresql://…`.
    """

    def __init__(self, url: str) -> None:
        # Values in order, as the phrasebook gives them.
        self.engine: Engine = create_engine(
            url.replace("postgresql://", "postgresql+psycopg://", 1), paramstyle="format"
        )
        self._phrasebook = Phrasebook(self.engine.dialect)
        metadata.create_all(self.engine)

    @contextmanager
    def writing(self) -> Iterator[Books]:
        """A transaction: committed at the end of the block, undone by any exception."""
        connection = self.engine.raw_connection()
        try:
            yield Books(Link(connection.cursor(), self._phrasebook))
            connection.commit()
        finally:
            connection.close()

    reading = writing

    def close(self) -> None:
        """Close every connection."""
        self.engine.dispose()
