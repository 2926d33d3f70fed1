"""Which shops are recorded, and what becomes of them where they cannot be."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from core.api.app import create_app
from core.bootstrap import Shop
from core.domain.references import parse_reference
from core.flight.lines import all_lines
from core.flight.reading import read_recording
from core.flight.recorded import note_exchange
from core.flight.recorder import FlightRecorder
from core.pytest_shop import EcmsMachine, HandClock, new_chain, new_shop
from core.remote.link import Exchange
from core.services.api_services import ApiServices
from core.texts import Texts
from core.trouble import StartupTrouble

__all__ = ["new_chain", "new_shop"]
SHOES = "AXDY43322222524544"


@pytest.fixture
def open_shop(new_shop: Path, tmp_path: Path) -> Iterator[Callable[..., Shop]]:
    """Opens the shop in `tmp_path / "balik"`, with settings and a file to record to."""
    data = shutil.copytree(new_shop, tmp_path / "balik")
    shops: list[Shop] = []

    def opened(record: Path | None = None, settings: dict[str, Any] | None = None) -> Shop:
        shops.append(Shop(data, HandClock(), said=settings, record=record))
        return shops[-1]

    yield opened
    for shop in shops:
        shop.close()


def test_nothing_is_recorded_unless_somebody_wants_it(
    open_shop: Callable[..., Shop], tmp_path: Path
) -> None:
    assert open_shop().kiosk().flight is None
    assert not (tmp_path / "balik" / "flights").exists()


def test_a_setting_keeps_each_terminals_run_in_the_data_directory(
    open_shop: Callable[..., Shop], tmp_path: Path
) -> None:
    shop = open_shop(settings={"record": True})
    kiosk = shop.kiosk()
    kiosk.ecms.find_orders(parse_reference(SHOES), kiosk.terminal)
    shop.close()
    found, _ = read_recording(tmp_path / "balik" / "flights" / "kiosk.jsonl").entries
    assert found.facts["call"] == "find_orders"
    assert found.facts["asked"] == ["reference-1", "0166-K1"]


def test_a_file_that_cannot_be_recorded_to_is_said_but_a_setting_stops_no_store(
    open_shop: Callable[..., Shop], tmp_path: Path
) -> None:
    diary = tmp_path / "diary.txt"
    diary.write_text("Dear diary", "utf-8")
    with pytest.raises(StartupTrouble) as trouble:
        open_shop(diary).kiosk()
    assert "is no recording of Balik’s" in trouble.value.sentence(Texts())
    assert diary.read_text("utf-8") == "Dear diary"
    (tmp_path / "balik" / "flights").write_text("in the way", "utf-8")
    kiosk = open_shop(settings={"record": True}).kiosk()
    assert kiosk.flight is None
    assert kiosk.ecms.find_orders(parse_reference(SHOES), kiosk.terminal)


def test_what_goes_over_the_network_is_noted_without_what_it_is_about(
    new_chain: Path, tmp_path: Path
) -> None:
    machine = EcmsMachine(shutil.copytree(new_chain, tmp_path / "ecms"), HandClock())
    file = tmp_path / "run.jsonl"
    said = {"ecms": {"url": machine.url}}
    shop = Shop(tmp_path / "terminal", HandClock(), said=said, record=file)
    try:
        kiosk = shop.kiosk()
        kiosk.ecms.find_orders(parse_reference(SHOES), kiosk.terminal)
    finally:
        shop.close()
        machine.close()
    asked = [entry.facts for entry in read_recording(file).entries if entry.what == "http"]
    assert {(facts["method"], facts["status"]) for facts in asked} == {("GET", 200), ("POST", 200)}
    assert all(facts["to"].startswith("/ecms/api/v1/terminals/•••") for facts in asked)
    assert SHOES not in file.read_text("utf-8")


def test_an_ecms_notes_who_asked_what_and_nothing_of_what_it_was_about(
    new_chain: Path, tmp_path: Path
) -> None:
    file = tmp_path / "run.jsonl"
    shop = Shop(shutil.copytree(new_chain, tmp_path / "ecms"), HandClock(), record=file)
    service = shop.service()
    ecms = service.ecms
    parts = (service.group, ecms.clock, ecms.pins, ecms.random_below, ecms.rules, Texts())
    with TestClient(create_app(ApiServices(*parts, flight=service.flight))) as caller:
        form = {"client_id": "merchant-a", "client_secret": "demo-a"}
        grant = form | {"grant_type": "client_credentials"}
        token = caller.post("/accounts/oauth2/token", data=grant).json()["access_token"]
        as_merchant = {"Authorization": f"Bearer {token}"}
        answer = caller.post(
            "/ecms/api/v1/returns",
            headers=as_merchant,
            json={
                "merchantCode": "001",
                "merchant": "Merchant A",
                "mobileNumber": "09123456789",
                "merchantReference": SHOES,
                "type": "RETURN",
            },
        )
        code = answer.json()["returnCode"]
        caller.request("MOBILE09123456789", f"/lost/{SHOES}", headers=as_merchant)
    service.group.close()
    shop.close()
    recording = read_recording(file)
    asked = [entry.facts for entry in recording.entries if entry.what == "http"]
    said = [(one["method"], one["to"], one["client"], one["status"]) for one in asked]
    assert said == [
        ("POST", "/accounts/oauth2/token", None, 200),
        ("POST", "/ecms/api/v1/returns", "merchant-1", 200),
        ("other", "elsewhere", None, 404),
    ]
    text = file.read_text("utf-8")
    for personal in ("09123456789", SHOES, code, code.replace("-", ""), "merchant-a", token):
        assert personal not in text
    assert any("merchant-1 asks POST" in line for line in all_lines(recording, Texts()))


def test_of_a_path_only_kinds_of_things_are_kept(tmp_path: Path) -> None:
    file = tmp_path / "run.jsonl"
    recorder = FlightRecorder(file, HandClock().now)
    path = "/ecms/api/v1/returns/182212342345/history/AXDY?mobile=09123456789"
    note_exchange(recorder, Exchange("GET", path, None, 0.5))
    recorder.close()
    asked, _ = read_recording(file).entries
    assert asked.facts["to"] == "/ecms/api/v1/returns/•••/history/•••"
    assert asked.facts["ms"] == 500
