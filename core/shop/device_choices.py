"""What a person chose on a devices page, kept in the data directory (decision 0087).

A file of its own: `balik.toml` is written by people, with their comments, and never by Balik.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, Final

from core.log import get_logger
from core.services.devices import DeviceKind

FILE_NAME: Final = "devices.json"

_log = get_logger("devices")


class DeviceChoices:
    """The choices of one installation's terminals.

    Args:
        data: the data directory.
    """

    def __init__(self, data: Path) -> None:
        self._path = data / FILE_NAME

    def chosen(self, terminal: str, kind: DeviceKind) -> dict[str, str]:
        """What was chosen for a terminal: its `address`, and a printer's `model`; {} for nothing.

        A file that cannot be read chooses nothing: a kiosk does not stop for that.

        Args:
            terminal: `kiosk` or `pos`.
            kind: printer or scanner.
        """
        entry = self._read().get(terminal)
        choice = entry.get(kind.value) if isinstance(entry, dict) else None
        if not isinstance(choice, dict) or not isinstance(choice.get("address"), str):
            return {}
        return {name: str(value) for name, value in choice.items()}

    def keep(self, terminal: str, kind: DeviceKind, address: str, model: str = "") -> None:
        """Keep a choice.

        Raises:
            OSError: it cannot be written.
        """
        all_of_them = self._read()
        entry = all_of_them.setdefault(terminal, {})
        if not isinstance(entry, dict):
            entry = all_of_them[terminal] = {}
        entry[kind.value] = {"address": address} | ({"model": model} if model else {})
        part = self._path.with_suffix(".part")
        part.write_text(json.dumps(all_of_them, indent=2) + "\n", "utf-8")
        part.replace(self._path)

    def _read(self) -> dict[str, Any]:
        try:
            said = json.loads(self._path.read_text("utf-8"))
        except FileNotFoundError:
            return {}
        except (OSError, ValueError) as broken:
            _log.error("device choices not read", error=type(broken).__name__)
            return {}
        return said if isinstance(said, dict) else {}
