"""The steps as a list that stays light however many there are."""

from datetime import tzinfo
from typing import Final

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt

from core.flight.lines import happened
from core.qt.replay.film import Frame
from core.texts import Texts

_LONGEST: Final = 300


class Steps(QAbstractListModel):
    """A line for each step, made when it is looked at.

    Args:
        frames: the film.
        texts: the language.
        zone: of the shop's time.
    """

    def __init__(self, frames: tuple[Frame, ...], texts: Texts, zone: tzinfo) -> None:
        super().__init__()
        self._frames: Final = frames
        self._texts: Final = texts
        self._zone: Final = zone

    def rowCount(  # noqa: N802 - Qt's name
        self, parent: QModelIndex | QPersistentModelIndex | None = None
    ) -> int:
        """How many steps there are."""
        return 0 if parent is not None and parent.isValid() else len(self._frames)

    def data(
        self,
        index: QModelIndex | QPersistentModelIndex,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> str | None:
        """A step's line."""
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        entry = self._frames[index.row()].entry
        at = f"{entry.at.astimezone(self._zone):%H:%M:%S}"
        return f"{at}  {entry.where}  {happened(entry, self._texts)[:_LONGEST]}"
