"""The routes that move a simulation: only where one serves, only for whom may, as described."""

import json
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import schemathesis
from described import DESCRIBED
from hypothesis import HealthCheck, settings
from schemathesis.config import SchemathesisConfig
from starlette.testclient import TestClient

from core.api.app import create_app, description
from core.api.server import ServerThread
from core.domain.codes import ReturnCode
from core.play import simulator_routes
from core.play.served import simulated_api
from core.play.stage import Stage
from core.play.world import PlayWorld
from core.services.api_services import ApiServices
from core.simulator.faults import FAULTS
from core.simulator.scenario import Scenario
from core.simulator.simulated_clients import SIMULATOR, TRUCKER, secret_of, simulated_clients
from core.simulator.steps import Accept, FaultOn, TakeCode
from core.simulator.virtual_clock import STILL
from core.texts import Texts

OURS = "/ecms/api/v1"
SIMULATOR_ROUTES = f"{OURS}/simulator"
SHOES = "AXDY43322222524544"


class Simulation:
    """A simulation that is served, and somebody who calls it.

    Args:
        stage: what happens in the store of it.
        http: a client without credentials.
        url: the same on a socket.
    """

    def __init__(self, stage: Stage, http: TestClient, url: str) -> None:
        self.stage, self.http, self.url = stage, http, url

    @property
    def services(self) -> ApiServices:
        """What stands behind it."""
        services: ApiServices = self.http.app.state.services  # type: ignore[attr-defined]  # FastAPI
        return services

    def call(self, method: str, path: str, body: object = None, client: Any = SIMULATOR) -> Any:
        """One call, by default the simulator's own."""
        return self.http.request(method, path, json=body, headers=self.headers(client))

    def headers(self, client: Any = SIMULATOR) -> dict[str, str]:
        """Who calls; a new token for each, because hours pass in between."""
        asked = {
            "client_id": client.client_id,
            "client_secret": secret_of(client),
            "grant_type": "client_credentials",
        }
        answer = self.http.post("/accounts/oauth2/token", data=asked)
        return {"Authorization": f"Bearer {answer.json()['access_token']}"}

    def now(self) -> datetime:
        """The shop's time, asked over the network."""
        said = self.call("GET", f"{SIMULATOR_ROUTES}/clock").json()["now"]
        return datetime.fromisoformat(said)


@pytest.fixture(scope="module")
def simulation(
    balik_served_template: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Simulation]:
    """One for all stories here; each begins with all well."""
    data = tmp_path_factory.mktemp("simulation") / "world"
    world = PlayWorld(Scenario(title="Served"), data, balik_served_template)
    api = simulated_api(world.service(), world.panel, world.conductor, Texts())
    stage = Stage(world, has_windows=False)
    with TestClient(api) as http, ServerThread(api, port=0) as server:
        yield Simulation(stage, http, server.url)
    stage.close()


@pytest.fixture(autouse=True)
def _all_well(simulation: Simulation) -> None:
    simulation.stage.world.switch_off(None)
    # Requests made at random let it run fast: what lasts five minutes was over in a blink.
    simulation.stage.world.panel.clock.run(STILL)


def test_an_ecms_that_is_no_simulation_has_none_of_these_routes(simulation: Simulation) -> None:
    plain, headers = TestClient(create_app(simulation.services)), simulation.headers()
    for path, method in (("/clock", "GET"), ("/faults", "DELETE"), ("/faults/webhook-500", "PUT")):
        answer = plain.request(method, SIMULATOR_ROUTES + path, json={}, headers=headers)
        assert answer.status_code == 404
    assert "/simulator/" not in json.dumps(DESCRIBED)
    assert "/simulator/" not in plain.get("/docs").text
    assert "/simulator/" in simulation.http.get("/docs").text


def test_only_the_simulator_may_move_it_and_the_description_says_so(
    simulation: Simulation,
) -> None:
    path = f"{SIMULATOR_ROUTES}/faults"
    assert simulation.http.get(path).status_code == 401
    assert simulation.call("DELETE", path, client=TRUCKER).status_code == 403
    described = simulation.http.get("/openapi.json").json()["paths"]
    routes = {path: methods for path, methods in described.items() if "/simulator/" in path}
    assert len(routes) == 6
    for methods in routes.values():
        for operation in methods.values():
            assert operation["description"].endswith("Roles: admin.")


