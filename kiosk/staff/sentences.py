"""The staff page in words."""

from typing import assert_never

from core.services.devices import Device, DeviceKind
from core.services.ports import NotPrinted, Printed, PrinterStatus, Unsure
from core.services.scanners import KEYBOARD
from core.texts import Texts
from kiosk.staff.flow import Door, Room, Staff

_LONGEST_READ = 40


def pin_words(staff: Staff, door: Door, texts: Texts, *, has_pin: bool) -> str:
    """Under the PIN's field."""
    if not has_pin:
        return texts("No PIN is set for this kiosk: staff_pin in balik.toml.")
    if staff.wait_s:
        return texts.plural(
            "Too many wrong PINs. Try again in {n} second.",
            "Too many wrong PINs. Try again in {n} seconds.",
            staff.wait_s,
        )
    return texts("That PIN is not right.") if door.is_wrong else texts("4 to 8 digits")


def printer_state(status: PrinterStatus | None, texts: Texts) -> str:
    """How the printer is, as what to do about it."""
    match status:
        case None:
            return texts("Looking…")
        case PrinterStatus.READY:
            return texts("The printer is ready.")
        case PrinterStatus.PAPER_LOW:
            return texts("The paper is running low.")
        case PrinterStatus.PAPER_OUT:
            return texts("Put in a new paper roll.")
        case PrinterStatus.COVER_OPEN:
            return texts("Close the printer’s cover.")
        case PrinterStatus.JAMMED:
            return texts("Clear the paper jam.")
        case PrinterStatus.CUTTER_STUCK:
            return texts("Free the printer’s knife.")
        case PrinterStatus.OVERHEATED:
            return texts("Let the printer cool down.")
        case PrinterStatus.DEFECT | PrinterStatus.SILENT | PrinterStatus.OFFLINE:
            return texts("Look at the printer’s cable and switch it off and on.")
        case _:
            assert_never(status)


def trial_words(room: Room, texts: Texts) -> str:
    """What became of the test page, or ""."""
    if room.printing:
        return texts("Printing…")
    if not room.tried:
        return ""
    match room.outcome:
        case Printed():
            return texts("The test page came out. Compare its ruler, scan its codes.")
        case Unsure():
            return texts("This printer cannot say whether it printed. Look at the paper.")
        case NotPrinted() | None:
            return texts("The test page did not come out.")
        case _:
            assert_never(room.outcome)


def device_words(device: Device, texts: Texts) -> str:
    """What a person calls a device."""
    if device.address == KEYBOARD:
        return texts("Scanner that types like a keyboard")
    if device.kind is DeviceKind.PRINTER and device.address == "simulated:":
        return texts("Simulated printer")
    return device.name or device.address


def read_words(room: Room, texts: Texts) -> str:
    """What the scanner read last."""
    if not room.read:
        return texts("Scan anything to try the scanner.")
    seen = "".join(sign if sign.isprintable() else "·" for sign in room.read)
    short = seen if len(seen) <= _LONGEST_READ else seen[: _LONGEST_READ - 1] + "…"
    # It may break anywhere: no scan is made for a narrow screen.
    return texts("The scanner read {text}", text="\u200b".join(short))


def machine_words(version: str, ecms: str, texts: Texts) -> str:
    """Which Balik this is, and where its ECMS is."""
    if ecms:
        return texts("Balik {version}, with the ECMS at {url}", version=version, url=ecms)
    return texts("Balik {version}, with an ECMS of its own", version=version)
