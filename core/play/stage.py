"""Performs the steps of a scenario in a world, and remembers them for a recording."""

from collections.abc import Callable
from datetime import timedelta
from typing import TYPE_CHECKING, Final, assert_never

from core.domain.codes import ReturnCode, TrackingNumber
from core.domain.refusals import Refusal
from core.play.at_ports import PortCounter, PortCustomer
from core.play.crowd import serve_customers
from core.play.eyes import check_accepted, check_ledger, check_paper, check_status, check_told
from core.play.people import Counter, Customer, NotAsTold
from core.play.scene import Scene
from core.qt.timers import HandTimers
from core.services.ecms import ReturnRecord
from core.services.recording import Plain
from core.simulator import steps as does
from core.simulator.faults import At, Power, fault_of
from core.simulator.scenario import Scenario

if TYPE_CHECKING:
    from core.play.at_windows import PlayWindows

#: What people take for anything they do: two scans of one code are two scans.
STEP_TAKES: Final = timedelta(seconds=5)
#: For screens, no more than this passes at once: by then each has asked, forgotten or locked.
_SCREENS_S: Final = 900.0


class Stage:
    """One world and whoever acts in it.

    Args:
        world: where.
        has_windows: whether customer and clerk use the real windows.
    """

    def __init__(self, world: Scene, *, has_windows: bool) -> None:
        self.world: Final = world
        self.timers: Final = HandTimers()
        self.done: Final[list[does.Step]] = []
        self.parcels: Final[dict[str, ReturnCode]] = {}
        self.pictured: Callable[[str], None] = lambda _caption: None
        self._windows: PlayWindows | None = None
        self.customer: Customer
        self.counter: Counter
        if has_windows:
            # Without windows nothing of Qt's is loaded but timers.
            from core.play import at_windows  # noqa: PLC0415

            self._windows = at_windows.PlayWindows(world, self.timers)
            self.customer = at_windows.WindowCustomer(self._windows)
            self.counter = at_windows.WindowCounter(world, self._windows)
        else:
            self.customer = PortCustomer(world)
            self.counter = PortCounter(world)

    @property
    def windows(self) -> "PlayWindows":
        """The windows.

        Raises:
            NotAsTold: this stage has none.
        """
        if self._windows is None:
            raise NotAsTold("this step needs the windows")
        return self._windows

    @property
    def has_windows(self) -> bool:
        """Whether there are windows."""
        return self._windows is not None

    def perform(self, step: does.Step) -> ReturnCode | None:
        """Do one step.

        Returns:
            The RETURN CODE, where the step got one.

        Raises:
            AssertionError: it went otherwise than the step says.
        """
        self.done.append(step)
        self.world.takes(STEP_TAKES)
        if (flight := self.world.kiosk.flight) is not None:
            flight.note("play", "step", do=Plain(step.do))
        try:
            came = self._do(step)
        except Refusal as no:
            raise NotAsTold(f"refused: {no.code.value}") from no
        except LookupError as unknown:
            raise NotAsTold(str(unknown)) from unknown
        self._lose_power()
        return came

    def recorded(self, scenario: Scenario) -> Scenario:
        """The scenario with the steps that were done."""
        return scenario.model_copy(update={"steps": tuple(self.done)})

    def code_of(self, parcel: str) -> ReturnCode:
        """A parcel's RETURN CODE, by its name, its code or its reference.

        Raises:
            NotAsTold: there is no such parcel.
        """
        if parcel in self.parcels:
            return self.parcels[parcel]
        try:
            return ReturnCode.parse(parcel)
        except Refusal:
            return self.record_of(parcel).code

    def record_of(self, parcel: str) -> ReturnRecord:
        """A parcel as Find shows it; arguments and raises as `code_of`."""
        text = self.parcels[parcel].digits if parcel in self.parcels else parcel
        found = self.world.books.find_returns(text, self.world.pos.terminal)
        if not found:
            raise NotAsTold(f"there is no parcel {parcel!r}")
        return found[0]

    def close(self) -> None:
        """Close the windows and the world."""
        try:
            if self._windows is not None:
                self._windows.close()
        finally:
            self.world.close()

    def _do(self, step: does.Step) -> ReturnCode | None:
        match step:
            case does.TakeCode():
                return self._take_code(step)
            case does.Accept() | does.Refuse() | does.PrintAgain():
                self._at_counter(step)
            case does.HandOver():
                self.counter.hand_over(self._labels(step.parcels), step)
            case does.CloseDay():
                self.counter.close_day()
            case does.AtKiosk() | does.KioskShows() | does.AtPos() | does.PosShows():
                self._at_window(step)
            case does.Picture():
                self.pictured(step.caption)
            case does.PassTime() | does.ToNextJob() | does.FaultOn() | does.FaultOff():
                self._move(step)
            case does.ParcelIs() | does.PaperIs() | does.Accepted() | does.LedgerIsWhole():
                self._look(step)
            case _:
                self._behind_the_store(step)
        return None

    def _take_code(self, step: does.TakeCode) -> ReturnCode | None:
        code = self.customer.take_code(step)
        if code is not None:
            self.parcels[step.named or step.reference] = code
        return code

    def _at_counter(self, step: does.Accept | does.Refuse | does.PrintAgain) -> None:
        code = self.code_of(step.parcel)
        match step:
            case does.Accept():
                self.counter.accept(code, step)
            case does.Refuse():
                self.counter.refuse(code, step)
            case does.PrintAgain():
                self.counter.print_again(code, step)
            case _:
                assert_never(step)

    def _at_window(self, step: does.AtKiosk | does.KioskShows | does.AtPos | does.PosShows) -> None:
        match step:
            case does.AtKiosk(do="kiosk.tap", text=text):
                self.windows.kiosk.tap(text)
            case does.AtKiosk(do="kiosk.type", text=text):
                self.windows.kiosk.type(text)
            case does.AtKiosk(text=text):
                self.windows.kiosk.scan(self._scannable(text))
            case does.KioskShows(words=words):
                self.windows.kiosk.sees(*words)
            case does.AtPos(do="pos.press", text=text):
                self.windows.pos.press(text)
            case does.AtPos(do="pos.type", text=text):
                self.windows.pos.type(self._scannable(text))
            case does.AtPos(text=text):
                self.windows.pos.scan(self._scannable(text))
            case does.PosShows(words=words):
                self.windows.pos.sees(*words)
            case _:
                assert_never(step)

    def _scannable(self, text: str) -> str:
        return self.parcels[text].digits if text in self.parcels else text

    def _move(self, step: does.PassTime | does.ToNextJob | does.FaultOn | does.FaultOff) -> None:
        match step:
            case does.PassTime(time=time):
                self.world.pass_time(time)
                self.timers.pass_time(min(time.total_seconds(), _SCREENS_S))
            case does.ToNextJob():
                self.world.to_next_job()
                self.timers.pass_time(_SCREENS_S)
            case does.FaultOn():
                self.world.switch(step)
            case does.FaultOff():
                self.world.switch_off(step.fault)
            case _:
                assert_never(step)

    def _lose_power(self) -> None:
        """Between two steps, where that is ordered for now; by chance, perhaps."""
        for at in (At.KIOSK, At.POS):
            if self.world.panel.faults.strikes(fault_of(at, Power.LOST)):
                if self._windows is not None:
                    self._windows.lose_power(at)
                self.world.start_again(at)

    def _behind_the_store(
        self,
        step: does.RunJob
        | does.ScanParcel
        | does.Submit
        | does.CancelOrder
        | does.MerchantTold
        | does.Customers,
    ) -> None:
        match step:
            case does.RunJob():
                self.world.handheld.run_job()
            case does.ScanParcel():
                self._scan(step)
            case does.Submit():
                self.world.submit_many([step], step.merchant)
            case does.CancelOrder():
                self.world.cancel(step.merchant, step.uid)
            case does.MerchantTold():
                number = self.record_of(step.parcel).tracking_number
                check_told(self.world.told(number), step)
            case does.Customers():
                serve_customers(self.world, self.customer, self.counter, step)
            case _:
                assert_never(step)

    def _look(
        self, step: does.ParcelIs | does.PaperIs | does.Accepted | does.LedgerIsWhole
    ) -> None:
        match step:
            case does.ParcelIs():
                check_status(self.record_of(step.parcel), step.status)
            case does.PaperIs():
                record = self.record_of(step.parcel) if step.parcel else None
                check_paper(self.world.printer(step.printer), step, record)
            case does.Accepted():
                check_accepted(self.world, step.count)
            case does.LedgerIsWhole():
                check_ledger(self.world.ledger())
            case _:
                assert_never(step)

    def _scan(self, step: does.ScanParcel) -> None:
        for label in self._labels(step.parcels):
            scanned = self.world.handheld.scan(label.sscc, step.status)
            said = "" if scanned.refusal is None else scanned.refusal.code.value
            if said != step.sees:
                raise NotAsTold(
                    f"expected {step.sees or 'the scan to be taken'}; {said or 'it was taken'}"
                )

    def _labels(self, parcels: tuple[str, ...]) -> tuple[TrackingNumber, ...]:
        return tuple(self.record_of(parcel).tracking_number for parcel in parcels)
