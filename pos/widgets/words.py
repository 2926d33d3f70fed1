"""Labels by their role; the style sheet knows what each looks like."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QFrame, QLabel, QSizePolicy, QWidget

_BREAK = "\u200b"


def words(role: str, *, wrap: bool = True) -> QLabel:
    """A label for text; it wraps rather than cutting anything off."""
    label = QLabel()
    label.setProperty("role", role)
    label.setWordWrap(wrap)
    label.setTextFormat(Qt.TextFormat.PlainText)
    return label


def rich_words(role: str) -> QLabel:
    """A label whose text may hold tags of the catalogue's own."""
    label = words(role)
    label.setTextFormat(Qt.TextFormat.RichText)
    return label


def picture() -> QLabel:
    """A label for an icon, which says nothing that the words beside it do not say."""
    label = QLabel()
    label.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
    return label


def frame(part: str, *, tone: str = "") -> QFrame:
    """A part of the page with a ground of its own."""
    made = QFrame()
    made.setProperty("part", part)
    if tone:
        made.setProperty("tone", tone)
    return made


def keep_height(part: QWidget) -> None:
    """Let no neighbour squeeze a part whose words wrap: it is as high as they need."""
    part.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)


def rule() -> QFrame:
    """A line across."""
    made = frame("rule")
    made.setFixedHeight(1)
    return made


def put_number(label: QLabel, number: str) -> None:
    """Show a number that may be long: it may break anywhere, but is read out whole."""
    is_long = len(number) > 20
    # Our fonts know no such break; one of the machine's would make the line as high as its own.
    strategy = QFont.StyleStrategy
    only_ours = strategy.NoFontMerging if is_long and number.isascii() else strategy.PreferDefault
    if label.font().styleStrategy() != only_ours:
        font = QFont()
        font.setStyleStrategy(only_ours)
        label.setFont(font)
    label.setText(_BREAK.join(number) if is_long else number)
    label.setAccessibleName(number)


def put_words(label: QWidget, text: str) -> None:
    """Show a text, or nothing at all where there is none."""
    if isinstance(label, QLabel):
        label.setText(text)
    label.setVisible(bool(text))


def shown_text(label: QLabel) -> str:
    """What a person reads there."""
    return label.text().replace(_BREAK, "")
