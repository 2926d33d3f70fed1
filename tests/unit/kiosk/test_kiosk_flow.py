"""The customer's way, as states, events and effects."""

from dataclasses import replace

import pytest
from kiosk_story import DAY, MERCHANT, MOBILE, SHOES, Story, asked, looked_up, shown

from core.domain.refusals import (
    EcmsUnreachable,
    Expired,
    Refusal,
    TooManyAttempts,
    UnknownReference,
)
from core.services.ecms import FoundOrder, IssuedReturn
from core.services.station import StationTimes
from core.trouble import PassingTrouble, StartupTrouble
from kiosk.flow.effects import AskForCode, FindOrders, OpenStation, PrintTicket
from kiosk.flow.events import (
    Broke,
    CodeIssued,
    CodeWanted,
    Confirmed,
    Event,
    Finished,
    HelpWanted,
    MobileEdited,
    OrderChosen,
    OrdersFound,
    ReferenceEdited,
    ReferenceSubmitted,
    SaidNo,
    Scanned,
    Started,
    StartedOver,
    StationFailed,
    StationOpened,
    TriedAgain,
    WentBack,
)
from kiosk.flow.states import (
    Choose,
    Confirm,
    EnterMobile,
    EnterReference,
    Help,
    OutOfOrder,
    Refused,
    ShowCode,
    Trouble,
    TroubleKind,
    Welcome,
    step_of,
)


def test_the_way_from_the_number_to_the_code(
    story: Story, order: FoundOrder, issued: IssuedReturn
) -> None:
    print_it = shown(story, order, issued)
    assert print_it.issued is issued
    assert isinstance(story.screen, ShowCode)
    assert story.screen.issued is issued
    assert story.screen.printing == print_it.request


def test_the_progress_bar_counts_four_steps(
    story: Story, order: FoundOrder, issued: IssuedReturn
) -> None:
    steps = [step_of(story.screen)]
    story.happens(Started())
    steps.append(step_of(story.screen))
    story.happens(ReferenceEdited(SHOES), ReferenceSubmitted(), OrdersFound(1, (order,)))
    steps.append(step_of(story.screen))
    story.happens(Confirmed(), MobileEdited(MOBILE))
    steps.append(step_of(story.screen))
    story.happens(CodeWanted("one"), CodeIssued(2, issued))
    steps.append(step_of(story.screen))
    assert steps == [0, 1, 2, 3, 4]


def test_a_refusal_keeps_the_step_that_it_came_at(story: Story) -> None:
    story.happens(SaidNo(looked_up(story), Expired(MERCHANT, DAY)))
    assert step_of(story.screen) == 1


def test_several_orders_are_chosen_from_and_gone_back_to(story: Story, order: FoundOrder) -> None:
    other = replace(order, order_id=8)
    story.happens(OrdersFound(looked_up(story), (order, other)))
    assert isinstance(story.screen, Choose)
    story.happens(OrderChosen(1))
    assert isinstance(story.screen, Confirm)
    assert story.screen.order is other
    story.happens(WentBack())
    assert isinstance(story.screen, Choose)
    story.happens(WentBack())
    assert story.screen == EnterReference(SHOES)


def test_a_choice_that_is_not_there_chooses_nothing(story: Story, order: FoundOrder) -> None:
    story.happens(OrdersFound(looked_up(story), (order, replace(order, order_id=8))))
    story.happens(OrderChosen(2))
    assert isinstance(story.screen, Choose)


def test_going_back_keeps_what_was_typed(story: Story, order: FoundOrder) -> None:
    story.happens(OrdersFound(looked_up(story, "axdy-43322222524544"), (order,)), WentBack())
    assert story.screen == EnterReference("axdy-43322222524544")


def test_an_answer_without_orders_is_an_unknown_number(story: Story) -> None:
    story.happens(OrdersFound(looked_up(story), ()))
    assert isinstance(story.screen, Refused)
    assert isinstance(story.screen.refusal, UnknownReference)


def test_a_double_tap_on_continue_is_one_look_up(story: Story) -> None:
    looked_up(story)
    assert story.happens(ReferenceSubmitted(), ReferenceEdited("X")) == ()
    assert len(story.asked_for(FindOrders)) == 1
    assert isinstance(story.screen, EnterReference)
    assert story.screen.entered == SHOES


def test_a_double_tap_on_get_my_code_is_one_request(story: Story, order: FoundOrder) -> None:
    asked(story, order)
    assert story.happens(CodeWanted("two"), WentBack(), MobileEdited("1")) == ()
    assert len(story.asked_for(AskForCode)) == 1
    assert isinstance(story.screen, EnterMobile)


def test_a_number_that_is_no_mobile_number_asks_for_nothing(
    story: Story, order: FoundOrder
) -> None:
    story.happens(OrdersFound(looked_up(story), (order,)), Confirmed(), MobileEdited("0812345"))
    assert story.happens(CodeWanted("one")) == ()


