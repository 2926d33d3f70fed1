"""Whether a window can be opened here, found out before Qt aborts the process (trap 16)."""

import ctypes
import os
import socket
import sys
from pathlib import Path
from typing import Final

from core.trouble import StartupTrouble, marked

#: What Qt's xcb platform loads from the system, and what Debian calls the packages.
_XCB_LIBRARIES: Final = {
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
}


def has_display() -> bool:
    """Whether there is a screen to show a window on.

    An explicit QT_QPA_PLATFORM is taken at its word; `offscreen` and `minimal` are no screens.
    """
    platform = os.environ.get("QT_QPA_PLATFORM", "").split(":")[0]
    if platform:
        return platform not in {"offscreen", "minimal"}
    if not sys.platform.startswith("linux"):
        return True
    return _wayland_answers() or _x11_answers(os.environ.get("DISPLAY", ""))


def check_display_libraries() -> None:
    """Name what Qt would need and does not find, before it aborts.

    Raises:
        StartupTrouble: a system library is missing; says which package brings it.
    """
    if not sys.platform.startswith("linux") or os.environ.get("QT_QPA_PLATFORM"):
        return
    if _wayland_answers():
        return
    missing = [package for library, package in _XCB_LIBRARIES.items() if not _loads(library)]
    if missing:
        raise StartupTrouble(
            marked("Qt cannot open a window: system libraries are missing."),
            marked("On Debian or Ubuntu: sudo apt install {packages}"),
            packages=" ".join(missing),
        )


def _loads(library: str) -> bool:
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def _wayland_answers() -> bool:
    name = os.environ.get("WAYLAND_DISPLAY", "")
    runtime = os.environ.get("XDG_RUNTIME_DIR", "")
    if not name:
        return False
    return _connects(socket.AF_UNIX, str(Path(runtime) / name))


def _x11_answers(display: str) -> bool:
    host, colon, rest = display.rpartition(":")
    number = rest.split(".")[0]
    if not colon or not number.isdigit():
        return False
    if host in {"", "unix"}:
        path = f"/tmp/.X11-unix/X{number}"  # noqa: S108 - where X servers put their sockets
        return _connects(socket.AF_UNIX, path) or _connects(socket.AF_UNIX, "\0" + path)
    return _connects(socket.AF_INET, (host, 6000 + int(number)))


def _connects(family: socket.AddressFamily, address: str | tuple[str, int]) -> bool:
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.settimeout(2)
        try:
            probe.connect(address)
        except OSError:
            return False
    return True
