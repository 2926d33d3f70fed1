"""Telling merchants of each status: the values, and the books that the dispatcher works from.

A notice is what one merchant is told of one status of one parcel. The use cases write it to the
outbox in the transaction that it tells of; the dispatcher claims it, sends it and writes down what
came of it. Two clocks are at work: `now` is the shop's, by which the schedule runs and which a
simulation may move; `wall` is the machine's, by which a claim's lease ends and a signature is
dated, because both are about machines (decision record 0040).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final, Protocol

from core.domain.status import Status
from core.services.notify_url import WebhookSecret, WebhookUrl

HTTP_OK: Final = 200
HTTP_GONE: Final = 410


@dataclass(frozen=True, slots=True, order=True)
class NoticeKey:
    """One status of one parcel.

    Args:
        order_id: the return order's.
        step: the status's place on the line, from 1.
    """

    order_id: int
    step: int


@dataclass(frozen=True, slots=True)
class Notice:
    """What a merchant is told, with the words of the contract (mission.md, "The wire").

    Args:
        reason: why the customer sends it back, or "".
        location: store or DC code.
        local_time: when the status was reached, on the wall of the store.
    """

    key: NoticeKey
    tracking_number: str
    merchant_reference: str
    status: Status
    reason: str
    location: str
    local_time: datetime

    @property
    def webhook_id(self) -> str:
        """The same on each try, so that the merchant's site knows a repeat (`webhook-id`)."""
        return f"msg_{self.tracking_number}_{self.key.step:02}"


@dataclass(frozen=True, slots=True)
class Endpoint:
    """How a merchant wants to be told.

    Args:
        plain_http: an unencrypted address is allowed.
        private_addresses: loopback and private networks are allowed.
        secret: signs every webhook.
        old_secret: signs as well until `old_secret_until`, so that a rotation loses nothing.
        off_since: when the site answered 410, or an administrator switched it off.
    """

    merchant_code: str
    url: WebhookUrl
    secret: WebhookSecret
    plain_http: bool = False
    private_addresses: bool = False
    old_secret: WebhookSecret | None = None
    old_secret_until: datetime | None = None
    off_since: datetime | None = None

    def secrets(self, wall: datetime) -> tuple[WebhookSecret, ...]:
        """What to sign with at the machine's time `wall`."""
        if self.old_secret is None or self.old_secret_until is None:
            return (self.secret,)
        return (self.secret, self.old_secret) if wall < self.old_secret_until else (self.secret,)


class Outcome(StrEnum):
    """What came of a try; stored, so the texts are stable."""

    ANSWERED = "answered"
    TIMED_OUT = "timed out"
    NAME_UNKNOWN = "name unknown"
    ADDRESS_REFUSED = "address refused"
    NO_CONNECTION = "no connection"
    NOT_TRUSTED = "certificate not trusted"
    BROKEN_OFF = "broken off"
    INTERRUPTED = "interrupted"
    FAULT = "fault"


@dataclass(frozen=True, slots=True)
class Result:
    """What came of a try, and the HTTP status where there was one."""

    outcome: Outcome
    http_status: int | None = None


@dataclass(frozen=True, slots=True)
class Claimed:
    """A notice that this dispatcher alone may send, until its lease ends.

    Args:
        number: which try of this notice it is, ever, from 1.
        failures: how many tries of this round have failed.
        claim: names this claim.
        at: the shop's time of it.
    """

    notice: Notice
    endpoint: Endpoint
    number: int
    failures: int
    claim: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Delivered:
    """The merchant's site has it: never sent again."""


@dataclass(frozen=True, slots=True)
class TryAgain:
    """It failed, and is due again at `at`."""

    at: datetime


@dataclass(frozen=True, slots=True)
class Parked:
    """It failed for the last time; it lies there until somebody sends it again."""


@dataclass(frozen=True, slots=True)
class SwitchOff:
    """The site said that it is gone: nothing is sent to it until it is switched on again."""


@dataclass(frozen=True, slots=True)
class GiveBack:
    """The try was interrupted and counts for nothing."""


Verdict = Delivered | TryAgain | Parked | SwitchOff | GiveBack


