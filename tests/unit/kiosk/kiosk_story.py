"""A customer at the flow alone: no Qt, no database, answers given by hand."""

from dataclasses import dataclass, field
from datetime import date

from core.domain.merchants import Merchant
from core.services.ecms import FoundOrder, IssuedReturn
from kiosk.flow.advance import advance, begin
from kiosk.flow.effects import AskForCode, Effect, FindOrders, PrintTicket
from kiosk.flow.events import (
    CodeIssued,
    CodeWanted,
    Confirmed,
    Event,
    MobileEdited,
    OrdersFound,
    ReferenceEdited,
    ReferenceSubmitted,
    Started,
)
from kiosk.flow.states import Screen, State

MERCHANT = Merchant("001", "Merchant A")
SHOES = "AXDY43322222524544"
DAY = date(2026, 12, 5)
MOBILE = "09123456789"


@dataclass
class Story:
    """What happened to one kiosk, and what it asked for on the way."""

    state: State = field(default_factory=lambda: begin()[0])
    asked: list[Effect] = field(default_factory=list)

    def happens(self, *events: Event) -> tuple[Effect, ...]:
        """Let these happen; answers what the last of them asked for."""
        effects: tuple[Effect, ...] = ()
        for event in events:
            self.state, effects = advance(self.state, event)
            self.asked += effects
        return effects

    @property
    def screen(self) -> Screen:
        """Where the customer stands."""
        return self.state.screen

    def asked_for(self, kind: type[Effect]) -> list[Effect]:
        """All that was asked of one kind."""
        return [effect for effect in self.asked if isinstance(effect, kind)]


def looked_up(story: Story, text: str = SHOES) -> int:
    """A customer types a number; the look-up's own number."""
    story.happens(Started(), ReferenceEdited(text), ReferenceSubmitted())
    (find,) = story.asked_for(FindOrders)
    assert isinstance(find, FindOrders)
    return find.request


def asked(story: Story, order: FoundOrder, attempt: str = "one") -> AskForCode:
    """They confirm, and give their mobile number."""
    request = looked_up(story)
    story.happens(OrdersFound(request, (order,)), Confirmed(), MobileEdited(MOBILE))
    (ask,) = story.happens(CodeWanted(attempt))
    assert isinstance(ask, AskForCode)
    return ask


def shown(story: Story, order: FoundOrder, issued: IssuedReturn) -> PrintTicket:
    """Their code is on the screen, and its ticket on the way."""
    (print_it,) = story.happens(CodeIssued(asked(story, order).request, issued))
    assert isinstance(print_it, PrintTicket)
    return print_it
