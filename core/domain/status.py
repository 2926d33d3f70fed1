"""The ten statuses of a return and the line on which they stand (mission.md, "The statuses")."""

from dataclasses import dataclass
from enum import Enum, StrEnum
from itertools import pairwise
from typing import Final


class Status(StrEnum):
    """A status, by its exact text on the wire and on screen."""

    FOR_RETURN = "FOR RETURN"
    RETURNED = "RETURNED"
    FOR_PULL_OUT = "FOR PULL OUT"
    PULLED_OUT_FROM_STORE = "PULLED OUT FROM STORE"
    ON_VEHICLE_TO_WAREHOUSE = "ON VEHICLE TO WAREHOUSE"
    ARRIVED_AT_WAREHOUSE = "ARRIVED AT WAREHOUSE"
    FOR_RETURN_TO_MERCHANT = "FOR RETURN TO MERCHANT"
    RETURNED_TO_MERCHANT = "RETURNED TO MERCHANT"
    ON_VEHICLE_TO_MERCHANT = "ON VEHICLE TO MERCHANT"
    ARRIVED_AT_MERCHANT = "ARRIVED AT MERCHANT"


class Trigger(StrEnum):
    """The only party that may cause a status."""

    KIOSK = "Kiosk transaction"
    POS = "POS transaction"
    ECMS_JOB = "ECMS job"
    SBS = "SBS Returns"
    TRUCKER = "Trucker scanning"
    DC = "DC scanning"


class Delivery(Enum):
    """How the merchant gets its parcels back: the setting that decides where the line ends."""

    MERCHANT_PICKS_UP = "merchant picks up"
    DC_DELIVERS = "DC delivers"


@dataclass(frozen=True, slots=True)
class Step:
    """One row of the table: what causes a status, and what it means."""

    status: Status
    trigger: Trigger
    meaning: str


FLOW: Final[tuple[Step, ...]] = (
    Step(Status.FOR_RETURN, Trigger.KIOSK, "Customer asked for the return at the kiosk"),
    Step(Status.RETURNED, Trigger.POS, "Parcel handed over at the counter"),
    Step(Status.FOR_PULL_OUT, Trigger.ECMS_JOB, "Parcel put on the APO list"),
    Step(Status.PULLED_OUT_FROM_STORE, Trigger.SBS, "Store handed the parcel to the trucker"),
    Step(Status.ON_VEHICLE_TO_WAREHOUSE, Trigger.TRUCKER, "Loaded, on its way to the DC"),
    Step(Status.ARRIVED_AT_WAREHOUSE, Trigger.TRUCKER, "Arrived at the DC"),
    Step(Status.FOR_RETURN_TO_MERCHANT, Trigger.DC, "Received at the warehouse"),
    Step(Status.RETURNED_TO_MERCHANT, Trigger.DC, "Staged for the merchant, or given to it"),
    Step(Status.ON_VEHICLE_TO_MERCHANT, Trigger.TRUCKER, "Loaded, on its way to the merchant"),
    Step(Status.ARRIVED_AT_MERCHANT, Trigger.TRUCKER, "Handed to the merchant"),
)

# From the counter until the trucker takes it, the parcel is at the store that accepted it.
HELD_BY_STORE: Final = (Status.RETURNED, Status.FOR_PULL_OUT)

LAST_STATUS: Final[dict[Delivery, Status]] = {
    Delivery.MERCHANT_PICKS_UP: Status.RETURNED_TO_MERCHANT,
    Delivery.DC_DELIVERS: Status.ARRIVED_AT_MERCHANT,
}

_STEP_OF: Final[dict[Status, Step]] = {step.status: step for step in FLOW}
_FOLLOWING: Final[dict[Status, Status]] = {
    before.status: after.status for before, after in pairwise(FLOW)
}


def trigger_of(status: Status) -> Trigger:
    """The party that alone may cause `status`."""
    return _STEP_OF[status].trigger


def next_status(status: Status, delivery: Delivery) -> Status | None:
    """The one status that may follow, or None at the end of the line for this merchant."""
    if status is LAST_STATUS[delivery]:
        return None
    return _FOLLOWING.get(status)
