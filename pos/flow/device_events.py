"""What can happen on the devices page; see `pos.flow.events`."""

from dataclasses import dataclass

from core.services.devices import CannotUse, Device
from pos.flow.device_states import Trial

# What the clerk does.


@dataclass(frozen=True, slots=True)
class DevicesAsked:
    """To the devices page."""


@dataclass(frozen=True, slots=True)
class DeviceMoved:
    """To another line of the list."""

    by: int


@dataclass(frozen=True, slots=True)
class DevicePicked:
    """Work with the device on this line; None for the one that the keys act on."""

    place: int | None = None


@dataclass(frozen=True, slots=True)
class AddressEntered:
    """A printer that does not show itself, by its address."""

    text: str


@dataclass(frozen=True, slots=True)
class TrialAsked:
    """F6: print the trial page."""


# What the outside answers.


@dataclass(frozen=True, slots=True)
class DevicesFound:
    """What is attached now; None where nobody could look."""

    ticket: int
    devices: tuple[Device, ...] | None


@dataclass(frozen=True, slots=True)
class DeviceInUse:
    """The terminal works with the chosen device, or with the one before and `cannot` says why."""

    cannot: CannotUse | None = None


@dataclass(frozen=True, slots=True)
class TrialEnded:
    """What became of the trial page."""

    trial: Trial


DeviceEvent = (
    DevicesAsked
    | DeviceMoved
    | DevicePicked
    | AddressEntered
    | TrialAsked
    | DevicesFound
    | DeviceInUse
    | TrialEnded
)
