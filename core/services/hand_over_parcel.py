"""SBS Returns: the store gives a parcel to the driver."""

from dataclasses import replace
from datetime import datetime

from core.domain.apo import ApoNumber
from core.domain.events import Place
from core.domain.merchants import Store
from core.domain.pull_out_refusals import ListClosed, ListUnknown, NotOnList
from core.domain.returns import Return
from core.domain.status import Status, Trigger
from core.services.find_parcel import find_parcel
from core.services.pull_out_books import HandingOver
from core.services.rules import EcmsRules
from core.services.storage import Storage, UnitOfWork
from core.services.store_office import HandedOver, HandOverParcel, PullOutLine, PullOutList


def hand_over_parcel(
    storage: Storage, rules: EcmsRules, command: HandOverParcel, now: datetime
) -> HandedOver:
    """Give one parcel of a list to the driver; the same parcel again changes nothing.

    Raises:
        Refusal: as `StoreOffice.hand_over_parcel`.
    """
    with storage.writing() as work:
        apo = list_of(work, command.number, command.terminal.store)
        parcel = find_parcel(work, rules, command.parcel)
        line = _line(apo, parcel)
        if line is not None and line.handed_over_at is not None:
            return HandedOver(line, apo.handed_over, len(apo.lines), again=True)
        if line is None:
            on = work.pull_outs.line_of(parcel.order.id)
            raise NotOnList(str(apo.number), "" if on is None else str(on.number), parcel.status)
        if apo.closing is not None:
            raise ListClosed(str(apo.number), apo.closing.at)
        handing = HandingOver(
            apo.number,
            parcel.order.id,
            command.driver,
            now,
            command.terminal.number,
            command.clerk.number,
        )
        hand_over(work, parcel, handing)
    line = replace(line, handed_over_at=now, driver=command.driver)
    return HandedOver(line, apo.handed_over + 1, len(apo.lines), again=False)


def hand_over(work: UnitOfWork, parcel: Return, handing: HandingOver) -> None:
    """Move a parcel of a list to the driver, and store both.

    Raises:
        OutOfOrder: it is not FOR PULL OUT.
    """
    place = Place(handing.number.store, handing.terminal, str(handing.driver))
    pulled_out = Status.PULLED_OUT_FROM_STORE
    parcel.move(pulled_out, Trigger.SBS, handing.at, place, str(handing.number))
    work.pull_outs.hand_over(handing)
    work.returns.save(parcel)


def list_of(work: UnitOfWork, number: ApoNumber, store: Store) -> PullOutList:
    """A store's list.

    Raises:
        ListUnknown: the store has none of this number.
    """
    apo = work.pull_outs.get(number) if number.store == store.code else None
    if apo is None:
        raise ListUnknown(str(number))
    return apo


def _line(apo: PullOutList, parcel: Return) -> PullOutLine | None:
    return next((line for line in apo.lines if line.code == parcel.code), None)
