"""The toolkit's binding is sound on this Python (PySide6 6.12.0 is not on 3.11)."""

import subprocess
import sys

_PROGRAM = """
import sys
from PySide6.QtWidgets import QApplication, QLabel
app = QApplication([])
label = QLabel()
before = sys.getrefcount(None)
for number in range(25_000):
    label.setText("paper")
    label.update()
print(before - sys.getrefcount(None))
"""


def test_fifty_thousand_void_calls_lose_no_reference() -> None:
    result = subprocess.run(
        [sys.executable, "-c", _PROGRAM], capture_output=True, text=True, check=False
    )
    assert result.returncode == 0, result.stderr
    assert abs(int(result.stdout)) < 1_000
