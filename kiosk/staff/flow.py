"""Where staff stand: before the door or behind it. Pure: a state and an event give the next."""

from dataclasses import dataclass, field, replace
from typing import Any, Final, assert_never

from core.services.devices import CannotUse, Device, DeviceKind
from core.services.ports import PrinterStatus, PrintOutcome

#: So many digits a PIN has at most.
LONGEST_PIN: Final = 8
#: After so many wrong ones nobody may try for a while, in seconds.
TRIES: Final = 5
PAUSE_S: Final = 60
#: Left alone, the door closes: a PIN page soon, the staff page when its work should be done.
DOOR_S: Final = 30
ROOM_S: Final = 180


@dataclass(frozen=True, slots=True)
class Door:
    """The PIN is asked for.

    Args:
        digits: typed so far.
        is_wrong: the last PIN was.
    """

    digits: str = field(default="", repr=False)
    is_wrong: bool = False


@dataclass(frozen=True, slots=True)
class Room:
    """The staff page.

    Args:
        found: what is attached; None before the first look.
        choosing: another device is being changed to.
        cannot: why the last choice was not taken.
        printing: the test page is under way.
        outcome: what became of the last one; None before, and where a bug kept it from saying.
        tried: a test page was asked for.
        read: what the scanner read last; never logged.
    """

    found: tuple[Device, ...] | None = None
    choosing: bool = False
    cannot: CannotUse | None = None
    printing: bool = False
    outcome: PrintOutcome | None = None
    tried: bool = False
    read: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class Staff:
    """All that the door knows.

    Args:
        place: where somebody stands; None while customers have the kiosk.
        wrong: wrong PINs since the last right one.
        wait_s: until another may be tried.
        quiet_s: since the last touch.
        printer: its condition, once known.
    """

    place: Door | Room | None = None
    wrong: int = 0
    wait_s: int = 0
    quiet_s: int = 0
    printer: PrinterStatus | None = None


def knocked(staff: Staff) -> Staff:
    """The logo was held long enough."""
    return replace(staff, place=Door(), quiet_s=0) if staff.place is None else staff


def left(staff: Staff) -> Staff:
    """Back to the customers; nothing of the staff's stays."""
    return replace(staff, place=None, quiet_s=0)


def typed(staff: Staff, digits: str) -> Staff:
    """What stands in the PIN's field."""
    if not isinstance(staff.place, Door):
        return staff
    kept = "".join(sign for sign in digits if sign in "0123456789")[:LONGEST_PIN]
    return replace(staff, place=Door(kept), quiet_s=0)


def tried(staff: Staff, *, may_enter: bool) -> Staff:
    """The PIN was compared."""
    if not isinstance(staff.place, Door) or staff.wait_s:
        return staff
    if may_enter:
        return replace(staff, place=Room(), wrong=0, quiet_s=0)
    wrong = staff.wrong + 1
    wait = PAUSE_S if wrong >= TRIES else 0
    return replace(
        staff, place=Door(is_wrong=True), wrong=0 if wait else wrong, wait_s=wait, quiet_s=0
    )


def second_passed(staff: Staff) -> Staff:
    """The pause goes by, and a door that nobody stands at closes."""
    # Who waits for the pause to end is not away.
    quiet = staff.quiet_s + (not staff.wait_s)
    staff = replace(staff, wait_s=max(0, staff.wait_s - 1), quiet_s=quiet)
    match staff.place:
        case None:
            return staff
        case Door():
            limit = DOOR_S
        case Room(printing=printing):
            limit = ROOM_S + printing
        case _:
            assert_never(staff.place)
    return left(staff) if staff.quiet_s >= limit else staff


def in_room(staff: Staff, **changes: Any) -> Staff:
    """Something changed on the staff page; nothing where nobody is on it."""
    if not isinstance(staff.place, Room):
        return staff
    return replace(staff, place=replace(staff.place, **changes))


def touched(staff: Staff) -> Staff:
    """Somebody is there."""
    return replace(staff, quiet_s=0)


def others(room: Room, kind: DeviceKind) -> tuple[Device, ...]:
    """The devices of a kind that could be worked with instead."""
    return tuple(d for d in room.found or () if d.kind is kind and not d.is_chosen and d.is_there)
