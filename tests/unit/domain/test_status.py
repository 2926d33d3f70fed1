"""The table of mission.md, row by row, and the one line on which the statuses stand."""

import itertools

import pytest

from core.domain.status import (
    FLOW,
    HELD_BY_STORE,
    LAST_STATUS,
    Delivery,
    Status,
    Trigger,
    next_status,
    trigger_of,
)

_TABLE = [
    ("FOR RETURN", "Kiosk transaction"),
    ("RETURNED", "POS transaction"),
    ("FOR PULL OUT", "ECMS job"),
    ("PULLED OUT FROM STORE", "SBS Returns"),
    ("ON VEHICLE TO WAREHOUSE", "Trucker scanning"),
    ("ARRIVED AT WAREHOUSE", "Trucker scanning"),
    ("FOR RETURN TO MERCHANT", "DC scanning"),
    ("RETURNED TO MERCHANT", "DC scanning"),
    ("ON VEHICLE TO MERCHANT", "Trucker scanning"),
    ("ARRIVED AT MERCHANT", "Trucker scanning"),
]


def test_the_statuses_and_their_triggers_are_the_source_documents() -> None:
    assert [(step.status.value, step.trigger.value) for step in FLOW] == _TABLE
    assert len(set(Status)) == len(_TABLE)
    assert all(trigger_of(Status(status)) is Trigger(trigger) for status, trigger in _TABLE)


@pytest.mark.parametrize(
    ("delivery", "length"), [(Delivery.MERCHANT_PICKS_UP, 8), (Delivery.DC_DELIVERS, 10)]
)
def test_the_line_ends_where_the_merchants_delivery_says(delivery: Delivery, length: int) -> None:
    line = [Status(status) for status, _ in _TABLE[:length]]
    for now, then in itertools.pairwise(line):
        assert next_status(now, delivery) is then
    assert next_status(line[-1], delivery) is None
    assert LAST_STATUS[delivery] is line[-1]


def test_a_parcel_is_at_the_store_from_the_counter_to_the_trucker() -> None:
    assert HELD_BY_STORE == (Status.RETURNED, Status.FOR_PULL_OUT)
