"""The page for bad news: a refusal, a trouble, a kiosk that is out of order."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, assert_never

from kiosk.flow.events import Finished, TriedAgain
from kiosk.flow.states import OutOfOrder, Refused, Trouble, TroubleKind
from kiosk.pages.page import Page
from kiosk.sentences import Message, explain, our_fault, service_away
from kiosk.widgets.action import ActionButton
from kiosk.widgets.boxes import Box
from kiosk.widgets.tiles import IconTile
from kiosk.widgets.words import Heading, RichWords, Words

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from core.texts import Texts
    from kiosk.flow.states import State
    from kiosk.look import Look


class MessagePage(Page):
    """What happened, what the customer can do, the number as typed."""

    body_right = True
    top = 64.0

    def __init__(self) -> None:
        super().__init__()
        self._badge = IconTile("circle-alert", "badge", "amber-ink", side=200, size=104)
        self._title = Heading()
        self._detail = RichWords("what")
        self.head.add(self._badge)
        self.head.gap(44)
        self.head.add(self._title)
        self.head.gap(16)
        self.head.add(self._detail)
        self._card = _AdviceCard()
        self.body.add(self._card)
        self._finish = ActionButton("secondary")
        self._finish.clicked.connect(lambda: self.did.emit(Finished()))
        self._again = ActionButton("primary")
        self._again.clicked.connect(lambda: self.did.emit(TriedAgain()))
        self.buttons.add(self._finish, stretch=42)
        self.buttons.gap(28)
        self.buttons.add(self._again, stretch=58)

    def first_focus(self) -> QWidget:
        """Enter leads on."""
        return self._again

    def fill(self, state: State, look: Look) -> None:
        """See `Page.fill`."""
        screen, texts = state.screen, look.texts
        match screen:
            case Refused():
                self._show(explain(screen.refusal, texts), texts, screen.entered)
                self._again.say(texts("Try another number"))
            case Trouble():
                self._show(_trouble(screen.kind, texts), texts)
                self._again.say(texts("Try again"))
            case OutOfOrder():
                self._show(_out_of_order(screen, texts), texts)
                self._again.say(texts("Try again"))
            case _:
                return
        # Nothing was begun that could be finished.
        self.buttons.leave_out(self._finish, out=isinstance(screen, OutOfOrder))
        self._finish.say(texts("Finish"))

    def _show(self, message: Message, texts: Texts, entered: str = "") -> None:
        self._badge.show_icon(message.icon)
        self._title.say(message.title)
        self._detail.say(message.detail)
        self.head.leave_out(self._detail, out=not message.detail)
        said = texts("You entered {number}", number=entered) if entered else ""
        self._card.say(texts("What you can do"), message.advice, said)


def _trouble(kind: TroubleKind, texts: Texts) -> Message:
    match kind:
        case TroubleKind.SERVICE:
            return service_away(texts)
        case TroubleKind.OURS:
            return our_fault(texts)
        case _:
            assert_never(kind)


def _out_of_order(screen: OutOfOrder, texts: Texts) -> Message:
    if screen.trouble is None:
        message = our_fault(texts)
        return Message(message.icon, texts("This kiosk is out of order"), "", message.advice)
    if screen.trouble.passing:
        message = service_away(texts)
        return replace(message, advice=screen.trouble.advice(texts))
    return Message(
        "triangle-alert",
        texts("This kiosk is out of order"),
        texts.rich("{sentence}", sentence=screen.trouble.sentence(texts)),
        screen.trouble.advice(texts),
    )


class _AdviceCard(Box):
    """What to do, and what was entered."""

    def __init__(self) -> None:
        super().__init__("card", margins=(48, 44, 48, 44))
        self._title, self._advice = Words("advice-title"), Words("advice")
        self._entered = Words("number")
        self.add(self._title)
        self.gap(12)
        self.add(self._advice)
        self.gap(24)
        self.add(self._entered)

    def say(self, title: str, advice: str, entered: str) -> None:
        """Show these words; no line for an entry where nothing was entered."""
        self._title.say(title)
        self._advice.say(advice)
        self._entered.say(entered)
        self.leave_out(self._entered, out=not entered)
