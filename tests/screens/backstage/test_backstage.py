"""Backstage moves what a store does not, and stays fluid however many parcels there are."""

import json
import time
from dataclasses import replace
from datetime import timedelta

from at_backstage import click, shows
from PySide6.QtCore import QItemSelectionModel, QModelIndex, Qt
from PySide6.QtTest import QTest

from core.domain.codes import damm_digit
from core.domain.status import Delivery, Status
from core.play.play import opened_stage, play
from core.pytest_shop import Shopfloor
from core.qt.backstage.switches import SAID_ROLE, FaultsModel
from core.qt.backstage.window import BackstageWindow
from core.qt.hands import Hands
from core.qt.timers import HandTimers
from core.services.backstage import BoardParcel
from core.simulator.scenario import read_scenario

SHOES = "AXDY43322222524544"


def _choose(window: BackstageWindow, status: Status) -> None:
    view = window.board.view_of(status)
    select = QItemSelectionModel.SelectionFlag.ClearAndSelect
    view.selectionModel().select(view.model().index(0, 0), select)


def test_a_parcel_is_moved_on_by_whoever_is_next_while_time_passes(
    window: BackstageWindow, hands: Hands, timers: HandTimers, shopfloor: Shopfloor
) -> None:
    shopfloor.accepted(SHOES)
    shows(window, timers, Status.RETURNED, 3)
    click(hands, "To next job")
    shows(window, timers, Status.FOR_PULL_OUT, 3)
    assert shopfloor.station.terminal.store.local(shopfloor.shop.panel.clock.now()).hour == 5
    for status, words, following in (
        (
            Status.FOR_PULL_OUT,
            "Scan as SBS Returns: PULLED OUT FROM STORE",
            Status.PULLED_OUT_FROM_STORE,
        ),
        (
            Status.PULLED_OUT_FROM_STORE,
            "Scan as Trucker scanning: ON VEHICLE TO WAREHOUSE",
            Status.ON_VEHICLE_TO_WAREHOUSE,
        ),
    ):
        _choose(window, status)
        click(hands, words)
        shows(window, timers, following, 1)
    hands.sees("1 parcel scanned.")


def test_a_switch_is_the_fault(window: BackstageWindow, hands: Hands, shopfloor: Shopfloor) -> None:
    faults = shopfloor.shop.panel.faults
    codes = [fault.code for fault in window.switches.faults.faults]
    place = codes.index("kiosk-link-down")
    index = window.switches.faults.index(place)
    window.switches.scrollTo(index)
    at = window.switches.visualRect(index).center()
    for is_on in (True, False):
        QTest.mouseClick(window.switches.viewport(), Qt.MouseButton.LeftButton, pos=at)
        hands.waits_until(lambda: faults.is_on(codes[place]) is is_on, "the switch")  # noqa: B023


def test_a_switch_may_wait_for_its_moment_and_strike_now_and_then(
    window: BackstageWindow, hands: Hands, timers: HandTimers, shopfloor: Shopfloor
) -> None:
    panel, code = shopfloor.shop.panel, "webhook-500"
    times, model = window.fault_times, window.switches.faults
    for choice, words in ((times.begins, "In 1 h"), (times.chance, "1 time in 10")):
        choice.setCurrentText(words)
    window.switches.switched.emit(code)
    hands.waits_until(lambda: code in panel.faults.switches, "the switch")
    switch = panel.faults.switches[code]
    assert switch.since is not None
    assert (switch.since - panel.clock.now()).total_seconds() == 3600
    assert (switch.until, switch.chance) == (None, 0.1)
    row = [fault.code for fault in model.faults].index(code)
    hands.waits_until(lambda: _said(timers, model, row) == "from 15:33 · 1 time in 10", "the words")


def test_a_clock_that_would_be_wrong_by_chance_is_not_switched(
    window: BackstageWindow, hands: Hands, shopfloor: Shopfloor
) -> None:
    faults, code = shopfloor.shop.panel.faults, "kiosk-clock-ahead"
    window.fault_times.chance.setCurrentText("1 time in 2")
    window.switches.switched.emit(code)
    hands.sees("A clock is wrong always or never. Choose “always” for it.")
    assert code not in faults.switches
    window.fault_times.chance.setCurrentText("always")
    window.switches.switched.emit(code)
    hands.waits_until(lambda: faults.is_on(code), "the switch")


def _said(timers: HandTimers, model: FaultsModel, row: int) -> object:
    timers.pass_time(1)
    return model.data(model.index(row), SAID_ROLE)


def test_a_scenario_is_played_beside_the_window_which_says_how_it_ended(
    window: BackstageWindow, hands: Hands, shopfloor: Shopfloor
) -> None:
    story = shopfloor.data / "scenarios" / "half-told.toml"
    story.parent.mkdir()
    story.write_text('title = "Half', "utf-8")
    click(hands, "Play…")
    menu = window.play.menu_of_files
    hands.waits_until(lambda: bool(menu.actions()), "the menu")
    assert menu.actions()[0].text() == "half-told"
    assert "plain-return" in [action.text() for action in menu.actions()]
    menu.actions()[0].trigger()
    menu.close()
    hands.sees("Playing half-told…")
    Hands(window, 60).sees("half-told.toml cannot be read")
    assert hands.button("Play…").isEnabled()


