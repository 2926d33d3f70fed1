"""Statements on libpq itself, prepared once a connection, several on one way there and back.

psycopg's own cursor takes three times as long for a statement, and a request waits for a dozen of
them (decision record 0053). Connections, errors and conversions stay psycopg's.
"""

import select
from collections import deque
from collections.abc import Sequence
from typing import Any, Final

import psycopg
from psycopg import pq
from psycopg.adapt import Transformer
from psycopg.errors import error_from_result

_WELL: Final = (pq.ExecStatus.COMMAND_OK, pq.ExecStatus.TUPLES_OK)


class PostgresCursor:
    """What `core.persistence.statements.Link` needs of a cursor.

    It waits without the interpreter's lock, so that other threads go on.

    Args:
        connection: the driver's; used by one thread at a time.
    """

    def __init__(self, connection: "psycopg.Connection[Any]") -> None:
        self._wire: Final = connection.pgconn
        self._transformer: Final = Transformer(connection)
        self._prepared: Final[dict[str, bytes]] = {}
        self._ahead: Final[list[tuple[bytes, list[Any] | None, int]]] = []
        # How many times what was sent ended in a sync whose answers were not read yet.
        self._underway = 0
        # The number under which each of these is to be kept for `foreseen`, or 0, in their order.
        self._keeps: Final[deque[int]] = deque()
        self._kept: Final[dict[int, pq.abc.PGresult]] = {}
        self._foreseen = 0
        self._answer: pq.abc.PGresult | None = None
        self._arrival: Final = select.poll()
        self._arrival.register(self._wire.socket, select.POLLIN)
        self._room: Final = select.poll()
        self._room.register(self._wire.socket, select.POLLIN | select.POLLOUT)

    def ahead(self, sql: str, values: Sequence[object] | None = None) -> None:
        """Run a statement on the way of the next one, as `execute`; its answer is not asked for."""
        self._ahead.append((*self._ready(sql, values), 0))

    def foresee(self, sql: str, values: Sequence[object]) -> int:
        """Ask on the way of the next statement; `foreseen` of this number gives the answer."""
        self._foreseen += 1
        self._ahead.append((*self._ready(sql, values), self._foreseen))
        return self._foreseen

    def foreseen(self, number: int) -> list[tuple[Any, ...]]:
        """Every row of an answer to what was foreseen; waits for no statement after it."""
        self.send()
        refused = self._read(until=number)
        if refused is not None:
            self._checked(refused)
        return self._rows(self._kept.pop(number))

    def execute(self, sql: str, values: Sequence[object] | None = None) -> None:
        """Run a statement, after those that wait.

        Args:
            sql: with places `$1`, `$2`, ….
            values: fill the places; None for a text that is not worth being prepared.

        Raises:
            psycopg.Error: the database refused it, or one before it, or is gone.
        """
        name, texts = self._ready(sql, values)
        if self._ahead or self._underway:
            self._ahead.append((name, texts, 0))
            self.settle()
        elif texts is None:
            self._answer = self._checked(self._wire.exec_(name))
        else:
            self._answer = self._checked(self._wire.exec_prepared(name, texts))
        if texts is None:
            # A transaction begins or ends: what was foreseen in another one nobody asks for.
            self._kept.clear()

    def send(self) -> None:
        """Have the server begin with what waits, without waiting for it.

        What it refuses, the next statement tells, or `settle`.
        """
        if not self._ahead:
            return
        wire = self._wire
        if not self._underway:
            wire.enter_pipeline_mode()
        for name, texts, keeps in self._ahead:
            if texts is None:
                wire.send_query_params(name, None)
            else:
                wire.send_query_prepared(name, texts)
            self._keeps.append(keeps)
        self._ahead.clear()
        wire.pipeline_sync()
        self._underway += 1
        wire.flush()

    def settle(self) -> None:
        """Run what waits, and wait for it; raises as `execute`."""
        self.send()
        refused = self._read()
        if refused is not None:
            self._checked(refused)

    def forget(self) -> None:
        """Do not run what waits; what was sent already is to be rolled back."""
        self._ahead.clear()
        self._read()
        self._kept.clear()

    def fetchall(self) -> list[tuple[Any, ...]]:
        """Every row of the last answer."""
        return self._rows(self._answer)

    def _rows(self, answer: pq.abc.PGresult | None) -> list[tuple[Any, ...]]:
        if answer is None:
            return []
        self._transformer.set_pgresult(answer)
        return self._transformer.load_rows(0, answer.ntuples, tuple)

    @property
    def rowcount(self) -> int:
        """How many rows the last statement changed."""
        return (self._answer.command_tuples if self._answer is not None else None) or 0

    def _ready(self, sql: str, values: Sequence[object] | None) -> tuple[bytes, list[Any] | None]:
        """A text, or a prepared statement's name and what fills its places."""
        if values is None:
            return sql.encode(), None
        name = self._prepared.get(sql)
        if name is None:
            # It is prepared on a way of its own, after all that waits: where a lock keeps it from
            # that, the savepoint that is gone back to must be there.
            self.settle()
            name = b"balik_%d" % len(self._prepared)
            self._checked(self._wire.prepare(name, sql.encode()))
            self._prepared[sql] = name
        return name, [_text(value) for value in values]

    def _read(self, until: int = 0) -> pq.abc.PGresult | None:
        """Read the answers to all that was sent; the first refusal among them.

        Args:
            until: go no further than what was foreseen under this number, if nothing is refused.
        """
        refused: pq.abc.PGresult | None = None
        while self._underway and (refused is not None or until not in self._kept):
            answer = self._next()
            if answer is None:
                self._check_connection()
            elif answer.status == pq.ExecStatus.PIPELINE_SYNC:
                self._underway -= 1
                if not self._underway:
                    self._wire.exit_pipeline_mode()
            elif answer.status not in _WELL:
                self._keeps.popleft()
                # The first says why; those after it only that they were not run.
                refused = refused or answer
            elif number := self._keeps.popleft():
                self._kept[number] = answer
            else:
                self._answer = answer
        return refused

    def _next(self) -> pq.abc.PGresult | None:
        while self._wire.is_busy():
            # What is not sent yet goes as the server takes it.
            waits_for = self._room if self._wire.flush() else self._arrival
            waits_for.poll()
            self._wire.consume_input()
        return self._wire.get_result()

    def _checked(self, answer: pq.abc.PGresult) -> pq.abc.PGresult:
        if answer.status in _WELL:
            return answer
        self._check_connection()
        raise error_from_result(answer)

    def _check_connection(self) -> None:
        if self._wire.status != pq.ConnStatus.OK:
            raise psycopg.OperationalError("the connection is lost")


def _text(value: object) -> bytes | None:
    """A value as PostgreSQL reads it; the statement says of which type it is."""
    if value is None:
        return None
    if isinstance(value, int):
        return b"%d" % value
    if isinstance(value, str):
        if "\0" in value:
            # libpq would end the text here.
            raise psycopg.DataError("PostgreSQL's texts hold no NUL")
        return value.encode()
    raise TypeError(type(value).__name__)
