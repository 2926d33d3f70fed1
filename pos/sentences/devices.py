"""The devices page in words: what is attached, how it is, and what to do about it."""

from typing import assert_never

from core.domain.codes import ReturnCode
from core.domain.refusals import NotAReturnCode, Refusal
from core.services.devices import Device, DeviceKind
from core.services.ports import PrinterStatus
from core.services.scanners import KEYBOARD
from core.texts import Texts
from pos.flow.device_states import Devices, Trial, TrialPhase
from pos.sentences.printer import shortened, what_to_do
from pos.sentences.things import explain_thing

_SIMULATED = "simulated:"


def device_name(device: Device, texts: Texts) -> str:
    """What a person calls it."""
    if device.address == KEYBOARD:
        return texts("Scanner that types like a keyboard")
    if device.address == _SIMULATED:
        return texts("Simulated printer")
    return device.name or device.address


def device_place(device: Device, texts: Texts) -> str:
    """What kind of device it is, and where."""
    if device.address in {KEYBOARD, _SIMULATED}:
        return texts("Nothing to set up")
    if device.kind is DeviceKind.PRINTER:
        return texts("Printer at {address}", address=device.address)
    return texts("Scanner at {address}", address=device.address)


def device_state(device: Device, texts: Texts) -> tuple[str, str]:
    """Whether this till works with it, and the chip's tone."""
    if not device.is_there:
        return texts("Not plugged in"), ""
    return (texts("In use"), "green") if device.is_chosen else ("", "")


def trial_words(
    trial: Trial | None, printer: PrinterStatus | None, texts: Texts
) -> tuple[str, bool]:
    """What became of the trial page, or "", and whether something is to be done."""
    if trial is None:
        return "", False
    match trial.phase:
        case TrialPhase.PRINTING:
            return texts("Printing…"), False
        case TrialPhase.OUT:
            return texts("The test page came out. Compare its ruler, scan its codes."), False
        case TrialPhase.DOUBTFUL:
            return texts("This printer cannot say whether it printed. Look at the paper."), True
        case TrialPhase.FAILED:
            now = trial.reason if printer is None else printer
            if now is None or now.can_print:
                return texts("The test page did not come out. Press F6 to try again."), True
            return (
                texts(
                    "The test page did not come out. {what_to_do}, then press F6.",
                    what_to_do=what_to_do(now, texts),
                ),
                True,
            )
        case _:
            assert_never(trial.phase)


def read_words(page: Devices, texts: Texts) -> tuple[str, str]:
    """What the scanner read last: the signs, and what they are; "" before the first scan."""
    if not page.scans:
        return "", ""
    what = texts.plural("{n} code read", "{n} codes read", page.scans)
    return shortened(page.read), f"{_thing(page.read, texts)} · {what}"


def _thing(text: str, texts: Texts) -> str:
    try:
        ReturnCode.parse(text)
    except NotAReturnCode as no:
        return explain_thing(no.thing, texts).headline
    except Refusal:
        return texts("Not a code of ours")
    return texts("A RETURN CODE")
