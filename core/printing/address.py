"""Where a printer is, as one line of the settings says it."""

import re
from dataclasses import dataclass
from typing import Final
from urllib.parse import parse_qsl, unquote, urlsplit

PORT: Final = 9100  # what network printers listen on for bare bytes
BAUD: Final = 38400
_SPEEDS: Final = frozenset({1200, 2400, 4800, 9600, 19200, 38400, 57600, 115200, 230400})
_USB: Final = re.compile(r"([0-9a-fA-F]{4}):([0-9a-fA-F]{4})")
_QUEUE: Final = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_.@-]{0,126}")
_HOST: Final = re.compile(r"[A-Za-z0-9.:_-]{1,253}")


@dataclass(frozen=True, slots=True)
class Network:
    """A printer on the network."""

    host: str
    port: int = PORT


@dataclass(frozen=True, slots=True)
class SerialPort:
    """A printer on a serial port, 8 data bits, no parity, one stop bit.

    Args:
        path: `/dev/ttyUSB0`, `COM3`.
        baud: bits a second.
        hardware_flow: the printer stops us by RTS/CTS or DSR; else by XON/XOFF, which pictures may
            contain, so then by nothing.
    """

    path: str
    baud: int = BAUD
    hardware_flow: bool = False


@dataclass(frozen=True, slots=True)
class RawDevice:
    """A printer that the system shows as a file: `/dev/usb/lp0`."""

    path: str


@dataclass(frozen=True, slots=True)
class UsbDevice:
    """A USB printer by its numbers, through libusb; needs the extra `usb`."""

    vendor: int
    product: int
    serial: str = ""


@dataclass(frozen=True, slots=True)
class Queue:
    """A queue of the system's own printing (CUPS)."""

    name: str


@dataclass(frozen=True, slots=True)
class PlainFile:
    """A file that the bytes are added to."""

    path: str


@dataclass(frozen=True, slots=True)
class Simulated:
    """The simulated printer of this installation."""


Address = Network | SerialPort | RawDevice | UsbDevice | Queue | PlainFile | Simulated


def parse_address(text: str) -> Address:
    """Where a printer is.

    Args:
        text: `tcp://10.0.0.5:9100`, `serial:///dev/ttyUSB0?baud=38400&flow=hardware`,
            `usb-raw:///dev/usb/lp0`, `usb://04b8:0e15`, `cups://receipts`, `file:///tmp/out.bin`
            or `simulated:`.

    Raises:
        ValueError: it is none of these; says what is wrong, in words for whoever wrote it.
    """
    try:
        parts = urlsplit(text.strip())
        port = parts.port if parts.scheme == "tcp" else None
    except ValueError:
        raise ValueError(f"{text!r} has no valid host and port") from None
    extras = dict(parse_qsl(parts.query, keep_blank_values=True))
    address: Address
    match parts.scheme:
        case "simulated":
            address = Simulated()
        case "tcp":
            address = Network(_matching(_HOST, parts.hostname or "", "host", text), port or PORT)
        case "serial":
            baud, flow = _baud(extras.pop("baud", "")), extras.pop("flow", "none")
            if flow not in {"none", "hardware"}:
                raise ValueError(f"flow is none or hardware, not {flow!r}")
            address = SerialPort(_path(parts.netloc + parts.path, text), baud, flow == "hardware")
        case "usb-raw":
            address = RawDevice(_path(parts.netloc + parts.path, text))
        case "usb":
            numbers = _USB.fullmatch(parts.netloc)
            if numbers is None:
                raise ValueError(f"{text!r} is not like usb://04b8:0e15")
            vendor, product = int(numbers[1], 16), int(numbers[2], 16)
            address = UsbDevice(vendor, product, extras.pop("serial", ""))
        case "cups":
            address = Queue(_matching(_QUEUE, unquote(parts.netloc), "queue", text))
        case "file":
            address = PlainFile(_path(parts.netloc + parts.path, text))
        case _:
            raise ValueError(
                f"{text!r} begins with none of tcp, serial, usb-raw, usb, cups, file, simulated"
            )
    if extras:
        raise ValueError(f"{text!r} says {', '.join(extras)}, which means nothing there")
    return address


def spelled(address: Address) -> str:
    """The address as `parse_address` reads it."""
    match address:
        case Network(host, port):
            return f"tcp://[{host}]:{port}" if ":" in host else f"tcp://{host}:{port}"
        case SerialPort(path, baud, hardware_flow):
            flow = "&flow=hardware" if hardware_flow else ""
            return f"serial://{path}?baud={baud}{flow}"
        case RawDevice(path):
            return f"usb-raw://{path}"
        case UsbDevice(vendor, product, serial):
            which = f"?serial={serial}" if serial else ""
            return f"usb://{vendor:04x}:{product:04x}{which}"
        case Queue(name):
            return f"cups://{name}"
        case PlainFile(path):
            return f"file://{path}"
        case Simulated():
            return "simulated:"


def _path(path: str, text: str) -> str:
    # Of `serial://COM3` a URL's reader makes a host; of `file:///tmp/x` a path.
    if not path or "\0" in path:
        raise ValueError(f"{text!r} names no path")
    return unquote(path)


def _matching(pattern: re.Pattern[str], word: str, what: str, text: str) -> str:
    if not pattern.fullmatch(word):
        raise ValueError(f"{text!r} names no {what}")
    return word


def _baud(text: str) -> int:
    if not text:
        return BAUD
    if not text.isascii() or not text.isdigit() or int(text) not in _SPEEDS:
        raise ValueError(f"baud is one of {', '.join(map(str, sorted(_SPEEDS)))}, not {text!r}")
    return int(text)
