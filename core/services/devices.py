"""The devices of one terminal, for the person who sets them up."""

from collections.abc import Callable
from dataclasses import dataclass, field
from enum import Enum
from typing import Final, Protocol

from core.services.scanners import ScannerSetup
from core.texts import Texts


class DeviceKind(Enum):
    """What can be chosen among."""

    PRINTER = "printer"
    SCANNER = "scanner"


@dataclass(frozen=True, slots=True)
class Device:
    """Something that is attached, or was chosen.

    Args:
        address: as the settings say it.
        name: what it calls itself; "" for a scanner that poses as a keyboard and for the
            simulated printer, which every language calls by its own name.
        model: the printer's model to begin with, by its maker; "" where nothing speaks for one.
        is_chosen: this terminal works with it.
        is_there: it is plugged in, as far as the system can tell.
    """

    kind: DeviceKind
    address: str
    name: str = ""
    model: str = ""
    is_chosen: bool = False
    is_there: bool = True


@dataclass(frozen=True, slots=True)
class PrinterFacts:
    """What a person who looks after the printer is told of it, and what its trial page says.

    Args:
        name: what it is.
        address: where it is, as the settings say it; "simulated:" for the simulated one.
        dpi: dots an inch.
    """

    name: str
    address: str
    dpi: int


SIMULATED_PRINTER: Final = PrinterFacts("Simulated printer", "simulated:", 203)


@dataclass(frozen=True, slots=True)
class AtWork:
    """What a terminal works with.

    Args:
        training: its papers say in their first line that they are not real.
    """

    printer: PrinterFacts
    scanner: ScannerSetup
    training: bool


class CannotUse(Exception):  # noqa: N818 - it is what the person would say
    """A device was not chosen; the one before stays.

    Args:
        message: the sentence's id in the catalogue.
        values: what stands in its places.
    """

    def __init__(self, message: str, **values: object) -> None:
        super().__init__(message)
        self._message = message
        self._values = values

    def sentence(self, texts: Texts) -> str:
        """Why, for the person who chose it."""
        return texts(self._message, **self._values)


class Devices(Protocol):
    """The devices of one terminal; its methods block."""

    def attached(self) -> tuple[Device, ...]:
        """What is attached now: printers, surest first, and scanners."""
        ...

    def choose(self, device: Device) -> AtWork:
        """Work with this one from now on, after a restart too.

        Raises:
            CannotUse: it cannot be worked with, or the choice cannot be kept; says why.
        """
        ...


@dataclass(frozen=True, slots=True)
class StaffRoom:
    """What lies behind a kiosk's staff door, whether or not its station can be opened.

    Args:
        may_enter: whether this is the staff's PIN.
        has_pin: a PIN is set; without one nobody may enter.
        version: of Balik.
        ecms: the address of the ECMS; "" where it is on this machine.
        demo_pin: the PIN that the demonstration shows.
    """

    may_enter: Callable[[str], bool] = field(repr=False)
    has_pin: bool
    version: str
    ecms: str
    demo_pin: str = field(default="", repr=False)
