"""What a flight recorder writes: all that happened, and nobody whom it happened to."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
import zxingcpp
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from core.documents.model import Document, Paper
from core.documents.receipt import receipt
from core.documents.ticket import ticket
from core.domain.codes import ReturnCode, TrackingNumber, damm_digit
from core.domain.mobile import MobileNumber
from core.domain.orders import Item
from core.domain.references import parse_reference
from core.domain.refusals import EcmsUnreachable, Refusal
from core.flight.lines import all_lines, notice
from core.flight.papers import Papers, PaperSent, unpacked
from core.flight.reading import MARK, Recording, earlier_of, read_recording
from core.flight.recorded import recorded_calls
from core.flight.recorder import FlightRecorder
from core.printing.press import compose_unproved
from core.services.ecms import Clerk, RequestReturn
from core.services.recording import Plain, Read
from core.simulator.paper_roll import burn
from core.simulator.specimens import PARCEL, TICKET
from core.texts import Texts
from core.trouble import StartupTrouble

NOW = datetime(2026, 11, 21, 6, 33, 7, tzinfo=UTC)
Open = Callable[..., FlightRecorder]


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "run.jsonl"


def _recorder(file: Path, papers: Papers | None = None, **more: Any) -> FlightRecorder:
    return FlightRecorder(file, lambda: NOW, papers, **more)


def _recorded(file: Path, *noted: tuple[str, str, dict[str, object]]) -> Recording:
    recorder = _recorder(file, Papers(compose_unproved))
    for where, what, facts in noted:
        recorder.note(where, what, **facts)
    recorder.close()
    return read_recording(file)


_digits = st.text("123456789", min_size=6, max_size=8)
_names = st.from_regex(r"[A-Z][a-z]{4,9} (De La )?[A-Z][a-zñé]{5,12}", fullmatch=True)
_references = st.from_regex(r"[A-Z]{3}[0-9]{6,14}", fullmatch=True)


# A smaller example would say no more, and papers take long to draw.
@settings(max_examples=8, deadline=None, phases=[Phase.generate])
@given(
    name=_names,
    pin=_digits,
    reference=_references,
    mobile=st.from_regex(r"09[1-9]{9}", fullmatch=True),
    body=st.from_regex(r"[1-9][0-9]{10}", fullmatch=True),
    serial=st.integers(10**8, 10**9 - 1),
)
def test_no_personal_data_is_in_the_file_wherever_it_came_from(
    tmp_path_factory: pytest.TempPathFactory,
    name: str,
    pin: str,
    reference: str,
    mobile: str,
    body: str,
    serial: int,
) -> None:
    """A customer, a clerk, a driver and their numbers, in every kind of entry there is."""
    texts = Texts()
    code = ReturnCode(body + damm_digit(body))
    number = TrackingNumber.build("3", "0310533", serial)
    issued = replace(TICKET, code=code, tracking_number=number, reference=reference)
    parcel = replace(
        PARCEL,
        code=code,
        tracking_number=number,
        reference=reference,
        mobile=MobileNumber(mobile),
        clerk=Clerk(pin, name),
        items=(Item("I1", name),),
    )
    papers: list[Document] = [
        ticket(issued, texts, Paper.MM_80, training=True),
        receipt(parcel, texts, Paper.MM_58, training=False),
    ]
    labels = [
        name,
        str(code),
        f"<b>{name}</b>",
        texts("AR No. {number}", number=f"{reference} {name}"),
        texts.rich("Store {code} · {name}", code=pin, name=name),
    ]
    asked = RequestReturn(1, MobileNumber(mobile), TICKET.terminal, reference)
    noted: list[tuple[str, str, dict[str, object]]] = [
        ("pos", "screen", {"shapes": [(Plain("label"), 1, 2, 3, 4, said) for said in labels]}),
        ("kiosk", "scan", {"read": Read(code.digits)}),
        ("kiosk", "scan", {"read": Read(name)}),
        ("kiosk", "call", {"asked": (parse_reference(reference), asked), "answer": (issued,)}),
        ("pos", "call", {"asked": (pin, name, {name: mobile}), "answer": parcel, "more": {name}}),
        ("pos", "event", {"event": parcel, "text": f"{name} {mobile}", "raw": mobile.encode()}),
        *(("kiosk", "print", {"double": PaperSent(paper, "ticket")}) for paper in papers),
    ]
    file = tmp_path_factory.mktemp("flight") / "run.jsonl"
    recording = _recorded(file, *noted)

    printed = [entry.facts for entry in recording.entries if "data" in entry.facts]
    assert len(printed) == len(papers)
    written = file.read_text("utf-8")
    for facts in printed:
        written = written.replace(facts["data"], "")
        picture = burn(unpacked(facts["data"]), facts["dots"])
        codes = zxingcpp.read_barcodes(picture.convert("L"))
        assert codes
        written += " ".join(code.text for code in codes)
    secrets = {
        *name.split(),
        pin,
        reference,
        mobile,
        mobile[2:],
        MobileNumber(mobile).masked,
        code.digits,
        str(code),
        number.digits,
    }
    lines = "\n".join(all_lines(recording, texts))
    assert not [each for each in secrets if each in written or each in lines]
    assert "RETURN TICKET" in lines
    assert "untold" not in written


def test_a_name_stands_for_the_same_number_wherever_it_is(file: Path) -> None:
    """On a scan, in a call, on a label and on paper: one code is one pseudonym."""
    texts = Texts()
    code = TICKET.code
    label = {"words": texts("Return code {code} is ready", code=code)}
    scan, call, screen, paper = _recorded(
        file,
        ("pos", "scan", {"read": Read(str(code))}),
        ("pos", "call", {"asked": (code, ReturnCode("182212342345"))}),
        ("pos", "screen", label),
        ("pos", "print", {"double": PaperSent(_ticket(), "ticket")}),
    ).entries[:4]
    assert scan.facts["read"] == "code-1"
    assert call.facts["asked"] == ["code-1", "code-1"]
    assert screen.facts["words"] == "Return code code-1 is ready"
    assert "code-1" in paper.facts["text"]


def _ticket() -> Document:
    return ticket(TICKET, Texts(), Paper.MM_80, training=True)


class _Counter:
    """A part that is asked."""

    limit = 3

    def take(self, code: ReturnCode) -> str:
        if code == TICKET.code:
            raise EcmsUnreachable
        return "taken"

    def break_down(self) -> None:
        raise RuntimeError("a customer's name")


def test_a_call_answers_as_it_did_and_its_end_is_noted(file: Path) -> None:
    recorder = _recorder(file)
    counter = recorded_calls(_Counter(), recorder, "pos")
    with pytest.raises(Refusal):
        counter.take(TICKET.code)
    with pytest.raises(RuntimeError):
        counter.break_down()
    assert counter.take(ReturnCode("123412341234")) == "taken"
    assert counter.limit == 3
    recorder.close()
    refused, broke, taken, _ = read_recording(file).entries
    assert refused.facts["refused"] == "ECMS_UNREACHABLE"
    assert broke.facts["broke"] == "RuntimeError"
    assert taken.facts["asked"] == ["code-2"]


def test_a_run_that_is_killed_leaves_all_but_its_last_moment(file: Path) -> None:
    program = f"""
