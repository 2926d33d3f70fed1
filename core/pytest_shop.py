"""Fixtures for pytest: a store in a world of its own, everything in it real but printers and clock.

Kiosk and POS each have a plugin over it, and know nothing of each other.
"""

from __future__ import annotations

import secrets
import shutil
import sqlite3
from contextlib import closing
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from random import Random
from typing import TYPE_CHECKING
from uuid import uuid4

import pytest

from core.bootstrap import Shop
from core.documents.ticket import ticket
from core.domain.apo import ApoNumber
from core.domain.codes import ReturnCode
from core.domain.mobile import MobileNumber
from core.domain.references import parse_reference
from core.qt.timers import HandTimers
from core.scanning.picture import read_picture
from core.services.ecms import AcceptedParcel, AcceptParcel, Clerk, RequestReturn
from core.services.embedded import EmbeddedEcms
from core.services.ports import PaperOut, PrinterAtHand
from core.services.pull_out import build_list
from core.services.station import DemoClerk, Station
from core.texts import Texts

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from core.api.server import ServerThread
    from core.remote.link import LinkTimes
    from core.services.storage import Storage

#: For stories that are the same whether the ECMS is in the terminals' process or at the other end
#: of a socket.
HERE_AND_FAR = pytest.mark.parametrize("shopfloor", ["here", "far"], indirect=True)


@dataclass
class HandClock:
    """A wall clock and a forward clock that move only when a test says so."""

    moment: datetime = datetime(2026, 11, 21, 6, 33, 7, tzinfo=UTC)
    seconds: float = 0.0

    def now(self) -> datetime:
        """See `core.clock.Clock`."""
        return self.moment

    def pass_time(self, seconds: float) -> None:
        """Let time pass on both."""
        self.moment += timedelta(seconds=seconds)
        self.seconds += seconds


class EcmsMachine:
    """The ECMS on a machine of its own: a real server on a real socket.

    Args:
        data: its data directory.
        clock: what time it is there.
    """

    def __init__(self, data: Path, clock: HandClock) -> None:
        self._shop = Shop(data, clock)
        self._service = self._shop.service()
        self._server: ServerThread | None = None
        self._port = 0
        self.start()

    @property
    def url(self) -> str:
        """Where it answers, or answered."""
        return f"http://127.0.0.1:{self._port}"

    def start(self) -> None:
        """Answer, at the address of the last time."""
        # Stories without a network do without its libraries.
        from core.api.app import create_app  # noqa: PLC0415
        from core.api.server import ServerThread  # noqa: PLC0415
        from core.services.api_services import ApiServices  # noqa: PLC0415

        group, ecms = self._service.group, self._service.ecms
        services = ApiServices(group, ecms.clock, ecms.pins, ecms.random_below, ecms.rules, Texts())
        self._server = ServerThread(create_app(services), port=self._port)
        self._server.start()
        self._port = int(self._server.url.rpartition(":")[2])

    @property
    def storage(self) -> Storage:
        """Its database."""
        return self._service.group

    def stop(self) -> None:
        """Answer no more."""
        if self._server is not None:
            self._server.stop()
            self._server = None

    def close(self) -> None:
        """Switch it off."""
        self.stop()
        self._service.group.close()
        self._shop.close()