@pytest.mark.parametrize(
    ("typed", "digits"),
    [
        ("0912 345 6789", MOBILE),
        ("+63 912 345 6789", MOBILE),
        ("091234567890000", MOBILE),
        ("o9l2", "92"),
        ("٠٩١٢", ""),
        ("", ""),
    ],
)
def test_a_mobile_number_is_taken_digit_by_digit(
    story: Story, order: FoundOrder, typed: str, digits: str
) -> None:
    story.happens(OrdersFound(looked_up(story), (order,)), Confirmed(), MobileEdited(typed))
    assert isinstance(story.screen, EnterMobile)
    assert story.screen.digits == digits


def test_tried_again_after_trouble_it_is_the_same_request(
    story: Story, order: FoundOrder, issued: IssuedReturn
) -> None:
    """The answer may have been lost after the code was issued: it must not be issued twice."""
    first = asked(story, order, "first tap")
    story.happens(SaidNo(first.request, EcmsUnreachable()))
    assert isinstance(story.screen, Trouble)
    assert story.screen.kind is TroubleKind.SERVICE
    (again,) = story.happens(TriedAgain())
    assert isinstance(again, AskForCode)
    assert again.attempt == "first tap"
    assert again.mobile == first.mobile
    assert again.request != first.request
    story.happens(CodeIssued(again.request, issued))
    assert isinstance(story.screen, ShowCode)


@pytest.mark.parametrize("answer", [SaidNo(1, EcmsUnreachable()), Broke(1)])
def test_trouble_while_looking_up_is_tried_again_with_the_same_number(
    story: Story, answer: Event
) -> None:
    assert looked_up(story) == 1
    story.happens(answer)
    assert isinstance(story.screen, Trouble)
    (again,) = story.happens(TriedAgain())
    assert isinstance(again, FindOrders)
    assert again.reference.entered == SHOES


def test_a_bug_in_the_request_loses_nothing(story: Story, order: FoundOrder) -> None:
    story.happens(Broke(asked(story, order).request))
    assert isinstance(story.screen, Trouble)
    assert story.screen.kind is TroubleKind.OURS
    assert isinstance(story.screen.again, EnterMobile)
    assert story.screen.again.digits == MOBILE


@pytest.mark.parametrize(
    ("refusal", "kept"),
    [
        (UnknownReference(), SHOES),
        (TooManyAttempts(30), SHOES),
        (Expired(MERCHANT, DAY), ""),
    ],
)
def test_what_was_typed_is_kept_where_one_key_may_be_wrong(
    story: Story, refusal: Refusal, kept: str
) -> None:
    story.happens(SaidNo(looked_up(story), refusal))
    assert isinstance(story.screen, Refused)
    assert story.screen.entered == SHOES
    story.happens(TriedAgain())
    assert story.screen == EnterReference(kept)


def test_an_answer_for_a_customer_who_left_means_nothing(
    story: Story, order: FoundOrder, issued: IssuedReturn
) -> None:
    request = asked(story, order).request
    story.happens(StartedOver())
    assert story.happens(CodeIssued(request, issued)) == ()
    assert story.screen == Welcome()
    assert story.asked_for(PrintTicket) == []


def test_a_late_answer_does_not_answer_the_next_question(story: Story, order: FoundOrder) -> None:
    first = looked_up(story)
    (second,) = story.happens(Scanned("HYN402"))
    assert isinstance(second, FindOrders)
    story.happens(OrdersFound(first, (order,)))
    assert isinstance(story.screen, EnterReference)
    story.happens(OrdersFound(second.request, (order,)))
    assert isinstance(story.screen, Confirm)


def test_a_look_up_is_not_answered_with_a_code(story: Story, issued: IssuedReturn) -> None:
    story.happens(CodeIssued(looked_up(story), issued))
    assert isinstance(story.screen, EnterReference)


# Paper


# Scans


# Out of order


def test_a_kiosk_that_cannot_open_says_so_until_it_is_tried_again(story: Story) -> None:
    trouble = StartupTrouble("No.", "Ask.")
    story.happens(Started(), StationFailed(trouble))
    assert story.screen == OutOfOrder(trouble)
    assert story.happens(Scanned(SHOES), Finished(), Started(), ReferenceSubmitted()) == ()
    assert story.screen == OutOfOrder(trouble)
    assert story.happens(TriedAgain()) == (OpenStation(),)
    assert story.screen == Welcome()


def test_a_trouble_that_passes_is_tried_again_and_the_kiosk_comes_alive_by_itself(
    story: Story,
) -> None:
    trouble = PassingTrouble("No answer.", "Wait.")
    assert story.happens(StationFailed(trouble)) == (OpenStation(after_s=5),)
    story.happens(HelpWanted())
    assert story.happens(StationFailed(trouble)) == (OpenStation(after_s=5),)
    assert story.state.overlay == Help()
    assert story.happens(StationOpened(StationTimes(idle=7))) == ()
    assert story.screen == Welcome()
    assert story.state.times.idle == 7


def test_a_station_that_opens_while_somebody_types_takes_nothing_away(story: Story) -> None:
    story.happens(Started(), ReferenceEdited("HYN"), StationOpened(StationTimes()))
    assert story.screen == EnterReference("HYN")
