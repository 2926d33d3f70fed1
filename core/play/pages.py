"""The page objects of the QA kit: a store in the shop's own words, for tests.

Each verb is a step of a scenario, so that what a test did can be written down and played again.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Final

from core.domain.codes import ReturnCode
from core.domain.status import Status
from core.play.people import NotAsTold
from core.play.stage import Stage
from core.scanning.picture import read_picture
from core.services.ports import PaperOut
from core.simulator import steps as does


@dataclass(frozen=True, slots=True)
class Parcel:
    """A parcel that a customer brought.

    Args:
        name: what steps call it.
        code: its RETURN CODE.
    """

    name: str
    code: ReturnCode


@dataclass(frozen=True, slots=True)
class Paper:
    """A paper as it came out.

    Args:
        name: `ticket`, `receipt`, `label`, …
        codes: what a decoder reads in its picture.
        text: its words.
        whole: False where a fault tore it off.
        picture: a PNG file.
    """

    name: str
    codes: tuple[str, ...]
    text: str
    whole: bool
    picture: Path


class KioskPage:
    """The kiosk, as customers use it.

    Args:
        stage: where it stands.
    """

    def __init__(self, stage: Stage) -> None:
        self._stage: Final = stage

    def take_code(self, reference: str, *, choose: str = "", by_hand: bool = False) -> Parcel:
        """A customer asks for a return and gets a RETURN CODE."""
        name = f"parcel {len(self._stage.parcels) + 1}"
        by: does.By = "type" if by_hand else "scan"
        step = does.TakeCode(reference=reference, choose=choose, by=by, named=name)
        code = self._stage.perform(step)
        if code is None:
            raise NotAsTold("no RETURN CODE was given")
        return Parcel(name, code)

    def refuses(self, reference: str, word: str, *words: str) -> None:
        """A customer asks for a return, and reads this instead of a code."""
        # Without a word to be read, the step would be one that takes a code.
        self._stage.perform(does.TakeCode(reference=reference, sees=(word, *words)))

    def tap(self, words: str) -> None:
        """Touch the button that says this."""
        self._stage.perform(does.AtKiosk(do="kiosk.tap", text=words))

    def type(self, text: str) -> None:
        """Type."""
        self._stage.perform(does.AtKiosk(do="kiosk.type", text=text))

    def scan(self, text: str) -> None:
        """Hold something under the scanner."""
        self._stage.perform(does.AtKiosk(do="kiosk.scan", text=text))

    def sees(self, *words: str) -> None:
        """Wait until the screen shows this."""
        self._stage.perform(does.KioskShows(words=words))


class PosPage:
    """The POS, as clerks use it.

    Args:
        stage: where it stands.
    """

    def __init__(self, stage: Stage) -> None:
        self._stage: Final = stage

    def accept(self, parcel: Parcel) -> None:
        """Scan, check, take."""
        self._stage.perform(does.Accept(parcel=parcel.name))

    def refuses(self, parcel: Parcel, word: str, *words: str) -> None:
        """Scan a parcel that may not be taken; the clerk reads this."""
        self._stage.perform(does.Accept(parcel=parcel.name, sees=(word, *words)))

    def send_away(self, parcel: Parcel, fault: does.FaultName) -> None:
        """Take no parcel that is not sealed, too large, too heavy or another one."""
        self._stage.perform(does.Refuse(parcel=parcel.name, fault=fault))

    def print_again(self, parcel: Parcel, paper: does.Copied = "receipt") -> None:
        """Print receipt or label once more."""
        self._stage.perform(does.PrintAgain(parcel=parcel.name, paper=paper))

    def hand_over(self, *parcels: Parcel) -> None:
        """Give the driver these parcels, all where none is named, and close their lists."""
        self._stage.perform(does.HandOver(parcels=tuple(each.name for each in parcels)))

    def close_day(self) -> None:
        """Take the Z."""
        self._stage.perform(does.CloseDay())

    def press(self, key: str) -> None:
        """Press a key: `F9`, `Esc`, `3`."""
        self._stage.perform(does.AtPos(do="pos.press", text=key))

    def type(self, text: str) -> None:
        """Type."""
        self._stage.perform(does.AtPos(do="pos.type", text=text))

    def scan(self, text: str) -> None:
        """Hold something under the scanner."""
        self._stage.perform(does.AtPos(do="pos.scan", text=text))

    def sees(self, *words: str) -> None:
        """Wait until the screen shows this."""
        self._stage.perform(does.PosShows(words=words))


class ClockPage:
    """The shop's time, which stands still but for five seconds a step.

    Args:
        stage: whose.
    """

    def __init__(self, stage: Stage) -> None:
        self._stage: Final = stage

    @property
    def now(self) -> datetime:
        """The shop's time, aware, UTC."""
        return self._stage.world.panel.clock.now()

    def pass_time(
        self, *, days: float = 0, hours: float = 0, minutes: float = 0, seconds: float = 0
    ) -> None:
        """Let time pass; what is due meanwhile happens in its order."""
        self._stage.perform(does.PassTime(days=days, hours=hours, minutes=minutes, seconds=seconds))

    def to_next_job(self) -> None:
        """Let time pass until the next daily job has run."""
        self._stage.perform(does.ToNextJob())


