"""What a merchant's site asks: in one step, with items that join late, and by waybill."""

import itertools
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from small_chain import DC_DELIVERS, NOON, RULES, SHIRT, SmallChain

from core.domain.mobile import MobileNumber
from core.domain.orders import Item
from core.domain.refusals import AlreadyRequested, Cancelled, OutOfOrder, UnknownReference
from core.domain.status import Status
from core.persistence.access_work import AccessDatabase
from core.persistence.board import StoredBoard
from core.persistence.group_commit import GroupCommit
from core.services.access import AccessStorage
from core.services.backstage import BehindTheStores
from core.services.channel import ChannelLine, ChannelOrder, LateItem
from core.services.ecms import IssuedReturn
from core.services.find_returns import history
from core.services.merchant_calls import (
    ListedOrder,
    OneStep,
    add_items,
    orders_by_waybill,
    request_in_one_step,
    submit_channel_order,
)
from core.services.storage import OrderContent
from core.services.submit_orders import cancel_order, submit_orders

_SAID = ChannelOrder("CUSTOMER_RETURN", "FastShip", "PHP", {"I10098": ChannelLine(19900)}, "f1")
_SOCKS = LateItem(Item("I10099", "Socks"), ChannelLine(4900, "108-2"))
_HAT = LateItem(Item("I10100", "Hat"), ChannelLine(9900))


class Door:
    """The network's door to the small chain, as a merchant's site comes through it."""

    def __init__(self, chain: SmallChain, group: GroupCommit) -> None:
        self.chain, self._group = chain, group
        self._ones = itertools.count(1)

    def _do(self, job: Callable[[AccessStorage], IssuedReturn | None]) -> IssuedReturn | None:
        return self._group.run(job).result(30)

    def one_step(self, reference: str, attempt: str, merchant: str = "001") -> IssuedReturn:
        """The CLiQQ call."""
        asked = OneStep(merchant, reference, MobileNumber("09123456789"), attempt)

        def draw(_below: int) -> int:
            return next(self._ones)

        issued = self._do(lambda kept: request_in_one_step(kept, RULES, draw, asked, NOON))
        assert issued is not None
        return issued

    def submit(self, said: ChannelOrder = _SAID, **content: Any) -> None:
        """The order system submits the order 100078."""
        order = replace(OrderContent("100078", (SHIRT,), waybill="HYN402"), **content)
        self._do(lambda kept: submit_channel_order(kept, RULES, "001", order, said, NOON))

    def join(self, *items: LateItem, uid: str = "100078") -> None:
        """More items join the order."""
        self._do(lambda kept: add_items(kept, "001", uid, items, NOON))

    def listed(
        self, waybill: str = "HYN402", transporter: str = "FastShip", merchant: str = "001"
    ) -> tuple[ListedOrder, ...]:
        """What the merchant's order system finds."""
        kept = AccessDatabase(self.chain.storage)
        return orders_by_waybill(kept, merchant, waybill, transporter)


@pytest.fixture
def door(chain: SmallChain) -> Iterator[Door]:
    """The door, opened."""
    group = GroupCommit(AccessDatabase(chain.storage))
    yield Door(chain, group)
    group.close()


def test_one_step_submits_what_is_new_and_asks_for_what_is_known(door: Door) -> None:
    """However the number's marks and capitals are written, it is one order with one code."""
    first = door.one_step("ab-100", "tap 1")
    assert (first.reference, first.again) == ("ab-100", False)
    assert door.one_step(" ab-100 ", "tap 1") == first
    other_hand = door.one_step("AB100", "tap 2")
    assert (other_hand.code, other_hand.reference, other_hand.again) == (
        first.code,
        "ab-100",
        True,
    )
    theirs = door.one_step("ab-100", "tap 3", merchant="002")
    assert theirs.code != first.code, "another merchant's number is another order"
    with door.chain.storage.reading() as work:
        assert work.directory.terminal("0000", "WEB") is not None
    (step,) = history(door.chain.storage, first.code)
    assert (step.place.location, step.place.terminal) == ("0000", "WEB")


def test_one_step_of_no_merchant_changes_nothing(door: Door) -> None:
    with pytest.raises(LookupError, match=r"^no merchant 999$"):
        door.one_step("ab-100", "tap 1", merchant="999")
    with door.chain.storage.reading() as work:
        assert work.orders.matching("AB100") == []


def test_a_merchants_own_order_is_found_among_more_namesakes_than_are_looked_through(
    door: Door,
) -> None:
    """A hundred orders of another merchant have its number as their order number.

    It keeps what the merchant said of it: it is not submitted anew.
    """
    chain = door.chain
    own = OrderContent("SAME", (), validity_days=1)
    submit_orders(chain.storage, RULES, "001", [own], NOON)
    namesakes = [OrderContent(f"UID{n}", (), order_number="SAME") for n in range(100)]
    submit_orders(chain.storage, RULES, "002", namesakes, NOON)
    issued = door.one_step("SAME", "tap 1")
    assert (issued.reference, issued.last_day) == ("SAME", date(2026, 11, 22))