@dataclass(frozen=True, slots=True)
class Tried:
    """A claimed notice, what came of the try, and what follows.

    Args:
        took: how long the try took.
        ended_at: the shop's time of its end.
    """

    claimed: Claimed
    result: Result
    verdict: Verdict
    took: timedelta
    ended_at: datetime


@dataclass(frozen=True, slots=True)
class Due:
    """What there is to do.

    Args:
        unlisted: the outbox holds notices that are not yet listed for delivery.
        merchants: who has notices that may be claimed now.
    """

    unlisted: bool
    merchants: tuple[str, ...]


class Outbox(Protocol):
    """The books of notices; each method is a transaction of its own, and any thread may call it.

    All raise DatabaseTrouble where the database cannot be used.
    """

    def due(self, now: datetime, wall: datetime) -> Due:
        """What there is to do; writes nothing, so that it may be asked often."""
        ...

    def enlist(self, now: datetime) -> int:
        """List new notices for delivery, a few hundred at a time; how many were new."""
        ...

    def claim(
        self, room: Mapping[str, int], now: datetime, wall: datetime, lease: timedelta, claim: str
    ) -> list[Claimed]:
        """Take due notices, each for one dispatcher alone; for one parcel in status order.

        A status waits while an earlier one of its parcel is still to be told. Parked is told.

        Args:
            room: how many notices of each merchant may be taken.
            now: the shop's time.
            wall: the machine's time.
            lease: for how long of the machine's time the claim holds.
            claim: names it.
        """
        ...

    def next_due(self, now: datetime) -> datetime | None:
        """When the next try is due after this instant; None where nothing waits for its time."""
        ...

    def record(self, tried: Sequence[Tried]) -> None:
        """Write down what came of tries.

        Delivered counts whoever delivered it; any other verdict only while the claim still holds.
        """
        ...

    def forget(self, before: datetime, most: int) -> int:
        """Drop delivered notices, and their tries, that were last tried before an instant.

        What waits or is parked stays, however old it is.

        Args:
            before: of the shop's time.
            most: how many, so that no other writer is held up.

        Returns:
            How many were dropped; fewer than `most` where no more are left.
        """
        ...


class Posts(Protocol):
    """Sends one webhook once, and says what came of it; it never raises for what the site does."""

    async def post(self, endpoint: Endpoint, headers: Mapping[str, str], body: bytes) -> Result:
        """Send it: where to, with which signature's headers, and what was signed."""
        ...


@dataclass(frozen=True, slots=True)
class Attempt:
    """One try as it is on record.

    Args:
        outcome: None while it is under way, or where its process was killed.
        took: how long it took.
    """

    number: int
    at: datetime
    outcome: Outcome | None
    http_status: int | None
    took: timedelta | None


@dataclass(frozen=True, slots=True)
class ParkedNotice:
    """A notice that was tried in vain.

    Args:
        attempts: its tries, the first first.
    """

    merchant_code: str
    notice: Notice
    attempts: tuple[Attempt, ...]


@dataclass(frozen=True, slots=True)
class OutboxFigures:
    """How a merchant's notices stand.

    Args:
        waiting: still to be told.
        parked: tried in vain.
    """

    merchant_code: str
    waiting: int
    parked: int


class NoticeBooks(Protocol):
    """Endpoints, and what became of notices, for those who look after them.

    As with `Outbox`, each method is a transaction of its own.
    """

    def endpoint(self, merchant_code: str) -> Endpoint | None:
        """How a merchant is told, if it is."""
        ...

    def endpoints(self) -> tuple[Endpoint, ...]:
        """All of them, by merchant."""
        ...

    def save_endpoint(self, endpoint: Endpoint) -> None:
        """Create or change one.

        Raises:
            LookupError: there is no such merchant.
        """
        ...

    def parked(
        self, merchant_code: str | None = None, limit: int = 100
    ) -> tuple[ParkedNotice, ...]:
        """Notices tried in vain, by merchant and parcel."""
        ...

    def attempts(self, key: NoticeKey) -> tuple[Attempt, ...]:
        """Every try of a notice, the first first."""
        ...

    def unpark(self, merchant_code: str, key: NoticeKey | None, now: datetime) -> int:
        """Begin a new round for one parked notice of a merchant, or all; how many there were."""
        ...

    def figures(self) -> tuple[OutboxFigures, ...]:
        """How the notices of each merchant stand that has any waiting or parked."""
        ...
