"""A customer at the flow alone: no Qt, no database, answers given by hand."""

from dataclasses import dataclass, field
from datetime import date

from core.domain.merchants import Merchant
from kiosk.flow.advance import advance, begin
from kiosk.flow.effects import Effect
from kiosk.flow.events import Event
from kiosk.flow.states import Screen, State

MERCHANT = Merchant("001", "Merchant A")
SHOES = "AXDY43322222524544"
DAY = date(2026, 12, 5)


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