import os, signal
from pathlib import Path
from datetime import UTC, datetime
from core.flight.recorder import FlightRecorder
file = Path({str(file)!r})
recorder = FlightRecorder(file, lambda: datetime.now(UTC))
for number in range(500):
    recorder.note("kiosk", "touch", x=number)
while b'"n":500,' not in file.read_bytes():
    pass
for number in range(500):
    recorder.note("kiosk", "touch", x=number)
os.kill(os.getpid(), signal.SIGKILL)
"""
    ended = subprocess.run([sys.executable, "-c", program], check=False, env=dict(os.environ))
    assert ended.returncode == -signal.SIGKILL
    entries = read_recording(file).entries
    assert len(entries) >= 500
    assert [entry.number for entry in entries] == list(range(1, len(entries) + 1))


def test_a_full_disk_ends_the_recording_and_not_the_run(file: Path) -> None:
    program = f"""
import resource
from pathlib import Path
from datetime import UTC, datetime
from core.flight.recorder import FlightRecorder
resource.setrlimit(resource.RLIMIT_FSIZE, (4000, 4000))
recorder = FlightRecorder(Path({str(file)!r}), lambda: datetime.now(UTC))
for number in range(2000):
    recorder.note("kiosk", "touch", x=number)
recorder.flush()
recorder.note("kiosk", "touch", x=2000)
recorder.close()
print("the store goes on")
"""
    ended = subprocess.run(
        [sys.executable, "-c", program], check=True, capture_output=True, text=True
    )
    assert ended.stdout == "the store goes on\n"
    recording = read_recording(file)
    assert file.stat().st_size == 4000
    assert recording.torn_at == len(recording.entries) + 2


def test_it_is_bounded_in_size_and_keeps_what_came_last(file: Path) -> None:
    recorder = _recorder(file, largest=20_000)
    for number in range(3_000):
        recorder.note("kiosk", "touch", x=number, on=Plain("Button"))
    recorder.close()
    recording = read_recording(file)
    assert file.stat().st_size + earlier_of(file).stat().st_size <= 40_000
    numbers = [entry.number for entry in recording.entries]
    assert numbers[-1] == 3_001
    assert numbers == list(range(numbers[0], 3_002))
    assert recording.has_earlier
    assert "beginning is not shown" in notice(recording, Texts())


def test_the_run_before_is_kept_and_no_other_file_is_touched(file: Path, tmp_path: Path) -> None:
    _recorder(file).close()
    _recorder(file).close()
    assert not read_recording(file).has_earlier
    assert len(read_recording(earlier_of(file)).entries) == 1
    thesis = tmp_path / "thesis.txt"
    thesis.write_text("Chapter one\n", "utf-8")
    with pytest.raises(StartupTrouble, match="no recording"):
        _recorder(thesis)
    assert thesis.read_text("utf-8") == "Chapter one\n"
    with pytest.raises(StartupTrouble, match="cannot be recorded"):
        _recorder(tmp_path)


def test_two_never_write_into_one_file(file: Path) -> None:
    first = _recorder(file)
    with pytest.raises(StartupTrouble, match="being recorded to already"):
        _recorder(file)
    first.note("kiosk", "touch", x=1)
    first.close()
    assert len(read_recording(file).entries) == 2


HEADER = json.dumps({MARK: 1, "version": "1", "part": 1, "zone": "UTC", "at": NOW.isoformat()})
ENTRY = '{"n":1,"at":"2026-11-21T06:33:07+00:00","s":0.1,"where":"pos","what":"scan"}'


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "no recording"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "no recording"),
        (b'{"title": "something else"}\n', "no recording"),
        (b"[" * 100_000, "no recording"),
        (b'{"balik-flight": 1}\n', "no recording"),
        (HEADER.replace("UTC", "../../etc/passwd").encode(), "no recording"),
        (b'{"balik-flight": 7, "version": "9.0"}\n', "another version"),
    ],
)
def test_a_file_that_is_no_recording_is_one_clear_sentence(
    file: Path, content: bytes, sentence: str
) -> None:
    file.write_bytes(content)
    with pytest.raises(StartupTrouble) as trouble:
        read_recording(file)
    assert sentence in trouble.value.sentence(Texts())
    assert trouble.value.advice(Texts())


def test_a_file_that_is_not_there_is_one_clear_sentence(file: Path) -> None:
    with pytest.raises(StartupTrouble, match="cannot be read"):
        read_recording(file)


@pytest.mark.parametrize(
    ("rest", "entries", "torn_at"),
    [
        (f"{ENTRY}\n", 1, None),
        (f"{ENTRY}\n{ENTRY[:30]}", 1, 3),
        (f'{ENTRY}\n{{"n": "x"}}\n{ENTRY}\n', 1, 3),
        (f"\n{ENTRY}\n", 0, 2),
        (ENTRY.replace("+00:00", "") + "\n", 0, 2),
    ],
)
def test_a_torn_file_is_shown_as_far_as_it_goes(
    file: Path, rest: str, entries: int, torn_at: int | None
) -> None:
    file.write_text(f"{HEADER}\n{rest}", "utf-8")
    recording = read_recording(file)
    assert (len(recording.entries), recording.torn_at) == (entries, torn_at)
    assert ("breaks off" in notice(recording, Texts())) is (torn_at is not None)
