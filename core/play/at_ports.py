"""Customer and clerk without windows: the same questions, papers and sentences, no pixels."""

from typing import Final
from uuid import uuid4

from core.documents.ticket import ticket
from core.domain.apo import Driver
from core.domain.codes import ReturnCode, TrackingNumber
from core.domain.mobile import MobileNumber
from core.domain.references import parse_reference
from core.domain.refusals import Refusal
from core.play.people import NotAsTold, check_said, open_lists, plain
from core.play.scene import Scene
from core.services.ecms import (
    AcceptParcel,
    FoundOrder,
    PaperKind,
    RefuseParcel,
    RequestReturn,
)
from core.services.station import Station
from core.services.store_office import CloseDay, CloseList, HandOverParcel
from core.simulator.faults import At
from core.simulator.steps import Accept, HandOver, PrintAgain, Refuse, TakeCode
from core.simulator.troubled_devices import SimulatedScanner
from core.texts import Texts
from kiosk import sentences as kiosk_sentences
from pos.papers import document
from pos.sentences.refusals import explain


class PortCustomer:
    """A `Customer` who needs no kiosk but its station.

    Args:
        world: where.
    """

    def __init__(self, world: Scene) -> None:
        self._world: Final = world
        self._scanner: Final = SimulatedScanner(world.panel.faults, At.KIOSK)
        self._texts: Final = Texts()

    @property
    def _station(self) -> Station:
        """The one that is switched on now."""
        return self._world.kiosk

    def take_code(self, step: TakeCode) -> ReturnCode | None:
        """See `Customer.take_code`."""
        try:
            code = self._ask(step)
        except Refusal as no:
            message = kiosk_sentences.explain(no, self._texts)
            said = plain(f"{message.title}\n{message.detail}\n{message.advice}")
            check_said(said, step.sees)
            return None
        if step.sees:
            raise NotAsTold(f"expected {list(step.sees)}; a RETURN CODE was given")
        return code

    def _ask(self, step: TakeCode) -> ReturnCode:
        reads = self._scanner.reads(step.reference) if step.by == "scan" else ()
        # A dead scanner has a keyboard beside it.
        reference = parse_reference(reads[-1] if reads else step.reference)
        ecms, terminal = self._station.ecms, self._station.terminal
        order = _chosen(ecms.find_orders(reference, terminal), step.choose)
        mobile = MobileNumber.parse(step.mobile)
        issued = ecms.request_return(RequestReturn(order.order_id, mobile, terminal, str(uuid4())))
        press = self._station.press
        paper = ticket(issued, self._texts, press.paper, training=self._station.training)
        press.print(paper, "ticket")
        return issued.code


class PortCounter:
    """A `Counter` that needs no POS but its station.

    Args:
        world: where.
    """

    def __init__(self, world: Scene) -> None:
        self._world: Final = world
        self._scanner: Final = SimulatedScanner(world.panel.faults, At.POS)
        self._texts: Final = Texts()

    @property
    def _station(self) -> Station:
        """The one that is switched on now."""
        return self._world.pos

    def begin(self) -> None:
        """See `Counter.begin`: without a window there is nobody to sign in."""

    def accept(self, code: ReturnCode, step: Accept) -> None:
        """See `Counter.accept`."""
        try:
            self._accept(code)
        except Refusal as no:
            self._check_no(no, step.sees)
        else:
            if step.sees:
                raise NotAsTold(f"expected {list(step.sees)}; the parcel was accepted")

    def refuse(self, code: ReturnCode, step: Refuse) -> None:
        """See `Counter.refuse`."""
        ecms, terminal = self._station.ecms, self._station.terminal
        try:
            ecms.verify_code(code, terminal)
            ecms.refuse_parcel(
                RefuseParcel(code, terminal, self._world.clerk, step.why, str(uuid4()))
            )
        except Refusal as no:
            self._check_no(no, ())

    def print_again(self, code: ReturnCode, step: PrintAgain) -> None:
        """See `Counter.print_again`."""
        clerk, terminal = self._world.clerk, self._station.terminal
        try:
            copy = self._station.ecms.reprint(code, step.kind, terminal, clerk)
        except Refusal as no:
            self._check_no(no, ())
        else:
            paper = document(copy.parcel, copy.kind, copy.number, self._station, self._texts)
            self._station.press.print(paper, step.paper)

    def hand_over(self, labels: tuple[TrackingNumber, ...], step: HandOver) -> None:
        """See `Counter.hand_over`."""
        office, terminal, clerk = self._station.office, self._station.terminal, self._world.clerk
        driver = Driver.parse(step.driver, step.plate)
        try:
            for listed, taken in open_lists(office.pull_out_lists(terminal), labels):
                for label in taken:
                    office.hand_over_parcel(
                        HandOverParcel(listed.number, label, driver, terminal, clerk)
                    )
                count, attempt = len(taken), str(uuid4())
                office.close_list(
                    CloseList(listed.number, driver, count, count, terminal, clerk, attempt)
                )
        except Refusal as no:
            self._check_no(no, ())

    def close_day(self) -> None:
        """See `Counter.close_day`."""
        command = CloseDay(self._station.terminal, self._world.clerk, str(uuid4()))
        try:
            self._station.office.close_day(command)
        except Refusal as no:
            self._check_no(no, ())

    def _accept(self, code: ReturnCode) -> None:
        ecms, terminal = self._station.ecms, self._station.terminal
        reads = self._scanner.reads(code.digits)
        scanned = ReturnCode.parse(reads[-1] if reads else code.digits)
        ecms.verify_code(scanned, terminal)
        parcel = ecms.accept_parcel(
            AcceptParcel(scanned, terminal, self._world.clerk, str(uuid4()))
        )
        for kind in (PaperKind.RECEIPT, PaperKind.LABEL):
            paper = document(parcel, kind, 0, self._station, self._texts)
            self._station.press.print(paper, kind.value)

    def _check_no(self, no: Refusal, expected: tuple[str, ...]) -> None:
        words = explain(no, self._texts)
        check_said(plain(f"{words.headline}\n{words.detail}\n{words.tell}"), expected)


def _chosen(orders: tuple[FoundOrder, ...], merchant: str) -> FoundOrder:
    for order in orders:
        if merchant in {"", order.merchant.name}:
            return order
    raise NotAsTold(f"no order of {merchant!r} has this number")
