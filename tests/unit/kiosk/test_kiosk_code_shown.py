"""The code on the screen, and its paper."""

import pytest
from kiosk_story import Story, shown

from core.services.ecms import FoundOrder, IssuedReturn
from core.services.ports import NotPrinted, Printed, PrinterStatus, PrintOutcome, Unsure
from core.services.station import StationTimes
from kiosk.flow.effects import AskForCode, Forget, PrintTicket
from kiosk.flow.events import (
    Finished,
    PaperCame,
    PrinterChanged,
    PrintWanted,
    SecondPassed,
    Started,
    StartedOver,
    StationOpened,
    Touched,
)
from kiosk.flow.states import (
    ShowCode,
    State,
)


def test_finishing_forgets_everything(
    story: Story, order: FoundOrder, issued: IssuedReturn
) -> None:
    shown(story, order, issued)
    story.happens(SecondPassed())
    assert story.happens(Finished()) == (Forget(),)
    assert story.state == State(last_request=story.state.last_request)


def test_a_tap_too_many_takes_no_code_away_that_nobody_has_read(
    story: Story, order: FoundOrder, issued: IssuedReturn
) -> None:
    """The finger that asked for it taps again, and "Finish" stands there by then."""
    story.happens(StationOpened(StationTimes(code_at_least=2)))
    first = shown(story, order, issued)
    for event in (Touched(), SecondPassed(), PaperCame(first.request, Printed())):
        story.happens(event)
        assert story.happens(Finished()) == ()
        assert isinstance(story.screen, ShowCode)
    story.happens(SecondPassed())
    assert story.happens(Finished()) == (Forget(),)


def test_printing_again_prints_the_same_code(
    story: Story, order: FoundOrder, issued: IssuedReturn
) -> None:
    first = shown(story, order, issued)
    assert story.happens(PrintWanted()) == ()
    story.happens(PaperCame(first.request, Printed()))
    (again,) = story.happens(PrintWanted())
    assert isinstance(again, PrintTicket)
    assert again.issued is issued
    assert len(story.asked_for(AskForCode)) == 1


@pytest.mark.parametrize("no_paper", [NotPrinted(PrinterStatus.PAPER_OUT), Unsure()])
def test_without_paper_for_sure_the_code_stays_longer(
    story: Story, order: FoundOrder, issued: IssuedReturn, no_paper: PrintOutcome
) -> None:
    story.happens(PaperCame(shown(story, order, issued).request, no_paper))
    assert isinstance(story.screen, ShowCode)
    assert story.screen.outcome == no_paper
    assert story.screen.seconds_left == story.state.times.trouble_shown
    assert story.screen.printing is None


def test_the_word_of_an_older_print_does_not_count(
    story: Story, order: FoundOrder, issued: IssuedReturn
) -> None:
    first = shown(story, order, issued)
    story.happens(PaperCame(first.request, NotPrinted(PrinterStatus.JAMMED)), PrintWanted())
    story.happens(PaperCame(first.request, Printed()))
    assert isinstance(story.screen, ShowCode)
    assert story.screen.outcome == NotPrinted(PrinterStatus.JAMMED)
    assert story.screen.printing is not None


def test_the_printers_condition_is_known_on_every_screen(story: Story) -> None:
    story.happens(PrinterChanged(PrinterStatus.COVER_OPEN))
    assert story.state.printer is PrinterStatus.COVER_OPEN
    story.happens(Started(), StartedOver())
    assert story.state.printer is PrinterStatus.COVER_OPEN
