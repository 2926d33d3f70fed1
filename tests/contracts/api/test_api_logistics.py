"""Scans, the job and the merchant's picture over the network, odd cases included."""

from datetime import timedelta
from typing import Any

import pytest
from api_shop import POS, ApiShop
from logistics_floor import Floor

from core.domain.codes import TrackingNumber
from core.domain.status import FLOW, Delivery, Status

LOADED, ARRIVED = Status.ON_VEHICLE_TO_WAREHOUSE.value, Status.ARRIVED_AT_WAREHOUSE.value
RECEIVED, STAGED = Status.FOR_RETURN_TO_MERCHANT.value, Status.RETURNED_TO_MERCHANT.value
TO_MERCHANT, GIVEN = Status.ON_VEHICLE_TO_MERCHANT.value, Status.ARRIVED_AT_MERCHANT.value


@pytest.fixture
def floor(shop: ApiShop) -> Floor:
    """The shop with its handhelds."""
    return Floor(shop)


def test_a_parcel_goes_all_the_way_by_scans(floor: Floor) -> None:
    floor.deliver(Delivery.DC_DELIVERS)
    parcel = floor.pulled_out("UID1")
    for client, status in (
        ("truck", LOADED),
        ("truck", ARRIVED),
        ("dc", RECEIVED),
        ("dc", STAGED),
        ("truck", TO_MERCHANT),
        ("truck", GIVEN),
    ):
        answer = floor.scan(client, parcel, status)
        assert (answer.status_code, answer.json()["outcome"]) == (200, "MOVED"), answer.text
        assert answer.json()["status"] == status
    history = floor.shop.call("merchant-a", "GET", f"/ecms/api/v1/returns/{parcel}/history").json()
    assert [step["status"] for step in history["history"]] == [step.status.value for step in FLOW]
    assert history["history"][4]["place"] == {
        "location": "TRUCK1",
        "terminal": "HH-07",
        "person": "J. Cruz",
    }
    assert [step["entry"] for step in history["history"]] == list(range(1, 11))


@pytest.mark.parametrize(
    "written",
    [
        "{parcel}",
        "{sscc}",
        "00{sscc}",
        "(00){sscc}",
        "]C100{sscc}",
        "{parcel} ",
    ],
)
def test_every_way_in_which_scanners_write_a_label_is_understood(
    floor: Floor, written: str
) -> None:
    parcel = floor.pulled_out("UID1")
    text = written.format(parcel=parcel, sscc=TrackingNumber(parcel).sscc)
    assert floor.scan("truck", text, LOADED).json()["outcome"] == "MOVED"


def test_the_same_scan_again_is_harmless(floor: Floor) -> None:
    parcel = floor.pulled_out("UID1")
    floor.scan("truck", parcel, LOADED)
    again = floor.scan("truck", parcel, LOADED).json()
    assert (again["outcome"], again["status"]) == ("AGAIN", LOADED)
    floor.scan("truck", parcel, ARRIVED)
    late = floor.scan("truck", parcel, LOADED).json()
    assert (late["outcome"], late["status"]) == ("AGAIN", ARRIVED)
    assert floor.exceptions() == []


def test_a_scan_out_of_turn_is_refused_by_name_and_kept_until_it_is_settled(floor: Floor) -> None:
    parcel = floor.pulled_out("UID1")
    refused = floor.scan("dc", parcel, RECEIVED)
    assert (refused.status_code, refused.json()["code"]) == (409, "OUT_OF_ORDER")
    assert refused.json()["details"] == {
        "current": "PULLED OUT FROM STORE",
        "asked": RECEIVED,
    }
    (kept,) = floor.exceptions("dc")
    assert (kept["refusal"], kept["asked"], kept["scanned"]) == ("OUT_OF_ORDER", RECEIVED, parcel)
    assert kept["current"] == "PULLED OUT FROM STORE"
    assert floor.exceptions("truck") == []
    assert floor.exceptions("admin") == [kept]
    for client, status in (("truck", LOADED), ("truck", ARRIVED), ("dc", RECEIVED)):
        floor.scan(client, parcel, status)
    assert floor.exceptions("admin") == []


def test_another_partys_status_is_refused_by_name(floor: Floor) -> None:
    parcel = floor.pulled_out("UID1")
    refused = floor.scan("dc", parcel, LOADED)
    assert (refused.status_code, refused.json()["code"]) == (403, "WRONG_PARTY")
    assert len(floor.exceptions("dc")) == 1


