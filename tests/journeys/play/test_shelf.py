"""Every scenario that ships goes as it is told, and a broken one is said in a sentence."""

from pathlib import Path

import pytest

from core.domain.status import Status
from core.play.play import Verdict, opened_stage, play
from core.play.shelf import scenario_file, shelf
from core.play.world import PlayWorld
from core.simulator.scenario import Scenario, read_scenario
from core.simulator.scenario_text import scenario_text
from core.simulator.steps import (
    Accept,
    CancelOrder,
    FaultOn,
    LedgerIsWhole,
    ParcelIs,
    TakeCode,
)
from core.texts import Texts
from core.tour.album import Album
from core.trouble import StartupTrouble


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A world with nothing but the demonstration in it."""
    data = tmp_path_factory.mktemp("template") / "world"
    PlayWorld(Scenario(title="Nothing happens"), data).close()
    return data


def _played(name: str, template: Path, *, has_windows: bool = False) -> Verdict:
    scenario = read_scenario(scenario_file(name))
    with opened_stage(scenario, has_windows=has_windows, template=template) as stage:
        return play(scenario, stage)


def test_there_are_at_least_twenty() -> None:
    assert len(shelf()) >= 20


@pytest.mark.parametrize("name", [file.stem for file in shelf()])
def test_a_shipped_scenario_goes_as_told(name: str, template: Path) -> None:
    verdict = _played(name, template)
    assert verdict.why == ""
    assert verdict.failed is None


@pytest.mark.parametrize("name", ["answer-lost", "torn-ticket"])
def test_at_the_windows_it_goes_alike(qapp: object, name: str, template: Path) -> None:
    verdict = _played(name, template, has_windows=True)
    assert verdict.why == ""


def test_what_is_written_down_is_read_back_the_same(tmp_path: Path) -> None:
    for file in shelf():
        scenario = read_scenario(file)
        (tmp_path / file.name).write_text(scenario_text(scenario), "utf-8")
        assert read_scenario(tmp_path / file.name) == scenario


def test_the_same_seed_gives_the_same_papers_and_another_one_others(
    template: Path, tmp_path: Path
) -> None:
    def papers(seed: int) -> list[bytes]:
        scenario = read_scenario(scenario_file("receipt-again"))
        scenario = scenario.model_copy(update={"seed": seed})
        with opened_stage(scenario, has_windows=False, template=template) as stage:
            assert play(scenario, stage).failed is None
            both = (stage.world.printer(at).papers for at in ("kiosk", "pos"))
            return [paper.png.read_bytes() for out in both for paper in out]

    first = papers(1)
    assert first == papers(1)
    assert len(first) == 4
    assert first != papers(2)


def test_the_same_seed_gives_the_same_codes_however_its_world_was_set_up(template: Path) -> None:
    """`balik play` sets up a new one; tests copy one."""
    scenario = Scenario(title="Two codes", seed=5)

    def codes(template: Path | None) -> list[str]:
        with opened_stage(scenario, has_windows=False, template=template) as stage:
            uids = ("AXDY43322222524544", "BX-2026-0001")
            given = [stage.perform(TakeCode(reference=uid)) for uid in uids]
            past = stage.record_of("WAITING2026").code
            return [code.digits for code in (past, *given) if code is not None]

    assert len(codes(template)) == 3
    assert codes(template) == codes(None)


def test_a_story_that_goes_otherwise_says_where_and_leaves_its_pictures(
    qapp: object, template: Path, tmp_path: Path
) -> None:
    scenario = Scenario(
        title="Too hopeful",
        steps=(
            TakeCode(reference="AXDY43322222524544", named="shoes"),
            CancelOrder(merchant="001", uid="AXDY43322222524544"),
            Accept(parcel="shoes"),
            ParcelIs(parcel="shoes", status=Status.RETURNED),
        ),
    )
    album = Album(tmp_path, scenario.title, scenario.story)
    with opened_stage(scenario, has_windows=False, template=template) as stage:
        verdict = play(scenario, stage, album)
    assert (verdict.failed, verdict.what) == (3, "pos.accept")
    assert "cancelled" in verdict.why
    assert verdict.words(scenario.title, Texts()).startswith("Too hopeful: step 3, pos.accept, ")
    assert "ticket: kiosk.take_code" in album.write().read_text("utf-8")
    assert len(list(tmp_path.glob("*-paper.png"))) == 1


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("title = ", "Invalid value"),
        ("seed = 1", "title: Field required"),
        ('title = "x"\nspeed = 3', "speed: Extra inputs are not permitted"),
        ('title = "x"\nsteps = [{ do = "kiosk.dance" }]', "steps 1: Input tag 'kiosk.dance'"),
        (
            'title = "x"\nsteps = [{ do = "ecms.job" }, { do = "pos.accept" }]',
            "steps 2, pos.accept, parcel: Field required",
        ),
        (
            'title = "x"\nfaults = [{ fault = "kiosk-printer-on-fire" }]',
            "faults 1, fault: there is no fault 'kiosk-printer-on-fire'",
        ),
        ('title = "x"\nsteps = [{ do = "clock.pass" }]', "say how much time passes"),
        ('title = "x"\nsteps = [{ do = "clock.pass", days = -1 }]', "greater than or equal to 0"),
        ('title = "x"\nworld.clock = 2026-01-01T00:00:00', "world, clock: Input should have"),
        ('title = "x"\nworld.clock = 9999-12-31T23:59:00Z', "world, clock: the year should be one"),
        ('title = "x"\nsteps = [{ do = "clock.pass", days = 1e12 }]', "steps 1, clock.pass, days"),
        ('title = "x"\nsteps = [{ do = "clock.pass", hours = inf }]', "steps 1, clock.pass, hours"),
        (
            'title = "x"\nfaults = [{ fault = "webhook-500", minutes = 1e14 }]',
            "faults 1, minutes: Input should be less than",
        ),
        (
            'title = "x"\nfaults = [{ fault = "kiosk-clock-ahead", chance = 0.5 }]',
            "faults 1: a clock is wrong always or never",
        ),
        (
            'title = "x"\nsteps = [{ do = "pos.press", text = "Entr" }]',
            "steps 1, pos.press: there is no key 'Entr'; keys are Enter, Tab, ",
        ),
        (
            'title = "x"\nworld.orders = [{ merchant = "001", uid = "X", size_cm = [5, -4, 5] }]',
            "world, orders 1, size_cm 2: Input should be greater than",
        ),
    ],
)
def test_a_broken_file_is_said_in_a_sentence_with_its_place(
    tmp_path: Path, text: str, said: str
) -> None:
    file = tmp_path / "broken.toml"
    file.write_text(text, "utf-8")
    with pytest.raises(StartupTrouble) as trouble:
        read_scenario(file)
    assert said in trouble.value.sentence(Texts())
    assert str(file) in trouble.value.sentence(Texts())


def test_a_clerk_who_cannot_sign_in_is_a_verdict_on_the_first_step_at_the_counter(
    qapp: object, template: Path
) -> None:
    scenario = Scenario(
        title="No link",
        faults=(FaultOn(fault="pos-link-down"),),
        steps=(LedgerIsWhole(), Accept(parcel="AXDY43322222524544")),
    )
    with opened_stage(scenario, has_windows=True, template=template) as stage:
        verdict = play(scenario, stage)
        assert stage.done == []
    assert (verdict.failed, verdict.what) == (2, "pos.accept")
    assert verdict.why.startswith("before all, the clerk could not sign in: ")


@pytest.mark.parametrize("make", [Path.mkdir, lambda file: file.write_bytes(b"\xff")])
def test_a_file_that_cannot_be_read_is_no_crash(tmp_path: Path, make: object) -> None:
    file = tmp_path / "strange.toml"
    assert callable(make)
    make(file)
    with pytest.raises(StartupTrouble, match="cannot be read"):
        read_scenario(file)
