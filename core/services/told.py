"""Whether a merchant knows of a step of its parcel: the dispatcher's word, for those who ask."""

from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from typing import Protocol

from core.domain.codes import ReturnCode
from core.domain.status import Status


class Told(Enum):
    """How far a notice to a merchant is."""

    NOT_YET = "not yet told"
    TOLD = "told"
    IN_VAIN = "tried in vain, and parked"
    NOBODY = "the merchant has no site to be told at"


@dataclass(frozen=True, slots=True)
class NoticeToMerchant:
    """What became of a notice.

    Args:
        at: when the merchant's site took it, aware, UTC; None where it has not, or long ago.
    """

    told: Told
    at: datetime | None = None

    @property
    def is_settled(self) -> bool:
        """Whether asking again a little later would say the same."""
        return self.told is not Told.NOT_YET


class Notices(Protocol):
    """What became of notices, of one parcel at a time."""

    def of(self, code: ReturnCode, status: Status) -> NoticeToMerchant | None:
        """The notice of a parcel's step; None where the parcel never came so far."""
        ...
