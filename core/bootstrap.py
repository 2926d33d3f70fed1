"""The composition root: the only place that chooses which part stands behind which port."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Mapping
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Any

from core.clock import Clock, SystemClock
from core.log import log_to
from core.persistence.database import Database
from core.persistence.opening import open_any
from core.persistence.pins import Argon2Pins
from core.printing.report_folder import DiskReports
from core.services.devices import StaffRoom
from core.services.ecms import Ecms, Terminal
from core.services.embedded import EmbeddedEcms
from core.services.embedded_office import EmbeddedOffice
from core.services.handheld import EmbeddedHandheld
from core.services.ports import DatabaseTrouble, TroubleKind
from core.services.recording import Flight
from core.services.station import Station, StationTimes, one_scan
from core.services.storage import Storage
from core.services.store_office import StoreOffice
from core.settings import Settings, load_settings
from core.shop.chain_rules import rules_of
from core.shop.devices import ChosenPrinter
from core.shop.flight import ShopFlight
from core.shop.place import place_of, place_trouble
from core.shop.staff_room import staff_room_of
from core.shop.terminal_devices import TerminalDevices
from core.simulator.demo import DEMO_CLERK, DEMO_NUMBERS, load_demo
from core.simulator.faults import At
from core.simulator.mains import SimulatedMains
from core.simulator.panel import FILE_NAME as SIMULATION_FILE
from core.simulator.panel import Panel
from core.simulator.troubled_devices import SimulatedScanner, SkewedClock
from core.simulator.troubled_storage import TroubledStorage
from core.trouble import StartupTrouble, marked

if TYPE_CHECKING:
    from core.remote.link import LinkTimes
    from core.shop.far_ecms import FarEcms, Kind
    from core.shop.service import Service


class Shop:
    """One installation: the ECMS, here or elsewhere, and the terminals that work over it.

    Opening it reads the settings, opens and perhaps makes the database or asks an ECMS on another
    machine, so it blocks and belongs on a worker thread. Kiosk and POS of one process share one
    Shop.

    Args:
        data: the data directory; made if it is not there.
        clock: what time it is.
        url: of the database, where it is another one than the settings'.
        said: settings that the command line says.
        link_times: how long terminals wait for an ECMS elsewhere, if not as usual.
        panel: moves the demonstration's clock and faults; by default the one that all processes
            over this data directory share, or where a clock is given one of this shop's own.
        random_below: where codes come from; a simulation that repeats itself has a seeded one.
        wait: how a slow link lets so many seconds pass, if not as on a clock on the wall.
        record: the file that all is recorded to, if the settings' is not meant.
    """

    def __init__(
        self,
        data: Path,
        clock: Clock | None = None,
        url: str = "",
        *,
        said: Mapping[str, Any] | None = None,
        link_times: LinkTimes | None = None,
        panel: Panel | None = None,
        random_below: Callable[[int], int] = secrets.randbelow,
        wait: Callable[[float], None] | None = None,
        record: Path | None = None,
    ) -> None:
        self._data = data
        self._url = url
        self._given_clock = clock
        self._panel = panel
        self._random_below = random_below
        self._wait = wait
        self._said = said
        self._link_times = link_times
        self._lock = Lock()
        self._database: Database | None = None
        self._far: FarEcms | None = None
        # What stands at a terminal whether it has power or not.
        self._mains: dict[At, SimulatedMains] = {}
        self._printers: dict[Kind, ChosenPrinter] = {}
        self._recording = ShopFlight(data, record)
        self._logs = ExitStack()

    def kiosk(self) -> Station:
        """The kiosk's station.

        Raises:
            StartupTrouble: this installation cannot work; says why.
        """
        settings = self._settings()
        return self._station("kiosk", settings, settings.kiosk)

    def pos(self) -> Station:
        """The POS terminal's station; raises as `kiosk`."""
        settings = self._settings()
        return self._station("pos", settings, settings.pos)

    def staff_room(self) -> StaffRoom:
        """What lies behind the kiosk's staff door, whether or not its station opens.

        Raises:
            StartupTrouble: the settings cannot be read.
        """
        return staff_room_of(self._settings())

    def service(self, *, with_site: bool = False, direct: bool = False) -> Service:
        """The ECMS for others: what an API stands on, and what tells merchants; raises as `kiosk`.

        The demonstration's API clients, whose secrets the README names, exist in it alone.

        Args:
            with_site: in the demonstration, open its merchants' site as well.
            direct: that site without a network, for a world that lives faster than one.
        """
        # Neither a kiosk nor a POS waits for the network's libraries.
        from core.shop.service import Sites, open_service  # noqa: PLC0415

        settings = self._settings()
        flight = self._flight(settings, "ecms")
        ecms = self._ecms(settings)
        with self._lock:
            database = self._database
        if database is None:
            raise LookupError("the shop was closed meanwhile")
        site = None
        if with_site and settings.demonstration:
            inbox = None if direct else self._data / "merchants-inbox.jsonl"
            site = Sites(self.panel.faults, inbox)
        return open_service(database, ecms, settings, flight, site)

    @property
    def has_own_ecms(self) -> bool:
        """Whether the ECMS is in this installation; raises as `kiosk`."""
        return not self._settings().ecms.url

    @property
    def store(self) -> str:
        """The code of the store where its terminals stand."""
        return self._settings().store

    @property
    def panel(self) -> Panel:
        """What moves the demonstration; raises as `kiosk`.

        Raises:
            LookupError: this is no demonstration: nobody moves a real shop's clock.
        """
        panel = self._panel_of(self._settings())
        if panel is None:
            raise LookupError("this shop is no demonstration")
        return panel

    @property
    def flight(self) -> Flight | None:
        """Where what happens is recorded, once something was opened; if it is."""
        return self._recording.recorder

    @property
    def data(self) -> Path:
        """The data directory."""
        return self._data

    def hang_up(self) -> None:
        """Wait no longer for an ECMS elsewhere."""
        if self._far is not None:
            self._far.hang_up()

    def close(self) -> None:
        """Let go of the database, and of the links to an ECMS elsewhere; end the recording."""
        self._recording.close()
        with self._lock:
            if self._far is not None:
                self._far.close()
                self._far = None
            if self._database is not None:
                self._database.close()
                self._database = None
            if self._panel is not None:
                self._panel.close()
        self._logs.close()

    def _settings(self) -> Settings:
        return load_settings(self._data, self._said)

    def _station(self, kind: Kind, settings: Settings, number: str) -> Station:
        if settings.ecms.url:
            return self._far_station(kind, settings, number)
        ecms = self._ecms(settings, At(kind))
        try:
            terminal = ecms.terminal(settings.store, number)
        except LookupError:
            raise StartupTrouble(
                marked("Terminal {terminal} is not set up in this installation."),
                marked("Mend store, kiosk or pos in {file}."),
                terminal=f"{settings.store}-{number}",
                file=self._data / "balik.toml",
            ) from None
        parts = (ecms, EmbeddedOffice(ecms.storage, ecms.clock, ecms.rules), terminal)
        station = self._at_work(kind, parts, settings, is_demonstration=settings.demonstration)
        if not settings.demonstration:
            return station
        clock = SkewedClock(ecms.clock, self.panel.faults, At.HANDHELD)
        # The trucker's own: it has neither the terminal's link nor its power.
        storage = self._ecms(settings, At.HANDHELD).storage
        handheld = EmbeddedHandheld(storage, ecms.rules, clock, terminal.store)
        return _demonstrating(replace(station, handheld=handheld))

    def _far_station(self, kind: Kind, settings: Settings, number: str) -> Station:
        # Where the ECMS is here, nobody waits for the network's libraries.
        from core.shop.far_ecms import FarEcms  # noqa: PLC0415

        panel = self._panel_of(settings)
        try:
            self._data.mkdir(parents=True, exist_ok=True)
        except OSError:
            raise place_trouble(TroubleKind.UNWRITABLE, self._data) from None
        self._logs.callback(log_to(self._data))
        # Asks for the panel, which is behind the same lock.
        heard = self._flight(settings, kind).heard
        with self._lock:
            if self._far is None:
                self._far = FarEcms(self._data, self._link_times, heard, panel, self._wait)
            far = self._far
        came = far.terminal(kind, number, settings, self._mains_of(At(kind), panel))
        parts = (came.ecms, came.office, came.terminal)
        station = self._at_work(kind, parts, settings, is_demonstration=came.is_demonstration)
        link = came.ecms.link
        station = replace(station, hang_up=link.hang_up, knock=link.knock)
        return _demonstrating(station) if came.is_demonstration else station

    def _at_work(
        self,
        kind: Kind,
        parts: tuple[Ecms, StoreOffice, Terminal],
        settings: Settings,
        *,
        is_demonstration: bool,
    ) -> Station:
        ecms, office, terminal = parts
        flight = self._flight(settings, kind)
        papers = self._data / "papers" / f"{kind}-{terminal.number}"
        clock, panel = self._time(settings), self._panel_of(settings)
        mains = self._mains_of(At(kind), panel)

        def troubled(printer: ChosenPrinter) -> ChosenPrinter:
            if panel is not None and mains is not None:
                printer = printer.troubled(panel.faults, At(kind), mains)
            return flight.printer(printer, kind)

        scans: Callable[[str], tuple[str, ...]] = one_scan
        if panel is not None:
            clock = SkewedClock(clock, panel.faults, At(kind))
            scans = SimulatedScanner(panel.faults, At(kind)).reads
        devices = TerminalDevices(
            kind,
            self._data,
            settings,
            papers,
            troubled,
            is_demonstration=is_demonstration,
            at_hand=self._printers.get(kind),
        )
        if devices.simulated is not None:
            self._printers[kind] = devices.simulated
        return Station(
            ecms=flight.calls(ecms, kind),
            press=devices.press,
            terminal=terminal,
            clock=clock,
            times=StationTimes(**settings.times.model_dump()),
            language=settings.language,
            scanner=devices.scanner,
            office=flight.calls(office, kind),
            reports=DiskReports(self._data / "reports"),
            printer=devices.chosen.facts,
            devices=devices,
            training=devices.at_work().training,
            simulated_printer=devices.chosen.simulated,
            flight=flight.recorder,
            mains=mains,
            scans=scans,
        )

    def _flight(self, settings: Settings, whose: str) -> ShopFlight:
        self._recording.open(settings, whose, self._time(settings), self._panel_of(settings))
        return self._recording

    def _time(self, settings: Settings) -> Clock:
        panel = self._panel_of(settings)
        return panel.clock if panel is not None else self._given_clock or SystemClock()

    def _panel_of(self, settings: Settings) -> Panel | None:
        if not settings.demonstration:
            return None
        with self._lock:
            if self._panel is None and self._given_clock is not None:
                self._panel = Panel(wall=self._given_clock)
            elif self._panel is None:
                self._panel = Panel(self._data / SIMULATION_FILE)
                self._panel.follow()
            return self._panel

    def _mains_of(self, at: At, panel: Panel | None) -> SimulatedMains | None:
        if panel is None:
            return None
        with self._lock:
            if at not in self._mains:
                self._mains[at] = SimulatedMains(panel.faults, at)
            return self._mains[at]

    def _ecms(self, settings: Settings, at: At = At.ECMS) -> EmbeddedEcms:
        rules, pins = rules_of(settings), Argon2Pins()
        place = place_of(self._data, settings, self._url)
        clock, panel = self._time(settings), self._panel_of(settings)
        with self._lock:
            try:
                if self._database is None:
                    self._database = open_any(place)
                    self._logs.callback(log_to(self._data))
                    if panel is not None:
                        with self._database.alone():
                            load_demo(self._database, pins, clock, self._random_below, rules)
            except DatabaseTrouble as trouble:
                raise place_trouble(trouble.kind, place) from trouble
            storage: Storage = self._database
        if at is not At.ECMS and panel is not None and (mains := self._mains_of(at, panel)):
            storage = TroubledStorage(storage, panel.faults, at, mains, self._wait)
        return EmbeddedEcms(storage, clock, pins, self._random_below, rules)


def _demonstrating(station: Station) -> Station:
    """What the demonstration's screens show beside a shop's."""
    return replace(station, demo_clerk=DEMO_CLERK, demo_numbers=DEMO_NUMBERS)
