"""What a simulated ECMS is asked beside all that a real one is: time, faults, webhooks, ledger."""

from datetime import datetime
from typing import Annotated

from pydantic import AfterValidator, BeforeValidator, ConfigDict, Field

from core.domain.status import Status
from core.wire.base import Wire
from core.wire.logistics import plausible, spelt
from core.wire.numbers import InstantField, TrackingField

_Moment = Annotated[datetime, BeforeValidator(spelt), AfterValidator(plausible)]


class ClockBody(Wire):
    """The shop's time."""

    now: InstantField
    rate: Annotated[float, Field(description="Its seconds for one of the machine's; 0 stands.")]
    next_job: Annotated[InstantField, Field(description="When the next daily job falls due.")]


class _Asked(Wire):
    """What a simulation is asked; a word that it does not know would change nothing, unseen."""

    model_config = ConfigDict(extra="forbid")


class MoveClockBody(_Asked):
    """How the shop's time is to be moved; what is not said stays."""

    now: Annotated[
        _Moment | None,
        Field(
            description="On to here, with all that is due meanwhile; at most 40 days at once. A"
            " moment that is past changes nothing.",
            examples=["2026-11-21T15:33:07+08:00"],
        ),
    ] = None
    rate: Annotated[float | None, Field(strict=True, ge=0, le=3600, examples=[60])] = None


class SwitchBody(_Asked):
    """How a fault is switched on; as it stands, at once and for good."""

    since: _Moment | None = None
    until: Annotated[
        _Moment | None, Field(description="In the future by the simulation's clock.")
    ] = None
    chance: Annotated[
        float,
        Field(strict=True, gt=0, le=1, description="How likely it strikes at each opportunity."),
    ] = 1.0


class FaultBody(Wire):
    """A fault that can be ordered."""

    code: Annotated[str, Field(examples=["webhook-500"])]
    at: Annotated[str, Field(description="kiosk, pos, handheld, ecms or merchant.")]
    words: Annotated[str, Field(examples=["Merchant’s webhook: answers 500"])]
    once: Annotated[bool, Field(description="It strikes once and is over.")]
    switch: Annotated[SwitchBody | None, Field(description="null while it is off.")]
    in_force: bool


class FaultsBody(Wire):
    """All there are."""

    faults: tuple[FaultBody, ...]


class WebhookBody(Wire):
    """One try of a webhook, as the merchants' site got it."""

    tracking_number: TrackingField
    status: Status
    webhook_id: str
    timestamp: Annotated[str, Field(description="Seconds since 1970, as it was sent.")]
    genuine: Annotated[bool, Field(description="Its signature is in order.")]
    answered: Annotated[str, Field(examples=["answers 200"])]
    taken: Annotated[bool, Field(description="The site answered 200.")]
    body: Annotated[str, Field(description="As it was sent.")]


class WebhooksBody(Wire):
    """Tries, the oldest first."""

    webhooks: tuple[WebhookBody, ...]


class LedgerBody(Wire):
    """What going through the whole custody ledger showed."""

    entries: int
    broken_at: Annotated[int | None, Field(description="The first entry that was tampered with.")]
    missing: Annotated[int, Field(description="Facts that are not in it.")]