def test_time_passes_with_all_that_is_due_and_never_goes_back(simulation: Simulation) -> None:
    path = f"{SIMULATOR_ROUTES}/clock"
    before = simulation.now()
    next_job = simulation.call("GET", path).json()["nextJob"]
    moved = simulation.call("PUT", path, {"now": next_job}).json()
    assert moved["now"] == next_job
    # The job of that morning has run: the next one is a day later.
    after = datetime.fromisoformat(moved["nextJob"]) - datetime.fromisoformat(next_job)
    assert after == timedelta(days=1)
    again = simulation.call("PUT", path, {"now": before.isoformat()}).json()
    assert again["now"] == next_job
    far = (before + timedelta(days=100)).isoformat()
    refused = simulation.call("PUT", path, {"now": far})
    assert (refused.status_code, refused.json()["code"]) == (422, "TOO_FAR")
    assert simulation.now() == datetime.fromisoformat(next_job)
    fast_and_far = simulation.call("PUT", path, {"rate": 60, "now": far})
    assert fast_and_far.json()["code"] == "TOO_FAR"
    assert simulation.call("GET", path).json()["rate"] == 0
    assert simulation.call("PUT", path, {"rate": 60}).json()["rate"] == 60
    assert simulation.call("PUT", path, {"rate": 0}).json()["rate"] == 0


def test_the_faults_are_the_one_list_and_are_switched_each_way(simulation: Simulation) -> None:
    path, world = f"{SIMULATOR_ROUTES}/faults", simulation.stage.world
    listed = simulation.call("GET", path).json()["faults"]
    assert [fault["code"] for fault in listed] == list(FAULTS)
    assert [fault for fault in listed if fault["switch"] is not None] == []
    now = simulation.now()
    later = {"since": (now + timedelta(hours=1)).isoformat(), "chance": 0.5}
    said = simulation.call("PUT", f"{path}/webhook-500", later).json()
    assert said["words"] == "Merchant’s webhook: answers 500"
    assert (said["inForce"], said["switch"]["chance"]) == (False, 0.5)
    assert simulation.call("PUT", f"{path}/ecms-disk-full", {}).json()["inForce"] is True
    assert world.switched_on() == ("webhook-500", "ecms-disk-full")
    never = {"since": now.isoformat(), "until": now.isoformat()}
    assert simulation.call("PUT", f"{path}/webhook-500", never).json()["code"] == "NEVER_ON"
    assert simulation.call("PUT", f"{path}/webhook-418", {}).json()["code"] == "FAULT_UNKNOWN"
    assert simulation.call("DELETE", f"{path}/webhook-500").json()["switch"] is None
    assert world.switched_on() == ("ecms-disk-full",)
    simulation.call("DELETE", path)
    assert world.switched_on() == ()


def test_what_is_asked_in_words_that_it_does_not_know_changes_nothing(
    simulation: Simulation,
) -> None:
    before, world = simulation.now(), simulation.stage.world
    for path, body in (
        ("/clock", {"hours": 5}),
        ("/faults/webhook-500", {"chanse": 0.5}),
        ("/faults/webhook-500", {"chance": 0.5, "minutes": 5}),
    ):
        answer = simulation.call("PUT", SIMULATOR_ROUTES + path, body)
        assert answer.status_code == 400
        assert next(iter(set(body) - {"chance"})) in answer.text
    assert (simulation.now(), world.switched_on()) == (before, ())


def test_a_fault_that_would_be_over_already_is_not_switched_on(simulation: Simulation) -> None:
    now, path = simulation.now(), f"{SIMULATOR_ROUTES}/faults/webhook-500"
    past = {"until": (now - timedelta(minutes=1)).isoformat()}
    refused = simulation.call("PUT", path, past)
    assert (refused.status_code, refused.json()["code"]) == (422, "OVER_ALREADY")
    assert simulation.stage.world.switched_on() == ()
    to_come = {"until": (now + timedelta(minutes=1)).isoformat()}
    assert simulation.call("PUT", path, to_come).json()["inForce"] is True


