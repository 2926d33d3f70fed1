"""A return stored at each of its ten statuses: what is kept, told, and held where."""

from datetime import date, timedelta

import pytest
from shop_floor import STORE, NoonClock

from core.domain.apo import ApoNumber, Driver
from core.domain.events import Place
from core.domain.merchants import Merchant
from core.domain.refusals import OutOfOrder
from core.domain.status import FLOW, LAST_STATUS, Delivery, Status
from core.persistence.database import Database
from core.services.administration import save_merchants
from core.services.hand_over_parcel import hand_over
from core.services.pull_out import build_list
from core.services.pull_out_books import HandingOver

_ACCEPTED_ORDER = 1
_LIST = ApoNumber("0166", date(2026, 11, 21))
_DRIVER = Driver("J. Cruz", "NBC1234")


def _move(database: Database, status: Status, hours: int) -> None:
    step = next(step for step in FLOW if step.status is status)
    at = NoonClock().now() + timedelta(hours=hours)
    if status is Status.FOR_PULL_OUT:
        build_list(database, STORE, at)
        return
    with database.writing() as work:
        parcel = work.returns.of_order(_ACCEPTED_ORDER)
        assert parcel is not None
        if status is Status.PULLED_OUT_FROM_STORE:
            hand_over(work, parcel, HandingOver(_LIST, _ACCEPTED_ORDER, _DRIVER, at))
            return
        parcel.move(status, step.trigger, at, Place("DC1", "", "driver"), "APO-0166-20261121")
        work.returns.save(parcel)


@pytest.mark.parametrize("delivery", Delivery)
def test_every_step_is_kept_told_and_counted_where_the_parcel_is(
    database: Database, delivery: Delivery
) -> None:
    save_merchants(database, [Merchant("001", "Merchant A", delivery=delivery)])
    line = [step.status for step in FLOW]
    line = line[: line.index(LAST_STATUS[delivery]) + 1]
    waiting = []
    for hours, status in enumerate(line[2:], start=1):
        _move(database, status, hours)
        with database.reading() as work:
            waiting.append(work.counters.waiting(STORE))

    assert waiting == [1] + [0] * (len(line) - 3), "the trucker took it"
    with database.reading() as work:
        history = work.returns.history(_ACCEPTED_ORDER)
        stored = work.returns.of_order(_ACCEPTED_ORDER)
    assert [step.status for step in history] == line[::-1]
    assert (history[0].place, history[0].detail) == (
        Place("DC1", "", "driver"),
        "APO-0166-20261121",
    )
    assert stored is not None
    assert (stored.status, stored.events) == (line[-1], [])
    with database.engine.connect() as connection:
        told = connection.exec_driver_sql(
            "SELECT status FROM outbox WHERE order_id = 1 ORDER BY id"
        ).scalars()
        assert list(told) == line


def test_past_the_end_of_the_line_nothing_is_stored(database: Database) -> None:
    for hours, step in enumerate(FLOW[2:8], start=1):
        _move(database, step.status, hours)
    with pytest.raises(OutOfOrder):
        _move(database, Status.ON_VEHICLE_TO_MERCHANT, 9)
    with database.reading() as work:
        assert len(work.returns.history(_ACCEPTED_ORDER)) == 8