@dataclass
class Shopfloor:
    """A store with a kiosk and a POS, each with its printer, over a database of their own.

    Args:
        data: the database's directory.
        clock: what time it is.
        timers: the screens'.
        machine: where the ECMS is, if not here.
        link_times: how long the terminals wait for it.
        random_below: where codes come from; pictures want the same ones again.
    """

    data: Path
    clock: HandClock = field(default_factory=HandClock)
    timers: HandTimers = field(default_factory=HandTimers)
    machine: EcmsMachine | None = None
    link_times: LinkTimes | None = None
    random_below: Callable[[int], int] = secrets.randbelow

    def __post_init__(self) -> None:
        here = self.data if self.machine is None else self.data.with_name("terminals")
        #: Where the POS files its reports.
        self.reports = here / "reports"
        # Hands that look before they touch need not be kept from touching too soon.
        said: dict[str, object] = {"times": {"code_at_least": 0}}
        self.shop = (
            Shop(here, self.clock, said=said, random_below=self.random_below)
            if self.machine is None
            else Shop(
                here,
                self.clock,
                said=said | {"ecms": {"url": self.machine.url}},
                link_times=self.link_times,
            )
        )
        self.kiosk = self.shop.kiosk()
        self.station = self.shop.pos()

    @property
    def clerk(self) -> DemoClerk:
        """The demonstration's clerk."""
        if self.station.demo_clerk is None:
            raise LookupError("this shop is no demonstration")
        return self.station.demo_clerk

    @property
    def printer(self) -> PrinterAtHand:
        """The receipt printer."""
        return _printer(self.station)

    @property
    def ticket_printer(self) -> PrinterAtHand:
        """The kiosk's."""
        return _printer(self.kiosk)

    def ticket(self, reference: str, mobile: str = "09123456789") -> str:
        """A customer gets a ticket at the kiosk; the answer is what its bars say."""
        ecms, terminal = self.kiosk.ecms, self.kiosk.terminal
        order = ecms.find_orders(parse_reference(reference), terminal)[0]
        issued = ecms.request_return(
            RequestReturn(order.order_id, MobileNumber.parse(mobile), terminal, str(uuid4()))
        )
        press = self.kiosk.press
        paper = ticket(issued, Texts(), press.paper, training=self.kiosk.training)
        press.print(paper, "ticket")
        return self.last_ticket()

    def accepted(self, reference: str, mobile: str = "09123456789") -> AcceptedParcel:
        """The counter has taken this return's parcel."""
        return self.accept(self.ticket(reference, mobile))

    def accept(self, code: str) -> AcceptedParcel:
        """The counter takes the parcel of a RETURN CODE."""
        clerk = Clerk(self.clerk.number, "R. Santos")
        ecms, terminal = self.station.ecms, self.station.terminal
        return ecms.accept_parcel(
            AcceptParcel(ReturnCode.parse(code), terminal, clerk, str(uuid4()))
        )

    def run_job(self) -> tuple[ApoNumber, ...]:
        """The ECMS job puts what the store holds on its list; the answer is the new list's number.

        Nothing new is no list.
        """
        ecms = self.station.ecms
        if self.machine is not None:
            storage = self.machine.storage
        elif isinstance(ecms, EmbeddedEcms):
            storage = ecms.storage
        else:
            raise TypeError("nobody knows where this shop's ECMS is")
        return build_list(storage, self.station.terminal.store, self.clock.now()).lists

    def last_ticket(self) -> str:
        """What the bars of the kiosk's newest paper say."""
        (code,) = read_picture(self.ticket_printer.papers[-1].png)
        return code

    def papers(self, name: str) -> list[PaperOut]:
        """What came out of the receipt printer under this name, oldest first."""
        return [paper for paper in self.printer.papers if paper.name == name]

    def books(self) -> dict[str, list[tuple[object, ...]]]:
        """All rows of all tables but the wrong numbers, which are counted in their own."""
        with closing(sqlite3.connect(self.data / "balik.db")) as file:
            names = file.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
            return {
                name: file.execute(f'SELECT * FROM "{name}"').fetchall()  # noqa: S608 - our own
                for (name,) in names
                if name != "failed_attempts"
            }

    def pass_time(self, seconds: float) -> None:
        """Let time pass, for clocks and timers."""
        self.clock.pass_time(seconds)
        self.timers.pass_time(seconds)


def _printer(station: Station) -> PrinterAtHand:
    if station.simulated_printer is None:
        raise LookupError("this shop's printer is real")
    return station.simulated_printer


@pytest.fixture(scope="session")
def new_shop(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The data directory of a store that was set up and nothing else, to be copied."""
    data = tmp_path_factory.mktemp("new-shop") / "balik"
    # The demonstration's own parcels have the same codes in every run.
    Shopfloor(data, random_below=Random(1822).randrange).shop.close()  # noqa: S311 - see above
    return data


@pytest.fixture(scope="session")
def new_chain(tmp_path_factory: pytest.TempPathFactory, new_shop: Path) -> Path:
    """The same with the clients that its terminals are to an ECMS elsewhere."""
    data = shutil.copytree(new_shop, tmp_path_factory.mktemp("new-chain") / "balik")
    EcmsMachine(data, HandClock()).close()
    return data


@pytest.fixture
def shopfloor(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Shopfloor]:
    """A store of its own; with `HERE_AND_FAR` also one whose ECMS is elsewhere."""
    is_far = getattr(request, "param", "here") == "far"
    new: Path = request.getfixturevalue("new_chain" if is_far else "new_shop")
    data, clock = shutil.copytree(new, tmp_path / "balik"), HandClock()
    machine = EcmsMachine(data, clock) if is_far else None
    floor = Shopfloor(data, clock, machine=machine)
    yield floor
    floor.shop.close()
    if machine is not None:
        machine.close()
