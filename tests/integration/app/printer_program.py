"""`balik printer` as a process of its own, and a hand at its keyboard."""

import subprocess

from waiting import awaited

from core.printing.address import Network, parse_address
from core.printing.models import model_named
from core.printing.opening import open_printer
from core.services.ports import Printer, PrinterStatus


class PrinterProgram:
    """The running program.

    Args:
        process: started with its three streams as pipes.
    """

    def __init__(self, process: "subprocess.Popen[str]") -> None:
        self._process = process
        address = parse_address(self.says("tcp://").split()[-1].rstrip("."))
        assert isinstance(address, Network)
        self._address: Network = address

    @property
    def port(self) -> int:
        """Where it listens."""
        return self._address.port

    def says(self, words: str) -> str:
        """The next line with these words in it."""
        if self._process.stdout is None:
            raise AssertionError("nobody listens to it")
        return next(line for line in self._process.stdout if words in line)

    def orders(self, order: str) -> None:
        """Type a line."""
        if self._process.stdin is None:
            raise AssertionError("it has no keyboard")
        self._process.stdin.write(f"{order}\n")
        self._process.stdin.flush()

    def as_balik_sees_it(self) -> Printer:
        """The same printer at the other end of the network."""
        return open_printer(self._address, model_named("epson-tm-t20"), 80)

    def waits_for(self, printer: Printer, status: PrinterStatus) -> None:
        """Until Balik knows."""
        awaited(lambda: printer.status() is status, f"the printer is {status.value}")
