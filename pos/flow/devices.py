"""Devices: what is attached, which of it this till works with, and a trial of each."""

from dataclasses import replace
from typing import Final, assert_never

from core.services.devices import CannotUse, Device, DeviceKind
from core.trouble import marked
from pos.flow.device_effects import FindDevices, TryPrinter, UseDevice
from pos.flow.device_events import (
    AddressEntered,
    DeviceEvent,
    DeviceInUse,
    DeviceMoved,
    DevicePicked,
    DevicesAsked,
    DevicesFound,
    TrialAsked,
    TrialEnded,
)
from pos.flow.device_states import Devices, Trial, TrialPhase
from pos.flow.effects import Step
from pos.flow.states import State

#: Seconds between two looks: a device that is plugged in is there when the hand is back.
_LOOK_S: Final = 2
_NETWORK: Final = "tcp://"


def advance(state: State, event: DeviceEvent) -> Step:
    """What follows on the devices page."""
    if isinstance(event, DevicesAsked):
        return _opened(state)
    page = state.page
    if not isinstance(page, Devices):
        return state, ()
    step: Step
    match event:
        case DevicesFound():
            step = _found(state, page, event)
        case DeviceMoved(by):
            last = len(page.found or ()) - 1
            step = replace(state, page=replace(page, at=max(0, min(page.at + by, last)))), ()
        case DevicePicked(place):
            step = _picked(state, page, page.at if place is None else place)
        case AddressEntered(text):
            step = _entered(state, page, text.strip())
        case DeviceInUse(cannot):
            # What is shown as in use comes with the next look, which is due at once.
            ticket = state.ticket + 1
            page = replace(page, choosing=False, cannot=cannot, ticket=ticket)
            step = replace(state, page=page, ticket=ticket), (FindDevices(ticket),)
        case TrialAsked():
            step = _trial_asked(state, page)
        case TrialEnded(trial):
            step = replace(state, page=replace(page, trial=trial)), ()
        case _:
            assert_never(event)
    return step


def read(state: State, page: Devices, text: str) -> State:
    """On this page a scan tries the scanner and nothing else."""
    return replace(state, page=replace(page, read=text, scans=page.scans + 1))


def _opened(state: State) -> Step:
    if state.clerk is None or isinstance(state.page, Devices):
        return state, ()
    ticket = state.ticket + 1
    page = Devices(ticket=ticket)
    return replace(state, page=page, ticket=ticket), (FindDevices(ticket),)


def _found(state: State, page: Devices, answer: DevicesFound) -> Step:
    """The list, and the next look at it: nobody presses a key to see what was plugged in."""
    if page.ticket != answer.ticket:
        return state, ()
    found = page.found if answer.devices is None else answer.devices
    marked_device = page.found[page.at] if page.found else None
    at = page.at
    if marked_device is not None and found is not None:
        # The line that the keys act on stays the same device, wherever it stands now.
        same = (place for place, device in enumerate(found) if _is(device, marked_device))
        at = next(same, min(at, max(0, len(found) - 1)))
    page = replace(page, found=found, at=at)
    return replace(state, page=page), (FindDevices(page.ticket, _LOOK_S),)


def _is(one: Device, other: Device) -> bool:
    return (one.kind, one.address) == (other.kind, other.address)


def _picked(state: State, page: Devices, place: int) -> Step:
    if page.choosing or not page.found or not 0 <= place < len(page.found):
        return state, ()
    page = replace(page, at=place, cannot=None)
    device = page.found[place] if page.found else None
    if device is None or device.is_chosen:
        return replace(state, page=page), ()
    return _use(state, page, device)


def _entered(state: State, page: Devices, text: str) -> Step:
    if page.choosing:
        return state, ()
    if not text:
        nothing = CannotUse(marked("Type the printer’s address first, such as 10.0.0.5."))
        return replace(state, page=replace(page, cannot=nothing)), ()
    is_whole = "://" in text or text.endswith(":")
    address = text if is_whole else f"{_NETWORK}{text}"
    return _use(state, page, Device(DeviceKind.PRINTER, address))


def _use(state: State, page: Devices, device: Device) -> Step:
    trial = None if device.kind is DeviceKind.PRINTER else page.trial
    page = replace(page, choosing=True, cannot=None, trial=trial)
    return replace(state, page=page), (UseDevice(device),)


def _trial_asked(state: State, page: Devices) -> Step:
    if page.choosing or (page.trial is not None and page.trial.phase is TrialPhase.PRINTING):
        return state, ()
    page = replace(page, trial=Trial(TrialPhase.PRINTING))
    return replace(state, page=page), (TryPrinter(),)
