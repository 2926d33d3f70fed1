"""Customer and clerk at the real windows, with the gestures and eyes of the page objects."""

from collections.abc import Callable
from contextlib import suppress
from typing import Final

from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from core.desktop.listening import listen_at_kiosk, listen_at_pos
from core.domain.codes import ReturnCode, TrackingNumber
from core.play.people import NotAsTold, open_lists
from core.play.scene import Scene
from core.qt.hands import Hands, NotSeen
from core.qt.screen_room import kiosk_and_pos
from core.qt.theme import dress, dressed_application
from core.qt.timers import HandTimers
from core.simulator.faults import At
from core.simulator.steps import Accept, HandOver, PrintAgain, Refuse, TakeCode
from core.simulator.troubled_devices import SimulatedScanner
from core.texts import Texts
from kiosk.driver import KioskDriver
from kiosk.window import KioskWindow
from pos.driver import PosDriver
from pos.window import PosWindow

KIOSK_SIZE: Final = (1080, 1920)
POS_SIZE: Final = (1366, 768)
_WELCOME: Final = "Start a return"
_READY: Final = "Scan the RETURN CODE"
_SIGN_IN: Final = "Sign in"
_ASKED: Final = "Is this what you are returning?"
_CHECK: Final = "Check the parcel"
_ACCEPTED: Final = "Parcel accepted"
#: How long somebody looks whether a key has led home, in seconds.
_GLANCE_S: Final = 1.0
_FAULT_KEYS: Final = ("NOT_SEALED", "TOO_LARGE", "TOO_HEAVY", "WRONG_ITEMS", "CHANGED_MIND")


class PlayWindows:
    """The kiosk's and the POS's windows over a world; opened when they are first needed.

    Args:
        world: what they stand on.
        timers: the screens', which time moves with the shop's.
    """

    def __init__(self, world: Scene, timers: HandTimers) -> None:
        app = QApplication.instance()
        if isinstance(app, QApplication):
            dress(app)
        self._app: Final = app or dressed_application("Balik")
        self._world: Final = world
        self._timers: Final = timers
        self._kiosk: KioskDriver | None = None
        self._pos: PosDriver | None = None

    @property
    def opened(self) -> dict[str, KioskWindow | PosWindow]:
        """The windows that are open, by name."""
        named = {"kiosk": self._kiosk, "pos": self._pos}
        return {name: driver.window for name, driver in named.items() if driver is not None}

    @property
    def kiosk(self) -> KioskDriver:
        """The customer before the kiosk's window."""
        if self._kiosk is None:
            window = KioskWindow(lambda: self._world.kiosk, timers=self._timers)
            _show(window, At.KIOSK)
            QTest.qWaitForWindowActive(window)
            self._kiosk = KioskDriver(window)
            self._kiosk.waits_until(lambda: window.is_prepared, "the kiosk to be ready")
            listen_at_kiosk(window, self._world.kiosk.flight)
            self._kiosk.scanned = SimulatedScanner(self._world.panel.faults, At.KIOSK).reads
        return self._kiosk

    @property
    def pos(self) -> PosDriver:
        """The clerk before the POS's window."""
        if self._pos is None:
            clock = self._world.panel.clock
            window = PosWindow(
                lambda: self._world.pos,
                timers=self._timers,
                seconds=lambda: clock.now().timestamp(),
            )
            _show(window, At.POS)
            QTest.qWaitForWindowActive(window)
            self._pos = pos_driver = PosDriver(window)
            self._pos.waits_until(lambda: _is_home(pos_driver.screen()), "the POS to be ready")
            listen_at_pos(window, self._world.pos.flight)
            self._pos.scanned = SimulatedScanner(self._world.panel.faults, At.POS).reads
        return self._pos

    def lose_power(self, at: At) -> None:
        """A terminal goes off in the middle of whatever it does; it starts when next needed."""
        name = at.value
        if (window := self.opened.get(name)) is None:
            return
        window.close()
        window.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        if name == "kiosk":
            self._kiosk = None
        else:
            self._pos = None

    def close(self) -> None:
        """Close both."""
        for at in (At.KIOSK, At.POS):
            self.lose_power(at)


class WindowCustomer:
    """A `Customer` at the kiosk's window.

    Args:
        windows: where it is.
    """

    def __init__(self, windows: PlayWindows) -> None:
        self._windows: Final = windows

    def take_code(self, step: TakeCode) -> ReturnCode | None:
        """See `Customer.take_code`."""
        kiosk = self._windows.kiosk
        _go_home(kiosk)
        home = kiosk.screen()
        if step.by == "type" or not kiosk.scan(step.reference):
            kiosk.enter(step.reference)
        if step.choose:
            kiosk.tap(step.choose)
        if step.sees and not _either(kiosk, lambda: _ASKED in kiosk.screen(), step.sees, home):
            return None
        kiosk.tap("Yes, continue")
        kiosk.sees("Your mobile number")
        kiosk.touch_keys(step.mobile)
        before = kiosk.screen()
        kiosk.tap("Get my RETURN CODE")
        if step.sees:
            if _either(kiosk, kiosk.shows_code, step.sees, before):
                raise NotAsTold(f"expected {list(step.sees)}; a RETURN CODE was given")
            return None
        code = ReturnCode.parse(kiosk.return_code())
        kiosk.does_not_see("The ticket is printing")
        return code


