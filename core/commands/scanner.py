"""`balik scanner`: a simulated scanner on a line of its own, for a kiosk or POS to hear."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from core.commands.options import Commands, data_of, say, texts


def add(commands: Commands) -> None:
    """Offer `scanner`."""
    scanner = commands.add_parser(
        "scanner", help="a simulated scanner on a serial line: each line typed is a scan"
    )
    scanner.add_argument(
        "--data", type=Path, metavar="DIR", default=argparse.SUPPRESS, help=argparse.SUPPRESS
    )
    scanner.add_argument(
        "--at", type=Path, metavar="FILE", help="where the line is found (scanner, in the data)"
    )
    scanner.set_defaults(command=run)


def run(options: argparse.Namespace) -> int:
    """Scan each line of the standard input, until it ends."""
    from core.simulator.scanner import ScannerCable, SimulatedScanner  # noqa: PLC0415

    words = texts()
    place = (options.at or data_of(options) / "scanner").expanduser().absolute()
    place.parent.mkdir(parents=True, exist_ok=True)
    cable, scanner = ScannerCable(place), SimulatedScanner()
    cable.plug_in()
    try:
        say(words("The scanner is at {address}. Each line is a scan.", address=cable.address))
        sys.stdout.flush()
        for line in sys.stdin:
            if text := line.rstrip("\n"):
                cable.send(scanner.sent(text))
    finally:
        cable.unplug()
    return 0
