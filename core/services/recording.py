"""What a flight recorder takes, as a protocol: whoever works need not know who writes it down."""

from typing import Protocol


class Plain(str):
    """A word of this program's own, or of its settings: it can name nobody, and is kept as it is.

    Every other text is taken for personal until the recorder knows better.
    """

    __slots__ = ()


class Read(str):
    """What a scanner read or somebody entered: a number whose kind is still to be found out."""

    __slots__ = ()


class Flight(Protocol):
    """A run that is being recorded. Any thread may note; it costs microseconds and never fails."""

    def note(self, where: str, what: str, **facts: object) -> None:
        """Write down that something happened.

        Args:
            where: `kiosk`, `pos`, `ecms`, …
            what: `touch`, `scan`, `key`, `screen`, `call`, `http`, `print`, …
            facts: may hold personal data, for they are concealed before they are written. They are
                looked at later and on another thread, so nothing in them may change.
        """
        ...

    def flush(self) -> None:
        """Wait until all that was noted is in the file; blocks."""
        ...
