"""Every fault that can be ordered, as one list: for backstage, scenarios, the API and tests.

A fault is a fact about one device or party. When it strikes is another matter: see `switches`.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from types import MappingProxyType
from typing import Final

from core.services.ports import PrinterStatus
from core.simulator.merchant_site import Mood
from core.texts import Texts
from core.trouble import marked


class At(Enum):
    """Whose trouble it is."""

    KIOSK = "kiosk"
    POS = "pos"
    HANDHELD = "handheld"
    ECMS = "ecms"
    MERCHANT = "merchant"


class MidPaper(Enum):
    """What a printer does half-way through a paper."""

    JAMS = "jams in mid-paper"


class ScanFault(Enum):
    """What a scanner makes of what it sees."""

    TWICE = "reads twice"
    MISREAD = "reads a wrong digit"
    SHORT = "loses the last digits"
    DEAD = "reads nothing"


class LinkFault(Enum):
    """What becomes of a terminal's question to the ECMS."""

    DOWN = "down"
    SLOW = "3 s slow"
    ANSWER_LOST = "answer lost after it was done"
    UNAUTHORISED = "answers 401"
    TOO_MANY = "answers 429"
    BROKEN = "answers 500"


class ClockFault(Enum):
    """How a device's own clock is wrong."""

    AHEAD = "2 hours ahead"
    BEHIND = "a day behind"


class DiskFault(Enum):
    """What keeps the ECMS from writing."""

    FULL = "disk full"
    LOCKED = "database locked"


class Power(Enum):
    """What the mains do."""

    LOST = "power lost"


Effect = PrinterStatus | MidPaper | ScanFault | LinkFault | ClockFault | DiskFault | Power | Mood


@dataclass(frozen=True, slots=True)
class Fault:
    """One fault.

    Args:
        code: what files, calls and tests name it by: `kiosk-printer-paper-out`.
        at: whose it is.
        effect: what happens.
        device: a message of the catalogue, what is in trouble.
        trouble: another, what the trouble is.
        once: it strikes once and is over, as a jam or a power loss is.
    """

    code: str
    at: At
    effect: Effect
    device: str
    trouble: str
    once: bool = False

    @property
    def comes_by_chance(self) -> bool:
        """Whether it may strike now and then; a clock is wrong or right whenever it is read."""
        return not isinstance(self.effect, ClockFault)

    def words(self, texts: Texts) -> str:
        """`Kiosk printer: out of paper`."""
        return texts("{device}: {trouble}", device=texts(self.device), trouble=texts(self.trouble))


_PRINTERS: Final = {At.KIOSK: marked("Kiosk printer"), At.POS: marked("Receipt printer")}
_SCANNERS: Final = {At.KIOSK: marked("Kiosk scanner"), At.POS: marked("POS scanner")}
_LINKS: Final = {At.KIOSK: marked("Kiosk’s ECMS link"), At.POS: marked("POS’s ECMS link")}
_STATES: Final = {
    PrinterStatus.PAPER_LOW: marked("paper low"),
    PrinterStatus.PAPER_OUT: marked("out of paper"),
    PrinterStatus.COVER_OPEN: marked("cover open"),
    PrinterStatus.JAMMED: marked("jammed"),
    PrinterStatus.CUTTER_STUCK: marked("knife stuck"),
    PrinterStatus.OVERHEATED: marked("too hot"),
    PrinterStatus.DEFECT: marked("defect"),
    PrinterStatus.OFFLINE: marked("unplugged"),
    PrinterStatus.SILENT: marked("does not answer"),
}
_SCANS: Final = {
    ScanFault.TWICE: ("twice", marked("reads twice")),
    ScanFault.MISREAD: ("misread", marked("reads a wrong digit")),
    ScanFault.SHORT: ("short", marked("loses the last digits")),
    ScanFault.DEAD: ("dead", marked("reads nothing")),
}
_ANSWERS: Final = {
    LinkFault.DOWN: ("down", marked("down")),
    LinkFault.SLOW: ("slow", marked("3 s slow")),
    LinkFault.ANSWER_LOST: ("answer-lost", marked("answer lost after it was done")),
    LinkFault.UNAUTHORISED: ("401", marked("answers 401")),
    LinkFault.TOO_MANY: ("429", marked("answers 429")),
    LinkFault.BROKEN: ("500", marked("answers 500")),
}
_CLOCKS: Final = (
    (At.KIOSK, ClockFault.AHEAD, marked("Kiosk’s clock"), marked("2 hours ahead")),
    (At.POS, ClockFault.BEHIND, marked("POS’s clock"), marked("a day behind")),
    (At.HANDHELD, ClockFault.AHEAD, marked("Hand-held’s clock"), marked("2 hours ahead")),
)
_SITES: Final = {
    Mood.FAILS: ("500", marked("answers 500")),
    Mood.HANGS: ("hang", marked("never answers")),
    Mood.REDIRECTS: ("redirect", marked("sends the caller elsewhere")),
    Mood.CLOSES: ("hang-up", marked("hangs up")),
    Mood.NO_CONTENT: ("204", marked("answers 204")),
    Mood.DRIPS: ("drip", marked("answers a byte a second")),
    Mood.DRIPS_BODY: ("drip-body", marked("answers 200, its body drips")),
    Mood.FLOODS: ("flood", marked("answers without end")),
    Mood.GONE: ("410", marked("answers 410: no more, please")),
}
_POWERED: Final = {At.KIOSK: marked("Kiosk"), At.POS: marked("POS"), At.ECMS: marked("ECMS")}


def _all() -> Iterator[Fault]:
    for at, device in _PRINTERS.items():
        for status in PrinterStatus:
            if status is not PrinterStatus.READY:
                code = f"{at.value}-printer-{status.value.replace(' ', '-')}"
                # A state that is new to the port is a fault at once, in the port's own word.
                yield Fault(code, at, status, device, _STATES.get(status, status.value))
        jams = marked("jams in the middle of a paper")
        yield Fault(f"{at.value}-printer-jam-mid-paper", at, MidPaper.JAMS, device, jams, once=True)
    for at, device in _SCANNERS.items():
        for scan, (name, trouble) in _SCANS.items():
            yield Fault(f"{at.value}-scanner-{name}", at, scan, device, trouble)
    for at, device in _LINKS.items():
        for answer, (name, trouble) in _ANSWERS.items():
            yield Fault(f"{at.value}-link-{name}", at, answer, device, trouble)
    for at, wrong, device, trouble in _CLOCKS:
        yield Fault(f"{at.value}-clock-{wrong.name.lower()}", at, wrong, device, trouble)
    database = marked("ECMS database")
    yield Fault("ecms-disk-full", At.ECMS, DiskFault.FULL, database, marked("disk full"))
    yield Fault("ecms-database-locked", At.ECMS, DiskFault.LOCKED, database, marked("locked"))
    site = marked("Merchant’s webhook")
    for mood, (name, trouble) in _SITES.items():
        yield Fault(f"webhook-{name}", At.MERCHANT, mood, site, trouble)
    for at, device in _POWERED.items():
        lost = marked("loses power")
        yield Fault(f"{at.value}-power-loss", at, Power.LOST, device, lost, once=True)


#: All there are, in the order in which they are shown.
FAULTS: Final = MappingProxyType({fault.code: fault for fault in _all()})


def fault_of(at: At, effect: Effect) -> Fault | None:
    """The fault of a device that has this effect, if it can be ordered."""
    found = (fault for fault in FAULTS.values() if fault.at is at and fault.effect is effect)
    return next(found, None)
