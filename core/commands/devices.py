"""`balik devices`: what is attached, what a terminal works with, and a trial of both."""

from __future__ import annotations

import argparse
import queue
from typing import TYPE_CHECKING, Final

from core.commands.options import (
    Commands,
    complain,
    data_of,
    say,
    say_table,
    terminal_shop,
    texts,
)

if TYPE_CHECKING:
    from core.services.devices import Device
    from core.services.station import Station

_TERMINALS: Final = ("kiosk", "pos")
#: So long somebody takes to find something that can be scanned.
_SCAN_S: Final = 30


def add(commands: Commands) -> None:
    """Offer `devices`."""
    devices = commands.add_parser("devices", help="what is attached; try it, or choose another")
    devices.add_argument(
        "--data",
        default=argparse.SUPPRESS,
        metavar="DIR",
        help="a world of its own in DIR instead of the user's data directory",
    )
    devices.add_argument(
        "--of", choices=_TERMINALS, default="pos", help="whose devices to try or choose (pos)"
    )
    devices.add_argument(
        "--try", action="store_true", dest="trial", help="print a test page, wait for a scan"
    )
    devices.add_argument(
        "--use-printer", metavar="ADDRESS", help="tcp://10.0.0.5, usb-raw:///dev/usb/lp0, …"
    )
    devices.add_argument(
        "--use-scanner", metavar="ADDRESS", help="keyboard:, serial:///dev/ttyACM0, folder:///…"
    )
    devices.set_defaults(command=run)


def run(options: argparse.Namespace) -> int:
    """List, choose or try; 1 where a device cannot be used."""
    wanted = _wanted(options)
    if wanted and not all(_use(options, device) for device in wanted):
        return 1
    if options.trial:
        return _try(options)
    _list(options)
    return 0


def _wanted(options: argparse.Namespace) -> list[Device]:
    from core.services.devices import Device, DeviceKind  # noqa: PLC0415 - see the package

    said = (
        (DeviceKind.PRINTER, options.use_printer),
        (DeviceKind.SCANNER, options.use_scanner),
    )
    return [Device(kind, address) for kind, address in said if address]


def _use(options: argparse.Namespace, device: Device) -> bool:
    from core.services.devices import CannotUse  # noqa: PLC0415 - see the package
    from core.settings import load_settings  # noqa: PLC0415
    from core.shop.terminal_devices import TerminalDevices  # noqa: PLC0415

    data, words = data_of(options), texts()
    settings = load_settings(data)
    data.mkdir(parents=True, exist_ok=True)
    devices = TerminalDevices(
        options.of,
        data,
        settings,
        data / "papers",
        is_demonstration=settings.demonstration,
    )
    try:
        devices.choose(device)
    except CannotUse as cannot:
        complain(cannot.sentence(words))
        return False
    say(
        words(
            "{terminal} works with {address} from its next start.",
            terminal=options.of,
            address=device.address,
        )
    )
    return True


def _list(options: argparse.Namespace) -> None:
    from core.desktop.display import has_display  # noqa: PLC0415 - see the package
    from core.settings import load_settings  # noqa: PLC0415
    from core.shop.terminal_devices import TerminalDevices  # noqa: PLC0415

    data, words = data_of(options), texts()
    settings = load_settings(data)
    rows = [(words("Device"), words("Address"), words("Name"), words("In use by"))]
    found: dict[tuple[str, str], tuple[Device, list[str]]] = {}
    for terminal in _TERMINALS:
        devices = TerminalDevices(
            terminal,
            data,
            settings,
            data / "papers",
            is_demonstration=settings.demonstration,
        )
        for device in devices.attached():
            users = found.setdefault((device.kind.value, device.address), (device, []))[1]
            users += [terminal] if device.is_chosen else []
    for (kind, address), (device, users) in found.items():
        gone = "" if device.is_there else words("not plugged in")
        rows.append((kind, address, device.name or gone, ", ".join(users)))
    if has_display():
        from core.qt.screens import screens  # noqa: PLC0415 - only where there is one

        rows += [("screen", name, size, "") for name, size in screens()]
    say_table(rows)


def _try(options: argparse.Namespace) -> int:
    from core.services.ports import NotPrinted, Printed  # noqa: PLC0415 - see the package
    from core.services.try_printer import try_printer  # noqa: PLC0415

    words = texts()
    shop = terminal_shop(options.of, {"--data": str(data_of(options))})
    try:
        station = shop.kiosk() if options.of == "kiosk" else shop.pos()
        outcome = try_printer(station, words)
        match outcome:
            case Printed():
                say(words("The test page came out. Compare its ruler, scan its codes."))
            case NotPrinted(reason):
                complain(words("The test page did not come out: {reason}.", reason=reason.value))
            case _:
                say(words("This printer cannot say whether it printed. Look at the paper."))
        heard = _hear(station)
    finally:
        shop.close()
    if heard is None:
        complain(words("Nothing was scanned."))
    elif heard:
        say(words("The scanner read {text}", text=heard))
    is_well = not isinstance(outcome, NotPrinted) and heard is not None
    return 0 if is_well else 1


def _hear(station: Station) -> str | None:
    """What is scanned within half a minute; "" where a window has to listen."""
    from core.scanning.scanners import scanner_at  # noqa: PLC0415 - see the package
    from core.scanning.symbology import read_scan  # noqa: PLC0415

    words = texts()
    scanner = scanner_at(station.scanner)
    if scanner is None:
        say(words("A scanner that types is tried on the devices page (F10) or the staff page."))
        return ""
    scans: queue.SimpleQueue[str] = queue.SimpleQueue()
    say(words("Scan anything…"))
    stop = scanner.listen(scans.put, lambda _: None)
    try:
        return read_scan(scans.get(timeout=_SCAN_S)).text
    except queue.Empty:
        return None
    finally:
        stop()
