"""Every status asked of a parcel at every status, by every party, for both ways of delivery.

Against the API, and with it against the database behind it: what the table of the mission allows
moves, and nothing else changes anything.
"""

import itertools
from collections.abc import Iterator

import pytest
from api_shop import POS, ApiShop
from logistics_floor import Floor

from core.domain.status import FLOW, Delivery, Status, Trigger, next_status, trigger_of

LINE = [step.status for step in FLOW]
CLIENT = {Trigger.SBS: "sbs", Trigger.TRUCKER: "truck", Trigger.DC: "dc"}


@pytest.fixture
def floor(shop: ApiShop) -> Floor:
    """The shop with its handhelds."""
    return Floor(shop)


def _end(delivery: Delivery) -> list[Status]:
    return [status for status in LINE if _is_reached(status, delivery)]


def _is_reached(status: Status, delivery: Delivery) -> bool:
    return delivery is Delivery.DC_DELIVERS or LINE.index(status) <= LINE.index(
        Status.RETURNED_TO_MERCHANT
    )


def _stations(floor: Floor, delivery: Delivery) -> Iterator[tuple[Status, str, str]]:
    """One parcel, taken to each of its statuses in turn."""
    floor.deliver(delivery)
    asked = floor.shop.ask(merchantReference="UID1").json()
    parcel = asked["trackingNumber"]
    for status in _end(delivery):
        match trigger_of(status):
            case Trigger.KIOSK:
                pass
            case Trigger.POS:
                assert floor.shop.accept(asked["returnCode"]).status_code == 200
            case Trigger.ECMS_JOB:
                floor.shop.post("admin", "/ecms/api/v1/jobs/pull-out", {})
            case party:
                moved = floor.scan(CLIENT[party], parcel, status.value, plate="NBC1234")
                assert moved.json()["outcome"] == "MOVED", moved.text
        yield status, parcel, asked["returnCode"]


@pytest.mark.parametrize("delivery", Delivery)
def test_only_what_the_table_allows_moves_a_parcel(floor: Floor, delivery: Delivery) -> None:
    for current, parcel, _ in _stations(floor, delivery):
        for asked, party in itertools.product(LINE, CLIENT):
            if asked is next_status(current, delivery) and party is trigger_of(asked):
                continue  # the legal move, which the line makes next
            # The list is in the way where the status would be the next one for no other reason.
            answer = floor.scan(CLIENT[party], parcel, asked.value, plate="NBC1234")
            outcome = answer.json().get("outcome") or answer.json()["code"]
            assert outcome == _expected(current, asked, party), (current, asked, party)
            assert floor.status_of(parcel) is current


def _expected(current: Status, asked: Status, party: Trigger) -> str:
    if trigger_of(asked) is not party:
        return "WRONG_PARTY"
    if LINE.index(asked) <= LINE.index(current):
        return "AGAIN"
    if asked is Status.PULLED_OUT_FROM_STORE:
        return "NOT_ON_LIST"
    return "OUT_OF_ORDER"


def _hand_over(floor: Floor, parcel: str) -> str:
    """The clerk gives it to a driver, with the list of today; what comes of it."""
    body = {"parcel": parcel, "driver": {"name": "J. Cruz", "plate": "NBC1234"}, "clerk": "1042"}
    path = f"{POS}/pull-out-lists/APO-0166-20261121/hand-over"
    answer = floor.shop.post("pos-2", path, body).json()
    return "AGAIN" if answer.get("again") else str(answer.get("code"))


def _what_comes_of_handing_over(current: Status) -> str:
    return "LIST_UNKNOWN" if LINE.index(current) < LINE.index(Status.FOR_PULL_OUT) else "AGAIN"


@pytest.mark.parametrize("delivery", Delivery)
def test_kiosk_counter_job_and_store_take_a_parcel_only_in_their_turn(
    floor: Floor, delivery: Delivery
) -> None:
    for current, parcel, code in _stations(floor, delivery):
        asked = floor.shop.ask(merchantReference="UID1").json()
        if current is Status.FOR_RETURN:
            assert asked["returnCode"] == code
        else:
            taken = floor.shop.accept(code, "another-attempt").json()
            assert taken["code"] == asked["code"] == "ALREADY_RETURNED"
        if current is not Status.FOR_PULL_OUT:
            handed = _hand_over(floor, parcel)
            assert handed == _what_comes_of_handing_over(current)
        if current is not Status.RETURNED:
            built = floor.shop.post("admin", "/ecms/api/v1/jobs/pull-out", {}).json()
            assert built["parcels"] == 0
        assert floor.status_of(parcel) is current
    lists = floor.shop.call("pos-2", "GET", f"{POS}/pull-out-lists").json()["lists"]
    assert len(lists) == 1
