"""`balik printer`: a receipt printer in software on a TCP port, for whatever prints ESC/POS."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Final

from core.commands.options import INTERRUPTED, Commands, complain, say, texts
from core.services.ports import PrinterStatus
from core.trouble import marked

if TYPE_CHECKING:
    from core.simulator.escpos.twin import TwinPaper, TwinPrinter
    from core.simulator.escpos.wire import TcpWire

_PORT: Final = 9100
#: What a hand types, and what becomes of the printer.
_ORDERS: Final = {
    "ok": PrinterStatus.READY,
    "low": PrinterStatus.PAPER_LOW,
    "out": PrinterStatus.PAPER_OUT,
    "open": PrinterStatus.COVER_OPEN,
    "jam": PrinterStatus.JAMMED,
    "knife": PrinterStatus.CUTTER_STUCK,
    "hot": PrinterStatus.OVERHEATED,
    "defect": PrinterStatus.DEFECT,
    "off-line": PrinterStatus.OFFLINE,
    "silent": PrinterStatus.SILENT,
}
_HELP: Final = marked("Type one of {orders}, unplug, plug or quit.")


def add(commands: Commands) -> None:
    """Offer `printer`."""
    printer = commands.add_parser("printer", help="a receipt printer in software, on a TCP port")
    printer.add_argument("--host", default="127.0.0.1", help="the address to listen on")
    printer.add_argument("--port", type=int, default=_PORT, help=f"0 for any free one ({_PORT})")
    printer.add_argument("--to", type=Path, default=Path("papers"), help="where papers go (papers)")
    printer.add_argument("--dots", type=int, default=576, help="dots across its head (576)")
    printer.set_defaults(command=_run)


def _run(options: argparse.Namespace) -> int:
    from core.simulator.escpos.twin import TwinPrinter  # noqa: PLC0415 - loads Pillow
    from core.simulator.escpos.wire import TcpWire  # noqa: PLC0415
    from core.simulator.paper_folder import PaperFolder  # noqa: PLC0415

    words = texts()
    folder = PaperFolder(options.to)
    twin = TwinPrinter(options.dots)

    def keep(paper: TwinPaper) -> None:
        try:
            png = folder.keep("paper", paper.data, paper.words, paper.picture)
        except OSError as trouble:
            why = trouble.strerror or type(trouble).__name__
            complain(words("A paper could not be kept in {folder}: {why}", folder=folder, why=why))
            return
        is_whole = words("whole") if paper.whole else words("torn off")
        say(words("{file} ({whole})", file=png, whole=is_whole))

    twin.watch_papers(keep)
    try:
        wire = TcpWire(twin, options.port, options.host)
    except OSError as taken:
        why = taken.strerror or type(taken).__name__
        complain(words("Port {port} cannot be used: {why}", port=options.port, why=why))
        return 1
    say(words("A printer listens at {address}.", address=f"tcp://{options.host}:{wire.port}"))
    say(words(_HELP, orders=", ".join(_ORDERS)))
    try:
        _obey(twin, wire)
    except KeyboardInterrupt:
        return INTERRUPTED
    finally:
        wire.unplug()
    return 0


def _obey(twin: TwinPrinter, wire: TcpWire) -> None:
    words = texts()
    for line in sys.stdin:
        order = line.strip().lower()
        if order in _ORDERS:
            twin.set_status(_ORDERS[order])
        elif order == "unplug":
            wire.unplug()
        elif order == "plug":
            wire.plug_in()
        elif order == "quit":
            break
        elif order:
            complain(words(_HELP, orders=", ".join(_ORDERS)))
