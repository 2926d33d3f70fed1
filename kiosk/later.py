"""What the kiosk's first frame does without, loaded on a worker, so that no touch waits for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from core.texts import Texts


def load_rules() -> None:
    """Load the flow, what performs it, and the other pages."""
    import kiosk.machine  # noqa: F401, PLC0415 - on the worker
    from kiosk.pages import choose, code, confirm, message, mobile, reference  # noqa: F401, PLC0415


def load_languages(texts: Texts) -> None:
    """Read every language's file; they are kept."""
    for code in texts.languages():
        texts.speaking(code)
