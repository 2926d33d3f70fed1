"""The board: a column for each status, its parcels below; thousands of them scroll as ten do."""

from collections.abc import Mapping, Sequence
from typing import Final

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtWidgets import QAbstractItemView, QGridLayout, QLabel, QListView, QWidget

from core.domain.codes import ReturnCode
from core.domain.status import FLOW, Status, Trigger
from core.qt.theme import Theme
from core.services.backstage import BoardParcel
from core.texts import Texts
from core.trouble import marked

_PARTIES: Final = {
    Trigger.KIOSK: marked("Kiosk"),
    Trigger.POS: marked("POS"),
    Trigger.ECMS_JOB: marked("ECMS job"),
    Trigger.SBS: marked("SBS"),
    Trigger.TRUCKER: marked("Trucker"),
    Trigger.DC: marked("DC"),
}
_Index = QModelIndex | QPersistentModelIndex


class ColumnModel(QAbstractListModel):
    """The parcels of one status."""

    def __init__(self) -> None:
        super().__init__()
        self.parcels: Sequence[BoardParcel] = ()

    def show(self, parcels: Sequence[BoardParcel]) -> None:
        """Have these."""
        self.beginResetModel()
        self.parcels = parcels
        self.endResetModel()

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008, N802 - Qt's way
        """See Qt."""
        return 0 if parent.isValid() else len(self.parcels)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> str | None:
        """See Qt."""
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        return str(ReturnCode(self.parcels[index.row()].code))


class Board(QWidget):
    """Ten columns; the chosen parcels are scanned from outside.

    Args:
        texts: the language.
        theme: colours and sizes.
    """

    #: The chosen parcels are others now.
    chosen_changed = Signal()
    #: A parcel was double-clicked, or Enter pressed: scan it.
    scan_asked = Signal()

    def __init__(self, texts: Texts, theme: Theme) -> None:
        super().__init__()
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(theme.px(10))
        grid.setVerticalSpacing(theme.px(6))
        self._models: dict[Status, ColumnModel] = {}
        self._views: dict[Status, QListView] = {}
        self._counts: dict[Status, QLabel] = {}
        for place, step in enumerate(FLOW):
            heading = QLabel(step.status.value)
            heading.setWordWrap(True)
            heading.setProperty("role", "status")
            heading.setAlignment(Qt.AlignmentFlag.AlignTop)
            party = QLabel(texts(_PARTIES[step.trigger]))
            party.setProperty("role", "quiet")
            model, view = ColumnModel(), self._view(step.status)
            view.setModel(model)
            view.selectionModel().selectionChanged.connect(self._chose)
            grid.addWidget(heading, 0, place)
            grid.addWidget(party, 1, place)
            grid.addWidget(view, 2, place)
            grid.setColumnStretch(place, 1)
            self._models[step.status], self._views[step.status] = model, view
            self._counts[step.status] = party
        self._parties = {step.status: texts(_PARTIES[step.trigger]) for step in FLOW}

    def show_columns(self, columns: Mapping[Status, Sequence[BoardParcel]]) -> None:
        """Have these in their columns; the other columns stay as they are."""
        for status, parcels in columns.items():
            self._models[status].show(parcels)
            words = self._parties[status]
            self._counts[status].setText(f"{words} · {len(parcels):,}" if parcels else words)
        self.chosen_changed.emit()

    def chosen(self) -> list[BoardParcel]:
        """The parcels that are selected."""
        return [
            self._models[status].parcels[index.row()]
            for status, view in self._views.items()
            for index in view.selectionModel().selectedRows()
        ]

    def view_of(self, status: Status) -> QListView:
        """A status's column."""
        return self._views[status]

    def _view(self, status: Status) -> QListView:
        view = QListView()
        view.setProperty("role", "codes")
        view.setUniformItemSizes(True)
        # Thousands of places are laid out a few hundred at a time, between other events.
        view.setLayoutMode(QListView.LayoutMode.Batched)
        view.setBatchSize(200)
        view.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        view.setAccessibleName(status.value)
        view.activated.connect(lambda _index: self.scan_asked.emit())
        return view

    def _chose(self) -> None:
        self.chosen_changed.emit()
