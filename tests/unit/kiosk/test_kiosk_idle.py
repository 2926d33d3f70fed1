"""What a customer who walks away leaves behind: nothing."""

import pytest
from kiosk_story import SHOES, Story

from core.services.ecms import FoundOrder, IssuedReturn
from core.services.ports import NotPrinted, Printed, PrinterStatus
from core.services.station import StationTimes
from kiosk.flow.effects import FindOrders, Forget
from kiosk.flow.events import (
    CodeIssued,
    CodeWanted,
    Confirmed,
    Event,
    HelpWanted,
    MobileEdited,
    OrdersFound,
    OverlayClosed,
    PaperCame,
    PersonEvent,
    PrintWanted,
    ReferenceEdited,
    ReferenceSubmitted,
    Scanned,
    SecondPassed,
    Started,
    StartedOver,
    StationOpened,
    Touched,
)
from kiosk.flow.states import (
    EnterReference,
    Help,
    ShowCode,
    StillThere,
    Welcome,
)

SECOND: Event = SecondPassed()


def _to_the_code(story: Story, order: FoundOrder, issued: IssuedReturn) -> None:
    story.happens(Started(), ReferenceEdited(SHOES), ReferenceSubmitted())
    story.happens(OrdersFound(1, (order,)), Confirmed(), MobileEdited("09123456789"))
    story.happens(CodeWanted("one"), CodeIssued(2, issued), PaperCame(3, Printed()))


def test_after_a_minute_the_kiosk_asks_and_then_forgets(story: Story) -> None:
    story.happens(Started(), ReferenceEdited("AXD"), *[SECOND] * 59)
    assert story.state.overlay is None
    story.happens(SECOND)
    assert story.state.overlay == StillThere(20)
    story.happens(*[SECOND] * 19)
    assert story.state.overlay == StillThere(1)
    assert story.happens(SECOND) == (Forget(),)
    assert story.screen == Welcome()
    assert not story.state.someone


def test_every_touch_begins_the_minute_anew(story: Story) -> None:
    story.happens(Started(), *[SECOND] * 59, Touched(), *[SECOND] * 59)
    assert story.state.overlay is None
    story.happens(SECOND)
    assert isinstance(story.state.overlay, StillThere)


@pytest.mark.parametrize(
    "touch", [Touched(), OverlayClosed(), StartedOver(), ReferenceSubmitted(), HelpWanted()]
)
def test_the_touch_that_says_still_there_means_nothing_else(
    story: Story, touch: PersonEvent
) -> None:
    story.happens(Started(), ReferenceEdited("AXD"), *[SECOND] * 65)
    assert story.happens(touch) == ()
    assert story.state.overlay is None
    assert story.screen == EnterReference("AXD")


def test_a_scan_says_still_there_and_counts(story: Story) -> None:
    story.happens(Started(), *[SECOND] * 65)
    (find,) = story.happens(Scanned(SHOES))
    assert isinstance(find, FindOrders)
    assert story.state.overlay is None


def test_times_are_settings(story: Story) -> None:
    story.happens(StationOpened(StationTimes(idle=5, still_there=3)), Started(), *[SECOND] * 5)
    assert story.state.overlay == StillThere(3)


def test_at_the_welcome_screen_nobody_is_asked(story: Story) -> None:
    """Somebody changed the text size and left: it goes back, and that is all."""
    assert story.happens(Touched(), *[SECOND] * 59) == ()
    assert story.happens(SECOND) == (Forget(),)
    assert story.state.overlay is None


def test_time_does_not_pass_where_nobody_is(story: Story) -> None:
    before = story.state
    assert story.happens(*[SECOND] * 200) == ()
    assert story.state == before


def test_help_left_open_is_left_too(story: Story) -> None:
    story.happens(Started(), HelpWanted(), *[SECOND] * 60)
    assert isinstance(story.state.overlay, StillThere)
    story.happens(*[SECOND] * 20)
    assert story.screen == Welcome()


def test_help_closes_on_the_same_screen(story: Story) -> None:
    story.happens(Started(), ReferenceEdited("AXD"), HelpWanted())
    assert story.state.overlay == Help()
    story.happens(OverlayClosed())
    assert story.state.overlay is None
    assert story.screen == EnterReference("AXD")


def test_the_code_counts_down_and_ends_by_itself(
    story: Story, order: FoundOrder, issued: IssuedReturn
) -> None:
    _to_the_code(story, order, issued)
    story.happens(*[SECOND] * 44)
    assert isinstance(story.screen, ShowCode)
    assert story.screen.seconds_left == 1
    assert story.state.overlay is None
    assert story.happens(SECOND) == (Forget(),)
    assert story.screen == Welcome()


def test_trying_to_print_gives_time_again(
    story: Story, order: FoundOrder, issued: IssuedReturn
) -> None:
    _to_the_code(story, order, issued)
    story.happens(*[SECOND] * 40, PrintWanted())
    assert isinstance(story.screen, ShowCode)
    assert story.screen.seconds_left == story.state.times.code_shown
    story.happens(PaperCame(4, NotPrinted(PrinterStatus.OFFLINE)))
    assert isinstance(story.screen, ShowCode)
    assert story.screen.seconds_left == story.state.times.trouble_shown


def test_a_code_is_never_hidden_by_help_that_was_open_before(
    story: Story, order: FoundOrder, issued: IssuedReturn
) -> None:
    story.happens(Started(), ReferenceEdited(SHOES), ReferenceSubmitted())
    story.happens(OrdersFound(1, (order,)), Confirmed(), MobileEdited("09123456789"))
    story.happens(CodeWanted("one"), HelpWanted(), CodeIssued(2, issued))
    assert isinstance(story.screen, ShowCode)
    assert story.state.overlay is None
