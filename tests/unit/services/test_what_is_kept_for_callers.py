"""What the ECMS keeps for those who call it: their clients, their first answers."""

from datetime import UTC, datetime, timedelta

import pytest

from core.persistence.access_work import AccessDatabase
from core.persistence.database import Database
from core.persistence.pins import Argon2Pins
from core.services.access import StoredAnswer
from core.services.access_clients import rotate_secret, suspend_client
from core.services.once import KEPT, forget_old_answers

_NOON = datetime(2026, 11, 21, 4, tzinfo=UTC)


def test_who_is_no_client_gets_no_secret_and_is_not_suspended(storage: Database) -> None:
    kept = AccessDatabase(storage)
    with pytest.raises(LookupError, match=r"^no such client$"):
        rotate_secret(kept, Argon2Pins(memory_kib=64), "nobody")
    with pytest.raises(LookupError, match=r"^no such client$"):
        suspend_client(kept, "nobody", suspended=True)


def test_all_old_answers_are_dropped_however_many_and_no_young_one(storage: Database) -> None:
    """They are dropped some at a time, so that nobody waits long: until none is left."""
    kept, answer = AccessDatabase(storage), StoredAnswer("fingerprint", 200, "")
    with kept.writing() as work:
        for number in range(1001):
            work.answers.add("a-client", f"old-{number}", answer, _NOON)
        work.answers.add("a-client", "young", answer, _NOON + timedelta(days=1))

    forget_old_answers(kept, _NOON + KEPT + timedelta(hours=1))

    with kept.reading() as work:
        left = [f"old-{n}" for n in range(1001) if work.answers.get("a-client", f"old-{n}")]
        assert left == []
        assert work.answers.get("a-client", "young") == answer
