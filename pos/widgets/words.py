"""Labels by their role; the style sheet knows what each looks like."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QLabel, QSizePolicy, QWidget

from core.qt.line_breaks import BREAK, put_breaking


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
    put_breaking(label, BREAK.join(number) if len(number) > 20 else number)
    label.setAccessibleName(number)


def put_words(label: QWidget, text: str) -> None:
    """Show a text, or nothing at all where there is none."""
    if isinstance(label, QLabel):
        put_breaking(label, text)
    label.setVisible(bool(text))


def shown_text(label: QLabel) -> str:
    """What a person reads there."""
    return label.text().replace(BREAK, "")