def test_what_the_order_system_says_is_kept_and_the_same_again_changes_nothing(door: Door) -> None:
    door.submit()
    (listed,) = door.listed()
    assert (listed.said, listed.late, listed.returned) == (_SAID, (), None)
    door.join(_SOCKS)
    with_socks = door.listed()
    door.submit()
    assert door.listed() == with_socks, "even after items joined"

    other = replace(_SAID, fingerprint="f2", currency="USD")
    door.submit(other, order_number="108")
    (listed,) = door.listed()
    assert (listed.said, listed.order.order_number) == (other, "108")
    assert [item.code for item in listed.order.items] == ["I10098"]


def test_other_content_comes_too_late_once_a_customer_has_a_code(door: Door) -> None:
    door.submit()
    door.one_step("100078", "tap 1")
    door.submit()
    with pytest.raises(AlreadyRequested):
        door.submit(replace(_SAID, fingerprint="f2"))
    (listed,) = door.listed()
    assert listed.said == _SAID
    assert listed.returned is not None


def test_other_content_for_an_order_taken_back_is_refused(door: Door) -> None:
    door.submit()
    cancel_order(door.chain.storage, "001", "100078", NOON)
    door.submit()
    with pytest.raises(Cancelled):
        door.submit(replace(_SAID, fingerprint="f2"))
    with pytest.raises(Cancelled):
        door.join(_SOCKS)
    (listed,) = door.listed()
    assert (listed.said, listed.late, len(listed.order.items)) == (_SAID, (), 1)


def test_items_join_the_order_until_a_customer_asks_and_stand_beside_it_then(door: Door) -> None:
    """The ticket is printed by then; what is known already joins no second time."""
    door.submit()
    door.join(_SOCKS, LateItem(SHIRT, ChannelLine(1)))
    (listed,) = door.listed()
    assert [item.code for item in listed.order.items] == ["I10098", "I10099"]
    assert listed.said is not None
    assert listed.said.lines == {"I10098": ChannelLine(19900), "I10099": ChannelLine(4900, "108-2")}

    door.one_step("100078", "tap 1")
    door.join(_SOCKS, _HAT)
    door.join(_HAT)
    (listed,) = door.listed()
    assert [item.code for item in listed.order.items] == ["I10098", "I10099"]
    assert listed.late == (_HAT,)


def test_an_order_without_a_word_of_the_order_system_takes_items_too(door: Door) -> None:
    submit_orders(door.chain.storage, RULES, "001", [OrderContent("UID1", (SHIRT,))], NOON)
    door.join(_SOCKS, uid="UID1")
    (listed,) = door.listed("UID1")
    assert ([item.code for item in listed.order.items], listed.said) == (["I10098", "I10099"], None)


def test_items_join_no_order_that_nobody_submitted(door: Door) -> None:
    with pytest.raises(UnknownReference):
        door.join(_SOCKS, uid="NOSUCH")


def test_items_join_until_the_warehouse_has_the_parcel(door: Door) -> None:
    door.submit()
    chain = door.chain
    chain.accept(door.one_step("100078", "tap 1").code)
    behind = BehindTheStores(chain.storage, RULES, chain.clock, StoredBoard(chain.storage))
    behind.run_job()
    for item, status in ((_SOCKS, Status.PULLED_OUT_FROM_STORE), (_HAT, None)):
        (parcel,) = behind.board.parcels()
        assert behind.move_on(parcel) is (status or Status.ON_VEHICLE_TO_WAREHOUSE)
        door.join(item)
    (parcel,) = behind.board.parcels()
    assert behind.move_on(parcel) is Status.ARRIVED_AT_WAREHOUSE
    with pytest.raises(OutOfOrder) as refused:
        door.join(LateItem(Item("I10101", "Belt"), ChannelLine()))
    assert (refused.value.current, refused.value.asked) == (
        Status.ARRIVED_AT_WAREHOUSE,
        Status.FOR_RETURN,
    )
    (listed,) = door.listed()
    assert listed.late == (_SOCKS, _HAT)


def test_orders_are_found_by_waybill_and_by_uid_where_no_waybill_matches(door: Door) -> None:
    """A courier that the merchant named finds its own alone, one that nobody named finds all."""
    door.submit()
    submit_orders(
        door.chain.storage,
        RULES,
        "001",
        [
            OrderContent("200", (SHIRT,), waybill="HYN402"),
            OrderContent("300", (SHIRT,), order_number="HYN402"),
            OrderContent("HYN-402", (SHIRT,)),
            OrderContent("HYN403", (SHIRT,), waybill="hyn404"),
        ],
        NOON,
    )
    theirs = OrderContent("400", (), waybill="HYN402")
    submit_orders(door.chain.storage, RULES, DC_DELIVERS.code, [theirs], NOON)

    def uids(waybill: str, transporter: str = "FastShip") -> list[str]:
        return sorted(listed.order.uid for listed in door.listed(waybill, transporter))

    assert uids("HYN402") == ["100078", "200"]
    assert uids("HYN402", "Snail") == ["200"]
    assert uids("HYN403") == ["HYN403"]
    assert uids("HYN-402") == ["HYN-402"]
    assert uids("HYN404") == []
    assert [listed.order.uid for listed in door.listed(merchant="002")] == ["400"]
