"""From a scanner's address to what listens to it."""

from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit

from core.scanning.assembler import ScannerHabits
from core.scanning.line import ScannerLine
from core.services.scanners import KEYBOARD, Scanner, ScannerSetup

_BAUD = 9600


class UnknownAddress(ValueError):  # noqa: N818 - it is what the person would say
    """This is no address of a scanner."""


def scanner_at(setup: ScannerSetup) -> Scanner | None:
    """What listens to the scanner; None for one that poses as a keyboard.

    Raises:
        UnknownAddress: it is none of those that `ScannerSetup` names.
    """
    if setup.address == KEYBOARD:
        return None
    parts = urlsplit(setup.address)
    # `serial://COM3` on Windows, `serial:///dev/ttyACM0` elsewhere.
    place = unquote(parts.netloc + parts.path)
    said = parse_qs(parts.query)
    if parts.scheme == "folder" and parts.path:
        from core.scanning.camera_folder import CameraFolder  # noqa: PLC0415 - loads the decoder

        return CameraFolder(Path(place))
    if parts.scheme == "serial" and place:
        try:
            baud = int(said.get("baud", [str(_BAUD)])[0])
        except ValueError:
            raise UnknownAddress(setup.address) from None
        from core.scanning.serial_scanner import SerialScanner  # noqa: PLC0415 - loads pyserial

        return SerialScanner(place, baud, lambda: ScannerLine(setup.prefix, setup.suffixes))
    raise UnknownAddress(setup.address)


def habits_of(setup: ScannerSetup) -> ScannerHabits:
    """How a scanner that poses as a keyboard types."""
    return ScannerHabits(
        prefix=setup.prefix, suffixes=setup.suffixes, ends_by_pause=setup.ends_by_pause
    )
