"""One screen as a program of its own, as `python -m kiosk` and `python -m pos` open it."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Protocol, TypeVar

from core.desktop.display import check_display_libraries, has_display
from core.memory import keep_for_good
from core.texts import Texts
from core.trouble import StartupTrouble

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtWidgets import QWidget


class _Closed(Protocol):
    """What the program lets go of at its end."""

    def close(self) -> None: ...


WorldT = TypeVar("WorldT", bound=_Closed)


def run_alone(
    program: str,
    open_world: Callable[[Path], WorldT],
    build: Callable[[Callable[[], WorldT]], QWidget],
    arguments: Sequence[str] | None = None,
) -> int:
    """Open the window and run until it is closed; the answer is the process's exit status.

    Args:
        program: the package's name.
        open_world: opens the installation in a data directory; called once, on a worker, because it
            loads SQLAlchemy, pydantic and the printer's libraries.
        build: makes the window; gets what opens the installation.
        arguments: the command line's, without the program.
    """
    parser = argparse.ArgumentParser(
        prog=f"python -m {program}", description=f"Balik's {program}, the window alone."
    )
    parser.add_argument(
        "--data", type=Path, metavar="DIR", help="a world of its own in DIR instead of the user's"
    )
    data: Path | None = parser.parse_args(arguments).data
    texts = Texts()
    if not has_display():
        sys.stderr.write(texts("There is no display here to show a window on.") + "\n")
        return 1
    try:
        check_display_libraries()
    except StartupTrouble as trouble:
        sys.stderr.write(f"{trouble.sentence(texts)}\n{trouble.advice(texts)}\n")
        return 1
    return _run(data, open_world, build)


def _run(
    data: Path | None,
    open_world: Callable[[Path], WorldT],
    build: Callable[[Callable[[], WorldT]], QWidget],
) -> int:
    # All after the display was looked for: without one Qt would end the process.
    from core.qt.leaving import leave_what_loads  # noqa: PLC0415
    from core.qt.theme import dressed_application  # noqa: PLC0415

    app = dressed_application("Balik")
    opened: list[WorldT] = []

    def world() -> WorldT:
        from platformdirs import user_data_path  # noqa: PLC0415 - after the first frame

        if not opened:
            folder = data.expanduser().absolute() if data else None
            opened.append(open_world(folder or user_data_path("balik", appauthor=False)))
            keep_for_good()
        return opened[0]

    window = build(world)
    window.show()
    try:
        status = app.exec()
    finally:
        for each in opened:
            each.close()
    leave_what_loads(status)
    return status
