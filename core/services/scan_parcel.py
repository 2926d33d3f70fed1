"""Scans on the way: by the trucker, at the DC, and by a store's own system.

What becomes of odd scans is decision record 0072.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Final

from core.domain.apo import Driver
from core.domain.codes import TrackingNumber
from core.domain.events import Place
from core.domain.pull_out_refusals import NotOnList
from core.domain.pullout import parse_parcel
from core.domain.refusals import Refusal, WrongParty
from core.domain.returns import Return
from core.domain.status import FLOW, Status, Trigger, trigger_of
from core.services.find_parcel import find_parcel
from core.services.hand_over_parcel import hand_over
from core.services.pull_out_books import HandingOver
from core.services.rules import EcmsRules
from core.services.scan_books import RefusedScan
from core.services.storage import Storage, UnitOfWork

#: Up to so much a handheld's clock and ours may differ without being corrected.
PUNCTUAL: Final = timedelta(minutes=2)
_LONGEST_KEPT: Final = 100
_LINE: Final = {step.status: place for place, step in enumerate(FLOW)}


@dataclass(frozen=True, slots=True)
class Scanner:
    """Who scans.

    Args:
        client_id: whose handheld it is.
        party: the only one whose statuses it may cause.
        place: where, which handheld, and who; the person is the driver where a store hands over.
        plate: the vehicle, where a store hands over; or "".
        ahead: how far the handheld's clock was ahead of ours when it sent.
    """

    client_id: str
    party: Trigger
    place: Place
    plate: str = ""
    ahead: timedelta = timedelta()


@dataclass(frozen=True, slots=True)
class Scan:
    """One scan.

    Args:
        text: what was read.
        asked: what the parcel becomes.
        at: by the handheld's own clock, aware.
    """

    text: str
    asked: Status
    at: datetime


@dataclass(frozen=True, slots=True)
class Scanned:
    """What came of a scan.

    Args:
        scan: which one.
        tracking_number: the parcel's, or None where it was not recognised.
        status: its status now, or None.
        again: it had been there before.
        refusal: why nothing was changed, or None.
    """

    scan: Scan
    tracking_number: TrackingNumber | None = None
    status: Status | None = None
    again: bool = False
    refusal: Refusal | None = None


def clock_ahead(sent_at: datetime | None, now: datetime) -> timedelta:
    """How far a handheld's clock is ahead of ours, zero where it is near enough or unknown."""
    ahead = timedelta() if sent_at is None else sent_at - now
    return ahead if abs(ahead) > PUNCTUAL else timedelta()


def scan_parcels(
    storage: Storage, rules: EcmsRules, scanner: Scanner, scans: Sequence[Scan], now: datetime
) -> list[Scanned]:
    """Take a batch in the order of the handheld's times; each scan stands or falls by itself.

    Scans of one instant are taken in the order of the line, and results given in that of `scans`.
    """
    turns = sorted(
        range(len(scans)), key=lambda turn: (scans[turn].at, _LINE[scans[turn].asked], turn)
    )
    results = {turn: scan_parcel(storage, rules, scanner, scans[turn], now) for turn in turns}
    return [results[turn] for turn in range(len(scans))]


def scan_parcel(
    storage: Storage, rules: EcmsRules, scanner: Scanner, scan: Scan, now: datetime
) -> Scanned:
    """Move a parcel by a scan; one that is refused is kept for the exceptions list.

    A scan of a status that the parcel has, or has had, is a repeat and changes nothing.
    """
    found: Return | None = None
    try:
        if trigger_of(scan.asked) is not scanner.party:
            raise WrongParty(scan.asked, scanner.party)
        parcel_id = parse_parcel(scan.text)
        with storage.writing() as work:
            found = find_parcel(work, rules, parcel_id)
            known = Scanned(scan, found.tracking_number, found.status, again=True)
            if _LINE[found.status] >= _LINE[scan.asked]:
                return known
            _move(work, found, scanner, scan, now)
    except Refusal as refusal:
        return _keep(storage, found, scanner, scan, refusal, now)
    return replace(known, status=scan.asked, again=False)


def _move(work: UnitOfWork, parcel: Return, scanner: Scanner, scan: Scan, now: datetime) -> None:
    latest = work.returns.history(parcel.order.id)[0].at
    at = max(latest, min(now, scan.at - scanner.ahead))
    if scan.asked is Status.PULLED_OUT_FROM_STORE:
        driver = Driver.parse(scanner.place.person, scanner.plate)
        on = work.pull_outs.line_of(parcel.order.id)
        if on is None or on.number.store != scanner.place.location:
            raise NotOnList("", "" if on is None else str(on.number), parcel.status)
        # Held, so that the list is not closed meanwhile.
        work.pull_outs.get(on.number)
        hand_over(work, parcel, HandingOver(on.number, parcel.order.id, driver, at))
        return
    parcel.move(scan.asked, scanner.party, at, scanner.place)
    work.returns.save(parcel)


def _keep(
    storage: Storage,
    parcel: Return | None,
    scanner: Scanner,
    scan: Scan,
    refusal: Refusal,
    now: datetime,
) -> Scanned:
    status = None if parcel is None else parcel.status
    with storage.writing() as work:
        work.scans.add(
            RefusedScan(
                scanner.client_id,
                scanner.place,
                "".join(sign if sign.isprintable() else "?" for sign in scan.text[:_LONGEST_KEPT]),
                scan.asked,
                None if parcel is None else parcel.order.id,
                refusal.code.value,
                status,
                scan.at,
                now,
            )
        )
    number = None if parcel is None else parcel.tracking_number
    return Scanned(scan, number, status, refusal=refusal)
