"""The steps of a scenario that move parcels along the line of the statuses."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from core.domain.status import FLOW, Status
from core.services.backstage import BoardParcel
from core.simulator.demo import PAST_PARCELS, merchant_to_choose
from core.simulator.steps import (
    Accept,
    HandOver,
    RunJob,
    ScanParcel,
    Step,
    TakeCode,
    ToNextJob,
)

_PLACE: Final = {step.status: place for place, step in enumerate(FLOW)}


def between(before: Status | None, now: Status) -> list[Status]:
    """What a parcel became on its way from one status to another, the latter with it."""
    first = 0 if before is None else _PLACE[before] + 1
    return [step.status for step in FLOW[first : _PLACE[now] + 1]]


def line_steps(moved: Mapping[Status, Sequence[BoardParcel]]) -> list[Step]:
    """What makes parcels become these statuses, in the order of the line."""
    return [each for step in FLOW for each in _steps(step.status, moved.get(step.status, ()))]


def way_to(parcels: Iterable[BoardParcel]) -> list[Step]:
    """What brings parcels of a new demonstration to where these are."""
    listed: dict[Status, list[BoardParcel]] = {}
    unlisted: dict[Status, list[BoardParcel]] = {}
    for parcel in parcels:
        is_listed = _PLACE[parcel.status] >= _PLACE[Status.FOR_PULL_OUT]
        given = Status.RETURNED if parcel.uid in PAST_PARCELS else None
        for status in between(given, parcel.status):
            (listed if is_listed else unlisted).setdefault(status, []).append(parcel)
    # A job takes all that it finds: what none took yet comes after it.
    return line_steps(listed) + line_steps(unlisted)


def with_open_lists(steps: Iterable[Step]) -> list[Step]:
    """The steps such that each hand-over finds a list: a scenario's hand-over closes its own.

    What it left behind is put on another one by the job. Parcels that a driver took one after the
    other are one hand-over.
    """
    told: list[Step] = []
    is_closed = False
    for step in steps:
        if isinstance(step, RunJob | ToNextJob):
            is_closed = False
        if isinstance(step, HandOver):
            if told and isinstance(last := told[-1], HandOver):
                told[-1] = last.model_copy(update={"parcels": last.parcels + step.parcels})
                continue
            if is_closed:
                told.append(RunJob())
            is_closed = True
        told.append(step)
    return told


def with_choices(steps: Iterable[Step]) -> list[Step]:
    """The steps such that a customer whose number two merchants know says which it is."""
    told: list[Step] = []
    entered: dict[str, str] = {}
    accepted: set[str] = set()
    for step in steps:
        if isinstance(step, TakeCode):
            entered[step.named] = step.reference
            choose = merchant_to_choose(step.reference, accepted)
            told.append(step.model_copy(update={"choose": choose}))
            continue
        if isinstance(step, Accept):
            accepted.add(entered.get(step.parcel, step.parcel))
        told.append(step)
    return told


def _steps(status: Status, parcels: Sequence[BoardParcel]) -> list[Step]:
    if not parcels:
        return []
    names = tuple(map(_name, parcels))
    match status:
        case Status.FOR_RETURN:
            return [TakeCode(reference=parcel.uid, named=_name(parcel)) for parcel in parcels]
        case Status.RETURNED:
            return [Accept(parcel=name) for name in names]
        case Status.FOR_PULL_OUT:
            return [RunJob()]
        case Status.PULLED_OUT_FROM_STORE:
            return [HandOver(parcels=names)]
        case _:
            return [ScanParcel(parcels=names, status=status)]


def _name(parcel: BoardParcel) -> str:
    """Its code, which a step gives it; one that is there already has another code in each world."""
    return parcel.uid if parcel.uid in PAST_PARCELS else parcel.code
