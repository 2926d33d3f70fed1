"""The QA kit's fixtures, as a QA engineer of another project uses them."""

from pathlib import Path
from typing import Literal

import pytest

from core.domain.status import FLOW, Status
from core.flight.reading import read_recording
from core.play.pages import (
    ClockPage,
    FaultsPage,
    KioskPage,
    MerchantPage,
    PapersPage,
    PosPage,
    StorePage,
)
from core.play.people import NotAsTold
from core.play.play import opened_stage, play
from core.play.remains import leave_remains
from core.pytest_kit import pytest_runtest_makereport
from core.simulator.scenario import Scenario, read_scenario
from core.simulator.steps import Accepted, FaultOn, PassTime

SHOES = "AXDY43322222524544"
without_windows = pytest.mark.balik(windows=False)
# The ECMS in the terminals' process, and at the other end of a socket: nobody sees a difference.
here_and_served = pytest.mark.parametrize(
    "where",
    ["embedded", pytest.param("served", marks=pytest.mark.balik(ecms="served"))],
)


@here_and_served
def test_the_first_test_of_the_readme(
    where: str, kiosk: KioskPage, pos: PosPage, paper: PapersPage
) -> None:
    parcel = kiosk.take_code(SHOES)
    pos.accept(parcel)
    assert parcel.code.digits in paper.ticket.codes
    assert "Merchant A" in paper.receipt.text
    kiosk.sees("Your ticket is printed")
    pos.press("Esc")
    pos.sees("Accepted today")


@pytest.mark.parametrize(
    "where", ["windows", pytest.param("ports", marks=pytest.mark.balik(windows=False))]
)
def test_who_expects_a_refusal_says_its_words_and_gets_no_code_instead(
    where: str, store: StorePage, kiosk: KioskPage, pos: PosPage
) -> None:
    for page in (kiosk, pos):
        with pytest.raises(TypeError, match="'word'"):
            page.refuses(SHOES)  # type: ignore[call-arg,arg-type]  # what this is about
    # Words that stand on the pages of a return that goes well are no refusal.
    for reference, words in ((SHOES, "Merchant A"), ("BX-2026-0001", "RETURN CODE")):
        with pytest.raises(NotAsTold, match="a RETURN CODE was given"):
            kiosk.refuses(reference, words)
    parcel = kiosk.take_code("AXDY43322222524545")
    with pytest.raises(NotAsTold, match="the parcel was accepted"):
        pos.refuses(parcel, "Merchant A")
    assert store.accepted_today == 1
    pos.refuses(parcel, "already returned")


@here_and_served
@without_windows
def test_a_parcel_goes_all_the_way_while_time_passes(
    where: str,
    store: StorePage,
    kiosk: KioskPage,
    pos: PosPage,
    clock: ClockPage,
    merchant: MerchantPage,
) -> None:
    number = merchant.submit(item="Rain jacket")
    parcel, before = kiosk.take_code(number), clock.now
    pos.accept(parcel)
    clock.to_next_job()
    assert (clock.now - before).days == 0
    pos.hand_over()
    for step in FLOW[4:]:
        store.scan(parcel, step.status)
    assert store.status(parcel) is Status.ARRIVED_AT_MERCHANT
    merchant.is_told(parcel, *(step.status for step in FLOW))
    store.ledger_is_whole()


@here_and_served
@without_windows
def test_a_fault_is_switched_and_what_it_does_is_said(
    where: str,
    store: StorePage,
    kiosk: KioskPage,
    pos: PosPage,
    faults: FaultsPage,
    paper: PapersPage,
) -> None:
    faults.on("kiosk-link-down", minutes=10)
    kiosk.refuses(SHOES, "Can't reach the returns service")
    faults.off()
    parcel = kiosk.take_code(SHOES)
    faults.on("pos-printer-jam-mid-paper")
    pos.accept(parcel)
    assert not paper.receipt.whole
    assert paper.all("label") == []
    pos.refuses(parcel, "already returned")
    assert store.accepted_today == 1


@here_and_served
@pytest.mark.balik(
    windows=False,
    seed=7,
    world={
        "store": "0412",
        "merchants": [{"code": "077", "name": "Seventy-seven"}],
        "orders": [{"merchant": "077", "uid": "SEVEN"}, {"merchant": "001", "uid": "BACK"}],
    },
    faults=[{"fault": "pos-link-slow"}],
)
def test_a_world_is_said_in_a_mark(
    where: str,
    store: StorePage,
    kiosk: KioskPage,
    pos: PosPage,
    paper: PapersPage,
    merchant: MerchantPage,
) -> None:
    merchant.cancel("BACK")
    kiosk.refuses("BACK", "cancelled")
    parcel = kiosk.take_code("SEVEN")
    pos.send_away(parcel, "NOT_SEALED")
    pos.accept(parcel)
    pos.print_again(parcel, "label")
    assert "Ayala Ave" in paper.receipt.text
    assert "Seventy-seven" in paper.receipt.text
    with pytest.raises(NotAsTold, match="no apo came out"):
        paper.newest("apo")


