"""The POS as a program of its own, `python -m pos`: the window alone, nothing beside it."""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from core.display import check_display_libraries, has_display
from core.texts import Texts
from core.trouble import StartupTrouble

if TYPE_CHECKING:
    from core.services.station import Station


def main(arguments: Sequence[str] | None = None) -> int:
    """Open the POS and run until it is closed; the answer is the process's exit status."""
    parser = argparse.ArgumentParser(prog="python -m pos", description="Balik's POS.")
    parser.add_argument(
        "--data", type=Path, metavar="DIR", help="a world of its own in DIR instead of the user's"
    )
    options = parser.parse_args(arguments)
    texts = Texts()
    if not has_display():
        sys.stderr.write(texts("There is no display here to show the POS on.") + "\n")
        return 1
    try:
        check_display_libraries()
    except StartupTrouble as trouble:
        sys.stderr.write(f"{trouble.sentence(texts)}\n{trouble.advice(texts)}\n")
        return 1
    return _run(options.data)


def _run(data: Path | None) -> int:
    from PySide6.QtWidgets import QApplication  # noqa: PLC0415 - after the display was looked for

    from core.qt.theme import dress  # noqa: PLC0415
    from pos.window import PosWindow  # noqa: PLC0415

    app = QApplication(sys.argv[:1])
    app.setApplicationName("Balik")
    dress(app)
    close = []

    def open_station() -> "Station":
        # Loads SQLAlchemy, pydantic and the printer's libraries: after the first frame.
        from platformdirs import user_data_path  # noqa: PLC0415

        from core.bootstrap import Shop  # noqa: PLC0415

        shop = Shop(data.expanduser().absolute() if data else user_data_path("balik", False))
        close.append(shop.close)
        return shop.pos()

    window = PosWindow(open_station)
    window.show()
    try:
        return app.exec()
    finally:
        for let_go in close:
            let_go()
