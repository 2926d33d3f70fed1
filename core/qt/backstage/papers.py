"""Every paper as it came out, the newest first."""

from pathlib import Path
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage, QPixmap
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget

from core.qt.tasks import Tasks
from core.qt.theme import Theme
from core.texts import Texts

_WIDE: Final = 222


class Papers(QWidget):
    """One paper, and the way to the others.

    Args:
        tasks: pictures are read on a worker.
        texts: the language.
        theme: colours and sizes.
    """

    def __init__(self, tasks: Tasks, texts: Texts, theme: Theme) -> None:
        super().__init__()
        self._tasks, self._texts, self._theme = tasks, texts, theme
        self._papers: list[Path] = []
        self._place = 0
        self._picture = QLabel()
        self._picture.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        self._name = QLabel(texts("No paper came out yet."))
        self._name.setProperty("role", "on-table")
        newer, older = QPushButton(texts("Newer")), QPushButton(texts("Older"))
        newer.clicked.connect(lambda: self._go(-1))
        older.clicked.connect(lambda: self._go(1))
        head = QHBoxLayout()
        head.addWidget(self._name, 1)
        for button in (newer, older):
            button.setProperty("kind", "on-table")
            head.addWidget(button)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setWidget(self._picture)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(head)
        column.addWidget(area, 1)

    def show_papers(self, papers: list[Path]) -> None:
        """These there are; a new one is shown at once."""
        if papers != self._papers:
            self._papers, self._place = papers, 0
            self._load()

    def _go(self, by: int) -> None:
        self._place = max(0, min(self._place + by, len(self._papers) - 1))
        self._load()

    def _load(self) -> None:
        if not self._papers:
            return
        path, wide = self._papers[self._place], self._theme.px(_WIDE)
        count = (self._place + 1, len(self._papers))

        def read() -> QImage:
            smooth = Qt.TransformationMode.SmoothTransformation
            grey = QImage(str(path)).convertToFormat(QImage.Format.Format_Grayscale8)
            return grey.scaledToWidth(wide, smooth)

        def show(picture: QImage) -> None:
            self._picture.setPixmap(QPixmap.fromImage(picture))
            name = f"{path.parent.name} · {path.stem.partition('-')[2]}"
            self._name.setText(f"{name} · {count[0]}/{count[1]}")

        self._tasks.run(read, show, broke=lambda: None)
