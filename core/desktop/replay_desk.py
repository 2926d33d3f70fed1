"""Opens the replay's window; outermost, for it lends the window the simulated printer's eyes."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING, Final

from core.flight.papers import unpacked
from core.simulator.paper_roll import burn
from core.texts import Texts

if TYPE_CHECKING:
    from core.flight.reading import Recording

_SIZE: Final = (1440, 820)


def show_replay(recording: Recording) -> int:
    """Show a recording until its window is closed; the answer is the process's exit status."""
    # What is imported after Qt takes many times as long.
    from core.qt.replay.window import ReplayWindow  # noqa: PLC0415
    from core.qt.theme import dressed_application  # noqa: PLC0415

    app = dressed_application("Balik")

    window = ReplayWindow(recording, paper_picture, Texts())
    window.resize(*_SIZE)
    window.show()
    return app.exec()


def paper_picture(packed: str, dots: int) -> bytes:
    """A recorded paper as a printer would have burned it, as PNG.

    Raises:
        ValueError: these are not a paper's bytes.
        UnknownCommand: the same.
    """
    png = BytesIO()
    burn(unpacked(packed), dots).save(png, "PNG")
    return png.getvalue()
