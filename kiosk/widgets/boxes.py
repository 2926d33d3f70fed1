"""Rows and columns whose gaps are design lengths, so that a page scales with the window.

Nothing that the first frame needs names Qt's global enums (`Qt.…`), size policies, icons or styles:
PySide builds those classes when they are first named, which takes a third of a bare window's whole
start. Alignments, focus policies and text formats stand in the style sheet instead.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QBoxLayout, QFrame, QSpacerItem, QWidget

from core.qt.theme import Theme

if TYPE_CHECKING:
    from PySide6.QtWidgets import QLayoutItem


class Dressed:
    """A widget that takes lengths or colours from the theme beyond what its style sheet says."""

    def dress(self, theme: Theme) -> None:
        """Take the lengths and colours of `theme`."""
        raise NotImplementedError


class Box(QFrame, Dressed):
    """A column (or row) of widgets.

    Args:
        kind: its `#box-…` in the style sheet: `card`, `hint`, `plain`, …
        row: side by side instead of one below the other.
        margins: left, top, right, bottom, in design pixels.
    """

    #: Gaps beside widgets that are left out.
    _closed: frozenset[QLayoutItem | None] = frozenset()

    def __init__(
        self,
        kind: str = "plain",
        *,
        row: bool = False,
        margins: tuple[float, float, float, float] = (0, 0, 0, 0),
    ) -> None:
        super().__init__()
        self.setObjectName(f"box-{kind}")
        direction = QBoxLayout.Direction.LeftToRight if row else QBoxLayout.Direction.TopToBottom
        self._boxes = QBoxLayout(direction, self)
        self._boxes.setSpacing(0)
        self._row = row
        self._margins = margins
        self._gaps: list[tuple[QSpacerItem, float]] = []
        self._theme: Theme | None = None
        self._white = 1.0

    def add(self, widget: QWidget, *, stretch: int = 0) -> None:
        """Put a widget at the end."""
        self._boxes.addWidget(widget, stretch)

    def gap(self, design: float) -> None:
        """Leave room before the next widget, in design pixels."""
        spacer = QSpacerItem(0, 0)
        self._gaps.append((spacer, design))
        self._boxes.addItem(spacer)

    def pad(self, left: float, top: float, right: float, bottom: float) -> None:
        """Take other margins, in design pixels, from the next dressing on."""
        self._margins = (left, top, right, bottom)

    def squeeze(self, white: float) -> bool:
        """Take only this part of the white above, between and below a column's widgets.

        Returns:
            Whether that is a change.
        """
        if white == self._white:
            return False
        self._white = white
        if self._theme is not None:
            self.dress(self._theme)
        return True

    def spring(self) -> None:
        """Take up what room is left."""
        self._boxes.addStretch(1)

    def leave_out(self, widget: QWidget, *, out: bool) -> None:
        """Hide a widget and close the gap that divides it from its neighbour, or show both again.

        Where it is the first, that is the gap after it, else the one before.
        """
        widget.setVisible(not out)
        place = self._boxes.indexOf(widget)
        beside = self._boxes.itemAt(place - 1 if place else 1)
        self._closed = self._closed | {beside} if out else self._closed - {beside}
        if self._theme is not None:
            self.dress(self._theme)

    def clear(self) -> None:
        """Take all widgets out and delete them."""
        while (item := self._boxes.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self._gaps.clear()

    def dress(self, theme: Theme) -> None:
        """See `Dressed`."""
        self._theme = theme
        px, white = theme.px, self._white
        left, top, right, bottom = self._margins
        self._boxes.setContentsMargins(px(left), px(top * white), px(right), px(bottom * white))
        for spacer, design in self._gaps:
            length = 0 if spacer in self._closed else px(design * white)
            spacer.changeSize(length if self._row else 0, 0 if self._row else length)
        self._boxes.invalidate()

    def height_in(self, width: int) -> int:
        """How high it wants to be at this width, with the words that it holds now."""
        # Qt tells a layout of its widgets' new words, but not yet the layouts around that.
        for box in [self, *self.findChildren(Box)]:
            box.updateGeometry()
        wanted = self.heightForWidth(width)
        return wanted if wanted >= 0 else self.sizeHint().height()
