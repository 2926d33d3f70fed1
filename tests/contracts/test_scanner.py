"""A scanner that types, one on a line, and a camera's folder: whatever they read is heard whole."""

import queue
import random
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Protocol

import pytest
import zxingcpp
from PIL import Image

from core.scanning.assembler import GROUP_SEPARATOR, ScanAssembler, Scanned
from core.scanning.scanners import UnknownAddress, habits_of, scanner_at
from core.scanning.symbology import read_scan
from core.services.scanners import KEYBOARD, ScannerSetup
from core.simulator.scanner import ScannerCable, SimulatedScanner

CODE = "182212342345"
_PATIENCE_S = 30.0


class Terminal(Protocol):
    """A scanner at a terminal: what is held before it, and what the terminal hears."""

    def reads(self, text: str, aim: str = "") -> None:
        """The scanner reads a code."""

    def hears(self, count: int) -> list[str]:
        """So many scans, as the domain reads them, and no more."""


class Typing:
    """A simulated scanner that types into the assembler, by a clock of its own."""

    def __init__(self, setup: ScannerSetup) -> None:
        pace = random.Random(5)  # noqa: S311 - typing is no secret
        self._scanner = SimulatedScanner(setup, sends_aim=True, chance=pace)
        self._assembler = ScanAssembler(habits_of(setup))
        self._now = 0.0
        self._scans: list[str] = []

    def reads(self, text: str, aim: str = "") -> None:
        """See `Terminal`."""
        for key in self._scanner.keys(text, aim):
            self._now += key.gap_ms
            self._take(self._assembler.feed(key.sign, self._now))
        if self._assembler.holds:
            self._take(self._assembler.interrupt())
        self._now += 100

    def hears(self, count: int) -> list[str]:
        """See `Terminal`."""
        assert len(self._scans) == count
        return self._scans

    def _take(self, decisions: tuple[object, ...]) -> None:
        self._scans += [read_scan(d.text).text for d in decisions if isinstance(d, Scanned)]


class OnALine:
    """A simulated scanner on a pseudo-terminal, and the real reader of serial lines at its end."""

    def __init__(self, setup: ScannerSetup, place: Path) -> None:
        self.cable = ScannerCable(place)
        self.cable.plug_in()
        setup = replace(setup, address=self.cable.address)
        self._scanner = SimulatedScanner(setup, sends_aim=True)
        self._scans: queue.Queue[str] = queue.Queue()
        self._heard: list[str] = []
        self.states: queue.Queue[bool] = queue.Queue()
        listener = scanner_at(setup)
        assert listener is not None
        self.stop = listener.listen(self._scans.put, self.states.put)
        assert self.states.get(timeout=_PATIENCE_S)

    def reads(self, text: str, aim: str = "") -> None:
        """See `Terminal`."""
        self.cable.send(self._scanner.sent(text, aim))
        if self._scanner.setup.ends_by_pause:
            # Nothing but silence tells where such a scanner's code ends: as long as a hand takes.
            self._heard.append(self._next())

    def hears(self, count: int) -> list[str]:
        """See `Terminal`."""
        self._heard += [self._next() for _ in range(count - len(self._heard))]
        assert self._scans.empty()
        return self._heard

    def close(self) -> None:
        """Take it away."""
        self.stop()
        self.cable.unplug()

    def _next(self) -> str:
        return read_scan(self._scans.get(timeout=_PATIENCE_S)).text


Attach = Callable[[ScannerSetup], Terminal]


@pytest.fixture(params=["typing", "line"])
def attach(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Attach]:
    """Attaches a scanner that was set up in some way."""
    lines: list[OnALine] = []

    def attached(setup: ScannerSetup) -> Terminal:
        if request.param == "typing":
            return Typing(setup)
        lines.append(OnALine(setup, tmp_path / "scanner"))
        return lines[-1]

    yield attached
    for line in lines:
        line.close()


@pytest.mark.parametrize(
    "setup",
    [
        ScannerSetup(),
        ScannerSetup(suffixes=frozenset({"\t"})),
        ScannerSetup(prefix="~", suffixes=frozenset({"*"})),
        ScannerSetup(suffixes=frozenset(), ends_by_pause=True),
    ],
    ids=["enter", "tab", "prefix and suffix", "no suffix"],
)
def test_codes_of_every_kind_are_heard_however_the_scanner_was_set_up(
    attach: Attach, setup: ScannerSetup
) -> None:
    terminal = attach(setup)
    terminal.reads(CODE, "]C0")
    terminal.reads("00303105332614281206", "]C1")
    terminal.reads(f"400AXDY43322{GROUP_SEPARATOR}21778", "]C1")
    terminal.reads("HYN402", "]Q1")
    terminal.reads("4006381333931")
    assert terminal.hears(5) == [
        CODE,
        "(00)303105332614281206",
        "AXDY43322",
        "HYN402",
        "4006381333931",
    ]


def test_two_codes_run_together_are_two(attach: Attach) -> None:
    terminal = attach(ScannerSetup())
    terminal.reads(f"{CODE}\rHYN402")
    assert terminal.hears(2) == [CODE, "HYN402"]


