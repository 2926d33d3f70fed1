"""Whether a window can be opened here, found out before Qt aborts the process (trap 16).

It is on the way to the first frame, so it asks the libraries that Qt itself would use, by ctypes.
"""

import os
import sys
from typing import Final

#: What Qt's xcb platform loads from the system, and what Debian calls the packages.
_XCB_LIBRARIES: Final = {
    "libxcb.so.1": "libxcb1",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
}


def can_show() -> bool:
    """Whether there is a screen, and all that Qt needs to show a window on it.

    Raises:
        StartupTrouble: there is a screen, but a system library is missing; says which package
            brings it.
    """
    if not has_display():
        return False
    check_display_libraries()
    return True


def has_display() -> bool:
    """Whether there is a screen to show a window on.

    An explicit QT_QPA_PLATFORM is taken at its word; `offscreen` and `minimal` are no screens.
    """
    platform = os.environ.get("QT_QPA_PLATFORM", "").split(":")[0]
    if platform:
        return platform not in {"offscreen", "minimal"}
    if not sys.platform.startswith("linux"):
        return True
    return _wayland_answers() or _x11_answers()


def check_display_libraries() -> None:
    """Name what Qt would need and does not find, before it aborts.

    Raises:
        StartupTrouble: a system library is missing; says which package brings it.
    """
    if not sys.platform.startswith("linux") or os.environ.get("QT_QPA_PLATFORM"):
        return
    if os.environ.get("WAYLAND_DISPLAY") and _wayland_answers():
        return
    missing = [package for library, package in _XCB_LIBRARIES.items() if not _loads(library)]
    if missing:
        from core.trouble import StartupTrouble, marked  # noqa: PLC0415 - only where it is needed

        raise StartupTrouble(
            marked("Qt cannot open a window: system libraries are missing."),
            marked("On Debian or Ubuntu: sudo apt install {packages}"),
            packages=" ".join(missing),
        )


def _loads(library: str) -> bool:
    import ctypes  # noqa: PLC0415 - takes 2 ms, and only an X server's libraries are asked so

    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def _wayland_answers() -> bool:
    name = os.environ.get("WAYLAND_DISPLAY", "")
    if not name:
        return False
    import socket  # noqa: PLC0415 - takes 12 ms, and only a compositor's socket is asked so

    path = os.path.join(os.environ.get("XDG_RUNTIME_DIR", ""), name)  # noqa: PTH118 - no pathlib yet
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as probe:
        probe.settimeout(2)
        try:
            probe.connect(path)
        except OSError:
            return False
    return True


def _x11_answers() -> bool:
    """Whether the X server that DISPLAY names lets us in, asked as Qt will ask."""
    if not os.environ.get("DISPLAY"):
        return False
    import ctypes  # noqa: PLC0415 - as above

    try:
        xcb = ctypes.CDLL("libxcb.so.1")
    except OSError:
        # There is said to be a screen; what is missing is named by `check_display_libraries`.
        return True
    xcb.xcb_connect.restype = ctypes.c_void_p
    connection = ctypes.c_void_p(xcb.xcb_connect(None, None))
    is_refused = xcb.xcb_connection_has_error(connection) != 0
    xcb.xcb_disconnect(connection)
    return not is_refused