def test_a_clock_is_wrong_always_or_never(simulation: Simulation) -> None:
    path, world = f"{SIMULATOR_ROUTES}/faults/handheld-clock-ahead", simulation.stage.world
    refused = simulation.call("PUT", path, {"chance": 0.5})
    assert (refused.status_code, refused.json()["code"]) == (422, "NOT_BY_CHANCE")
    assert world.switched_on() == ()
    assert simulation.call("PUT", path, {"chance": 1.0}).json()["inForce"] is True


@pytest.mark.parametrize("fault", ["ecms-disk-full", "ecms-database-locked", "ecms-power-loss"])
def test_what_befalls_the_ecms_is_undone_and_can_be_asked_for_again(
    simulation: Simulation, fault: str
) -> None:
    order = {"uid": f"TROUBLE-{fault}"}
    lines = json.dumps(order).encode()
    headers = simulation.headers() | {"Content-Type": "application/x-ndjson"}
    simulation.http.post(
        f"{OURS}/merchants/001/orders/import", content=lines, headers=headers
    ).raise_for_status()
    kiosk, _ = simulated_clients("0166", "K1", "02")[3]
    terminal = f"{OURS}/terminals/0166/K1"
    found = simulation.call(
        "POST", f"{terminal}/orders/find", {"reference": order["uid"]}, client=kiosk
    ).json()["orders"][0]
    asked = {
        "orderId": found["orderId"],
        "mobileNumber": "09123456789",
        "attempt": f"attempt-{fault}",
    }
    headers = simulation.headers(kiosk)
    simulation.call("PUT", f"{SIMULATOR_ROUTES}/faults/{fault}", {})
    refused = simulation.http.post(f"{terminal}/returns", json=asked, headers=headers)
    assert refused.status_code == 503
    simulation.stage.world.switch_off(None)
    assert (
        simulation.stage.world.books.find_returns(order["uid"], simulation.stage.world.pos.terminal)
        == ()
    )
    issued = simulation.http.post(f"{terminal}/returns", json=asked, headers=headers)
    assert ReturnCode.parse(issued.json()["returnCode"])


def test_the_inbox_has_every_try_with_its_signature_and_the_ledger_is_whole(
    simulation: Simulation,
) -> None:
    stage = simulation.stage
    stage.perform(FaultOn(fault="webhook-500", minutes=5))
    stage.perform(TakeCode(reference=SHOES, named="shoes"))
    stage.perform(Accept(parcel="shoes"))
    stage.world.pass_time(timedelta(hours=1))
    number = stage.record_of("shoes").tracking_number.digits
    tries = simulation.call("GET", f"{SIMULATOR_ROUTES}/webhooks/{number}").json()["webhooks"]
    assert [(one["status"], one["taken"]) for one in tries] == [
        ("FOR RETURN", False),
        ("FOR RETURN", True),
        ("RETURNED", True),
    ]
    assert {one["genuine"] for one in tries} == {True}
    assert json.loads(tries[0]["body"])["merchantReference"] == SHOES
    everything = simulation.call("GET", f"{SIMULATOR_ROUTES}/webhooks").json()["webhooks"]
    assert [one for one in everything if one["trackingNumber"] == number] == tries
    ledger = simulation.call("GET", f"{SIMULATOR_ROUTES}/ledger").json()
    assert (ledger["brokenAt"], ledger["missing"]) == (None, 0)
    assert ledger["entries"] >= 2


_CONFIG = SchemathesisConfig.from_dict(
    {
        "generation": {"deterministic": True, "max-examples": 8, "database": "none"},
        "checks": {"positive_data_acceptance": {"expected-statuses": ["2xx", "404", "422", "429"]}},
    }
)
_DESCRIBED = schemathesis.openapi.from_dict(description((simulator_routes.router,)), config=_CONFIG)
schema = _DESCRIBED.include(path_regex="/simulator/")


@schema.parametrize()
@settings(deadline=None, suppress_health_check=list(HealthCheck))
def test_every_answer_of_the_simulator_is_as_described(case: Any, simulation: Simulation) -> None:
    case.call_and_validate(base_url=simulation.url, headers=simulation.headers())