def test_strange_labels_are_kept_as_they_were_read(floor: Floor) -> None:
    for text, code in (
        ("3031053326", "NOT_A_TRACKING_NUMBER"),  # torn after ten digits
        ("100123450000000179", "WRONG_CHECK_DIGIT"),
        ("10012345000000017", "PARCEL_UNKNOWN"),  # another chain's
        ("30310533999999999", "PARCEL_UNKNOWN"),
        ("\x00\x1d", "NOT_A_TRACKING_NUMBER"),
    ):
        answer = floor.scan("truck", text, LOADED)
        assert answer.json()["code"] == code, answer.text
    assert [one["scanned"] for one in floor.exceptions("truck")][::-1] == [
        "3031053326",
        "100123450000000179",
        "10012345000000017",
        "30310533999999999",
        "??",
    ]


def test_a_batch_in_any_order_with_repeats_is_put_in_order(floor: Floor) -> None:
    first, second = floor.pulled_out("UID1"), floor.pulled_out("UID2")
    scans = [
        floor.read(first, ARRIVED, minutes=30),
        floor.read(second, LOADED, minutes=1),
        floor.read(first, LOADED, minutes=2),
        floor.read(first, LOADED, minutes=3),
        floor.read("3031053326", LOADED, minutes=4),
    ]
    results = floor.batch("truck", scans)
    assert [one["outcome"] for one in results] == ["MOVED", "MOVED", "MOVED", "AGAIN", "REFUSED"]
    assert results[4]["code"] == "NOT_A_TRACKING_NUMBER"
    assert results[4]["message"].endswith(".")
    assert [one["status"] for one in results[:2]] == [ARRIVED, LOADED]
    at = floor.times(first)
    assert at[LOADED] == floor.shop.hands.instant + timedelta(minutes=2) - timedelta(hours=1)
    assert at[ARRIVED] - at[LOADED] == timedelta(minutes=28)


def test_the_same_batch_from_two_handhelds_moves_each_parcel_once(floor: Floor) -> None:
    parcel = floor.pulled_out("UID1")
    scans = [floor.read(parcel, LOADED, minutes=1), floor.read(parcel, ARRIVED, minutes=2)]
    assert [one["outcome"] for one in floor.batch("truck", scans)] == ["MOVED", "MOVED"]
    again = floor.batch("truck", scans, handheld="HH-08")
    assert [one["outcome"] for one in again] == ["AGAIN", "AGAIN"]
    assert floor.exceptions("admin") == []


@pytest.mark.parametrize("ahead", [timedelta(days=1), timedelta(days=-1)])
def test_a_wrong_clock_is_known_by_when_it_sent(floor: Floor, ahead: timedelta) -> None:
    parcel = floor.pulled_out("UID1")
    now = floor.shop.hands.instant
    scans = [
        {
            "parcel": parcel,
            "status": LOADED,
            "scannedAt": (now + ahead - timedelta(minutes=10)).isoformat(),
        }
    ]
    floor.batch("truck", scans, sentAt=(now + ahead).isoformat())
    assert floor.times(parcel)[LOADED] == now - timedelta(minutes=10)


def test_a_time_to_come_is_not_believed(floor: Floor) -> None:
    parcel = floor.pulled_out("UID1")
    floor.batch("truck", [floor.read(parcel, LOADED, minutes=24 * 60)])
    assert floor.times(parcel)[LOADED] == floor.shop.hands.instant
    floor.batch("truck", [floor.read(parcel, ARRIVED, minutes=-24 * 60)])
    assert floor.times(parcel)[ARRIVED] == floor.shop.hands.instant, "nothing is before the last"


def test_a_stores_own_system_hands_over_with_driver_and_plate(floor: Floor) -> None:
    parcel = floor.accepted("UID1")
    floor.shop.post("sbs", "/ecms/api/v1/jobs/pull-out", {})
    pulled_out = Status.PULLED_OUT_FROM_STORE.value
    nobody = floor.scan("sbs", parcel, pulled_out, person="", plate="")
    assert nobody.json()["code"] == "BAD_DRIVER"
    assert floor.scan("sbs", parcel, pulled_out, plate="NBC1234").json()["outcome"] == "MOVED"
    lists = floor.shop.call("pos-2", "GET", f"{POS}/pull-out-lists").json()["lists"]
    assert lists[0]["lines"][0]["driver"] == {"name": "J. Cruz", "plate": "NBC1234"}


