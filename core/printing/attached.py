"""The printers that this machine has, for whoever sets one up: nothing is opened, nothing sent.

Printers on the network do not show themselves; a person types their address.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from core.printing.address import Queue, RawDevice, SerialPort, UsbDevice, spelled
from core.printing.cups import queues
from core.printing.usb import has_library

_EPSON: Final = 0x04B8
_STAR: Final = 0x0519
_BIXOLON: Final = 0x1504
_MODELS: Final = {_EPSON: "epson-tm-t20", _STAR: "star-escpos", _BIXOLON: "bixolon-srp"}
_PRINTER_CLASS: Final = "07"


@dataclass(frozen=True, slots=True)
class AttachedPrinter:
    """Something that is or may be a receipt printer.

    Args:
        address: as the settings say it.
        name: what it calls itself, or where it is.
        model: the model to begin with, by its maker; "" where nothing speaks for one.
        is_sure: it is a printer; a serial port may be anything.
    """

    address: str
    name: str
    model: str = ""
    is_sure: bool = True


def attached_printers(system: Path = Path("/")) -> tuple[AttachedPrinter, ...]:
    """What is attached, surest first. It may take a second, so it belongs on a worker.

    Args:
        system: where `dev` and `sys` are.
    """
    return (*_devices(system), *_usb(system), *_queues(), *_serial_ports())


def _devices(system: Path) -> Iterator[AttachedPrinter]:
    for device in sorted(system.glob("dev/usb/lp*")):
        about = _about(system / "sys/class/usbmisc" / device.name / "device/..")
        path = "/" + str(device.relative_to(system))
        yield AttachedPrinter(
            spelled(RawDevice(path)), about.get("name", "") or path, _model(about)
        )


def _usb(system: Path) -> Iterator[AttachedPrinter]:
    """USB printers that libusb would reach, where the extra `usb` is installed."""
    if not has_library():
        return
    for interface in sorted(system.glob("sys/bus/usb/devices/*/bInterfaceClass")):
        if _read(interface) != _PRINTER_CLASS:
            continue
        device = system / "sys/bus/usb/devices" / interface.parent.name.partition(":")[0]
        about = _about(device)
        vendor, product = about.get("idVendor", ""), about.get("idProduct", "")
        if vendor and product:
            address = UsbDevice(int(vendor, 16), int(product, 16), about.get("serial", ""))
            yield AttachedPrinter(spelled(address), about["name"] or "USB", _model(about))


def _queues() -> Iterator[AttachedPrinter]:
    return (AttachedPrinter(spelled(Queue(name)), name) for name in queues())


def _serial_ports() -> Iterator[AttachedPrinter]:
    from serial.tools import list_ports  # noqa: PLC0415 - only where somebody sets a printer up

    for port in sorted(list_ports.comports()):
        if port.vid is None and port.hwid == "n/a":
            continue  # a port that the board has and nobody uses
        name = port.product or port.description or port.device
        model = _MODELS.get(port.vid or 0, "")
        yield AttachedPrinter(spelled(SerialPort(port.device)), name, model, is_sure=False)


def _about(device: Path) -> dict[str, str]:
    """What a USB device says of itself, by the names that the system gives these files."""
    facts = {
        name: _read(device / name)
        for name in ("idVendor", "idProduct", "manufacturer", "product", "serial")
    }
    facts["name"] = " ".join(filter(None, (facts["manufacturer"], facts["product"])))
    return facts


def _model(about: dict[str, str]) -> str:
    vendor = about.get("idVendor", "")
    model = _MODELS.get(int(vendor, 16), "") if vendor else ""
    if model == "epson-tm-t20" and "T88" in about.get("name", ""):
        return "epson-tm-t88"
    return model


def _read(path: Path) -> str:
    try:
        return path.read_text("utf-8", "replace").strip()
    except OSError:
        return ""
