"""A terminal's printer and scanner: what the settings name, until a person chooses others."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Final, Literal

from core.printing.address import parse_address, spelled
from core.printing.attached import attached_printers
from core.printing.press import ProofPress
from core.printing.switched_press import SwitchedPress
from core.scanning.attached import attached_lines
from core.scanning.scanners import UnknownAddress, scanner_at
from core.services.devices import AtWork, CannotUse, Device, DeviceKind
from core.services.scanners import KEYBOARD, ScannerSetup
from core.settings import PrinterAt, Settings
from core.shop.device_choices import DeviceChoices
from core.shop.devices import ChosenPrinter, choose_printer
from core.texts import Texts
from core.trouble import StartupTrouble, marked

Kind = Literal["kiosk", "pos"]

_SIMULATED: Final = "simulated:"


class TerminalDevices:
    """Behind the devices page of one terminal; see `core.services.devices.Devices`.

    Args:
        kind: whose devices.
        data: the data directory, where choices are kept.
        settings: what is worked with until a person chooses.
        papers: where a simulated printer puts its papers.
        troubled: puts the demonstration's faults before a simulated printer.
        is_demonstration: papers are not real whatever they come out of.
        at_hand: the simulated printer that stands there already: its cover and its paper are as
            somebody left them, whatever became of the terminal.

    Raises:
        StartupTrouble: the settings' printer cannot be used; says why.
    """

    def __init__(
        self,
        kind: Kind,
        data: Path,
        settings: Settings,
        papers: Path,
        troubled: Callable[[ChosenPrinter], ChosenPrinter] = lambda chosen: chosen,
        *,
        is_demonstration: bool,
        at_hand: ChosenPrinter | None = None,
    ) -> None:
        is_kiosk = kind == "kiosk"
        self._kind = kind
        self._choices = DeviceChoices(data)
        self._papers, self._troubled = papers, troubled
        self._roll_mm = settings.kiosk_paper_mm if is_kiosk else settings.pos_paper_mm
        self._in_settings = settings.kiosk_printer if is_kiosk else settings.pos_printer
        self._is_demonstration = is_demonstration
        scanner = (settings.kiosk_scanner if is_kiosk else settings.pos_scanner).setup()
        choice = self._choices.chosen(kind, DeviceKind.SCANNER)
        self._scanner = replace(scanner, address=choice.get("address", scanner.address))
        self.simulated = at_hand
        self.chosen = self._first_printer()
        self.press = SwitchedPress(ProofPress(self.chosen.printer, self.chosen.make))

    @property
    def scanner(self) -> ScannerSetup:
        """The scanner that is worked with."""
        return self._scanner

    def at_work(self) -> AtWork:
        """What the terminal works with now."""
        training = self._is_demonstration or self.chosen.simulated is not None
        return AtWork(self.chosen.facts, self._scanner, training)

    def attached(self) -> tuple[Device, ...]:
        """See `Devices.attached`."""
        return (*self._printers(), *self._scanners())

    def choose(self, device: Device) -> AtWork:
        """See `Devices.choose`."""
        if device.kind is DeviceKind.PRINTER:
            printer = self._printer_of(device.address, device.model)
            self._keep(device)
            self.chosen = printer
            self.press.switch(ProofPress(printer.printer, printer.make))
        else:
            setup = replace(self._scanner, address=device.address)
            try:
                scanner_at(setup)
            except UnknownAddress:
                raise CannotUse(
                    marked("{address} is no address of a scanner."), address=device.address
                ) from None
            self._keep(device)
            self._scanner = setup
        return self.at_work()

    def _first_printer(self) -> ChosenPrinter:
        choice = self._choices.chosen(self._kind, DeviceKind.PRINTER)
        if choice:
            try:
                return self._printer_of(choice["address"], choice.get("model", ""))
            except CannotUse:
                # What the settings name is better than a terminal that does not start.
                pass
        return self._opened(self._in_settings)

    def _printer_of(self, address: str, model: str) -> ChosenPrinter:
        try:
            return self._opened(PrinterAt(at=address, model=model))
        except StartupTrouble as trouble:
            raise CannotUse(
                marked("This printer cannot be used. {why}"), why=trouble.sentence(Texts())
            ) from None
        except ValueError:
            raise CannotUse(
                marked("{address} is no address of a printer."), address=address
            ) from None

    def _opened(self, at: PrinterAt) -> ChosenPrinter:
        if at.at == _SIMULATED and self.simulated is not None:
            # The one whose cover and paper somebody may be moving.
            return self.simulated
        printer = self._troubled(choose_printer(at, self._roll_mm, self._papers))
        if printer.simulated is not None:
            self.simulated = printer
        return printer

    def _keep(self, device: Device) -> None:
        try:
            self._choices.keep(self._kind, device.kind, device.address, device.model)
        except OSError:
            raise CannotUse(
                marked("The choice could not be kept: the data directory cannot be written to.")
            ) from None

    def _printers(self) -> tuple[Device, ...]:
        now = self.chosen.facts
        found = [
            Device(
                DeviceKind.PRINTER,
                printer.address,
                printer.name,
                printer.model,
                is_chosen=_same(printer.address, now.address),
            )
            for printer in attached_printers()
        ]
        if self._is_demonstration or now.address == _SIMULATED:
            simulated = now.address == _SIMULATED
            found.append(Device(DeviceKind.PRINTER, _SIMULATED, is_chosen=simulated))
        if not any(device.is_chosen for device in found):
            # On the network, or not plugged in at present; which of the two, its state says.
            gone = now.address.startswith(("usb", "serial", "cups"))
            found.insert(
                0,
                Device(
                    DeviceKind.PRINTER, now.address, now.name, is_chosen=True, is_there=not gone
                ),
            )
        return tuple(found)

    def _scanners(self) -> tuple[Device, ...]:
        now = self._scanner.address
        found = [Device(DeviceKind.SCANNER, KEYBOARD, is_chosen=now == KEYBOARD)]
        found += [
            Device(DeviceKind.SCANNER, line.address, line.name, is_chosen=line.address == now)
            for line in attached_lines()
        ]
        if not any(device.is_chosen for device in found):
            place = Path(now.partition("://")[2].partition("?")[0])
            found.append(
                Device(DeviceKind.SCANNER, now, place.name, is_chosen=True, is_there=place.exists())
            )
        return tuple(found)


def _same(one: str, other: str) -> bool:
    """Whether two addresses are of one printer, however they are spelled."""
    return spelled(parse_address(one)) == spelled(parse_address(other))
