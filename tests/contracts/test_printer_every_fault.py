"""Each way to a printer × each fault × each moment: no code lost, no receipt counted twice.

What the printer is believed to have done is held against what lies under it.
"""

import itertools
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack
from pathlib import Path

import pytest
from printer_twins import Case, device, memory, serial, tcp, within

from core.documents.blocks import Barcode, Qr, Space
from core.documents.marks import Code
from core.documents.model import Document, Paper
from core.printing.press import compose
from core.services.ports import NotPrinted, Printed, PrinterStatus, PrintJob, Unsure
from core.simulator.escpos.twin import Moment
from core.simulator.specimens import TICKET

Build = Callable[[Path, str], AbstractContextManager[Case]]

_LINES: dict[str, Build] = {"memory": memory, "tcp": tcp, "serial": serial, "device": device}
_FAULTS = [status for status in PrinterStatus if not status.can_print]
_WHEN = ["before", *Moment]
#: One of each kind: numbered word and clearing; bare word and clearing; neither; one that is asked.
_MODELS = {"memory": "star-escpos", "tcp": "epson-tm-t20", "serial": "epson-tm-t88",
           "device": "generic-80"}  # fmt: skip


@pytest.fixture(scope="module")
def cases(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Case]]:
    with ExitStack() as stack:
        yield {
            name: stack.enter_context(build(tmp_path_factory.mktemp(name), _MODELS[name]))
            for name, build in _LINES.items()
        }


@pytest.fixture(scope="module")
def jobs() -> dict[int, PrintJob]:
    return {
        paper.width_dots: compose(
            Document(
                paper,
                (
                    Barcode(Code.bars_of(TICKET.code), height=100),
                    Space(450),
                    Qr(Code.qr_of(TICKET.code)),
                ),
            ),
            "ticket",
        )
        for paper in Paper
    }


@pytest.mark.parametrize(
    ("line", "fault", "when"),
    [
        (line, fault, when)
        for line, fault, when in itertools.product(_LINES, [*_FAULTS, "unplugged"], _WHEN)
        if (line, fault) != ("memory", "unplugged")
    ],
    ids=lambda value: value if isinstance(value, str) else value.name,
)
def test_what_is_believed_is_what_lies_under_the_printer(
    cases: dict[str, Case],
    jobs: dict[int, PrintJob],
    line: str,
    fault: PrinterStatus | str,
    when: Moment | str,
) -> None:
    case = cases[line]
    twin, printer = case.twin, case.printer
    assert twin is not None
    job = jobs[printer.width_dots]
    named = fault if isinstance(fault, PrinterStatus) else PrinterStatus.OFFLINE

    def break_it() -> None:
        if isinstance(fault, PrinterStatus):
            twin.set_status(fault)
        elif case.unplug is not None:
            case.unplug()

    def mend() -> None:
        if isinstance(fault, PrinterStatus):
            twin.set_status(PrinterStatus.READY)
        elif case.plug_in is not None:
            case.plug_in()

    seen: list[PrinterStatus] = []
    stop = printer.watch(seen.append)
    assert within(20, lambda: printer.status() is PrinterStatus.READY)
    before = case.whole_papers()
    if isinstance(when, Moment):
        twin.strike(break_it, when)
    else:
        break_it()
        assert within(20, lambda: named in seen), "the fault is named before anybody prints"
    outcome = printer.send(job)
    printed = case.whole_papers() - before
    match outcome:
        case Printed():
            assert when is Moment.AFTER_CUT
            assert printed == 1
        case NotPrinted(reason):
            assert reason is named
            assert printed == 0
        case Unsure(reason):
            assert reason is named
            assert when != "before"
    assert within(20, lambda: named in seen), "the fault is named on the screen"
    mend()
    assert within(20, lambda: seen[-1] is PrinterStatus.READY), f"it goes away by itself: {seen}"
    if isinstance(outcome, NotPrinted):
        assert case.whole_papers() == before, "what was given up does not come out later"
    whole = case.whole_papers()
    assert printer.send(job) == Printed(), "and the next try prints"
    assert case.whole_papers() == whole + 1
    stop()
