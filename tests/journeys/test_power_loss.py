"""Power is lost at the demonstration's own windows: dark at once, then up with nothing saved."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from desks import PATIENCE_S, Store, opened_store

from core.desktop.terminal_desks import KioskDesk, PosDesk
from core.domain.status import Status
from core.qt import plugged_in
from core.qt.hands import Hands
from core.services.ports import PrinterStatus
from core.simulator.switches import Switch

SHOES = "AXDY43322222524544"
#: Not certain, but at the first opportunity: in the middle of what is being done.
IN_THE_MIDDLE = Switch(chance=1 - 1e-12)


def _loses_power(terminal: KioskDesk | PosDesk) -> None:
    """It is dark, and starts again."""
    before, hands = terminal.window, Hands(terminal.desk, PATIENCE_S)
    hands.waits_until(before.isHidden, "it to be dark")
    hands.sees("No power. It starts again by itself in a moment.")
    with pytest.MonkeyPatch.context() as sooner:
        sooner.setattr(plugged_in, "DARK_S", 0)
        hands.waits_until(lambda: terminal.window is not before, "the power to come back")
    hands.does_not_see("No power.")


@pytest.fixture(scope="module")
def store(
    qapp: object, new_shop: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Store]:
    with (
        opened_store(new_shop, tmp_path_factory.mktemp("power")) as opened,
        pytest.MonkeyPatch.context() as for_long,
    ):
        for_long.setattr(plugged_in, "DARK_S", 600)
        yield opened


def test_a_customer_in_the_middle_is_forgotten(store: Store) -> None:
    kiosk = store.kiosk()
    kiosk.sees("Start a return")
    kiosk.enter(SHOES)
    kiosk.sees("Is this what you are returning?")
    store.panel.faults.switch("kiosk-power-loss")
    _loses_power(store.at_kiosk)
    store.kiosk().sees("Start a return")
    assert "kiosk-power-loss" not in store.panel.faults.switches


def test_a_code_that_was_made_but_not_heard_is_given_again(store: Store) -> None:
    kiosk = store.kiosk()
    store.asks_for_code(kiosk, "BX-2026-0001", then=IN_THE_MIDDLE)
    _loses_power(store.at_kiosk)
    store.panel.faults.all_off()
    made = store.record_of("BX-2026-0001")
    assert store.gets_code("BX-2026-0001") == str(made.code)


def test_a_parcel_that_was_taken_when_the_pos_went_dark_is_taken(store: Store) -> None:
    code = store.gets_code("AXDY43322222524545")
    pos = store.clerk_at_work()
    pos.scan(code)
    pos.sees("Check the parcel")
    pos.check_parcel()
    store.panel.faults.switch("pos-power-loss", IN_THE_MIDDLE)
    pos.press("F9")
    _loses_power(store.at_pos)
    store.panel.faults.all_off()
    store.pos().sees("Sign in")
    assert store.record_of("AXDY43322222524545").status is Status.RETURNED
    pos = store.clerk_at_work()
    pos.scan(code)
    pos.sees("already")


def test_at_a_moment_the_power_goes_and_the_printer_stays_as_it_is(store: Store) -> None:
    printer = store.shop.kiosk().simulated_printer
    assert printer is not None
    printer.set_status(PrinterStatus.PAPER_OUT)
    begins = store.panel.clock.now() + timedelta(minutes=10)
    store.panel.faults.switch("kiosk-power-loss", Switch(since=begins))
    store.panel.clock.pass_time(timedelta(minutes=9))
    store.kiosk().sees("Codes are shown on screen only")
    store.panel.clock.pass_time(timedelta(minutes=1))
    _loses_power(store.at_kiosk)
    store.kiosk().sees("Codes are shown on screen only")
    printer.set_status(PrinterStatus.READY)
    store.kiosk().does_not_see("Codes are shown on screen only")
