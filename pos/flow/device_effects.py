"""What the devices page wants done; see `pos.flow.effects`."""

from dataclasses import dataclass

from core.services.devices import Device


@dataclass(frozen=True, slots=True)
class FindDevices:
    """Look what is attached, in so many seconds; `ticket` comes back with the answer."""

    ticket: int
    after_s: int = 0


@dataclass(frozen=True, slots=True)
class UseDevice:
    """Work with this device from now on."""

    device: Device


@dataclass(frozen=True, slots=True)
class TryPrinter:
    """Print the trial page."""


DeviceEffect = FindDevices | UseDevice | TryPrinter
