"""The devices page in the flow: it looks by itself and changes one thing at a time."""

import pytest

from core.services.devices import CannotUse, Device, DeviceKind
from core.services.ecms import Clerk
from pos.flow import events
from pos.flow.advance import advance
from pos.flow.device_effects import FindDevices, TryPrinter, UseDevice
from pos.flow.device_events import (
    AddressEntered,
    DeviceInUse,
    DeviceMoved,
    DevicePicked,
    DevicesAsked,
    DevicesFound,
    TrialAsked,
    TrialEnded,
)
from pos.flow.device_states import Devices, Trial, TrialPhase
from pos.flow.states import Locked, Ready, State

OURS = Device(DeviceKind.PRINTER, "simulated:", is_chosen=True)
OTHER = Device(DeviceKind.PRINTER, "usb-raw:///dev/usb/lp0", "Epson")
LINE = Device(DeviceKind.SCANNER, "serial:///dev/ttyACM0")


def _page(state: State) -> Devices:
    assert isinstance(state.page, Devices)
    return state.page


@pytest.fixture
def shown() -> State:
    """The page, with three devices."""
    state, _ = advance(State(page=Ready(), clerk=Clerk("1042", "R. Santos")), DevicesAsked())
    found = DevicesFound(_page(state).ticket, (OURS, OTHER, LINE))
    return advance(state, found)[0]


def test_it_looks_at_once_again_and_again_and_not_after_it_was_left() -> None:
    state, effects = advance(State(page=Ready(), clerk=Clerk("1042", "R. Santos")), DevicesAsked())
    ticket = _page(state).ticket
    assert effects == (FindDevices(ticket),)
    state, effects = advance(state, DevicesFound(ticket, (OURS,)))
    assert effects == (FindDevices(ticket, 2),)
    state, effects = advance(state, DevicesFound(ticket, None))
    assert (_page(state).found, effects) == ((OURS,), (FindDevices(ticket, 2),))
    assert advance(state, DevicesFound(ticket - 1, ()))[1] == ()
    left, _ = advance(state, events.CounterAsked())
    assert advance(left, DevicesFound(ticket, (OURS,))) == (left, ())


def test_nobody_comes_to_it_while_the_pos_is_locked() -> None:
    locked = State(page=Locked())
    assert advance(locked, DevicesAsked()) == (locked, ())


def test_the_keys_stay_at_their_device_when_another_is_plugged_in(shown: State) -> None:
    state, _ = advance(shown, DeviceMoved(1))
    state, _ = advance(state, DevicesFound(_page(state).ticket, (LINE, OURS, OTHER)))
    assert _page(state).at == 2
    state, _ = advance(state, DevicesFound(_page(state).ticket, (LINE,)))
    assert _page(state).at == 0
    assert _page(advance(state, DeviceMoved(-9))[0]).at == 0


def test_one_device_is_changed_to_at_a_time_and_a_no_leaves_the_one_before(shown: State) -> None:
    state, effects = advance(shown, DevicePicked(1))
    assert effects == (UseDevice(OTHER),)
    for again in (DevicePicked(2), AddressEntered("10.0.0.5"), TrialAsked()):
        assert advance(state, again)[1] == ()
    no = CannotUse("This device cannot be used.")
    state, effects = advance(state, DeviceInUse(no))
    assert (_page(state).choosing, _page(state).cannot) == (False, no)
    assert effects == (FindDevices(_page(state).ticket),)
    assert advance(shown, DevicePicked(0))[1] == ()
    assert advance(shown, DevicePicked(9))[1] == ()


@pytest.mark.parametrize(
    ("typed", "address"),
    [
        ("10.0.0.5", "tcp://10.0.0.5"),
        (" 10.0.0.5:9101 ", "tcp://10.0.0.5:9101"),
        ("receipts.local:9100", "tcp://receipts.local:9100"),
        ("simulated:", "simulated:"),
        ("cups://receipts", "cups://receipts"),
    ],
)
def test_a_printers_address_needs_no_scheme(shown: State, typed: str, address: str) -> None:
    _, effects = advance(shown, AddressEntered(typed))
    assert effects == (UseDevice(Device(DeviceKind.PRINTER, address)),)


def test_one_test_page_at_a_time(shown: State) -> None:
    state, effects = advance(shown, TrialAsked())
    assert effects == (TryPrinter(),)
    assert advance(state, TrialAsked())[1] == ()
    state, _ = advance(state, TrialEnded(Trial(TrialPhase.OUT)))
    assert advance(state, TrialAsked())[1] == (TryPrinter(),)


def test_a_scan_is_shown_counted_and_asked_of_nobody(shown: State) -> None:
    state, effects = advance(shown, events.Scanned("182212342345", 10))
    assert (_page(state).read, _page(state).scans, effects) == ("182212342345", 1, ())
    state, _ = advance(state, events.Scanned("182212342345", 11))
    assert _page(state).scans == 1
    state, _ = advance(state, events.Scanned("182212342345", 14))
    assert _page(state).scans == 2
