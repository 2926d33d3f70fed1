"""The ECMS does not answer, or its answer is lost on the way: nothing is taken twice."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from threading import Event
from typing import Any

import pytest
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from core.domain.codes import ReturnCode
from core.domain.refusals import EcmsUnreachable
from core.services.ecms import Ecms
from core.services.station import Station
from core.trouble import StartupTrouble, marked
from pos.driver import PosDriver
from pos.flow.states import Looking
from pos.pytest_plugin import Shopfloor
from pos.window import PosWindow

SHOES = "AXDY43322222524544"


@dataclass
class Cable:
    """The way to a real ECMS, with a plug to pull on either end of an answer."""

    ecms: Ecms
    pulled: bool = False
    loses_answers: bool = False
    #: Questions that have this among their arguments get no answer before `comes` is set.
    slow_about: object = None
    comes: Event = field(default_factory=Event)

    def __getattr__(self, name: str) -> Any:
        question = getattr(self.ecms, name)

        def ask(*arguments: object) -> object:
            if self.pulled:
                raise EcmsUnreachable
            if self.slow_about in arguments:
                self.comes.wait()
            answer = question(*arguments)
            if self.loses_answers:
                raise EcmsUnreachable
            return answer

        return ask


@dataclass
class FarCounter:
    """A counter whose ECMS is at the other end of a cable."""

    pos: PosDriver
    cable: Cable
    floor: Shopfloor


@pytest.fixture
def far(qtbot: QtBot, shopfloor: Shopfloor) -> Iterator[FarCounter]:
    """The clerk is signed in; the cable holds."""
    cable = Cable(shopfloor.station.ecms)
    station = replace(shopfloor.station, ecms=cable)  # type: ignore[arg-type] - by __getattr__
    window = PosWindow(
        lambda: station, timers=shopfloor.timers, seconds=lambda: shopfloor.clock.seconds
    )
    qtbot.addWidget(window)
    window.show()
    QTest.qWaitForWindowActive(window)
    pos = PosDriver(window)
    pos.sign_in(shopfloor.clerk.number, shopfloor.clerk.pin)
    pos.sees("Scan the RETURN CODE")
    yield FarCounter(pos, cable, shopfloor)
    window.close()


def test_a_code_that_cannot_be_looked_up_is_tried_again(far: FarCounter) -> None:
    code = far.floor.ticket(SHOES)
    far.cable.pulled = True
    far.pos.scan(code)
    far.pos.sees("The ECMS does not answer", "Nothing was changed.", "Try again")
    far.pos.sees("ECMS does not answer")
    far.pos.press("Enter")
    # What was said before stays on the screen until the answer is there.
    far.pos.waits_until(lambda: not isinstance(far.pos.window.state.page, Looking), "an answer")
    far.pos.sees("The ECMS does not answer")
    far.cable.pulled = False
    far.pos.press("Enter")
    far.pos.sees("Code is genuine and unused", "ECMS connected")


def test_a_question_that_was_left_does_not_keep_the_next_customer_waiting(
    far: FarCounter,
) -> None:
    """Where the link is slow it takes up to 20 s, and the answer then means nothing."""
    slow, next_one = far.floor.ticket(SHOES), far.floor.ticket("HYN403")
    far.cable.slow_about = ReturnCode.parse(slow)
    try:
        far.pos.scan(slow)
        far.floor.pass_time(5)
        far.pos.sees("Looking up")
        far.pos.press("Esc")
        far.pos.scan(next_one)
        far.pos.sees("Check the parcel", str(ReturnCode.parse(next_one)))
    finally:
        far.cable.comes.set()
    far.pos.press("Esc")
    far.pos.sees("Scan the RETURN CODE")
    far.pos.does_not_see(str(ReturnCode.parse(slow)))


def test_an_acceptance_whose_answer_was_lost_is_taken_once_with_one_receipt(
    far: FarCounter,
) -> None:
    far.pos.scan(far.floor.ticket(SHOES))
    far.pos.sees("Check the parcel")
    far.pos.check_parcel()
    far.cable.loses_answers = True
    far.pos.press("F9")
    far.pos.sees("The ECMS does not answer. Nothing is counted twice: try again.")
    assert not far.floor.printer.papers
    far.pos.press("F9")
    far.pos.sees("The ECMS does not answer. Nothing is counted twice: try again.")
    far.cable.loses_answers = False
    far.pos.press("F9")
    far.pos.sees("Parcel accepted", "AR 000001", "Printed", "ECMS connected")
    today = far.floor.station.ecms.counter_today(far.floor.station.terminal)
    assert (today.accepted, len(far.floor.papers("receipt"))) == (1, 1)


def test_an_acceptance_whose_answer_was_lost_and_left_leads_to_its_papers_in_find(
    far: FarCounter,
) -> None:
    """The customer stands there without a receipt, and the parcel has no label."""
    code = far.floor.ticket(SHOES)
    far.pos.scan(code)
    far.pos.sees("Check the parcel")
    far.pos.check_parcel()
    far.cable.loses_answers = True
    far.pos.press("F9")
    far.pos.sees("Nothing is counted twice: try again.")
    far.pos.press("Esc")
    far.pos.sees("Scan the RETURN CODE")
    far.cable.loses_answers = False
    far.floor.pass_time(5)
    far.pos.scan(code)
    far.pos.sees("Do not accept: already returned", "If its receipt or label never came out")
    far.pos.sees("Show in Find")
    far.pos.press("Enter")
    far.pos.sees("Print receipt again", "Print label again")
    far.pos.press("F6")
    far.pos.waits_until(lambda: len(far.floor.papers("receipt")) == 1, "the receipt")
    far.pos.press("F7")
    far.pos.waits_until(lambda: len(far.floor.papers("label")) == 1, "the label")


def test_an_acceptance_that_never_arrived_can_be_left_and_comes_back(far: FarCounter) -> None:
    code = far.floor.ticket(SHOES)
    far.pos.scan(code)
    far.pos.sees("Check the parcel")
    far.pos.check_parcel()
    far.cable.pulled = True
    far.pos.press("F9")
    far.pos.sees("Nothing is counted twice: try again.")
    far.pos.press("Esc")
    far.pos.sees("Scan the RETURN CODE")
    far.cable.pulled = False
    far.floor.pass_time(5)
    far.pos.scan(code)
    far.pos.sees("Code is genuine and unused")


def test_a_refusal_that_was_not_written_down_stays_to_be_chosen(far: FarCounter) -> None:
    far.pos.scan(far.floor.ticket(SHOES))
    far.pos.sees("Check the parcel")
    far.pos.press("F8")
    far.cable.pulled = True
    far.pos.press("1")
    far.pos.sees("The ECMS does not answer.", "Why is the parcel refused?")
    far.cable.pulled = False
    far.pos.press("1")
    far.pos.sees("Parcel not taken", "Not closed or sealed.")


def test_a_reprint_that_was_not_counted_is_not_printed(far: FarCounter) -> None:
    far.pos.scan(far.floor.ticket(SHOES))
    far.pos.sees("Check the parcel")
    far.pos.check_parcel()
    far.pos.press("F9")
    far.pos.sees("Print receipt again", "Print label again")
    far.cable.pulled = True
    far.pos.press("F6")
    far.pos.sees("the reprint was not counted", "Nothing was printed. Try again.")
    assert len(far.floor.papers("receipt")) == 1
    far.cable.pulled = False
    far.pos.press("F6")
    far.pos.waits_until(lambda: len(far.floor.papers("receipt")) == 2, "the reprint")
    far.pos.does_not_see("the reprint was not counted")


def test_find_and_sign_in_say_it_too(far: FarCounter) -> None:
    far.pos.press("F3")
    far.pos.sees("Find a parcel")
    far.cable.pulled = True
    far.pos.type("6789")
    far.pos.press("Enter")
    far.pos.sees("Press Enter to try again.")
    far.pos.press("Ctrl+L")
    far.pos.sign_in(far.floor.clerk.number, far.floor.clerk.pin)
    far.pos.sees("The ECMS does not answer. Try again.")
    far.cable.pulled = False
    far.pos.type(far.floor.clerk.pin)
    far.pos.press("Enter")
    far.pos.sees("Scan the RETURN CODE")


def test_a_station_that_cannot_open_says_why_and_tries_again(
    qtbot: QtBot, shopfloor: Shopfloor
) -> None:
    troubles: list[Exception] = [
        StartupTrouble(marked("The returns database is damaged."), marked("Close {file}."), file=1),
        RuntimeError("a bug"),
    ]

    def open_station() -> Station:
        if troubles:
            raise troubles.pop(0)
        return shopfloor.station

    window = PosWindow(open_station, timers=shopfloor.timers)
    qtbot.addWidget(window)
    window.show()
    QTest.qWaitForWindowActive(window)
    pos = PosDriver(window)
    pos.sees("The returns database is damaged.", "Close 1.", "Try again")
    for key in ("F9", "F3", "Esc", "1", "Ctrl+L"):
        pos.press(key)
    pos.scan("182212342345")
    pos.sees("The returns database is damaged.")
    pos.press("Enter")
    pos.sees("Something went wrong inside Balik.", "Try again")
    assert "a bug" not in pos.screen()
    pos.click("Try again")
    pos.sees("Sign in")
    window.close()
