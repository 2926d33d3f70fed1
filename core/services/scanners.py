"""What the screens need of scanners: how one was set up, and what comes from one with a line."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final, Protocol

#: The address of a scanner that poses as a keyboard: there is nothing to open.
KEYBOARD: Final = "keyboard:"


@dataclass(frozen=True, slots=True)
class ScannerSetup:
    """How the scanner at a terminal was set up.

    Args:
        address: `keyboard:`, `serial:///dev/ttyACM0?baud=9600`, or `folder:///path`, into which a
            camera's program puts its pictures.
        prefix: characters that it sends before each code, or "".
        suffixes: characters, any one of which it sends after each code; carriage return is Enter.
        ends_by_pause: it sends none; a keyboard's burst that is followed by silence is a scan too.
    """

    address: str = KEYBOARD
    prefix: str = ""
    suffixes: frozenset[str] = frozenset({"\r", "\t"})
    ends_by_pause: bool = False


#: One that nobody set up: a keyboard that ends each code with Enter or Tab.
UNTOUCHED: Final = ScannerSetup()


class Scanner(Protocol):
    """A scanner that is no keyboard."""

    def listen(
        self, heard: Callable[[str], None], changed: Callable[[bool], None]
    ) -> Callable[[], None]:
        """Listen until told to stop; unplugged, wait until it is plugged in again.

        Args:
            heard: gets each scan as it was sent, from any thread.
            changed: gets whether it is there, at the beginning and at each change; the same.

        Returns:
            How to stop; blocks until nothing more is heard, may be called twice.
        """
        ...
