"""The staff's door: who comes in, who waits, and that it closes by itself."""

from core.services.devices import Device, DeviceKind
from kiosk.staff import flow
from kiosk.staff.flow import DOOR_S, PAUSE_S, ROOM_S, TRIES, Door, Room, Staff


def _seconds(staff: Staff, seconds: int) -> Staff:
    for _ in range(seconds):
        staff = flow.second_passed(staff)
    return staff


def _wrong(staff: Staff, times: int) -> Staff:
    for _ in range(times):
        staff = flow.tried(flow.typed(staff, "0000"), may_enter=False)
    return staff


def test_the_right_pin_opens_and_the_wrong_one_says_so() -> None:
    staff = flow.typed(flow.knocked(Staff()), "12a3456789")
    assert staff.place == Door("12345678")
    staff = flow.tried(staff, may_enter=False)
    assert staff.place == Door(is_wrong=True)
    assert flow.tried(flow.typed(staff, "1"), may_enter=True).place == Room()


def test_after_five_wrong_pins_even_the_right_one_waits_and_leaving_does_not_help() -> None:
    staff = _wrong(flow.knocked(Staff()), TRIES)
    assert staff.wait_s == PAUSE_S
    staff = flow.knocked(flow.left(staff))
    assert flow.tried(flow.typed(staff, "1379"), may_enter=True).place == Door("1379")
    staff = _seconds(staff, PAUSE_S)
    assert flow.tried(staff, may_enter=True).place == Room()


def test_wrong_pins_are_counted_over_visits_and_forgotten_with_a_right_one() -> None:
    staff = flow.knocked(flow.left(_wrong(flow.knocked(Staff()), TRIES - 1)))
    assert _wrong(staff, 1).wait_s == PAUSE_S
    assert flow.tried(staff, may_enter=True).wrong == 0


def test_left_alone_both_pages_give_the_kiosk_back() -> None:
    door = flow.knocked(Staff())
    assert _seconds(door, DOOR_S - 1).place is not None
    assert _seconds(door, DOOR_S).place is None
    room = flow.tried(door, may_enter=True)
    assert _seconds(flow.touched(_seconds(room, ROOM_S - 1)), ROOM_S - 1).place is not None
    assert _seconds(room, ROOM_S).place is None


def test_nothing_of_the_staffs_stays_when_they_leave() -> None:
    room = flow.in_room(flow.tried(flow.knocked(Staff()), may_enter=True), read="HYN402")
    assert flow.left(room) == Staff()
    assert flow.in_room(flow.left(room), read="HYN402") == Staff()


def test_offered_is_what_is_plugged_in_and_not_in_use() -> None:
    printers = [
        Device(DeviceKind.PRINTER, "usb-raw:///dev/usb/lp0", is_chosen=True),
        Device(DeviceKind.PRINTER, "usb-raw:///dev/usb/lp1"),
        Device(DeviceKind.PRINTER, "cups://gone", is_there=False),
        Device(DeviceKind.SCANNER, "keyboard:"),
    ]
    assert flow.others(Room(found=tuple(printers)), DeviceKind.PRINTER) == (printers[1],)