@here_and_served
@without_windows
def test_a_merchants_site_is_away_for_an_hour(
    where: str,
    kiosk: KioskPage,
    pos: PosPage,
    clock: ClockPage,
    merchant: MerchantPage,
    faults: FaultsPage,
) -> None:
    faults.on("webhook-500", minutes=55)
    parcel = kiosk.take_code(SHOES)
    pos.accept(parcel)
    merchant.is_told(parcel)
    clock.pass_time(hours=2)
    merchant.is_told(parcel, "FOR RETURN", "RETURNED")


@here_and_served
@without_windows
def test_the_same_seed_gives_the_same_papers_wherever_the_ecms_is(
    where: str, kiosk: KioskPage, paper: PapersPage
) -> None:
    parcel = kiosk.take_code(SHOES)
    assert parcel.code.digits == "551663717898"
    assert parcel.code.digits in paper.ticket.codes
    assert "14:33" in paper.ticket.text


@here_and_served
@without_windows
def test_two_months_pass_wherever_the_ecms_is(where: str, clock: ClockPage) -> None:
    before = clock.now
    clock.pass_time(days=60)
    # What people take for a step comes on top.
    assert (clock.now - before).days == 60


def test_a_failed_test_leaves_all_that_happened_and_it_plays_again(
    balik_application: object, balik_template: Path, tmp_path: Path
) -> None:
    scenario, folder = Scenario(title="It failed", seed=3), tmp_path / "remains"
    record = tmp_path / "run.jsonl"
    with opened_stage(scenario, has_windows=True, template=balik_template, record=record) as stage:
        kiosk = KioskPage(stage)
        kiosk.take_code(SHOES)
        FaultsPage(stage).on("kiosk-printer-paper-out")
        with pytest.raises(NotAsTold, match="expected 5 parcels"):
            stage.perform(Accepted(count=5))
        said = leave_remains(stage, scenario, folder)
    assert f"See it again: balik replay {folder / 'run.jsonl'}" in said
    assert f"Play it again: balik play {folder / 'scenario.toml'}" in said
    assert "step: expect.accepted" in said.partition("The last events:")[2]
    names = {path.name for path in folder.iterdir()}
    papers = {"kiosk-0001-ticket.png"}
    assert names == {"kiosk.png", *papers, "events.txt", "run.jsonl", "scenario.toml"}
    events = (folder / "events.txt").read_text("utf-8")
    assert "parcel 1: FOR RETURN" in events
    assert "touched: Get my RETURN CODE" in events
    assert "09123456789" not in events
    assert read_recording(folder / "run.jsonl").torn_at is None
    again = read_scenario(folder / "scenario.toml")
    with opened_stage(again, has_windows=False, template=balik_template) as stage:
        assert play(again, stage).failed == 3


@without_windows
def test_a_reports_section_says_where_it_is_kept_and_what_came_last(
    kiosk: KioskPage,
    request: pytest.FixtureRequest,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Be it the test that fails or a fixture that comes after the store."""
    monkeypatch.setattr(request.config.option, "balik_report", str(tmp_path))
    kiosk.take_code(SHOES)
    for when in ("setup", "call"):
        _, said = _reported(request.node, when).sections[-1]
        folder = said.partition(":")[0]
        assert folder.startswith(str(tmp_path))
        assert f"balik replay {folder}/run.jsonl" in said
        last = said.partition("The last events:")[2].strip().splitlines()
        assert "printed: ticket, out" in last[-1]
    assert "Balik" not in dict(_reported(request.node, "teardown").sections)


def _reported(test: pytest.Item, when: Literal["setup", "call", "teardown"]) -> pytest.TestReport:
    """What pytest would report if the test failed now."""

    def fail() -> None:
        raise AssertionError

    call = pytest.CallInfo.from_call(fail, when)
    hook = pytest_runtest_makereport(test, call)
    next(hook)
    with pytest.raises(StopIteration) as end:
        hook.send(pytest.TestReport.from_item_and_call(test, call))
    report = end.value.value
    assert isinstance(report, pytest.TestReport)
    return report


@without_windows
def test_power_is_lost_at_its_moment(store: StorePage, kiosk: KioskPage) -> None:
    before = store.stage.world.kiosk
    store.stage.perform(FaultOn(fault="kiosk-power-loss", after=10))
    assert store.stage.world.kiosk is before
    store.stage.perform(PassTime(minutes=10))
    assert store.stage.world.kiosk is not before
    kiosk.take_code(SHOES)
