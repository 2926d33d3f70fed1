"""Offers scenarios and has one played, in a world and windows of its own."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Protocol

from PySide6.QtCore import QPoint, Signal
from PySide6.QtWidgets import QFileDialog, QMenu, QPushButton, QWidget

from core.qt.tasks import Tasks
from core.texts import Texts


class Plays(Protocol):
    """What plays scenarios, on workers; see `core.desktop.plays_beside.PlaysBeside`."""

    def files(self) -> Sequence[Path]:
        """What can be played."""
        ...

    def play(self, file: Path) -> str:
        """Play one to its end; the verdict."""
        ...

    def stop(self) -> None:
        """End the one that is being played."""
        ...


class PlayButton(QPushButton):
    """A menu of scenarios; one is played at a time.

    Args:
        texts: the language.
        parent: whose work it is.
    """

    #: What is to be said of the one that is played, and at the end its verdict.
    said = Signal(str)

    def __init__(self, texts: Texts, parent: QWidget) -> None:
        super().__init__(texts("Play…"), parent)
        self._texts = texts
        self._tasks = Tasks(self)
        self._plays: Plays | None = None
        self.menu_of_files = QMenu(self)
        self.setEnabled(False)
        self.clicked.connect(lambda _=False: self._look())

    def use(self, plays: Plays | None) -> None:
        """Play with these from now on."""
        self._plays = plays
        self.setEnabled(plays is not None)

    def close_plays(self) -> None:
        """End what is being played, with the window."""
        if self._plays is None:
            self._tasks.close()
        else:
            self._tasks.close(self._plays.stop)

    def play(self, file: Path) -> None:
        """Have a file played."""
        if (plays := self._plays) is None:
            return
        self.setEnabled(False)
        self.said.emit(self._texts("Playing {title}…", title=file.stem))
        self._tasks.run(lambda: plays.play(file), self._ended, broke=lambda: self._ended(""))

    def _look(self) -> None:
        if self._plays is not None:
            self._tasks.run(self._plays.files, self._offer, broke=lambda: self._offer(()))

    def _offer(self, files: Sequence[Path]) -> None:
        menu = self.menu_of_files
        menu.clear()
        for file in files:
            menu.addAction(file.stem, self._player(file))
        menu.addSeparator()
        menu.addAction(self._texts("Another file…"), self._choose)
        menu.popup(self.mapToGlobal(QPoint(0, self.height())))

    def _player(self, file: Path) -> Callable[[], None]:
        return lambda: self.play(file)

    def _choose(self) -> None:
        dialog = QFileDialog(self, self._texts("Play a scenario"), "", "TOML (*.toml)")
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(lambda name: self.play(Path(name)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _ended(self, said: str) -> None:
        self.setEnabled(True)
        if said:
            self.said.emit(said)
