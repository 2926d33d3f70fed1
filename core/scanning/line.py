"""From the bytes of a line to scans: a serial scanner's, which nobody else types on."""

from typing import Final

from core.scanning.assembler import GROUP_SEPARATOR, LONGEST_SCAN

#: They end a scan however the scanner was set up: no code holds them.
_ENDS: Final = frozenset("\r\n\t\x03")
_UTF8_LONGEST: Final = 4


class ScannerLine:
    """Cuts what comes over a line into scans.

    Args:
        prefix: what the scanner sends before each code, or "".
        suffixes: characters, any one of which it sends after each; line ends and tabs are always
            among them.
    """

    def __init__(self, prefix: str = "", suffixes: frozenset[str] = frozenset()) -> None:
        self._prefix = prefix.encode()
        self._ends = frozenset(sign.encode() for sign in _ENDS | suffixes)
        self._longest = LONGEST_SCAN * _UTF8_LONGEST
        self._begun = bytearray()

    def feed(self, sent: bytes) -> list[str]:
        """Take what came; the scans that are whole now, oldest first."""
        scans: list[str] = []
        for number in sent:
            byte = bytes((number,))
            if byte in self._ends:
                scans += self.pause()
            elif len(self._begun) < self._longest:
                self._begun += byte
        return scans

    def pause(self) -> list[str]:
        """Nothing came for a while: what was begun is whole, for a scanner without suffix."""
        begun, self._begun = bytes(self._begun), bytearray()
        text = begun.removeprefix(self._prefix).decode("utf-8", "replace")
        # STX before a code, NULs of a line that was just plugged in.
        signs = (sign for sign in text if sign == GROUP_SEPARATOR or sign.isprintable())
        scan = "".join(signs)[:LONGEST_SCAN]
        return [scan] if scan else []
