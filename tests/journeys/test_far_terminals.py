"""Kiosk and POS on machines of their own: the link to the ECMS is lost, or never was there."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from core.bootstrap import Shop
from core.pytest_shop import EcmsMachine, HandClock, Shopfloor
from core.qt.hands import Hands
from core.qt.timers import HandTimers
from core.remote.link import LinkTimes
from core.services.ports import PrinterStatus
from kiosk.driver import KioskDriver
from kiosk.window import KioskWindow
from pos.driver import PosDriver
from pos.window import PosWindow

SHOES = "AXDY43322222524544"
AWAY = "Can't reach the returns service"
#: As a shop's, only shorter: the whole is longer than a try on a busy machine takes.
QUICK = LinkTimes(whole=4, one_try=3, pause=0.05)


@pytest.fixture
def machine(tmp_path: Path, new_chain: Path) -> Iterator[EcmsMachine]:
    """The ECMS, on a machine that can be switched off and on."""
    machine = EcmsMachine(Path(shutil.copytree(new_chain, tmp_path / "balik")), HandClock())
    yield machine
    machine.close()


@pytest.fixture
def shopfloor(tmp_path: Path, machine: EcmsMachine) -> Iterator[Shopfloor]:
    """A store whose terminals speak to that machine."""
    floor = Shopfloor(tmp_path / "balik", machine=machine, link_times=QUICK)
    yield floor
    floor.shop.close()


@pytest.fixture
def timers() -> HandTimers:
    """What moves the windows' time."""
    return HandTimers()


@contextmanager
def _shown(window: KioskWindow | PosWindow) -> Iterator[Hands]:
    window.resize(1280, 800)
    window.show()
    QTest.qWaitForWindowActive(window)
    try:
        yield Hands(window, patience_s=20)
    finally:
        window.close()
        window.deleteLater()


def _terminals(machine_url: str, data: Path, **ecms: str) -> Shop:
    return Shop(data, said={"ecms": {"url": machine_url, **ecms}}, link_times=QUICK)


def test_a_lost_link_is_said_at_the_counter_and_heals_by_itself(
    pos: PosDriver, shopfloor: Shopfloor, machine: EcmsMachine
) -> None:
    pos.sign_in(shopfloor.clerk.number, shopfloor.clerk.pin)
    pos.sees("Scan the RETURN CODE", "ECMS connected")
    code = shopfloor.ticket(SHOES)
    machine.stop()
    pos.scan(code)
    pos.sees("The ECMS does not answer", "Nothing was changed.", "Try again")
    machine.start()
    # Nobody touches anything: the bar looks by itself.
    shopfloor.timers.pass_time(5)
    pos.sees("ECMS connected")
    pos.press("Enter")
    pos.sees("Check the parcel")
    pos.check_parcel()
    pos.press("F9")
    pos.sees("Parcel accepted", "AR 000001")


def test_a_link_that_is_lost_while_nobody_works_is_seen_on_the_bar(
    pos: PosDriver, shopfloor: Shopfloor, machine: EcmsMachine
) -> None:
    pos.sees("Sign in", "ECMS connected")
    machine.stop()
    shopfloor.timers.pass_time(30)
    pos.sees("Sign in", "ECMS does not answer")
    machine.start()
    shopfloor.timers.pass_time(5)
    pos.sees("Sign in", "ECMS connected")


def test_a_lost_link_is_said_at_the_kiosk_and_what_was_entered_is_kept(
    kiosk: KioskDriver, shopfloor: Shopfloor, machine: EcmsMachine
) -> None:
    kiosk.enter(SHOES)
    kiosk.tap("Yes, continue")
    machine.stop()
    kiosk.give_mobile("09123456789")
    kiosk.sees(AWAY, "Please try again in a moment.")
    machine.start()
    kiosk.tap("Try again")
    kiosk.sees("Your ticket is printed")
    assert len(shopfloor.ticket_printer.papers) == 1


def test_a_link_that_is_lost_is_seen_before_anybody_begins(
    kiosk: KioskDriver, shopfloor: Shopfloor, machine: EcmsMachine
) -> None:
    # A kiosk that knows of its printer has opened, and looks after its link.
    shopfloor.ticket_printer.set_status(PrinterStatus.PAPER_OUT)
    kiosk.sees("Codes are shown on screen only")
    machine.stop()
    shopfloor.timers.pass_time(10)
    kiosk.sees(f"{AWAY}. Please try again in a moment.", "Start a return")
    kiosk.tap("Start a return")
    kiosk.type("AXDY")
    machine.start()
    shopfloor.timers.pass_time(5)
    kiosk.sees("AXDY")
    kiosk.tap("Start over")
    kiosk.sees("Start a return")
    kiosk.does_not_see(AWAY)


@pytest.mark.parametrize("screen", ["kiosk", "pos"])
def test_a_terminal_that_starts_before_its_ecms_says_so_and_comes_alive_by_itself(
    qtbot: QtBot, tmp_path: Path, machine: EcmsMachine, timers: HandTimers, screen: str
) -> None:
    machine.stop()
    shop = _terminals(machine.url, tmp_path / "terminal")
    window = (
        KioskWindow(shop.kiosk, timers=timers)
        if screen == "kiosk"
        else PosWindow(shop.pos, timers=timers)
    )
    with _shown(window) as hands:
        hands.sees(AWAY, "Please try again in a moment.", machine.url, "Try again")
        timers.pass_time(5)
        hands.sees(AWAY)
        machine.start()

        def is_back() -> bool:
            timers.pass_time(5)
            return AWAY not in hands.screen()

        hands.waits_until(is_back, "the terminal to come alive")
        hands.sees("Start a return" if screen == "kiosk" else "ECMS connected")
    shop.close()


@pytest.mark.parametrize("screen", ["kiosk", "pos"])
@pytest.mark.parametrize(
    ("client", "secret", "sentences"),
    [
        (
            "somebody",
            "a-wrong-secret",
            ("does not know this terminal's credentials", "refuses somebody", "{screen}_secret"),
        ),
        ("somebody", "", ("has no credentials", "Give {screen}_client and {screen}_secret")),
        (
            "merchant-a",
            "demo-a",
            ("knows no terminal 0166-", "Mend store, {screen} or {screen}_client"),
        ),
    ],
)
def test_credentials_that_do_not_fit_are_said_with_what_to_mend(
    qtbot: QtBot,
    tmp_path: Path,
    machine: EcmsMachine,
    screen: str,
    client: str,
    secret: str,
    sentences: tuple[str, ...],
) -> None:
    ecms = {f"{screen}_client": client, f"{screen}_secret": secret}
    shop = _terminals(machine.url, tmp_path / "terminal", **ecms)
    window = KioskWindow(shop.kiosk) if screen == "kiosk" else PosWindow(shop.pos)
    with _shown(window) as hands:
        hands.sees(*(sentence.format(screen=screen) for sentence in sentences), "balik.toml")
        assert not secret or secret not in hands.screen()
    shop.close()


def test_a_window_can_be_closed_while_an_answer_is_waited_for(
    qtbot: QtBot, tmp_path: Path, machine: EcmsMachine
) -> None:
    """A shop's link waits 20 s, this one longer than the test may; whoever closes does not."""
    times = LinkTimes(whole=600, one_try=600)
    shop = Shop(tmp_path / "terminal", said={"ecms": {"url": machine.url}}, link_times=times)
    window = PosWindow(shop.pos)
    with _shown(window):
        pos = PosDriver(window)
        pos.sees("ECMS connected")
        machine.stop()
        pos.sign_in("1042", "2468")
    shop.close()
