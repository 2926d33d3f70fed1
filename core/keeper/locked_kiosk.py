"""`balik kiosk --locked`: the keeper of a kiosk on a machine of its own."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Mapping

from core.commands.options import data_directory
from core.desktop.display import check_display_libraries
from core.keeper.keeper import Keeper
from core.keeper.systemd import notifier, without_socket
from core.log import log_to

#: What the keeper starts the window with; nobody types it.
WINDOW = "--locked-window"


def keep_kiosk(words: Mapping[str, str]) -> int:
    """Keep the locked kiosk going until staff ends it, or a supervisor asks us to end.

    Args:
        words: the terminal's options and what follows each.

    Raises:
        StartupTrouble: a system library is missing, which starting again does not cure.
    """
    check_display_libraries()
    log_to(data_directory(words.get("--data")))
    command = [sys.executable, "-m", "core.cli", "kiosk", WINDOW]
    for name, value in words.items():
        command += [name, value]
    keeper = Keeper(command, notifier(os.environ), environment=without_socket(os.environ))
    for name in ("SIGTERM", "SIGINT", "SIGHUP", "SIGBREAK"):
        # Windows has no SIGHUP, the others no SIGBREAK.
        if (number := getattr(signal, name, None)) is not None:
            signal.signal(number, lambda *_: keeper.end())
    return keeper.run()
