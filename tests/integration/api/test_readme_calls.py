"""The README's curl lines, copied and run."""

import json
import re
import shutil
import subprocess
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from ecms_process import running

README = Path(__file__).parents[3] / "README.md"


SIMULATOR = "client_id=simulator"


def test_the_readmes_calls_work_as_they_stand(tmp_path: Path) -> None:
    (tmp_path / "orders.csv").write_text("uid\nAXDY1\n")
    blocks = [block for block in _blocks() if SIMULATOR not in block]
    numbers, awb, found, imported = _answers(blocks, tmp_path)
    assert set(numbers) == {"returnCode", "trackingNumber"}
    assert awb["returnOrderDetailsList"][0]["returnOrderCode"] == "100109"
    assert [order["number"] for order in found["orders"]] == ["HYN409"]
    assert imported["added"] == 1


def test_the_readmes_calls_to_a_simulator_do_too(tmp_path: Path) -> None:
    blocks = [block for block in _blocks() if SIMULATOR in block]
    clock, fault = _answers(blocks, tmp_path, "--simulator")
    assert datetime.fromisoformat(clock["now"]).utcoffset() is not None
    assert fault["switch"]["chance"] == 0.5


def _blocks() -> list[str]:
    blocks = re.findall(r"```sh\n(.*?)```", README.read_text("utf-8"), flags=re.DOTALL)
    return [block for block in blocks if "curl" in block]


def _answers(blocks: list[str], data: Path, *options: str) -> list[dict[str, Any]]:
    """What the calls are answered; as they stand, but for the port, which may be another's."""
    shell = shutil.which("sh")
    if shell is None or shutil.which("curl") is None:
        pytest.skip("the lines are curl's, and a shell's")
    with running(data, *options) as ecms:
        calls = "".join(blocks).replace(":8086/", f":{ecms.port}/")
        ended = subprocess.run(
            [shell, "-e", "-c", calls],
            cwd=data,
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )
    assert ended.returncode == 0, ended.stderr
    return _documents(ended.stdout)


def _documents(text: str) -> list[dict[str, Any]]:
    """What was answered, one JSON document after the other; an empty answer is none."""
    found = []
    while text:
        document, end = json.JSONDecoder().raw_decode(text)
        found.append(document)
        text = text[end:].strip()
    return found
