"""The strip beside a screen shows what the simulated printer does, and lets a hand change it."""

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QLabel, QPushButton, QScrollArea, QToolButton, QWidget
from pytestqt.qtbot import QtBot

from core.documents.ticket import ticket
from core.printing.press import compose
from core.qt.theme import Theme
from core.qt.widgets.paper_roll import MOST_PAPERS, PaperRoll
from core.qt.widgets.paper_slip import PaperSlip
from core.qt.widgets.paper_view import PaperView
from core.services.ports import Paper, Printed, PrinterStatus, PrintJob
from core.simulator.printer import SimulatedPrinter
from core.simulator.specimens import TICKET
from core.texts import Texts

TEXTS = Texts()


@pytest.fixture(scope="module")
def job() -> PrintJob:
    return compose(ticket(TICKET, TEXTS, Paper.MM_58, training=True), "ticket")


@pytest.fixture
def printer(tmp_path: Path) -> SimulatedPrinter:
    return SimulatedPrinter(tmp_path / "papers", width_dots=384)


@pytest.fixture
def roll(qtbot: QtBot, printer: SimulatedPrinter) -> Iterator[PaperRoll]:
    strip = PaperRoll(printer, "Kiosk printer", TEXTS, Theme())
    qtbot.addWidget(strip)
    strip.resize(strip.width(), 800)
    strip.show()
    qtbot.waitExposed(strip)
    yield strip
    strip.stop()


def _slips(roll: PaperRoll) -> list[PaperSlip]:
    return sorted(roll.findChildren(PaperSlip), key=lambda slip: slip.y())


def _state(roll: PaperRoll) -> str:
    (label,) = [w for w in roll.findChildren(QLabel) if w.property("role") == "printer-state"]
    return label.text()


def _choose(roll: PaperRoll, words: str) -> None:
    menu = roll.findChild(QToolButton).menu()
    (action,) = [action for action in menu.actions() if action.text() == words]
    action.trigger()


def test_papers_hang_newest_first(
    qtbot: QtBot, roll: PaperRoll, printer: SimulatedPrinter, job: PrintJob
) -> None:
    assert printer.send(job) == Printed()
    assert printer.send(job) == Printed()
    qtbot.waitUntil(lambda: len(_slips(roll)) == 2)
    qtbot.waitUntil(lambda: _slips(roll)[0].height() > 200)
    assert [slip.accessibleName() for slip in _slips(roll)] == [
        "Return ticket, no. 2",
        "Return ticket, no. 1",
    ]


def test_papers_from_before_are_there_once(
    qtbot: QtBot, printer: SimulatedPrinter, job: PrintJob
) -> None:
    printer.send(job)
    strip = PaperRoll(printer, "Kiosk printer", TEXTS, Theme())
    qtbot.addWidget(strip)
    printer.send(job)
    qtbot.waitUntil(lambda: len(_slips(strip)) == 2)
    strip.stop()


def test_no_more_than_thirty_stay(
    qtbot: QtBot, roll: PaperRoll, printer: SimulatedPrinter, job: PrintJob
) -> None:
    for _ in range(MOST_PAPERS + 2):
        printer.send(job)
    qtbot.waitUntil(lambda: "no. 32" in " ".join(s.accessibleName() for s in _slips(roll)))
    qtbot.waitUntil(lambda: len(_slips(roll)) == MOST_PAPERS)
    assert not [s for s in _slips(roll) if s.accessibleName().endswith("no. 2")]


@pytest.mark.parametrize(
    ("words", "status"),
    [
        ("Paper low", PrinterStatus.PAPER_LOW),
        ("Out of paper", PrinterStatus.PAPER_OUT),
        ("Cover open", PrinterStatus.COVER_OPEN),
        ("Offline", PrinterStatus.OFFLINE),
    ],
)
def test_a_hand_changes_its_state_and_back(
    qtbot: QtBot, roll: PaperRoll, printer: SimulatedPrinter, words: str, status: PrinterStatus
) -> None:
    _choose(roll, words)
    qtbot.waitUntil(lambda: _state(roll) == words)
    assert printer.status() is status
    _choose(roll, "Ready")
    qtbot.waitUntil(lambda: _state(roll) == "Ready")
    assert printer.status() is PrinterStatus.READY


def test_a_jam_tears_the_next_paper(
    qtbot: QtBot, roll: PaperRoll, printer: SimulatedPrinter, job: PrintJob
) -> None:
    _choose(roll, "Jam the next paper")
    qtbot.waitUntil(lambda: _state(roll) == "The next paper jams")
    printing = threading.Thread(target=printer.send, args=(job,))
    printing.start()
    qtbot.waitUntil(lambda: _state(roll) == "Paper jammed")
    qtbot.waitUntil(lambda: bool(_slips(roll)))
    assert _slips(roll)[0].accessibleName() == "Return ticket, no. 1, torn off"
    printing.join()


def test_a_paper_is_shown_large_and_scanned(
    qtbot: QtBot, roll: PaperRoll, printer: SimulatedPrinter, job: PrintJob
) -> None:
    printer.send(job)
    qtbot.waitUntil(lambda: len(_slips(roll)) == 1)
    QTest.keyClick(_slips(roll)[0], Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: roll.findChild(PaperView) is not None)
    (scan,) = [
        button
        for button in roll.findChild(QDialog).findChildren(QPushButton)
        if button.text() == "Scan this at the POS"
    ]
    with qtbot.waitSignal(roll.scan_requested) as requested:
        scan.click()
    assert requested.args == [printer.papers[0].png]
    qtbot.waitUntil(lambda: roll.findChild(PaperView) is None)


@pytest.mark.parametrize(("dots", "scrolled"), [(300, False), (1360, False), (1950, True)])
def test_a_paper_is_shown_whole_where_its_print_can_still_be_read(
    qtbot: QtBot, dots: int, *, scrolled: bool
) -> None:
    picture = QImage(576, dots, QImage.Format.Format_Grayscale8)
    picture.fill(255)
    desk = QWidget()
    qtbot.addWidget(desk)
    assert desk.screen().availableSize().height() == 800
    view = PaperView(picture, whole=True, name="", texts=TEXTS, theme=Theme(), parent=desk)
    view.show()
    qtbot.waitExposed(view)
    roll = view.findChild(QScrollArea)
    assert (roll.verticalScrollBar().maximum() > 0) is scrolled
    assert roll.horizontalScrollBar().maximum() == 0


def test_a_busy_printer_does_not_stall_the_screen(
    qtbot: QtBot, roll: PaperRoll, printer: SimulatedPrinter, job: PrintJob
) -> None:
    printer.send(job)
    qtbot.waitUntil(lambda: len(_slips(roll)) == 1)
    # The screen's own thread holds what a printer holds while it prints: if it ever waited for the
    # printer, it would wait for itself, and for ever.
    with printer._lock:
        _choose(roll, "Out of paper")
        _slips(roll)[0].click()
        qtbot.wait(150)
        assert _state(roll) == "Ready"
    qtbot.waitUntil(lambda: _state(roll) == "Out of paper")
    qtbot.waitUntil(lambda: roll.findChild(PaperView) is not None)


def test_everything_is_named_and_reached_by_keyboard(roll: PaperRoll) -> None:
    button = roll.findChild(QToolButton)
    assert button.accessibleName() == "Change the simulated printer's state"
    assert button.focusPolicy() is Qt.FocusPolicy.TabFocus
