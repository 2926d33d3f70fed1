"""The look of the moment, and lengths that follow it."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QMargins, QSize
from PySide6.QtWidgets import QApplication, QLabel, QLayout, QPushButton, QWidget

from core.domain.merchants import Store
from core.qt.icons import icon, icon_pixmap
from core.qt.theme import Theme
from core.texts import Texts


@dataclass(frozen=True, slots=True)
class Look:
    """How the window looks now.

    Args:
        wide: whether the columns of the design's 1366 pixels have their full width.
    """

    texts: Texts
    theme: Theme
    wide: bool = True

    def store_name(self, store: Store) -> str:
        """`Store 0166 · Pasig Blvd`."""
        return self.texts("Store {code} · {name}", code=store.code, name=store.name)


class Measures:
    """Lengths in design pixels, applied again whenever the look changes.

    A layout's margins, a widget's fixed size and an icon's pixels cannot stand in a style sheet.
    """

    def __init__(self) -> None:
        self._rules: list[Callable[[Look], None]] = []

    def rule(self, rule: Callable[[Look], None]) -> None:
        """Anything else that depends on the look."""
        self._rules.append(rule)

    def layout(
        self,
        layout: QLayout,
        margins: tuple[int, int, int, int] = (0, 0, 0, 0),
        spacing: int = 0,
        *,
        narrow: tuple[int, int, int, int] | None = None,
    ) -> None:
        """A layout's margins (left, top, right, bottom; others in a narrow window) and spacing."""

        def apply(look: Look) -> None:
            px = look.theme.px
            left, top, right, bottom = margins if look.wide or narrow is None else narrow
            layout.setContentsMargins(QMargins(px(left), px(top), px(right), px(bottom)))
            layout.setSpacing(px(spacing))

        self.rule(apply)

    def size(self, widget: QWidget, width: int | None = None, height: int | None = None) -> None:
        """A widget's fixed size."""

        def apply(look: Look) -> None:
            if width is not None:
                widget.setFixedWidth(look.theme.px(width))
            if height is not None:
                widget.setFixedHeight(look.theme.px(height))

        self.rule(apply)

    def least(self, widget: QWidget, width: int = 0, height: int = 0) -> None:
        """A widget's minimum size."""

        def apply(look: Look) -> None:
            widget.setMinimumSize(QSize(look.theme.px(width), look.theme.px(height)))

        self.rule(apply)

    def icon(self, label: QLabel, name: str, colour: str, size: int, *, stroke: float = 2) -> None:
        """A label that is an icon."""

        def apply(look: Look) -> None:
            label.setPixmap(
                icon_pixmap(name, look.theme.colour(colour), look.theme.px(size), stroke=stroke)
            )

        self.rule(apply)

    def button_icon(self, button: QPushButton, name: str, colour: str, size: int) -> None:
        """A button's icon."""

        def apply(look: Look) -> None:
            pixels = look.theme.px(size)
            button.setIcon(icon(name, look.theme.colour(colour), pixels))
            button.setIconSize(QSize(pixels, pixels))

        self.rule(apply)

    def apply(self, look: Look) -> None:
        """Set everything for this look."""
        for rule in self._rules:
            rule(look)


def put_property(widget: QWidget, name: str, value: str | bool) -> None:
    """Set a dynamic property that the style sheet looks at, and let it look again.

    A frame measures its border only when it hears that its style has changed. Unless it is told so,
    it stands some pixels off, or not, by whether it had the property when the page was dressed.
    """
    text = str(value).lower() if isinstance(value, bool) else value
    if widget.property(name) == text:
        return
    widget.setProperty(name, text)
    for shown in (widget, *widget.findChildren(QWidget)):
        shown.style().unpolish(shown)
        shown.style().polish(shown)
        QApplication.sendEvent(shown, QEvent(QEvent.Type.StyleChange))


def polish(part: QWidget) -> None:
    """Style a part and all in it now; otherwise Qt does it when it is first shown."""
    part.ensurePolished()
    for widget in part.findChildren(QWidget):
        widget.ensurePolished()