def test_the_inbox_says_what_came_and_whether_it_is_genuine(
    window: BackstageWindow, hands: Hands, timers: HandTimers, shopfloor: Shopfloor
) -> None:
    body = {"status": "RETURNED", "trackingNumber": "30310533261428120"}
    body["timestamp"] = "2026-11-21 14:33:07"
    line = {"genuine": False, "answered": "answers 500", "body": json.dumps(body)}
    with (shopfloor.data / "merchants-inbox.jsonl").open("a", encoding="utf-8") as file:
        file.write(json.dumps(line) + "\n" + '{"half a line')
    inbox = window.inbox

    def came() -> bool:
        timers.pass_time(1)
        return inbox.count() > 0

    hands.waits_until(came, "the webhook")
    assert inbox.count() == 1
    words = inbox.item(0).text()
    assert "RETURNED · answers 500" in words
    assert "signature not valid" in words


def test_what_is_recorded_plays_again(
    window: BackstageWindow, hands: Hands, timers: HandTimers, shopfloor: Shopfloor
) -> None:
    for _ in ("on", "off"):
        click(hands, "Record")
    hands.sees("Nothing was done, so nothing was written down.")
    click(hands, "Record")
    hands.sees("Recording: ")
    shopfloor.accepted(SHOES)
    shows(window, timers, Status.RETURNED, 3)
    click(hands, "+1 h")
    click(hands, "Record")
    hands.sees("Recorded: balik play ")
    (file,) = (shopfloor.data / "scenarios").glob("*.toml")
    # When it began, by the store's clock and not in UTC.
    assert file.stem.startswith("recorded-20261121-14")
    scenario = read_scenario(file)
    steps = ["kiosk.take_code", "pos.accept", "clock.pass", "ecms.job"]
    assert [step.do for step in scenario.steps] == steps
    with opened_stage(scenario, has_windows=False) as stage:
        assert play(scenario, stage).failed is None


def test_a_recording_takes_no_other_one_s_place_where_time_stands_still(
    window: BackstageWindow, hands: Hands, timers: HandTimers, shopfloor: Shopfloor
) -> None:
    for number, reference in enumerate((SHOES, "HYN402"), start=1):
        click(hands, "Record")
        hands.sees("Recording: ")
        shopfloor.accepted(reference)
        shows(window, timers, Status.RETURNED, 2 + number)
        click(hands, "Record")
        hands.sees("Recorded: balik play ")
        hands.waits_until(
            lambda: len(list((shopfloor.data / "scenarios").glob("*.toml"))) == number,  # noqa: B023
            f"recording {number}",
        )


def test_what_passed_while_the_clock_ran_fast_is_recorded_once(
    window: BackstageWindow, hands: Hands, timers: HandTimers, shopfloor: Shopfloor
) -> None:
    clock = shopfloor.shop.panel.clock
    click(hands, "Record")
    hands.sees("Recording: ")
    click(hands, "Run ×60")
    hands.waits_until(lambda: clock.anchor.rate > 1, "the clock to run fast")
    shopfloor.pass_time(10)
    shopfloor.accepted(SHOES)
    shows(window, timers, Status.RETURNED, 3)
    before = clock.now()
    click(hands, "+1 h")
    hands.waits_until(lambda: clock.now() > before, "the hour to pass")
    # Two days on, and not twice to the same job, however quickly it is touched.
    for _ in range(2):
        click(hands, "To next job")
    hands.waits_until(lambda: clock.now() - before > timedelta(days=1), "the second job's moment")
    shopfloor.pass_time(20)
    click(hands, "Run ×60")
    hands.waits_until(lambda: clock.anchor.rate == 1, "the clock to run as the wall's")
    shopfloor.pass_time(30)
    click(hands, "Record")
    hands.sees("Recorded: balik play ")
    (file,) = (shopfloor.data / "scenarios").glob("*.toml")
    steps = [(step.do, getattr(step, "seconds", None)) for step in read_scenario(file).steps]
    assert steps == [
        ("clock.pass", 600),
        ("kiosk.take_code", None),
        ("pos.accept", None),
        ("clock.pass", 3600),
        ("ecms.job", None),
        ("clock.to_next_job", None),
        ("clock.to_next_job", None),
        ("clock.pass", 1200),
    ]


def test_ten_thousand_parcels_hold_the_window_up_for_no_fiftieth_of_a_second(
    window: BackstageWindow,
) -> None:
    """In processor time, which a busy machine does not stretch."""
    statuses = list(Status)
    columns = {
        status: [_parcel(number, status) for number in range(place, 10_000, 10)]
        for place, status in enumerate(statuses)
    }
    moved = replace(columns[Status.FOR_RETURN][0], status=Status.RETURNED)
    for step in (columns, {Status.RETURNED: [*columns[Status.RETURNED], moved]}):
        began = time.process_time()
        window.board.show_columns(step)
        window.repaint()
        assert time.process_time() - began < 0.05
    view = window.board.view_of(Status.RETURNED)
    assert view.model().rowCount(QModelIndex()) == 1001


def _parcel(number: int, status: Status) -> BoardParcel:
    body = f"{number:011d}"
    tracking = f"30310533{number:09d}"
    return BoardParcel(
        body + damm_digit(body), tracking, str(number), "0166", status, Delivery.DC_DELIVERS
    )
