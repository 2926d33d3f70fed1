"""What the tour shows, in the order in which a store lives it."""

from itertools import count
from pathlib import Path
from typing import Final

from PySide6.QtWidgets import QApplication

from core.bootstrap import Shop
from core.qt.theme import dressed_application
from core.qt.timers import HandTimers
from core.services.ports import PrinterAtHand, PrinterStatus
from core.services.station import Station
from core.texts import Texts
from core.tour.album import Album
from core.tour.onward import Onward
from kiosk.driver import KioskDriver
from kiosk.window import KioskWindow
from pos.driver import PosDriver
from pos.window import PosWindow

UPRIGHT: Final = (1080, 1920)
LYING: Final = (1920, 1080)
COUNTER: Final = (1366, 768)
_MOBILE: Final = "09123456789"
#: From one scan at the counter to the next, in seconds: longer than a double scan takes.
_SCAN_S: Final = 5


def tell(to: Path, data: Path) -> Path:
    """Play the whole tour in the world in `data`; see `core.tour.play`."""
    app = QApplication.instance() or dressed_application("Balik")
    # Who plays it looks before they touch.
    shop = Shop(data, said={"times": {"code_at_least": 0}})
    try:
        return _Tour(shop, to).tell()
    finally:
        shop.close()
        app.processEvents()


