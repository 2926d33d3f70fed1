"""What must hold of a chain's parcels, kept beside it as simply as it can be."""

from dataclasses import dataclass, field

from core.domain.apo import ApoNumber
from core.domain.codes import ReturnCode, TrackingNumber
from core.domain.status import FLOW, Delivery, Status, Trigger, next_status, trigger_of

LINE = [step.status for step in FLOW]


@dataclass
class ModelParcel:
    """A parcel as the model knows it.

    Args:
        uid: its merchant's number.
        store: where its customer was.
        apo: the list that it is on, unless it was left behind.
        attempt: the press that accepted it, or "".
    """

    uid: str
    store: str
    code: ReturnCode
    tracking: TrackingNumber
    status: Status = Status.FOR_RETURN
    apo: ApoNumber | None = None
    attempt: str = ""

    @property
    def place(self) -> int:
        """How far it is along the line, from 0."""
        return LINE.index(self.status)

    @property
    def is_held(self) -> bool:
        """Whether it is at its store."""
        return self.status in (Status.RETURNED, Status.FOR_PULL_OUT)


@dataclass
class ModelList:
    """A list: who was put on it, and whether it is closed."""

    number: ApoNumber
    parcels: list[ModelParcel]
    closed: bool = False

    @property
    def handed_over(self) -> int:
        """How many of it the driver has."""
        return sum(one.apo == self.number and not one.is_held for one in self.parcels)


@dataclass
class Model:
    """The chain.

    Args:
        delivery: the merchant's setting now.
    """

    parcels: list[ModelParcel] = field(default_factory=list)
    lists: list[ModelList] = field(default_factory=list)
    delivery: Delivery = Delivery.MERCHANT_PICKS_UP

    def unlisted(self, store: str) -> list[ModelParcel]:
        """What the job is to list."""
        return [one for one in self.parcels if one.store == store and one.is_held and not one.apo]

    def outcome_of_scan(
        self, parcel: ModelParcel, party: Trigger, asked: Status, store: str
    ) -> str:
        """What is to come of a scan."""
        if trigger_of(asked) is not party:
            return "WRONG_PARTY"
        if parcel.place >= LINE.index(asked):
            return "AGAIN"
        if asked is Status.PULLED_OUT_FROM_STORE and (not parcel.apo or parcel.store != store):
            return "NOT_ON_LIST"
        if next_status(parcel.status, self.delivery) is not asked:
            return "OUT_OF_ORDER"
        return "MOVED"

    def outcome_of_hand_over(self, parcel: ModelParcel, apo: ModelList) -> str:
        """What is to come of a parcel that is scanned for a list of its store."""
        if parcel not in apo.parcels:
            return "NOT_ON_LIST"
        if parcel.apo == apo.number and not parcel.is_held:
            return "AGAIN"
        if apo.closed:
            return "LIST_CLOSED"
        return "MOVED"

    def close(self, apo: ModelList) -> None:
        """Close a list; what was not handed over is on none."""
        apo.closed = True
        for parcel in apo.parcels:
            if parcel.apo == apo.number and parcel.is_held:
                parcel.apo = None
