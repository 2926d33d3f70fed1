"""Plays a scenario to its end or its first failure, and leaves an album."""

import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from core.play.place import place_for_a_while
from core.play.stage import Stage
from core.play.world import PlayWorld
from core.simulator.faults import FAULTS
from core.simulator.scenario import Scenario
from core.simulator.steps import Step
from core.texts import Texts
from core.tour.album import Album

#: How long a person takes to see what a step did, at speed 1.
_SEEN_S: Final = 1.5


@dataclass(frozen=True, slots=True)
class Verdict:
    """How a scenario ended.

    Args:
        steps: how many were done.
        failed: the number of the one that went otherwise, from 1, or None.
        what: that step's name.
        why: what went otherwise.
        took: in real seconds.
    """

    steps: int
    failed: int | None = None
    what: str = ""
    why: str = ""
    took: float = 0.0

    def words(self, title: str, texts: Texts) -> str:
        """The verdict in a sentence."""
        if self.failed is None:
            return texts.plural(
                "{title}: as told, {n} step in {seconds} s.",
                "{title}: as told, {n} steps in {seconds} s.",
                self.steps,
                title=title,
                seconds=f"{self.took:.1f}",
            )
        return texts(
            "{title}: step {number}, {what}, went otherwise: {why}",
            title=title,
            number=self.failed,
            what=self.what,
            why=self.why,
        )


@contextmanager
def opened_stage(
    scenario: Scenario,
    *,
    has_windows: bool,
    template: Path | None = None,
    record: Path | None = None,
) -> Iterator[Stage]:
    """A stage in a world that is thrown away afterwards; arguments as `PlayWorld` and `Stage`."""
    with (
        place_for_a_while("balik-play-") as place,
        # By its stage as a rule, and again does no harm; also where that does not come about.
        closing(PlayWorld(scenario, Path(place) / "world", template, record)) as world,
        closing(Stage(world, has_windows=has_windows)) as stage,
    ):
        yield stage


def play(
    scenario: Scenario,
    stage: Stage,
    album: Album | None = None,
    speed: float | None = None,
    before_each: Callable[[], None] = lambda: None,
) -> Verdict:
    """Play it.

    Args:
        scenario: whose steps.
        stage: where; opened for this scenario.
        album: gets pictures of windows and papers.
        speed: how fast somebody watches, 1 for a person's pace; None where nobody does.
        before_each: called before each step; may end it all by what it raises.
    """
    began = time.monotonic()
    pictures = _Pictures(stage, album) if album is not None else None

    def otherwise(number: int, step: Step, why: str) -> Verdict:
        if pictures is not None:
            pictures.take(step, failed=True)
        return Verdict(number, number, step.do, why, time.monotonic() - began)

    if first := _first_at_counter(scenario):
        try:
            stage.counter.begin()
        except AssertionError as why:
            return otherwise(*first, f"before all, the clerk could not sign in: {why}")
    for number, step in enumerate(scenario.steps, 1):
        before_each()
        try:
            stage.perform(step)
        except AssertionError as why:
            return otherwise(number, step, str(why))
        if pictures is not None:
            pictures.take(step)
        if speed is not None:
            _let_watch(_SEEN_S / speed)
    return Verdict(len(scenario.steps), took=time.monotonic() - began)


def _first_at_counter(scenario: Scenario) -> tuple[int, Step] | None:
    """The first step for which a clerk must be there, and its number from 1."""
    at_counter = (
        (n, step) for n, step in enumerate(scenario.steps, 1) if step.do.startswith("pos.")
    )
    return next(at_counter, None)


class _Pictures:
    """Puts what came of each step into the album."""

    def __init__(self, stage: Stage, album: Album) -> None:
        self._stage: Final = stage
        self._album: Final = album
        self._papers = {"kiosk": 0, "pos": 0}
        self._wanted: list[str] = []
        stage.pictured = self._wanted.append
        album.chapter(f"{stage.world.panel.clock.now():%d %b %Y}")

    def take(self, step: Step, *, failed: bool = False) -> None:
        """After a step: the windows that it could have changed, and new papers."""
        on = ", ".join(FAULTS[code].words(Texts()) for code in self._stage.world.switched_on())
        caption = f"{step.do}{' — went otherwise' if failed else ''}{f' ({on})' if on else ''}"
        caption = " · ".join([*self._wanted, caption])
        if self._stage.has_windows:
            shown = self._stage.windows.opened
            for name, window in shown.items():
                if step.do.startswith(name) or self._wanted or failed:
                    self._album.screen(window.grab(), caption)
        self._wanted.clear()
        for at, seen in self._papers.items():
            papers = self._stage.world.printer(at).papers
            for paper in papers[seen:]:
                self._album.paper(paper.png, f"{paper.name}: {caption}")
            self._papers[at] = len(papers)


def _let_watch(seconds: float) -> None:
    """Leave the windows alone for a while."""
    from PySide6.QtTest import QTest  # noqa: PLC0415 - only where there are windows

    QTest.qWait(round(seconds * 1000))
