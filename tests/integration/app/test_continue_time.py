"""The bench of Continue in a small world, generously limited; `balik bench` holds the real one."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from core.bench.continue_time import measure_continue, percentile_99
from core.qt.theme import dress


@pytest.mark.usefixtures("qapp")
def test_the_next_screen_comes_soon_after_continue(tmp_path: Path) -> None:
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    dress(app)
    times = measure_continue(tmp_path, orders=20_000, look_ups=20)
    assert len(times) == 20
    assert min(times) > 0
    assert sorted(times)[10] < 500


def test_the_99th_percentile_leaves_out_one_of_a_hundred() -> None:
    assert percentile_99([float(n) for n in range(200)]) == 198
