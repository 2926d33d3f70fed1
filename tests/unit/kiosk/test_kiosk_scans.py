"""Scans in the middle of the way to a code."""

from kiosk_story import SHOES, Story, looked_up, shown

from core.domain.refusals import (
    UnknownReference,
)
from core.services.ecms import FoundOrder, IssuedReturn
from kiosk.flow.effects import FindOrders
from kiosk.flow.events import (
    Confirmed,
    MobileEdited,
    OrdersFound,
    ReferenceEdited,
    SaidNo,
    Scanned,
    Started,
)
from kiosk.flow.states import (
    Confirm,
    EnterMobile,
    EnterReference,
    Notice,
    ShowCode,
)


def test_a_scan_on_the_welcome_screen_begins(story: Story) -> None:
    (find,) = story.happens(Scanned(SHOES))
    assert isinstance(find, FindOrders)
    assert find.reference.key == SHOES


def test_a_scan_in_the_middle_of_typing_replaces_what_was_typed(story: Story) -> None:
    story.happens(Started(), ReferenceEdited("AXD"))
    (find,) = story.happens(Scanned("HYN402"))
    assert isinstance(find, FindOrders)
    assert find.reference.key == "HYN402"
    assert isinstance(story.screen, EnterReference)
    assert story.screen.entered == "HYN402"


def test_a_stuttering_scanner_asks_once(story: Story, order: FoundOrder) -> None:
    story.happens(Scanned(SHOES), Scanned(SHOES))
    assert len(story.asked_for(FindOrders)) == 1
    story.happens(OrdersFound(1, (order,)), Scanned(SHOES.lower()))
    assert isinstance(story.screen, Confirm)
    assert len(story.asked_for(FindOrders)) == 1


def test_another_number_scanned_before_confirming_is_looked_up(
    story: Story, order: FoundOrder
) -> None:
    story.happens(OrdersFound(looked_up(story), (order,)))
    (find,) = story.happens(Scanned("HYN402"))
    assert isinstance(find, FindOrders)
    assert isinstance(story.screen, EnterReference)


def test_a_scan_after_a_refusal_is_the_next_try(story: Story) -> None:
    story.happens(SaidNo(looked_up(story), UnknownReference()))
    (find,) = story.happens(Scanned("HYN402"))
    assert isinstance(find, FindOrders)


def test_a_scan_for_a_mobile_number_is_told_and_ignored(story: Story, order: FoundOrder) -> None:
    story.happens(OrdersFound(looked_up(story), (order,)), Confirmed(), MobileEdited("0912"))
    assert story.happens(Scanned("HYN402")) == ()
    assert story.state.notice is Notice.TYPE_NOT_SCAN
    assert isinstance(story.screen, EnterMobile)
    assert story.screen.digits == "0912"
    story.happens(MobileEdited("09123"))
    assert story.state.notice is None


def test_a_scan_while_a_code_is_shown_is_told_and_ignored(
    story: Story, order: FoundOrder, issued: IssuedReturn
) -> None:
    shown(story, order, issued)
    assert story.happens(Scanned("HYN402")) == ()
    assert story.state.notice is Notice.FINISH_FIRST
    assert isinstance(story.screen, ShowCode)
