"""The scanners that this machine may have: nothing is opened."""

from dataclasses import dataclass
from pathlib import Path
from typing import Final

_BY_ID: Final = Path("/dev/serial/by-id")


@dataclass(frozen=True, slots=True)
class AttachedLine:
    """A serial line on which there may be a scanner.

    Args:
        address: as the settings say it.
        name: what it calls itself, or where it is.
    """

    address: str
    name: str


def attached_lines(by_id: Path = _BY_ID) -> tuple[AttachedLine, ...]:
    """What a scanner may be on. It may take a moment, so it belongs on a worker.

    Args:
        by_id: where the system keeps names that stay the same whichever socket a device is in.
    """
    from serial.tools import list_ports  # noqa: PLC0415 - only where somebody sets a scanner up

    names = _names(by_id)
    lines = []
    for port in sorted(list_ports.comports()):
        if port.vid is None and port.hwid == "n/a":
            continue  # a port that the board has and nobody uses
        place = names.get(port.device, port.device)
        lines.append(AttachedLine(f"serial://{place}", port.product or port.device))
    return tuple(lines)


def _names(by_id: Path) -> dict[str, str]:
    try:
        return {str(name.resolve()): str(name) for name in by_id.iterdir()}
    except OSError:
        return {}
