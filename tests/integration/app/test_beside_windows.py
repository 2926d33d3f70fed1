"""The demonstration's API and its merchants' site, in a process beside the windows."""

import json
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx2
import pytest
from program import PATIENCE_S, environment
from waiting import awaited

from core.bootstrap import Shop
from core.desktop.beside import EcmsBeside
from core.domain.mobile import MobileNumber
from core.domain.references import parse_reference
from core.services.ecms import RequestReturn
from core.simulator.panel import FILE_NAME, Panel

LOGIN = (
    "/accounts/oauth2/token?client_id=merchant-a&client_secret=demo-a"
    "&grant_type=client_credentials&response_type=token"
)
RETURN = {
    "merchantCode": "001",
    "merchant": "Merchant A",
    "mobileNumber": "09123456789",
    "merchantReference": "AXDY43322222524544",
    "type": "RETURN",
}


@contextmanager
def _beside(world: Path, port: int = 0) -> Iterator[subprocess.Popen[str]]:
    """What the windows start; it ends when its standard input does."""
    command = [sys.executable, "-m", "core.cli", "ecms", "--beside-windows"]
    with subprocess.Popen(
        [*command, "--data", str(world), "--port", str(port)],
        env=environment(),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    ) as process:
        try:
            yield process
        finally:
            process.kill()


def _first_line(process: subprocess.Popen[str]) -> str:
    assert process.stdout is not None
    return process.stdout.readline().strip()


def _inbox(world: Path, tracking_number: str) -> dict[str, object]:
    """What the merchants' site heard of a parcel first, once it has."""
    file = world / "merchants-inbox.jsonl"

    def heard() -> dict[str, object] | None:
        lines = file.read_text("utf-8").splitlines() if file.exists() else []
        of_it = (
            line
            for line in map(json.loads, lines)
            if json.loads(line["body"])["trackingNumber"] == tracking_number
        )
        return next(of_it, None)

    return awaited(heard, "the merchants' site hears of it")


def test_a_curl_asks_and_the_merchants_site_hears_of_it(world: Path) -> None:
    with _beside(world) as process:
        said = _first_line(process)
        assert said.startswith("The ECMS answers at http://127.0.0.1:")
        url = said.split()[4].rstrip(",")
        with httpx2.Client(base_url=url) as curl:
            bearer = {"Authorization": f"Bearer {curl.post(LOGIN).json()['access_token']}"}
            asked = curl.post("/ecms/api/v1/returns", json=RETURN, headers=bearer).json()
        heard = _inbox(world, asked["trackingNumber"])
        assert heard["genuine"] is True
        assert json.loads(str(heard["body"]))["status"] == "FOR RETURN"
        assert process.stdin is not None
        # As when the windows' process ends, however it ends.
        process.stdin.close()
        assert process.wait(PATIENCE_S) == 0


def test_what_backstage_switches_on_strikes_a_curl_too(world: Path) -> None:
    with _beside(world) as process:
        url = _first_line(process).split()[4].rstrip(",")
        with httpx2.Client(base_url=url) as curl:
            bearer = {"Authorization": f"Bearer {curl.post(LOGIN).json()['access_token']}"}

            def answers(status: int) -> bool:
                asked = curl.post("/ecms/api/v1/returns", json=RETURN, headers=bearer)
                return asked.status_code == status

            panel = Panel(world / FILE_NAME)
            panel.faults.switch("ecms-disk-full")
            awaited(lambda: answers(503), "the ECMS has no room")
            panel.faults.all_off()
            awaited(lambda: answers(200), "the ECMS is well again")


def test_where_the_port_is_taken_it_answers_on_another_one_and_says_so(world: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with _beside(world, port) as process:
            said = _first_line(process)
            assert said.startswith(f"Port {port} is in use: this ECMS answers at http://127.0.0.1:")
            url = said.removesuffix(", see /docs there.").rpartition(" ")[2]
            assert httpx2.get(f"{url}/healthz").json() == {"status": "ok"}
            shop = Shop(world)
            kiosk = shop.kiosk()
            order = kiosk.ecms.find_orders(parse_reference("HYN403"), kiosk.terminal)[0]
            issued = kiosk.ecms.request_return(
                RequestReturn(order.order_id, MobileNumber("09123456789"), kiosk.terminal, "one")
            )
            shop.close()
            assert _inbox(world, str(issued.tracking_number))["genuine"] is True


def test_a_merchants_own_address_stays(world: Path) -> None:
    """An engineer who tries a client against the demonstration is told there, not elsewhere."""
    own = "http://127.0.0.1:1/returns"
    set_up = [sys.executable, "-m", "core.cli", "admin", "webhook", "set", "--data", str(world)]
    subprocess.run(
        [*set_up, "001", own, "--plain-http", "--private-addresses"],
        env=environment(),
        check=True,
        capture_output=True,
        timeout=PATIENCE_S,
    )
    with _beside(world) as process:
        _first_line(process)
    shown = subprocess.run(
        [sys.executable, "-m", "core.cli", "admin", "webhook", "list", "--data", str(world)],
        env=environment(),
        check=True,
        capture_output=True,
        text=True,
        timeout=PATIENCE_S,
    ).stdout
    assert own in shown
    assert "/simulated" in shown, "the other merchant's"


def test_it_is_started_once_and_ends_with_the_windows(
    world: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    heard: list[str] = []

    def one_line() -> str:
        heard.append(capfd.readouterr().out)
        said = "".join(heard)
        return said if "\n" in said else ""

    with socket.create_server(("127.0.0.1", 0)) as taken:
        beside = EcmsBeside(port=taken.getsockname()[1])
        beside.start(world)
        beside.start(world)
        said = awaited(one_line, "it says where it answers")
        beside.stop()
        beside.start(world)
        beside.stop()
    assert (said + capfd.readouterr().out).count("is in use") == 1
