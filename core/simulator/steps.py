"""The steps of a scenario, in the shop's words: what a file may say, and what Record writes.

Each is told from the others by `do`. A parcel is named by the name that an earlier step gave it
(`named`), by its RETURN CODE, or by its reference.
"""

from datetime import timedelta
from typing import Annotated, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from core.domain.status import Status
from core.services.ecms import PaperKind, ParcelFault
from core.simulator.faults import FAULTS
from core.simulator.step_fields import (
    Centimetres,
    Chance,
    Days,
    DaysAhead,
    FaultCode,
    Hours,
    Minutes,
    Seconds,
    known_key,
)

Words = tuple[str, ...]
By = Literal["scan", "type"]
Copied = Literal["receipt", "label"]
#: The names of `core.services.ecms.ParcelFault`.
FaultName = Literal["NOT_SEALED", "TOO_LARGE", "TOO_HEAVY", "WRONG_ITEMS", "CHANGED_MIND"]
_DEMO_MOBILE = "09123456789"


class _Step(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class TakeCode(_Step):
    """A customer asks for a return at the kiosk, up to the RETURN CODE and its ticket.

    Args:
        choose: the merchant, where the number is known to several.
        by: how the number is entered.
        named: how later steps name the parcel.
        sees: what the customer reads instead of a code; nothing is issued then.
    """

    do: Literal["kiosk.take_code"] = "kiosk.take_code"
    reference: str
    mobile: str = _DEMO_MOBILE
    choose: str = ""
    by: By = "scan"
    named: str = ""
    sees: Words = ()


class AtKiosk(_Step):
    """One gesture at the kiosk; needs its window."""

    do: Literal["kiosk.tap", "kiosk.type", "kiosk.scan"]
    text: str


class KioskShows(_Step):
    """Wait until the kiosk shows this."""

    do: Literal["kiosk.sees"] = "kiosk.sees"
    words: Words


class Accept(_Step):
    """The clerk scans a parcel's RETURN CODE, checks it and takes it.

    Args:
        sees: what the clerk reads instead; nothing is taken then.
    """

    do: Literal["pos.accept"] = "pos.accept"
    parcel: str
    sees: Words = ()


class Refuse(_Step):
    """The clerk sends a parcel away."""

    do: Literal["pos.refuse"] = "pos.refuse"
    parcel: str
    fault: FaultName

    @property
    def why(self) -> ParcelFault:
        """The reason, as the POS knows it."""
        return ParcelFault[self.fault]


class PrintAgain(_Step):
    """The clerk prints a parcel's receipt or label once more."""

    do: Literal["pos.print_again"] = "pos.print_again"
    parcel: str
    paper: Copied = "receipt"

    @property
    def kind(self) -> PaperKind:
        """Which paper, as the POS knows it."""
        return PaperKind[self.paper.upper()]


class AtPos(_Step):
    """One gesture at the POS; needs its window. `text` is a key's name, or may be a parcel's."""

    do: Literal["pos.press", "pos.type", "pos.scan"]
    text: str

    @model_validator(mode="after")
    def _is_a_key(self) -> Self:
        if self.do == "pos.press":
            known_key(self.text)
        return self


class PosShows(_Step):
    """Wait until the POS shows this."""

    do: Literal["pos.sees"] = "pos.sees"
    words: Words


class HandOver(_Step):
    """The driver takes parcels of the day's list, which is then closed; none named is all."""

    do: Literal["pos.hand_over"] = "pos.hand_over"
    parcels: Words = ()
    driver: str = "J. Dela Cruz"
    plate: str = "NBX 4471"


class CloseDay(_Step):
    """The clerk closes the day with a Z."""

    do: Literal["pos.close_day"] = "pos.close_day"


class RunJob(_Step):
    """The ECMS job puts what stores hold on their lists, now."""

    do: Literal["ecms.job"] = "ecms.job"


class ScanParcel(_Step):
    """Trucker or DC scan parcels' labels.

    Args:
        sees: a refusal's code, where the scan changes nothing.
    """

    do: Literal["parcel.scan"] = "parcel.scan"
    parcels: Words
    status: Status
    sees: str = ""


class PassTime(_Step):
    """Time passes; what is due meanwhile happens in its order: jobs, webhooks, retries."""

    do: Literal["clock.pass"] = "clock.pass"
    days: Days = 0
    hours: Hours = 0
    minutes: Minutes = 0
    seconds: Seconds = 0

    @model_validator(mode="after")
    def _is_some(self) -> Self:
        if not self.time:
            raise ValueError("say how much time passes: days, hours, minutes or seconds")
        return self

    @property
    def time(self) -> timedelta:
        """How much."""
        return timedelta(self.days, hours=self.hours, minutes=self.minutes, seconds=self.seconds)


class ToNextJob(_Step):
    """Time passes until the next daily job has run."""

    do: Literal["clock.to_next_job"] = "clock.to_next_job"


class FaultOn(_Step):
    """A fault is switched on.

    Args:
        chance: how likely it strikes at each opportunity.
        after: minutes from now until it begins.
        minutes: how long it lasts; for good, where none are said.
    """

    do: Literal["fault.on"] = "fault.on"
    fault: FaultCode
    chance: Chance = 1.0
    after: Minutes = 0
    minutes: Annotated[Minutes, Field(gt=0)] | None = None

    @model_validator(mode="after")
    def _is_steady(self) -> Self:
        if self.chance < 1 and not FAULTS[self.fault].comes_by_chance:
            raise ValueError("a clock is wrong always or never; leave the chance out")
        return self


class FaultOff(_Step):
    """A fault is switched off; without a name, all are."""

    do: Literal["fault.off"] = "fault.off"
    fault: FaultCode | None = None


class Submit(_Step):
    """A merchant submits a return order.

    Args:
        first_day_in: days from today until it may be returned.
        size_cm: length, breadth and height, where the merchant says them.
    """

    do: Literal["merchant.submit"] = "merchant.submit"
    merchant: str
    uid: str
    order_number: str = ""
    waybill: str = ""
    item: str = "Canvas shoes, size 42"
    valid_days: Annotated[int, Field(ge=1, le=365)] | None = None
    first_day_in: DaysAhead | None = None
    size_cm: tuple[Centimetres, Centimetres, Centimetres] | None = None


class CancelOrder(_Step):
    """A merchant takes a return order back."""

    do: Literal["merchant.cancel"] = "merchant.cancel"
    merchant: str
    uid: str


class MerchantTold(_Step):
    """The merchant's site has taken a webhook of each of these statuses, in this order."""

    do: Literal["merchant.told"] = "merchant.told"
    parcel: str
    statuses: tuple[Status, ...]


class Customers(_Step):
    """So many customers come, each with a parcel of their own, and are served.

    Args:
        minutes: over which they are spread.
        kept_away: how many may go without a parcel taken, where faults strike.
    """

    do: Literal["customers.come"] = "customers.come"
    count: Annotated[int, Field(ge=1, le=10_000)]
    merchant: str = "001"
    minutes: Minutes = 60
    kept_away: Annotated[int, Field(ge=0)] = 0


class ParcelIs(_Step):
    """A parcel has this status."""

    do: Literal["expect.status"] = "expect.status"
    parcel: str
    status: Status


class PaperIs(_Step):
    """The newest paper of this kind that a printer put out.

    Args:
        parcel: whose code or label a decoder must read in its picture.
        whole: False where a fault tore it off.
        says: words on it.
        count: how many of this kind came out in all.
    """

    do: Literal["expect.paper"] = "expect.paper"
    printer: Literal["kiosk", "pos"]
    paper: str
    parcel: str = ""
    whole: bool = True
    says: Words = ()
    count: Annotated[int, Field(ge=0)] | None = None


class Accepted(_Step):
    """So many parcels were accepted at this store today."""

    do: Literal["expect.accepted"] = "expect.accepted"
    count: Annotated[int, Field(ge=0)]


class LedgerIsWhole(_Step):
    """The custody ledger is as it was written, and has every fact."""

    do: Literal["expect.ledger"] = "expect.ledger"


class Picture(_Step):
    """A picture of each window, for the album."""

    do: Literal["picture"] = "picture"
    caption: str = ""


Step = Annotated[
    TakeCode
    | AtKiosk
    | KioskShows
    | Accept
    | Refuse
    | PrintAgain
    | AtPos
    | PosShows
    | HandOver
    | CloseDay
    | RunJob
    | ScanParcel
    | PassTime
    | ToNextJob
    | FaultOn
    | FaultOff
    | Submit
    | CancelOrder
    | MerchantTold
    | Customers
    | ParcelIs
    | PaperIs
    | Accepted
    | LedgerIsWhole
    | Picture,
    Field(discriminator="do"),
]

#: What only a window can do or show.
AT_WINDOWS = (AtKiosk, KioskShows, AtPos, PosShows)
