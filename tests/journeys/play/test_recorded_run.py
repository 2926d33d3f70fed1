"""A run that is recorded at the windows, and seen again in the replay's window."""

from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton

from core.cli import main
from core.desktop.replay_desk import paper_picture
from core.flight.papers import unpacked
from core.flight.reading import Entry, Recording, read_recording
from core.play.play import opened_stage
from core.qt.hands import Hands
from core.qt.replay.window import ReplayWindow
from core.qt.timers import HandTimers
from core.scanning.picture import read_picture
from core.simulator.scenario import Scenario
from core.simulator.steps import Accept, FaultOn, Submit, TakeCode
from core.texts import Texts

SHOES: Final = "QZX81734"
KETTLE: Final = "QZX81735"
MOBILES: Final = ("09123456789", "09987651234")


class Run:
    """What was recorded, and what must not be in it.

    Args:
        file: the recording.
        secrets: whom and what it must not name.
    """

    def __init__(self, file: Path, secrets: list[str]) -> None:
        self.file: Final = file
        self.secrets: Final = secrets

    @property
    def recording(self) -> Recording:
        """It, read."""
        return read_recording(self.file)

    def told(self, where: str, *whats: str) -> list[Entry]:
        """The entries of some kinds."""
        entries = self.recording.entries
        return [entry for entry in entries if entry.where == where and entry.what in whats]


@pytest.fixture(scope="module")
def run(
    balik_application: object, balik_template: Path, tmp_path_factory: pytest.TempPathFactory
) -> Run:
    """Two customers at the kiosk, the first one's parcel at the counter, a fault."""
    file = tmp_path_factory.mktemp("recorded") / "run.jsonl"
    with opened_stage(
        Scenario(title="Recorded"), has_windows=True, template=balik_template, record=file
    ) as stage:
        secrets = [SHOES, KETTLE, *MOBILES, *(mobile[1:] for mobile in MOBILES)]
        for reference in (SHOES, KETTLE):
            stage.perform(Submit(merchant="001", uid=reference))
        for reference, mobile in zip((SHOES, KETTLE), MOBILES, strict=True):
            stage.perform(TakeCode(reference=reference, mobile=mobile, by="type", named=reference))
            code = stage.code_of(reference)
            secrets += [code.digits, str(code), stage.record_of(reference).tracking_number.digits]
        stage.perform(Accept(parcel=SHOES))
        stage.perform(FaultOn(fault="kiosk-printer-paper-out"))
        secrets += [stage.world.clerk.name, stage.world.demo_clerk.number]
    return Run(file, secrets)


def test_nobody_is_named_in_it(run: Run, tmp_path: Path) -> None:
    written = run.file.read_text("utf-8")
    papers = [entry.facts for entry in run.recording.entries if "data" in entry.facts]
    assert [facts["paper"] for facts in papers] == ["ticket", "ticket", "receipt", "label"]
    for facts in papers:
        written = written.replace(facts["data"], "")
        assert unpacked(facts["data"])
        png = tmp_path / "paper.png"
        png.write_bytes(paper_picture(facts["data"], facts["dots"]))
        codes = read_picture(png)
        assert codes
        written += " ".join(codes)
    assert [secret for secret in run.secrets if secret in written.upper()] == []
    assert '"untold"' not in written


def test_two_customers_with_other_numbers_leave_the_same_touches_and_keys(run: Run) -> None:
    """Where on a keypad somebody touches, and which key they press, is what they enter."""
    customers: list[list[tuple[object, ...]]] = []
    for entry in run.told("kiosk", "touch", "key"):
        facts = entry.facts
        if facts.get("words") == "Start a return":
            customers.append([])
        customers[-1].append((entry.what, facts.get("key"), facts.get("x"), facts.get("y")))
    first, second = customers
    # The first one also touches the way out.
    assert first[: len(second)] == second
    assert sum(what == "key" for what, *_ in second) == len(SHOES)
    assert sum(what == "touch" for what, *_ in second) >= len(MOBILES[0])


