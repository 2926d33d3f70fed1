"""From a line of the settings to a printer."""

import importlib.util
from pathlib import Path
from typing import assert_never

from core.printing.address import (
    Address,
    Network,
    PlainFile,
    Queue,
    RawDevice,
    SerialPort,
    Simulated,
    UsbDevice,
)
from core.printing.conversation import Patience
from core.printing.cups import QueuePrinter
from core.printing.device import device_line
from core.printing.escpos_printer import EscposPrinter
from core.printing.file_printer import FilePrinter
from core.printing.line import OpenLine
from core.printing.models import Model
from core.printing.network import network_line
from core.printing.serial_port import serial_line
from core.printing.usb import usb_line
from core.services.ports import Printer

_CONNECT_S = 0.8


class MissingLibrary(Exception):  # noqa: N818 - it reads as the fact that it states
    """A way to a printer needs a library that is not installed.

    Args:
        extra: the name that `pip install 'balik[…]'` knows it by.
    """

    def __init__(self, extra: str) -> None:
        super().__init__(f"the extra {extra!r} is not installed")
        self.extra = extra


def open_printer(
    address: Address, model: Model, roll_mm: int, patience: Patience | None = None
) -> Printer:
    """The printer at an address; it need not be there yet.

    Args:
        address: where it is; not the simulated one, which is no matter of this package.
        model: what it is.
        roll_mm: the roll in it, 58 or 80.
        patience: how long it is waited for, if not as usual.

    Raises:
        ValueError: the model takes no such roll, or the address is the simulated one.
        MissingLibrary: for a USB printer by its numbers.
    """
    match address:
        case Queue(name):
            return QueuePrinter(name, model, roll_mm, patience)
        case PlainFile(path):
            return FilePrinter(Path(path), model, roll_mm)
        case Simulated():
            raise ValueError("the simulated printer is not opened here")
        case Network() | SerialPort() | RawDevice() | UsbDevice():
            return EscposPrinter(_line(address), model, roll_mm, patience)
        case _:
            assert_never(address)


def _line(address: Network | SerialPort | RawDevice | UsbDevice) -> OpenLine:
    match address:
        case Network(host, port):
            return network_line(host, port, _CONNECT_S)
        case SerialPort():
            return serial_line(address)
        case RawDevice(path):
            return device_line(path)
        case UsbDevice():
            if importlib.util.find_spec("usb") is None:
                raise MissingLibrary("usb")
            return usb_line(address)
        case _:
            assert_never(address)