class MerchantPage:
    """The merchants, who submit orders and are told what becomes of them.

    Args:
        stage: whose.
    """

    def __init__(self, stage: Stage) -> None:
        self._stage: Final = stage

    def submit(self, uid: str = "", merchant: str = "001", **more: object) -> str:
        """Submit a return order; `more` as in the step `merchant.submit`.

        Returns:
            Its number: where none is given, one that no other order of this ECMS has.
        """
        number = uid or f"KIT{self._stage.world.panel.clock.now():%y%m%d%H%M%S%f}"
        step = {"merchant": merchant, "uid": number, **more}
        self._stage.perform(does.Submit.model_validate(step))
        return number

    def cancel(self, uid: str, merchant: str = "001") -> None:
        """Take an order back."""
        self._stage.perform(does.CancelOrder(merchant=merchant, uid=uid))

    def is_told(self, parcel: Parcel, *statuses: Status | str) -> None:
        """The merchant's site took a genuine webhook of each of these, in this order."""
        told = tuple(Status(status) for status in statuses)
        self._stage.perform(does.MerchantTold(parcel=parcel.name, statuses=told))


class FaultsPage:
    """The faults' switches.

    Args:
        stage: whose.
    """

    def __init__(self, stage: Stage) -> None:
        self._stage: Final = stage

    def on(self, fault: str, *, chance: float = 1.0, minutes: float | None = None) -> None:
        """Switch a fault on, by its code; `balik play --faults` lists them."""
        self._stage.perform(does.FaultOn(fault=fault, chance=chance, minutes=minutes))

    def off(self, fault: str | None = None) -> None:
        """Switch a fault off, or all."""
        self._stage.perform(does.FaultOff(fault=fault))


class PapersPage:
    """What came out of the printers.

    Args:
        stage: whose.
    """

    def __init__(self, stage: Stage) -> None:
        self._stage: Final = stage

    @property
    def ticket(self) -> Paper:
        """The newest ticket."""
        return self.newest("ticket")

    @property
    def receipt(self) -> Paper:
        """The newest receipt."""
        return self.newest("receipt")

    @property
    def label(self) -> Paper:
        """The newest label."""
        return self.newest("label")

    def newest(self, name: str) -> Paper:
        """The newest paper of this name.

        Raises:
            NotAsTold: none came out.
        """
        papers = self.all(name)
        if not papers:
            raise NotAsTold(f"no {name} came out")
        newest = papers[-1]
        codes, text = tuple(read_picture(newest.png)), newest.png.with_suffix(".txt")
        return Paper(newest.name, codes, text.read_text("utf-8"), newest.whole, newest.png)

    def all(self, name: str = "") -> Sequence[PaperOut]:
        """All of this name, or all, oldest first of each printer."""
        both = (self._stage.world.printer(at).papers for at in ("kiosk", "pos"))
        return [paper for out in both for paper in out if name in {"", paper.name}]


class StorePage:
    """A store, and the way of its parcels behind it.

    Args:
        stage: where.
    """

    def __init__(self, stage: Stage) -> None:
        self.stage: Final = stage

    def status(self, parcel: Parcel) -> Status:
        """A parcel's status."""
        return self.stage.record_of(parcel.name).status

    @property
    def accepted_today(self) -> int:
        """How many parcels the counter took today."""
        world = self.stage.world
        return world.books.counter_today(world.pos.terminal).accepted

    def run_job(self) -> None:
        """Run the ECMS job now: what the store holds goes on its pull-out list."""
        self.stage.perform(does.RunJob())

    def scan(self, parcel: Parcel, status: Status | str, *, refused: str = "") -> None:
        """Trucker or DC scan a parcel's label."""
        named = (parcel.name,)
        self.stage.perform(does.ScanParcel(parcels=named, status=Status(status), sees=refused))

    def serve(self, customers: int, *, kept_away: int = 0) -> None:
        """So many customers come, each with a parcel of their own."""
        self.stage.perform(does.Customers(count=customers, kept_away=kept_away))

    def ledger_is_whole(self) -> None:
        """The custody ledger is as it was written."""
        self.stage.perform(does.LedgerIsWhole())
