"""Claims of daily jobs, stored."""

from datetime import date, datetime
from typing import Final

from sqlalchemy import and_, bindparam, update

# Its ON CONFLICT is SQLite's as well.
from sqlalchemy.dialects.postgresql import insert

from core.persistence.pull_out_tables import job_runs
from core.persistence.rows import microseconds
from core.persistence.statements import Link

_runs = job_runs.c
_BEGIN: Final = (
    insert(job_runs)
    .values(
        job=bindparam("name"),
        day=bindparam("on"),
        claim=bindparam("by"),
        claimed_until=bindparam("until"),
    )
    .on_conflict_do_nothing()
)
_of_day: Final = and_(_runs.job == bindparam("name"), _runs.day == bindparam("on"))
_TAKE_OVER: Final = (
    update(job_runs)
    .values(claim=bindparam("by"), claimed_until=bindparam("until"))
    .where(_of_day, _runs.ended_at.is_(None), _runs.claimed_until <= bindparam("now"))
)
_ours: Final = and_(_of_day, _runs.ended_at.is_(None), _runs.claim == bindparam("by"))
_KEEP: Final = update(job_runs).values(claimed_until=bindparam("until")).where(_ours)
_END: Final = update(job_runs).values(ended_at=bindparam("now")).where(_ours)


class StoredJobRuns:
    """`core.services.pull_out_books.JobRuns` over SQL."""

    def __init__(self, link: Link) -> None:
        self._link: Final = link

    def claim(self, job: str, day: date, claim: str, now: datetime, until: datetime) -> bool:
        """See `JobRuns.claim`."""
        key: dict[str, object] = {"name": job, "on": day.isoformat(), "by": claim}
        key["until"] = microseconds(until)
        if self._link.run(_BEGIN, **key) == 1:
            return True
        return self._link.run(_TAKE_OVER, now=microseconds(now), **key) == 1

    def keep(self, job: str, day: date, claim: str, until: datetime) -> bool:
        """See `JobRuns.keep`."""
        values = {"name": job, "on": day.isoformat(), "by": claim, "until": microseconds(until)}
        return self._link.run(_KEEP, **values) == 1

    def end(self, job: str, day: date, claim: str, at: datetime) -> None:
        """See `JobRuns.end`."""
        self._link.run(_END, name=job, on=day.isoformat(), by=claim, now=microseconds(at))
