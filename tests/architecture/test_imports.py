"""Who may import whom, as pyproject.toml says it, is so."""

import subprocess
import sys
from pathlib import Path

from house_sources import ROOT

_LINT = "import sys; from importlinter.cli import lint_imports_command; lint_imports_command()"

_BROKEN = """
[tool.importlinter]
root_packages = ["core"]

[[tool.importlinter.contracts]]
name = "A contract that does not hold"
type = "forbidden"
source_modules = ["core.services"]
forbidden_modules = ["core.domain"]
"""


def _lint_imports(config: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", _LINT, "--no-cache", "--config", str(config)]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)


def test_every_contract_is_kept() -> None:
    result = _lint_imports(ROOT / "pyproject.toml")
    assert result.returncode == 0, result.stdout


def test_a_broken_contract_would_be_seen(tmp_path: Path) -> None:
    config = tmp_path / "contracts.toml"
    config.write_text(_BROKEN, encoding="utf-8")
    result = _lint_imports(config)
    assert result.returncode == 1
    assert "core.services is not allowed to import core.domain" in result.stdout
