"""What the counter asks of the ECMS, and the event that each answer is."""

from typing import assert_never

from core.services.ecms import Ecms, Terminal
from pos.flow import effects, events


def answer(ecms: Ecms, terminal: Terminal, question: effects.CounterQuestion) -> events.Event:
    """Ask, and wait for the answer: for a worker thread.

    Raises:
        Refusal: the ECMS said no, or is not there.
    """
    event: events.Event
    match question:
        case effects.SignIn(number, pin):
            event = events.SignedIn(ecms.sign_in(number, pin, terminal))
        case effects.LookUp(code, ticket):
            event = events.LookedUp(ticket, ecms.verify_code(code, terminal))
        case effects.FetchHistory(code):
            event = events.HistoryKnown(code, ecms.history(code))
        case effects.Accept(command):
            event = events.ParcelTaken(ecms.accept_parcel(command))
        case effects.SendAway(refusal):
            ecms.refuse_parcel(refusal)
            event = events.FaultNoted(refusal.code, refusal.fault)
        case effects.Search(text, ticket):
            event = events.ReturnsFound(ticket, ecms.find_returns(text, terminal))
        case effects.CountCopy(code, kind, clerk):
            event = events.CopyCounted(ecms.reprint(code, kind, terminal, clerk))
        case effects.RefreshToday():
            event = events.TodayKnown(ecms.counter_today(terminal))
        case effects.AskNotice(code, after_s):
            event = events.NoticeKnown(code, ecms.notice(code), after_s)
        case _:
            assert_never(question)
    return event
