"""The stream of bytes as commands (ESC/POS command reference), as far as a receipt needs them."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

_DLE, _ESC, _FS, _GS = 0x10, 0x1B, 0x1C, 0x1D
_MORE: Final = -1  # the command is not whole yet
_NONE: Final = -2  # there is no such command

#: How many bytes follow the code, or what says so from the bytes after it.
_Length = int | Callable[[bytes], int]


class UnknownCommand(ValueError):  # noqa: N818 - it reads as the fact that it states
    """Bytes that are no command this printer knows."""

    def __init__(self, place: int) -> None:
        super().__init__(f"no command at byte {place}")


@dataclass(frozen=True, slots=True)
class Command:
    """One command.

    Args:
        code: its fixed bytes, such as `GS v 0`; b"" for letters to print.
        body: what follows them.
    """

    code: bytes
    body: bytes = b""

    def number(self, place: int, count: int = 1) -> int:
        """A number in its body, low byte first."""
        return int.from_bytes(self.body[place : place + count], "little")


def _counted(head: int, count: Callable[[bytes], int]) -> Callable[[bytes], int]:
    """A head that says how many bytes come after it."""
    return lambda rest: head + count(rest) if len(rest) >= head else _MORE


def _to_nul(rest: bytes) -> int:
    return rest.find(0) + 1 or _MORE


def _bars(rest: bytes) -> int:
    """GS k: the older form ends with NUL, the newer has its length."""
    if not rest:
        return _MORE
    if rest[0] <= 6:
        end = rest.find(0, 1)
        return end + 1 if end >= 0 else _MORE
    return 2 + rest[1] if len(rest) >= 2 else _MORE


def _cut(rest: bytes) -> int:
    if not rest:
        return _MORE
    if rest[0] in b"\x00\x0101":
        return 1
    return 2 if rest[0] in b"AaBbgh" else _NONE


def _columns(rest: bytes) -> int:
    """ESC *: columns of one or three bytes."""
    return (3 if rest[0] in {32, 33} else 1) * int.from_bytes(rest[1:3], "little")


_COMMANDS: Final = MappingProxyType[bytes, _Length](
    {
        **dict.fromkeys((b"\x1b@", b"\x1b2", b"\x1bi", b"\x1bm", b"\x1cC\x00", b"\x1c."), 0),
        **{b"\x1b" + bytes([letter]): 1 for letter in b"!-EGMadJ3tR{Ve r=&U"},
        **{b"\x1d" + bytes([letter]): 1 for letter in b"!aBHfhwrIb/E"},
        **dict.fromkeys((b"\x1b$", b"\x1b\\", b"\x1bc", b"\x1dL", b"\x1dW", b"\x1dP", b"\x1d$"), 2),
        b"\x1bp": 3,
        b"\x1bD": _to_nul,
        b"\x1b*": _counted(3, _columns),
        b"\x1dV": _cut,
        b"\x1dk": _bars,
        b"\x1dv0": _counted(
            5,
            lambda rest: int.from_bytes(rest[1:3], "little") * int.from_bytes(rest[3:5], "little"),
        ),
        b"\x1d(": _counted(3, lambda rest: int.from_bytes(rest[1:3], "little")),
        b"\x1d8L": _counted(4, lambda rest: int.from_bytes(rest[:4], "little")),
        b"\x10\x04": _counted(1, lambda rest: int(rest[0] in {7, 8, 18})),
        b"\x10\x05": 1,
        b"\x10\x14": _counted(1, lambda rest: {1: 2, 2: 2, 8: 7}.get(rest[0], 0)),
    }
)
_LONGEST_CODE: Final = 3
_LEADS: Final = frozenset((_DLE, _ESC, _FS, _GS))
#: Control characters that stand alone; NUL does nothing.
_SINGLE: Final = frozenset(b"\x00\x09\x0a\x0c\x0d\x18")


class CommandReader:
    """Makes commands of bytes that come in any pieces."""

    def __init__(self) -> None:
        self._rest = b""
        self._place = 0

    @property
    def waiting(self) -> int:
        """Bytes that are no whole command yet, or were not asked for."""
        return len(self._rest)

    def add(self, data: bytes) -> None:
        """More bytes came."""
        self._rest += data

    def forget(self) -> None:
        """Throw away what was not read."""
        self._rest = b""

    def skip(self) -> None:
        """Throw away one byte that begins no command."""
        self._rest = self._rest[1:]
        self._place += 1

    def __iter__(self) -> Iterator[Command]:
        """The whole commands so far.

        Raises:
            UnknownCommand: what comes next is none.
        """
        while self._rest:
            command, taken = self._first()
            if command is None:
                return
            self._rest = self._rest[taken:]
            self._place += taken
            yield command

    def _first(self) -> tuple[Command | None, int]:
        rest = self._rest
        if rest[0] in _SINGLE:
            return Command(rest[:1]), 1
        if rest[0] not in _LEADS:
            end = next(
                (place for place, byte in enumerate(rest) if byte in _LEADS or byte in _SINGLE),
                len(rest),
            )
            return Command(b"", rest[:end]), end
        for size in (2, _LONGEST_CODE):
            code = rest[:size]
            length = _COMMANDS.get(code)
            if length is None:
                continue
            after = rest[size:]
            count = length if isinstance(length, int) else length(after)
            if count == _NONE:
                break
            if count == _MORE or len(after) < count:
                return None, 0
            return Command(code, after[:count]), size + count
        if len(rest) < _LONGEST_CODE and any(code.startswith(rest) for code in _COMMANDS):
            return None, 0
        raise UnknownCommand(self._place)
