"""Texts that may break where no word ends, drawn by the font that draws their letters."""

from typing import Final

from PySide6.QtGui import QFont, QRawFont
from PySide6.QtWidgets import QLabel

#: Stands where a line may break, and is seen nowhere.
BREAK: Final = "\u200b"


def put_breaking(label: QLabel, text: str) -> None:
    """Show a text, borrowing no other font for its breaks alone.

    Our fonts know no such sign. One of the machine's fonts would lend it, not always the same, and
    make the line as high as its own letters. Where real letters are missing too, all is borrowed.
    """
    strategy = QFont.StyleStrategy
    wanted = strategy.NoFontMerging if _lacks_only_breaks(label, text) else strategy.PreferDefault
    if label.font().styleStrategy() != wanted:
        font = QFont()
        font.setStyleStrategy(wanted)
        label.setFont(font)
    label.setText(text)


def _lacks_only_breaks(label: QLabel, text: str) -> bool:
    if BREAK not in text:
        return False
    label.ensurePolished()
    ours = QRawFont.fromFont(label.font())
    return all(ours.supportsCharacter(ord(sign)) for sign in text if sign != BREAK)
