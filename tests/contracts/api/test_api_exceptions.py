"""Refused scans that no later scan can settle: somebody writes what became of them."""

import pytest
from api_shop import ApiShop
from logistics_floor import Floor

from core.domain.status import Status

LOADED = Status.ON_VEHICLE_TO_WAREHOUSE.value
TORN = {"person": "J. Cruz", "outcome": "Torn; sent on by its RETURN CODE."}


@pytest.fixture
def floor(shop: ApiShop) -> Floor:
    """The shop with its handhelds."""
    return Floor(shop)


@pytest.fixture
def torn(floor: Floor) -> int:
    """A label that nobody can read, on the trucker's exceptions list."""
    assert floor.scan("truck", "3031053326", LOADED).json()["code"] == "NOT_A_TRACKING_NUMBER"
    (kept,) = floor.exceptions("truck")
    number: int = kept["number"]
    return number


def _settle(number: int | str) -> str:
    return f"/ecms/api/v1/scans/exceptions/{number}/settle"


def test_a_label_without_a_parcel_is_settled_by_a_person(floor: Floor, torn: int) -> None:
    settled = floor.shop.post("truck", _settle(torn), TORN)
    assert settled.status_code == 200, settled.text
    assert settled.json() == {**TORN, "number": torn, "at": "2026-11-21T04:00:00Z"}
    assert floor.exceptions("admin") == []


def test_what_was_said_first_is_kept(floor: Floor, torn: int) -> None:
    floor.shop.post("truck", _settle(torn), TORN)
    floor.shop.hands.forward(hours=1)
    again = floor.shop.post("admin", _settle(torn), {"person": "Ops", "outcome": "Lost."})
    assert again.json() == {**TORN, "number": torn, "at": "2026-11-21T04:00:00Z"}


def test_the_same_label_scanned_again_stays_settled_and_a_later_one_does_not(
    floor: Floor, torn: int
) -> None:
    floor.shop.post("truck", _settle(torn), TORN)
    floor.scan("truck", "3031053326", LOADED)
    assert floor.exceptions("truck") == [], "the same scan, sent once more"
    floor.shop.hands.forward(hours=1)
    floor.scan("truck", "3031053326", LOADED)
    assert len(floor.exceptions("truck")) == 1


def test_a_pile_of_unknown_labels_pauses_nobody_and_guessed_codes_do(floor: Floor) -> None:
    for serial in range(31):
        refused = floor.scan("truck", f"10012345{serial:09d}", LOADED)
        assert refused.json()["code"] == "PARCEL_UNKNOWN"
    parcel = floor.pulled_out("UID1")
    assert floor.scan("truck", parcel, LOADED).json()["outcome"] == "MOVED"
    for _ in range(30):
        assert floor.scan("truck", "182212342345", LOADED).json()["code"] == "CODE_UNKNOWN"
    assert floor.scan("truck", parcel, LOADED).status_code == 429


@pytest.mark.parametrize(
    ("client", "number", "said", "status"),
    [
        pytest.param("dc", None, TORN, 404, id="another client's"),
        pytest.param("truck", "999", TORN, 404, id="none"),
        pytest.param("truck", "one", TORN, 404, id="no number"),
        pytest.param("truck", None, TORN | {"outcome": ""}, 400, id="nothing said"),
        pytest.param("truck", None, TORN | {"person": ""}, 400, id="nobody"),
        pytest.param("pos-2", None, TORN, 403, id="another role"),
    ],
)
def test_nothing_else_is_settled(
    floor: Floor, torn: int, client: str, number: str | None, said: dict[str, str], status: int
) -> None:
    answer = floor.shop.post(client, _settle(number or torn), said)
    assert answer.status_code == status, answer.text
    assert len(floor.exceptions("admin")) == 1
