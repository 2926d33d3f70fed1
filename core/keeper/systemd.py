"""Tells systemd that a service is ready and alive (sd_notify(3)); says nothing elsewhere."""

import socket
from collections.abc import Callable, Mapping
from contextlib import suppress


def notifier(environment: Mapping[str, str]) -> Callable[[str], None]:
    """What sends a line of the notify protocol.

    Args:
        environment: `NOTIFY_SOCKET` in it says where to; without it nothing is sent.
    """
    place = environment.get("NOTIFY_SOCKET", "")
    if not place or not hasattr(socket, "AF_UNIX"):
        return lambda _: None
    # A leading @ stands for the NUL of Linux's abstract names.
    address = "\0" + place[1:] if place.startswith("@") else place

    def tell(line: str) -> None:
        # Nobody there any more: a kiosk does not stop for that.
        with suppress(OSError), socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as out:
            out.sendto(line.encode(), address)

    return tell


def without_socket(environment: Mapping[str, str]) -> dict[str, str]:
    """The environment for a program that must not speak for the service."""
    own = {"NOTIFY_SOCKET", "WATCHDOG_USEC", "WATCHDOG_PID"}
    return {name: value for name, value in environment.items() if name not in own}
