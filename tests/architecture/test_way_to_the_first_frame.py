"""A kiosk's first frame waits for nothing of Qt that it does not need.

PySide builds a class when it is first named: `Qt`, for its enums, takes a fifth of a bare window's
whole start, and nobody sees it in a review.
"""

import ast
import subprocess
import sys
from pathlib import Path
from typing import Final

from house_sources import ROOT, place, tree

#: What takes long to build, and the first frame does without.
_SLOW: Final = {"Qt", "QIcon", "QSizePolicy", "QStyle", "QPalette", "QAction", "QShortcut"}
_PROGRAM: Final = """
import sys
import core.cli, core.desktop.desk, core.desktop.display, kiosk.window
for name, module in list(sys.modules.items()):
    if name.split(".")[0] in {"core", "kiosk", "pos"}:
        print(module.__file__)
"""


def test_no_module_on_the_way_to_the_first_frame_names_what_is_slow_to_build() -> None:
    found = [
        place(path, node)
        for path in _loaded()
        for node in tree(path).body
        if isinstance(node, ast.ImportFrom)
        and (node.module or "").startswith("PySide6")
        and _SLOW.intersection(name.name for name in node.names)
    ]
    assert found == []


def test_only_what_the_first_frame_shows_is_loaded_before_it() -> None:
    names = {str(path.relative_to(ROOT)) for path in _loaded()}
    assert "kiosk/pages/welcome.py" in names
    assert not {name for name in names if name.startswith(("core/services", "core/domain", "pos/"))}


def _loaded() -> list[Path]:
    """The house's own modules that are loaded by the time a kiosk's window is made."""
    program = [sys.executable, "-c", _PROGRAM]
    said = subprocess.run(program, capture_output=True, text=True, check=True, cwd=ROOT).stdout
    return [Path(line) for line in said.splitlines()]
