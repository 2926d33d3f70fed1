"""The README's curl lines, copied and run."""

import json
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
from ecms_process import running

README = Path(__file__).parents[3] / "README.md"


@pytest.mark.skipif(shutil.which("curl") is None, reason="the lines are curl's")
def test_the_readmes_calls_work_as_they_stand(tmp_path: Path) -> None:
    """But for the port, which another Balik on this machine may have."""
    blocks = re.findall(r"```sh\n(.*?)```", README.read_text("utf-8"), flags=re.DOTALL)
    calls = "".join(block for block in blocks if "curl" in block)
    (tmp_path / "orders.csv").write_text("uid\nAXDY1\n")
    shell = shutil.which("sh")
    assert shell is not None
    with running(tmp_path) as ecms:
        own_port = calls.replace(":8086/", f":{ecms.port}/")
        ended = subprocess.run(
            [shell, "-e", "-c", own_port],
            cwd=tmp_path,
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )
    assert ended.returncode == 0, ended.stderr
    numbers, awb, found, imported = _documents(ended.stdout)
    assert set(numbers) == {"returnCode", "trackingNumber"}
    assert awb["returnOrderDetailsList"][0]["returnOrderCode"] == "100109"
    assert [order["number"] for order in found["orders"]] == ["HYN409"]
    assert imported["added"] == 1


def _documents(text: str) -> list[dict[str, Any]]:
    """What was answered, one JSON document after the other; an empty answer is none."""
    found = []
    while text:
        document, end = json.JSONDecoder().raw_decode(text)
        found.append(document)
        text = text[end:].strip()
    return found
