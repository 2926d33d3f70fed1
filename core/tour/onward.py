"""The tour's second half: from the counter's shelf to the merchant."""

from typing import Final

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from core.domain.status import FLOW, Status
from core.qt.handheld import HandheldWindow
from core.qt.hands import Hands
from core.services.handheld import STEPS
from core.services.ports import PrinterAtHand
from core.services.station import Station
from core.services.store_office import PullOutLine
from core.texts import Texts
from core.tour.album import Album
from pos.driver import PosDriver

#: The hand-held's key for each of its steps.
_KEYS: Final = {step: f"F{5 + place}" for place, step in enumerate(STEPS)}
_DRIVER: Final = "J. Dela Cruz"
_PLATE: Final = "NBX 4471"
#: Where the line ends for a merchant that fetches its parcels.
_FETCHED: Final = 8
_TURNS: Final = 6


class Onward:
    """Pull-out, the day, the truck, the DC, and the merchant's door.

    Args:
        album: where the pictures go.
        pos: the clerk, signed in, with at least one parcel of each kind of merchant on the shelf.
        station: the POS's.
    """

    def __init__(self, album: Album, pos: PosDriver, station: Station) -> None:
        if station.handheld is None or station.simulated_printer is None:
            raise LookupError("the tour needs the demonstration's devices")
        self._album = album
        self._pos = pos
        self._station = station
        self._printer: PrinterAtHand = station.simulated_printer
        self._window = HandheldWindow(station.handheld, Texts())
        # As a window of its own it would tell its least size to a screen that is none, and that one
        # complains each time.
        self._table = QWidget()
        self._window.setParent(self._table)
        self._table.show()
        self._window.show()
        self._handheld = Hands(self._window)

    def tell(self) -> None:
        """Play both chapters."""
        try:
            lines = self._pull_out()
            self._day()
            self._to_the_merchant(lines)
        finally:
            self._window.close()
            self._table.close()

    def _pull_out(self) -> tuple[PullOutLine, ...]:
        self._album.chapter("Pull-out")
        pos = self._pos
        pos.press("F4")
        pos.sees("No pull-out list today")
        self._pos_shot("Before the ECMS's daily job there is no list; what waits is counted.")
        self._handheld.press("F4")
        self._handheld.sees(" on it.")
        pos.press("F4")
        pos.sees("Authority to pull out", "0 of ")
        (listed,) = self._station.office.pull_out_lists(self._station.terminal)
        self._pos_shot("Today's APO list. The trucker or the clerk scans each label.")
        pos.type(_DRIVER)
        pos.press("Enter")
        pos.type(_PLATE)
        pos.press("Enter")
        lines = _one_of_each(listed.lines)
        for number, line in enumerate(lines, 1):
            pos.scan(line.tracking_number.sscc)
            pos.sees(f"{number} of ")
        self._pos_shot("Handed over to this driver, one label after the other.")
        for scanned, seen, caption in (
            ("3031053326", "A part of the label is missing", "A label torn after ten digits."),
            ("30310533299999999", "Unknown label", "A number that was never issued."),
        ):
            pos.scan(scanned)
            pos.sees(seen)
            self._pos_shot(caption)
        pos.press("F9")
        pos.sees("Count together")
        pos.type(str(len(lines)))
        pos.press("Enter")
        pos.type(str(len(lines) + 1))
        pos.press("Enter")
        pos.sees("Nothing is closed")
        self._pos_shot("Both count; the list is not closed before both counted what was scanned.")
        pos.press("Backspace")
        pos.type(str(len(lines)))
        pos.press("Enter")
        pos.sees("Pull-out closed")
        pos.press("F6")
        pos.sees("Printed")
        self._pos_shot("Closed; what stays goes on the next list. Both sign the printed one.")
        self._album.paper(self._printer.papers[-1].png, "The APO list on the receipt printer.")
        return lines

    def _day(self) -> None:
        self._album.chapter("The day")
        pos = self._pos
        pos.press("F5")
        pos.sees("The day so far (X)", "On a list")
        self._pos_shot("The day so far, and at which leg parcels of a day are.")
        pos.press("F9")
        pos.sees("Press F9 again to close it")
        self._pos_shot("A Z closes the day; it takes a second press.")
        pos.press("F9")
        pos.sees("Day closed: Z ")
        pos.press("F6")
        pos.sees("Printed")
        self._album.paper(self._printer.papers[-1].png, "The Z report.")

    def _to_the_merchant(self, lines: tuple[PullOutLine, ...]) -> None:
        self._album.chapter("To the merchant")
        delivered, fetched = lines
        for step in STEPS:
            self._scan(delivered, step)
        self._hand_shot("The trucker's and the DC's hand-held, at the merchant's door.")
        for step in STEPS[: _FETCHED - (len(FLOW) - len(STEPS))]:
            self._scan(fetched, step)
        self._handheld.press(_KEYS[Status.ON_VEHICLE_TO_MERCHANT])
        self._handheld.scan(fetched.tracking_number.sscc)
        self._handheld.sees("Out of turn")
        self._hand_shot("A parcel that its merchant fetches is loaded on no truck again.")
        for line, caption in (
            (delivered, "All ten statuses of a parcel that the DC delivers."),
            (fetched, "The eight of a parcel that its merchant picks up."),
        ):
            self._pos.press("F2")
            self._pos.press("F3")
            self._pos.sees("Find a parcel")
            self._pos.type(str(line.tracking_number))
            self._pos.press("Enter")
            self._pos.sees("PULLED OUT FROM STORE")
            self._pos_shot(caption)
        self._pos.press("F2")

    def _scan(self, line: PullOutLine, step: Status) -> None:
        self._handheld.press(_KEYS[step])
        self._handheld.scan(line.tracking_number.sscc)
        self._handheld.sees(f"{line.tracking_number}: {step.value}")

    def _pos_shot(self, caption: str) -> None:
        # Layouts ask each other for room a few times until what was said last has its own.
        for _ in range(_TURNS):
            QCoreApplication.processEvents()
        self._album.screen(self._pos.window.grab(), caption)

    def _hand_shot(self, caption: str) -> None:
        self._window.adjustSize()
        self._album.screen(self._window.grab(), caption)


def _one_of_each(lines: tuple[PullOutLine, ...]) -> tuple[PullOutLine, PullOutLine]:
    """A parcel that the DC delivers, and one that its merchant fetches."""
    delivered = next(line for line in lines if line.merchant_code == "001")
    fetched = next(line for line in lines if line.merchant_code == "002")
    return delivered, fetched
