"""Wrong numbers, stored."""

from datetime import datetime
from typing import Final

from sqlalchemy import bindparam, delete, insert, select

from core.persistence.rows import instant, microseconds
from core.persistence.statements import Link
from core.persistence.tables import failed_attempts

_of_subject = failed_attempts.c.subject == bindparam("subject")
_SINCE: Final = (
    select(failed_attempts.c.at)
    .where(_of_subject, failed_attempts.c.at > bindparam("since"))
    .order_by(failed_attempts.c.at)
)
_ADD: Final = insert(failed_attempts).values(subject=bindparam("subject"), at=bindparam("at"))
_FORGET: Final = delete(failed_attempts).where(_of_subject)
_FORGET_OLD: Final = _FORGET.where(failed_attempts.c.at <= bindparam("before"))


class StoredAttempts:
    """`core.services.storage.Attempts` over SQL."""

    def __init__(self, link: Link) -> None:
        self._link: Final = link

    def since(self, subject: str, since: datetime) -> list[datetime]:
        """See `Attempts.since`."""
        rows = self._link.all(_SINCE, subject=subject, since=microseconds(since))
        return [instant(at) for (at,) in rows]

    def add(self, subject: str, at: datetime, forget_before: datetime) -> None:
        """See `Attempts.add`."""
        self._link.run(_FORGET_OLD, subject=subject, before=microseconds(forget_before))
        self._link.run(_ADD, subject=subject, at=microseconds(at))

    def forget(self, subject: str) -> None:
        """See `Attempts.forget`."""
        self._link.run(_FORGET, subject=subject)
