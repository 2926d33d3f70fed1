"""What the back office's pages ask of the ECMS, and the event that each answer is."""

from typing import assert_never

from core.services.ecms import Terminal
from core.services.store_office import StoreOffice
from pos.flow import office_effects as effects
from pos.flow import office_events as events


def answer(
    office: StoreOffice, terminal: Terminal, question: effects.OfficeQuestion
) -> events.OfficeEvent:
    """Ask, and wait for the answer: for a worker thread.

    Raises:
        Refusal: the ECMS said no, or is not there.
    """
    event: events.OfficeEvent
    match question:
        case effects.FetchLists(ticket):
            event = events.ListsKnown(ticket, office.pull_out_lists(terminal))
        case effects.HandOver(command, scanned):
            event = events.ParcelHandedOver(scanned, office.hand_over_parcel(command))
        case effects.EndList(closing):
            event = events.ListEnded(office.close_list(closing))
        case effects.FetchDay(clerk, ticket):
            event = events.DayKnown(ticket, office.day_so_far(terminal, clerk))
        case effects.FetchZ(number, ticket):
            event = events.DayKnown(ticket, office.closed_day(number, terminal))
        case effects.CountReport(name, command):
            event = events.PrintCounted(name, office.count_print(command))
        case effects.FetchWay(day):
            event = events.WayKnown(office.reconcile(day, terminal))
        case effects.EndDay(ending):
            event = events.DayEnded(office.close_day(ending))
        case _:
            assert_never(question)
    return event
