"""What the devices page shows; see `pos.flow.states`."""

from dataclasses import dataclass
from enum import Enum

from core.services.devices import CannotUse, Device
from core.services.ports import PrinterStatus


class TrialPhase(Enum):
    """How the trial page does."""

    PRINTING = "printing"
    OUT = "came out"
    DOUBTFUL = "the printer cannot say"
    FAILED = "did not come out"


@dataclass(frozen=True, slots=True)
class Trial:
    """The trial page that was asked for last; `reason` where it did not come out."""

    phase: TrialPhase
    reason: PrinterStatus | None = None


@dataclass(frozen=True, slots=True)
class Devices:
    """The devices page.

    Args:
        found: what is attached; None before the first look.
        at: the index in `found` that the keys act on.
        ticket: of the look under way or due; late ones carry another.
        choosing: a device is being changed to.
        cannot: why the last choice was not taken.
        trial: the last trial page.
        read: what the scanner read last on this page; never logged.
        scans: how many codes it read, so that the same one again is seen to be new.
    """

    found: tuple[Device, ...] | None = None
    at: int = 0
    ticket: int = 0
    choosing: bool = False
    cannot: CannotUse | None = None
    trial: Trial | None = None
    read: str = ""
    scans: int = 0