def test_a_flood_is_one_scan_too_long(attach: Attach) -> None:
    terminal = attach(ScannerSetup())
    terminal.reads("7" * 2_000)
    terminal.reads(CODE)
    flood, code = terminal.hears(2)
    assert (len(flood), code) == (256, CODE)


@pytest.fixture
def line(tmp_path: Path) -> Iterator[OnALine]:
    """A scanner on a line."""
    terminal = OnALine(ScannerSetup(), tmp_path / "scanner")
    yield terminal
    terminal.close()


def test_unplugged_in_the_middle_of_a_code_and_plugged_in_again_it_reads_on(line: OnALine) -> None:
    for count in range(1, 4):
        line.reads(CODE)
        assert line.hears(count) == [CODE] * count
        line.cable.send(CODE[:6])
        line.cable.unplug()
        assert not line.states.get(timeout=_PATIENCE_S)
        line.cable.plug_in()
        assert line.states.get(timeout=_PATIENCE_S)
    line.reads("HYN402")
    assert line.hears(4)[-1] == "HYN402"


def test_a_line_that_is_not_listened_to_any_more_says_nothing(line: OnALine) -> None:
    line.stop()
    line.stop()
    line.reads(CODE)
    assert line.hears(0) == []


def test_a_scanner_that_is_not_there_yet_is_waited_for(tmp_path: Path) -> None:
    cable = ScannerCable(tmp_path / "later")
    states: queue.Queue[bool] = queue.Queue()
    scans: queue.Queue[str] = queue.Queue()
    scanner = scanner_at(ScannerSetup(cable.address))
    assert scanner is not None
    stop = scanner.listen(scans.put, states.put)
    assert not states.get(timeout=_PATIENCE_S)
    cable.plug_in()
    assert states.get(timeout=_PATIENCE_S)
    cable.send(f"{CODE}\r\n")
    assert scans.get(timeout=_PATIENCE_S) == CODE
    stop()
    cable.unplug()


def _picture(text: str, kind: zxingcpp.BarcodeFormat, turned: float = 0) -> Image.Image:
    made = zxingcpp.create_barcode(text, kind)
    bars = Image.fromarray(zxingcpp.write_barcode_to_image(made, scale=4))
    ground = Image.new("L", (bars.width + 200, bars.height + 200), 255)
    ground.paste(bars, (100, 100))
    return ground.rotate(turned, expand=True, fillcolor=255)


def test_what_a_phone_shows_to_a_camera_is_a_scan(tmp_path: Path) -> None:
    folder = tmp_path / "camera"
    folder.mkdir()
    _picture("OLD", zxingcpp.BarcodeFormat.QRCode).save(folder / "before.png")
    scanner = scanner_at(ScannerSetup(f"folder://{folder}"))
    assert scanner is not None
    scans: queue.Queue[str] = queue.Queue()
    states: queue.Queue[bool] = queue.Queue()
    stop = scanner.listen(scans.put, states.put)
    assert states.get(timeout=_PATIENCE_S)
    qr, bars = zxingcpp.BarcodeFormat.QRCode, zxingcpp.BarcodeFormat.Code128
    heard = []
    for number, picture in enumerate(
        (_picture(CODE, qr), _picture(CODE, bars), _picture("HYN402", qr, turned=17))
    ):
        (folder / f"{number}.png").write_bytes(b"half a pict")
        picture.save(folder / f"{number}.png")
        heard.append(scans.get(timeout=_PATIENCE_S))
    stop()
    assert heard == [f"]Q1{CODE}", f"]C0{CODE}", "]Q1HYN402"]
    assert [read_scan(scan).text for scan in heard] == [CODE, CODE, "HYN402"]


def test_a_camera_s_folder_that_comes_back_brings_no_scan_twice(tmp_path: Path) -> None:
    folder, away = tmp_path / "camera", tmp_path / "away"
    folder.mkdir()
    scanner = scanner_at(ScannerSetup(f"folder://{folder}"))
    assert scanner is not None
    scans: queue.Queue[str] = queue.Queue()
    states: queue.Queue[bool] = queue.Queue()
    stop = scanner.listen(scans.put, states.put)
    assert states.get(timeout=_PATIENCE_S)
    qr = zxingcpp.BarcodeFormat.QRCode
    _picture(CODE, qr).save(folder / "first.png")
    assert scans.get(timeout=_PATIENCE_S) == f"]Q1{CODE}"
    folder.rename(away)
    assert not states.get(timeout=_PATIENCE_S)
    away.rename(folder)
    assert states.get(timeout=_PATIENCE_S)
    _picture("HYN402", qr).save(folder / "second.png")
    assert scans.get(timeout=_PATIENCE_S) == "]Q1HYN402"
    stop()


def test_a_keyboard_needs_nobody_who_listens_and_nonsense_is_no_address() -> None:
    assert scanner_at(ScannerSetup(KEYBOARD)) is None
    for nonsense in ("", "COM3", "serial:", "serial:///dev/ttyS0?baud=fast", "bluetooth:7"):
        with pytest.raises(UnknownAddress):
            scanner_at(ScannerSetup(nonsense))