class WindowCounter:
    """A `Counter` at the POS's window.

    Args:
        world: whose clerk it is.
        windows: where it is.
    """

    def __init__(self, world: Scene, windows: PlayWindows) -> None:
        self._world: Final = world
        self._windows: Final = windows

    def begin(self) -> None:
        """Sign in, as a clerk does before the first customer comes."""
        self._ready()

    def accept(self, code: ReturnCode, step: Accept) -> None:
        """See `Counter.accept`."""
        pos = self._scanned(code)
        if step.sees and not _either(pos, lambda: _CHECK in pos.screen(), step.sees):
            return
        pos.sees(_CHECK)
        pos.check_parcel()
        before = pos.screen()
        pos.press("F9")
        if step.sees:
            if _either(pos, lambda: _ACCEPTED in pos.screen(), step.sees, before):
                raise NotAsTold(f"expected {list(step.sees)}; the parcel was accepted")
            return
        pos.sees(_ACCEPTED)
        pos.does_not_see("Printing")

    def refuse(self, code: ReturnCode, step: Refuse) -> None:
        """See `Counter.refuse`."""
        pos = self._scanned(code)
        pos.sees(_CHECK)
        pos.press("F8")
        pos.press(str(1 + _FAULT_KEYS.index(step.fault)))
        pos.does_not_see(_CHECK)

    def print_again(self, code: ReturnCode, step: PrintAgain) -> None:
        """See `Counter.print_again`."""
        pos = self._ready()
        before = len(self._world.printer("pos").papers)
        pos.press("F3")
        pos.sees("Code, tracking number")
        if str(code) not in pos.screen():
            # Where papers of a parcel are missing, Find begins with it.
            pos.type(code.digits)
            pos.press("Enter")
        pos.sees(str(code), "Customer")
        pos.press("F6" if step.paper == "receipt" else "F7")
        papers = self._world.printer("pos")
        pos.waits_until(lambda: len(papers.papers) > before, "the paper to come out")

    def hand_over(self, labels: tuple[TrackingNumber, ...], step: HandOver) -> None:
        """See `Counter.hand_over`."""
        office, terminal = self._world.pos.office, self._world.pos.terminal
        lists = office.pull_out_lists(terminal)
        for listed, taken in open_lists(lists, labels):
            pos = self._ready()
            pos.press("F4")
            pos.sees("Authority to pull out")
            for _ in lists:
                if f"pull out {listed.number}" in pos.screen():
                    break
                pos.press("PageDown")
            for entered in (step.driver, step.plate):
                pos.type(entered)
                pos.press("Enter")
            for number, label in enumerate(taken, 1):
                pos.scan(label.sscc)
                pos.sees(f"{number} of ")
            pos.press("F9")
            pos.sees("Count together")
            for _ in range(2):
                pos.type(str(len(taken)))
                pos.press("Enter")
            pos.sees("Pull-out closed")

    def close_day(self) -> None:
        """See `Counter.close_day`."""
        pos = self._ready()
        pos.press("F5")
        pos.sees("The day so far (X)")
        pos.press("F9")
        pos.sees("Press F9 again to close it")
        pos.press("F9")
        pos.sees("Day closed: Z ")

    def _scanned(self, code: ReturnCode) -> PosDriver:
        pos = self._ready()
        if not pos.scan(code.digits):
            pos.type(code.digits)
            pos.press("Enter")
        return pos

    def _ready(self) -> PosDriver:
        pos = self._windows.pos
        clerk = self._world.demo_clerk
        # Wherever the clerk stands, one of these leads back; pages take a moment to be built.
        for key in ("Esc", "F2", "Esc", "Esc"):
            if _SIGN_IN in pos.screen():
                pos.sign_in(clerk.number, clerk.pin)
                pos.sees(_READY)
            if _READY in pos.screen():
                return pos
            pos.press(key)
            _glance(pos)
        if _READY in pos.screen():
            return pos
        raise NotAsTold(f"the counter is not ready; on the screen:\n{pos.screen()}")


def _show(window: KioskWindow | PosWindow, at: At) -> None:
    """On a screen both stand side by side, and say that they are no store's."""
    if QGuiApplication.platformName() == "offscreen":
        window.resize(*(KIOSK_SIZE if at is At.KIOSK else POS_SIZE))
    else:
        place = kiosk_and_pos()[0 if at is At.KIOSK else 1]
        window.resize(place.size())
        window.move(place.topLeft())
        played = Texts()("{window}, as a scenario plays it", window=window.windowTitle())
        window.setWindowTitle(played)
    window.show()


def _go_home(kiosk: KioskDriver) -> None:
    """Whoever stood here before has gone."""
    for words in ("Finish", "I have my code", "Start over"):
        if _WELCOME in kiosk.screen():
            return
        if words in kiosk.screen():
            kiosk.tap(words)
    kiosk.sees(_WELCOME)


def _is_home(screen: str) -> bool:
    return _SIGN_IN in screen or _READY in screen


def _glance(pos: PosDriver) -> None:
    """Give a key the time to lead home, if it does."""
    with suppress(NotSeen):
        Hands(pos.window, _GLANCE_S).waits_until(lambda: _is_home(pos.screen()), "home")


def _either(
    hands: Hands, goes_on: Callable[[], bool], expected: tuple[str, ...], before: str = ""
) -> bool:
    """Wait for one of both: that it goes on, or a refusal.

    Args:
        hands: whose screen.
        goes_on: whether it does; no word on the same page makes a refusal of that.
        expected: the refusal's words.
        before: what stood there all the time, and is none.
    """

    def is_there(screen: str) -> bool:
        return all(words in screen for words in expected)

    def happened() -> bool:
        return goes_on() or (is_there(hands.screen()) and not is_there(before))

    hands.waits_until(happened, f"it to go on, or {list(expected)}")
    return goes_on()