def test_what_happened_is_in_it_in_its_order(run: Run) -> None:
    calls = [entry.facts["call"] for entry in run.told("kiosk", "call")]
    assert calls == ["find_orders", "request_return"] * 2
    pages = [entry.facts["page"] for entry in run.told("kiosk", "screen")]
    assert "ShowCode" in pages
    assert [entry.facts["read"] for entry in run.told("pos", "scan")] == ["code-1"]
    touched = [entry.facts["words"] for entry in run.told("kiosk", "touch")]
    assert touched[0] == "Start a return"
    assert run.told("shop", "faults")[-1].facts["on"] == ["kiosk-printer-paper-out"]
    assert run.recording.entries[-1].what == "end"


def test_replay_tells_it_as_text(run: Run, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["replay", "--as-text", str(run.file)]) == 0
    said = capsys.readouterr().out
    assert "touched: Start a return" in said
    assert "|                  RETURN TICKET" in said
    assert "accept_parcel(" in said
    run.file.with_name("photo.png").write_bytes(b"\x89PNG")
    assert main(["replay", str(run.file.with_name("photo.png"))]) == 1
    trouble = capsys.readouterr().err
    assert "is no recording of Balik’s." in trouble
    assert "Traceback" not in trouble


@pytest.fixture
def timers() -> HandTimers:
    """What moves the film."""
    return HandTimers()


@pytest.fixture
def window(run: Run, timers: HandTimers) -> Iterator[ReplayWindow]:
    """The replay, at its first step."""
    window = ReplayWindow(run.recording, paper_picture, Texts(), timers)
    window.resize(1440, 820)
    window.show()
    hands = Hands(window)
    hands.waits_until(lambda: window.step == 0, "the first step")
    yield window
    window.close()
    window.deleteLater()


def test_it_goes_step_by_step_with_screens_and_papers(window: ReplayWindow, run: Run) -> None:
    hands, entries = Hands(window), run.recording.entries
    hands.sees("No paper came out yet.")
    printed = next(place for place, entry in enumerate(entries) if entry.what == "print")
    window.go_to(printed - 1)
    QTest.mouseClick(hands.button("Next"), Qt.MouseButton.LeftButton)
    assert window.step == printed
    hands.sees("printed: ticket, out", f"{printed + 1} of {len(entries)}")
    hands.does_not_see("No paper came out yet.")
    hands.press("Left")
    hands.sees("No paper came out yet.")
    QTest.keyClick(window, Qt.Key.Key_End)
    hands.sees("the end of the recording")
    assert "kiosk " in window.screens.accessibleDescription()
    assert "pos " in window.screens.accessibleDescription()
    QTest.mouseClick(hands.button("Previous"), Qt.MouseButton.LeftButton)
    assert window.step == len(entries) - 2


def test_it_plays_at_the_runs_own_pace_or_faster(
    window: ReplayWindow, run: Run, timers: HandTimers
) -> None:
    hands, entries = Hands(window), run.recording.entries
    gap = max(0.02, min(2.0, entries[1].seconds - entries[0].seconds))
    QTest.mouseClick(hands.button("Play"), Qt.MouseButton.LeftButton)
    timers.pass_time(gap - 0.001)
    assert window.step == 0
    timers.pass_time(0.002)
    assert window.step == 1
    QTest.mouseClick(hands.button("Pause"), Qt.MouseButton.LeftButton)
    timers.pass_time(100)
    assert window.step == 1
    QTest.mouseClick(hands.button("Speed ×20"), Qt.MouseButton.LeftButton)
    QTest.keyClick(window, Qt.Key.Key_Space)
    for _ in entries:
        timers.pass_time(2.0 / 20)
    assert window.step == len(entries) - 1
    assert not window.is_playing
    assert [button.text() for button in window.findChildren(QPushButton)].count("Play") == 1
