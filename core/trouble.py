"""Why Balik cannot start, said to a person: one clear message, no traceback, nothing harmed."""

from typing import ClassVar

from core.texts import Texts


class StartupTrouble(Exception):  # noqa: N818 - it is what the person sees, not an error class
    """Balik cannot start until somebody does something.

    Args:
        message: a message of the catalogue, what is wrong.
        advice: a message of the catalogue, what to do.
        values: fill the places of both.
    """

    #: Whether it may end by itself, so that it is worth trying again without anybody's doing.
    passing: ClassVar[bool] = False

    def __init__(self, message: str, advice: str, **values: object) -> None:
        super().__init__(message)
        self._message = message
        self._advice = advice
        self._values = values

    def sentence(self, texts: Texts) -> str:
        """What is wrong."""
        return texts(self._message, **self._values)

    def advice(self, texts: Texts) -> str:
        """What to do about it."""
        return texts(self._advice, **self._values)


class PassingTrouble(StartupTrouble):
    """A trouble of others' that ends without anybody's doing here."""

    passing = True


def marked(message: str) -> str:
    """Mark a message for the catalogue where it is written, to be looked up where it is shown."""
    return message