def test_a_parcel_of_no_list_is_not_handed_over(floor: Floor) -> None:
    parcel = floor.accepted("UID1")
    refused = floor.scan("sbs", parcel, Status.PULLED_OUT_FROM_STORE.value, plate="NBC1234")
    assert (refused.status_code, refused.json()["code"]) == (409, "NOT_ON_LIST")


def test_the_delivery_of_the_moment_counts(floor: Floor) -> None:
    """A merchant changes its mind while parcels are under way."""
    parcel = floor.pulled_out("UID1")
    for client, status in (
        ("truck", LOADED),
        ("truck", ARRIVED),
        ("dc", RECEIVED),
        ("dc", STAGED),
    ):
        floor.scan(client, parcel, status)
    assert floor.scan("truck", parcel, TO_MERCHANT).json()["code"] == "OUT_OF_ORDER"
    floor.deliver(Delivery.DC_DELIVERS)
    assert floor.scan("truck", parcel, TO_MERCHANT).json()["outcome"] == "MOVED"
    floor.deliver(Delivery.MERCHANT_PICKS_UP)
    assert floor.scan("truck", parcel, GIVEN).json()["outcome"] == "MOVED", "it is on its way"


def test_the_job_takes_what_came_since(floor: Floor) -> None:
    floor.accepted("UID1")
    built = [floor.shop.post("admin", "/ecms/api/v1/jobs/pull-out", {}).json() for _ in range(2)]
    assert [(run["lists"], run["parcels"]) for run in built] == [(1, 1), (0, 0)]
    own = floor.shop.post("sbs", "/ecms/api/v1/jobs/pull-out", {"store": "2031"})
    assert (own.status_code, own.json()["code"]) == (403, "OTHER_STORE")
    unknown = floor.shop.post("admin", "/ecms/api/v1/jobs/pull-out", {"store": "2031"})
    assert unknown.status_code == 404
    assert floor.shop.post("truck", "/ecms/api/v1/jobs/pull-out", {}).status_code == 403


def test_a_merchant_sees_where_its_returns_stand(floor: Floor) -> None:
    parcels = [floor.accepted(f"UID{number}") for number in range(3)]
    floor.shop.post("admin", "/ecms/api/v1/jobs/pull-out", {})
    floor.accepted("UID3")

    def look(query: str, client: str = "merchant-a") -> Any:
        return floor.shop.call(client, "GET", f"/ecms/api/v1/statuses{query}").json()

    first = look("?limit=2")
    second = look(f"?limit=2&after={first['next']}")
    third = look(f"?limit=2&after={second['next']}")
    assert [one["merchantReference"] for one in first["returns"]] == ["UID0", "UID1"]
    assert [one["merchantReference"] for one in second["returns"]] == ["UID2", "UID3"]
    assert (third["returns"], third["next"]) == ([], "")
    assert first["returns"][0] == {
        "trackingNumber": parcels[0],
        "merchantReference": "UID0",
        "status": "FOR PULL OUT",
        "location": "0166",
        "timestamp": "2026-11-21T04:00:00Z",
    }
    assert [one["merchantReference"] for one in look("?status=RETURNED")["returns"]] == ["UID3"]
    assert len(look("?merchantReference=UID2")["returns"]) == 1
    assert look("?merchantReference=UID2&status=RETURNED")["returns"] == []
    assert look("?since=2026-11-22T00:00:00Z")["returns"] == []
    assert look("?until=2026-11-21T00:00:00Z")["returns"] == []
    assert look("", "merchant-b")["returns"] == []
    assert look("?merchantCode=001", "admin")["next"] == ""
    assert look("/counts")["counts"]["FOR PULL OUT"] == 3
    assert look("?merchantCode=001", "merchant-b")["code"] == "FORBIDDEN"
    assert look("", "admin")["code"] == "MERCHANT_MISSING"


def test_another_merchants_parcel_is_unknown(floor: Floor) -> None:
    parcel = floor.accepted("UID1")
    seen = floor.shop.call("merchant-b", "GET", f"/ecms/api/v1/returns/{parcel}/history")
    assert (seen.status_code, seen.json()["code"]) == (404, "PARCEL_UNKNOWN")
