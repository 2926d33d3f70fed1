"""The faults as a list of switches, painted rather than built: fifty widgets would take long."""

from collections.abc import Mapping
from typing import Final

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QListView, QStyledItemDelegate, QStyleOptionViewItem

from core.qt.theme import Theme
from core.simulator.faults import FAULTS, Fault
from core.texts import Texts

_Index = QModelIndex | QPersistentModelIndex
_ROW: Final = 41
_TOGGLE: Final = (38, 22)
_GAP: Final = 12
#: Above and below two lines.
_EDGE: Final = 2


#: What is said of a switch: since when it is on, and how often it strikes.
SAID_ROLE: Final = Qt.ItemDataRole.UserRole


class FaultsModel(QAbstractListModel):
    """All faults, and which are on.

    Args:
        texts: the language.
    """

    def __init__(self, texts: Texts) -> None:
        super().__init__()
        self.faults: Final[tuple[Fault, ...]] = tuple(FAULTS.values())
        self._words: Final = [fault.words(texts) for fault in self.faults]
        self._on: Mapping[str, str] = {}

    def show(self, on: Mapping[str, str]) -> None:
        """These are on, by code; of each, what is to be said beside its switch."""
        if on != self._on:
            self._on = on
            self.dataChanged.emit(self.index(0), self.index(len(self.faults) - 1))

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008, N802 - Qt's way
        """See Qt."""
        return 0 if parent.isValid() else len(self.faults)

    def data(
        self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole
    ) -> str | Qt.CheckState | None:
        """See Qt."""
        if role == Qt.ItemDataRole.DisplayRole:
            return self._words[index.row()]
        if role == Qt.ItemDataRole.CheckStateRole:
            is_on = self.faults[index.row()].code in self._on
            return Qt.CheckState.Checked if is_on else Qt.CheckState.Unchecked
        if role == SAID_ROLE:
            return self._on.get(self.faults[index.row()].code, "")
        return None


class _Toggle(QStyledItemDelegate):
    """A row: what it is, and its switch at the right."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:  # noqa: N802 - Qt's
        """See Qt."""
        return QSize(super().sizeHint(option, index).width(), self._theme.px(_ROW))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """See Qt."""
        theme, rect = self._theme, option.rect
        is_on = index.data(Qt.ItemDataRole.CheckStateRole) == Qt.CheckState.Checked
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(theme.colour("key"))
        painter.drawLine(rect.topLeft(), rect.topRight())
        wide, high = (theme.px(side) for side in _TOGGLE)
        left = rect.adjusted(0, 0, -wide - theme.px(_GAP), 0)
        self._write(painter, left, index)
        place = QRectF(rect.right() - wide, rect.center().y() - high / 2, wide, high)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour("red-line" if is_on else "track"))
        painter.drawRoundedRect(place, high / 2, high / 2)
        knob = place.adjusted(3, 3, -3, -3)
        knob.setWidth(knob.height())
        if is_on:
            knob.moveRight(place.right() - 3)
        painter.setBrush(theme.colour("ink" if is_on else "muted"))
        painter.drawEllipse(knob)
        painter.restore()

    def _write(self, painter: QPainter, room: QRect, index: _Index) -> None:
        """What it is, and when it strikes beside that; or below, where there is no room."""
        words, said, metrics = index.data(), index.data(SAID_ROLE), painter.fontMetrics()
        across = metrics.horizontalAdvance(words) + metrics.horizontalAdvance(said)
        middle = Qt.AlignmentFlag.AlignVCenter
        name_at, said_at = middle, middle | Qt.AlignmentFlag.AlignRight
        if said and across + self._theme.px(_GAP) > room.width():
            room = room.adjusted(0, self._theme.px(_EDGE), 0, -self._theme.px(_EDGE))
            name_at, said_at = Qt.AlignmentFlag.AlignTop, Qt.AlignmentFlag.AlignBottom
        painter.setPen(self._theme.colour("muted"))
        painter.drawText(room, said_at, said)
        painter.setPen(self._theme.colour("ink"))
        words = metrics.elidedText(words, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, name_at, words)


class FaultSwitches(QListView):
    """The list; a click asks for a fault to be switched.

    Args:
        texts: the language.
        theme: colours and sizes.
    """

    #: The code of a fault that somebody wants on or off.
    switched = Signal(str)

    def __init__(self, texts: Texts, theme: Theme) -> None:
        super().__init__()
        self.faults: Final = FaultsModel(texts)
        self._toggle: Final = _Toggle(theme)
        self.setModel(self.faults)
        self.setItemDelegate(self._toggle)
        self.setUniformItemSizes(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(texts("Faults"))
        self.clicked.connect(self._clicked)

    def _clicked(self, index: QModelIndex) -> None:
        self.switched.emit(self.faults.faults[index.row()].code)
