"""A refusal on the wire: its code, its sentences, and all that it carries."""

from dataclasses import MISSING, fields
from datetime import date, datetime
from typing import Any, Final, get_args
from zoneinfo import ZoneInfo

from core.domain.pull_out_refusals import AnyPullOutRefusal
from core.domain.refusals import (
    AlreadyReturned,
    AnyRefusal,
    Refusal,
    RefusalCode,
    ScannedThing,
)
from core.domain.status import Status, Trigger
from core.wire.base import Wire
from core.wire.directory import MerchantBody, StoreBody
from core.wire.imported import RefusedLineBody

_CLASSES: Final[dict[RefusalCode, Any]] = {
    kind.code: kind for kind in (*get_args(AnyRefusal), *get_args(AnyPullOutRefusal))
}


class RefusalDetails(Wire):
    """What a refusal carries; each code has its own few of these."""

    merchant: MerchantBody | None = None
    store: StoreBody | None = None
    at: datetime | None = None
    last_day: date | None = None
    first_day: date | None = None
    thing: ScannedThing | None = None
    entered: str | None = None
    again_in_s: int | None = None
    current: Status | None = None
    asked: Status | None = None
    by: Trigger | None = None
    foreign: bool | None = None
    apo: str | None = None
    other: str | None = None
    handed_over: int | None = None
    store_count: int | None = None
    driver_count: int | None = None
    fields: tuple[str, ...] | None = None
    lines: int | None = None
    refused_lines: tuple[RefusedLineBody, ...] | None = None


class ProblemBody(Wire):
    """Why a request was refused: a code for machines, two sentences for people."""

    code: str
    message: str
    next_step: str = ""
    details: RefusalDetails = RefusalDetails()

    def text(self) -> str:
        """As JSON, with the details that this refusal has."""
        return self.model_dump_json(exclude_none=True)

    def refusal(self) -> Refusal | None:
        """The refusal that was said; None where it is none of the rules'."""
        if self.code not in RefusalCode.__members__:
            return None
        kind = _CLASSES[RefusalCode(self.code)]
        facts: dict[str, object] = {}
        for fact in fields(kind):
            said = getattr(self.details, fact.name)
            if said is None and fact.default is MISSING:
                return None
            is_body = isinstance(said, MerchantBody | StoreBody)
            facts[fact.name] = said.value() if is_body else said
        refusal: Refusal = kind(**facts)
        if isinstance(refusal, AlreadyReturned):
            refusal.at = refusal.at.astimezone(ZoneInfo(refusal.store.time_zone))
        return refusal


def details_of(refusal: Refusal) -> RefusalDetails:
    """What a refusal carries."""
    return RefusalDetails.model_validate(vars(refusal))
