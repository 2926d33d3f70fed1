"""The stopwatch starts before the process and stops at its first frame."""

import sys
import time

import pytest

from core.bench.first_frame import NoFrame, first_frame_ms, measure_first_frame

_LATE = "import time; time.sleep({}); print(time.monotonic_ns())"


def _late(seconds: float) -> tuple[str, ...]:
    return (sys.executable, "-c", _LATE.format(seconds))


def test_a_bare_window_paints() -> None:
    before = time.monotonic()
    taken = first_frame_ms((sys.executable, "-m", "core.qt.first_frame"))
    assert 20 < taken < (time.monotonic() - before) * 1000


def test_a_program_that_is_late_takes_longer() -> None:
    bench = measure_first_frame(_late(1.5), rounds=1)
    assert bench.kiosk_ms > 1500
    assert bench.bare_ms > 20
    assert bench.ratio == bench.kiosk_ms / bench.bare_ms


@pytest.mark.parametrize(
    ("program", "words"),
    [("print('hello')", "ended with 0"), ("raise SystemExit('no database')", "no database")],
)
def test_a_program_without_a_frame_is_no_figure(program: str, words: str) -> None:
    with pytest.raises(NoFrame, match=words):
        first_frame_ms((sys.executable, "-c", program))