class _Tour:
    """One customer after the other, one clerk, one album.

    Args:
        shop: where it takes place.
        to: where the album goes.
    """

    def __init__(self, shop: Shop, to: Path) -> None:
        texts = Texts()
        self._album = Album(
            to,
            texts("A tour of Balik"),
            texts(
                "Every screen and every paper of a return, played by the same gestures that a "
                "customer and a clerk make: typed, touched and scanned."
            ),
        )
        self._kiosk_station, self._pos_station = shop.kiosk(), shop.pos()
        # Time stands still: nobody is asked whether they are still there.
        self._kiosk_window = KioskWindow(lambda: self._kiosk_station, timers=HandTimers())
        # However quick the machine, no code that is held under the scanner again is a double scan.
        self._pos_window = PosWindow(
            lambda: self._pos_station, timers=HandTimers(), seconds=count(step=_SCAN_S).__next__
        )
        self._kiosk = KioskDriver(self._kiosk_window)
        self._pos = PosDriver(self._pos_window)

    def tell(self) -> Path:
        """Play every chapter; the answer is the page."""
        self._show(self._kiosk_window, UPRIGHT)
        self._show(self._pos_window, COUNTER)
        try:
            code = self._at_the_kiosk()
            self._at_the_counter(code)
            self._the_kiosk_says_no()
            self._the_counter_says_no(code)
            self._finding(code)
            Onward(self._album, self._step_to_the_counter(), self._pos_station).tell()
            self._printers_fail()
            self._every_customer()
            self._lying()
        finally:
            self._kiosk_window.close()
            self._pos_window.close()
        return self._album.write()

    def _at_the_kiosk(self) -> str:
        self._album.chapter("At the kiosk")
        kiosk = self._kiosk
        kiosk.sees("Start a return")
        self._kiosk_shot("The welcome screen says what happens here, in three lines.")
        kiosk.tap("Start a return")
        kiosk.type("axdy-4332 2222")
        self._kiosk_shot("The number is typed or scanned; small letters and hyphens are forgiven.")
        kiosk.tap("Start over")
        kiosk.enter("100078")
        kiosk.sees("Two shops know this number")
        self._kiosk_shot("Where a number belongs to several orders, the customer chooses.")
        kiosk.tap("Neither, go back")
        kiosk.tap("Start over")
        kiosk.enter("AXDY43322222524544")
        kiosk.sees("Is this what you are returning?")
        self._kiosk_shot("What the merchant announced, and until when it may be returned.")
        kiosk.tap("Yes, continue")
        kiosk.sees("Your mobile number")
        kiosk.type("09123456")
        self._kiosk_shot("The mobile number; the button waits until it is whole.")
        kiosk.type("789")
        kiosk.tap("Get my RETURN CODE")
        kiosk.sees("Your ticket is printed")
        self._kiosk_shot("The RETURN CODE on the screen, so that paper is never the only copy.")
        self._paper(self._kiosk_station, "The ticket, read back before it was printed.")
        code = kiosk.return_code()
        kiosk.tap("Finish")
        return code

    def _at_the_counter(self, code: str) -> None:
        self._album.chapter("At the counter")
        pos = self._step_to_the_counter()
        pos.sees("Sign in")
        self._pos_shot("Locked; the demonstration shows its clerk's number and PIN.")
        clerk = self._pos_station.demo_clerk
        if clerk is None:
            raise LookupError("the tour needs the demonstration's clerk")
        pos.sign_in(clerk.number, clerk.pin)
        pos.sees("Scan the RETURN CODE")
        self._pos_shot("Ready: scan at any time, no field needs to be selected.")
        pos.scan(code)
        pos.sees("Check the parcel")
        self._pos_shot("What was checked, and what the clerk checks with the keys 1, 2 and 3.")
        pos.check_parcel()
        self._pos_shot("All three checks are made; F9 accepts.")
        pos.press("F9")
        pos.sees("Parcel accepted", "Printed")
        self._pos_shot("Accepted, once and for ever. The receipt is shown as it was printed.")
        printer = self._printer(self._pos_station)
        out = printer.papers
        for paper in out:
            captions = {"receipt": "The acknowledgement receipt.", "label": "The parcel label."}
            self._album.paper(paper.png, captions.get(paper.name, paper.name))
        pos.press("F6")
        pos.waits_until(lambda: len(printer.papers) > len(out), "the reprint to come out")
        self._paper(self._pos_station, "A reprint says so, with its number.")
        pos.press("Esc")

    def _the_kiosk_says_no(self) -> None:
        self._album.chapter("When the kiosk says no")
        for reference, seen, caption in (
            ("NOSUCHNUMBER", "We don't know this number", "A number nobody submitted."),
            ("EXPIRED2026", "This return has expired", "Too late."),
            ("LATER2026", "It is too early for this return", "Too early."),
            ("RETURNED2026", "This parcel was already returned", "Returned before."),
            ("CANCELLED2026", "This return was cancelled", "Taken back by the merchant."),
            ("CLOSED2026", "No returns for this shop", "A merchant that is suspended."),
            ("ELSEWHERE2026", "Not at this store", "A merchant that does not serve this store."),
            ("LARGE2026", "This parcel is too large", "Larger than a store may take."),
            ("🙂🙂🙂", "This cannot be a return number", "Signs that no number has."),
        ):
            self._kiosk.enter(reference)
            self._kiosk.sees(seen)
            self._kiosk_shot(caption)
            self._kiosk.tap("Finish")

    def _the_counter_says_no(self, code: str) -> None:
        self._album.chapter("When the counter says no")
        self._step_to_the_counter()
        for scanned, seen, caption in (
            (code, "already returned", "The same code again: where and when it was accepted."),
            ("182212342346", "", "One digit is wrong, which is told apart from an unknown code."),
            ("4006381333931", "", "A product's barcode."),
            ("30310533261428120", "", "A tracking number belongs elsewhere."),
        ):
            self._pos.scan(scanned)
            self._pos.sees(seen or "Done")
            self._pos_shot(caption)
            self._pos.press("Esc")

    def _finding(self, code: str) -> None:
        self._album.chapter("Find")
        self._pos.press("F3")
        self._pos.sees("Find a parcel")
        self._pos_shot("By code, tracking number, reference or last four digits.")
        self._pos.type(code)
        self._pos.press("Enter")
        self._pos.sees("RETURNED")
        self._pos_shot("A parcel and its whole history.")
        self._pos.press("F2")

    def _printers_fail(self) -> None:
        self._album.chapter("When a printer fails")
        printer = self._printer(self._kiosk_station)
        self._ask_for_code("AXDY43322222524545")
        self._kiosk.sees("Your ticket is printed")
        for status, seen, caption in (
            (PrinterStatus.PAPER_OUT, "The printer is out of paper", "Out of paper."),
            (PrinterStatus.COVER_OPEN, "The printer is open", "Cover open."),
            (PrinterStatus.OFFLINE, "The printer does not answer", "Unplugged."),
        ):
            printer.set_status(status)
            self._kiosk.tap("rint")
            self._kiosk.sees(seen)
            self._kiosk_shot(f"{caption} The code is on the screen; nothing is lost.")
        printer.set_status(PrinterStatus.READY)
        printer.jam_next()
        self._kiosk.tap("Try to print")
        self._kiosk.sees("The ticket got stuck")
        self._kiosk_shot("A jam in mid-ticket.")
        self._paper(self._kiosk_station, "What came out of the jammed printer.")
        code = self._kiosk.return_code()
        self._kiosk.tap("I have my code")
        self._kiosk.sees("Codes are shown on screen only")
        self._kiosk_shot("The next customer knows before they start.")
        printer.set_status(PrinterStatus.READY)
        self._printer(self._pos_station).jam_next()
        self._step_to_the_counter()
        self._pos.scan(code)
        self._pos.sees("Check the parcel")
        self._pos.check_parcel()
        self._pos.press("F9")
        self._pos.sees("Parcel accepted", "jammed")
        self._pos_shot("At the counter the parcel is accepted and counted once; F6 prints again.")
        self._printer(self._pos_station).set_status(PrinterStatus.READY)

    def _every_customer(self) -> None:
        self._album.chapter("For every customer")
        kiosk = self._kiosk
        kiosk.tap("Start a return")
        kiosk.type("AXDY4332")
        kiosk.tap("Text size")
        kiosk.tap("Text size")
        self._kiosk_shot("The largest of three text sizes; what was typed is kept.")
        kiosk.tap("Contrast")
        self._kiosk_shot("High contrast.")
        kiosk.tap("Contrast")
        self._kiosk_shot("Dark.")
        kiosk.tap("Bring everything lower")
        self._kiosk_shot("Everything that is touched in the lower half, for a seated customer.")
        kiosk.tap("Help")
        kiosk.sees("How it works")
        self._kiosk_shot("Help.")
        kiosk.tap("Close")
        kiosk.tap("Start over")
        kiosk.sees("Start a return")

    def _lying(self) -> None:
        self._album.chapter("On a lying screen")
        self._show(self._kiosk_window, LYING)
        kiosk = self._kiosk
        kiosk.sees("Start a return")
        self._kiosk_shot("Words left, keys and actions right.")
        kiosk.tap("Start a return")
        kiosk.type("BX-2026-0001")
        self._kiosk_shot("The same keyboard.")
        kiosk.tap("Continue")
        kiosk.sees("Is this what you are returning?")
        self._kiosk_shot("Confirm.")
        kiosk.tap("Yes, continue")
        kiosk.type(_MOBILE)
        self._kiosk_shot("Mobile number.")
        kiosk.tap("Get my RETURN CODE")
        kiosk.sees("Your ticket is printed")
        self._kiosk_shot("The code.")

    def _ask_for_code(self, reference: str) -> None:
        self._kiosk.enter(reference)
        self._kiosk.sees("Is this what you are returning?")
        self._kiosk.tap("Yes, continue")
        self._kiosk.type(_MOBILE)
        self._kiosk.tap("Get my RETURN CODE")

    def _step_to_the_counter(self) -> PosDriver:
        window = self._pos_window
        window.activateWindow()
        self._pos.waits_until(window.isActiveWindow, "the counter's window to be the active one")
        return self._pos

    def _kiosk_shot(self, caption: str) -> None:
        self._album.screen(self._kiosk_window.grab(), caption)

    def _pos_shot(self, caption: str) -> None:
        self._album.screen(self._pos_window.grab(), caption)

    def _paper(self, station: Station, caption: str) -> None:
        self._album.paper(self._printer(station).papers[-1].png, caption)

    @staticmethod
    def _printer(station: Station) -> PrinterAtHand:
        if station.simulated_printer is None:
            raise LookupError("the tour needs simulated printers")
        return station.simulated_printer

    @staticmethod
    def _show(window: KioskWindow | PosWindow, size: tuple[int, int]) -> None:
        window.resize(*size)
        window.show()
