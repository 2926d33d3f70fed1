"""What a failed test leaves: pictures of every window, the last papers, events, the scenario."""

import shutil
from pathlib import Path
from typing import Final

from core.play.stage import Stage
from core.simulator.scenario import Scenario
from core.simulator.scenario_text import scenario_text

_LAST_PAPERS: Final = 6


def leave_remains(stage: Stage, scenario: Scenario, folder: Path) -> str:
    """Write them into a folder, which is emptied first.

    Returns:
        What there is, for the test's report.
    """
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    if stage.has_windows:
        for name, window in stage.windows.opened.items():
            window.grab().save(str(folder / f"{name}.png"))
    for at in ("kiosk", "pos"):
        for paper in stage.world.printer(at).papers[-_LAST_PAPERS:]:
            shutil.copyfile(paper.png, folder / f"{at}-{paper.png.name}")
    (folder / "events.txt").write_text("\n".join(_events(stage)) + "\n", "utf-8")
    replay = folder / "scenario.toml"
    replay.write_text(scenario_text(stage.recorded(scenario)), "utf-8")
    names = ", ".join(sorted(path.name for path in folder.iterdir()))
    return f"{folder}: {names}\nPlay it again: balik play {replay}"


def _events(stage: Stage) -> list[str]:
    """Each step that was done, and each parcel's history; no customer's number is in either."""
    lines = [step.model_dump_json(exclude={"mobile"}) for step in stage.done]
    ecms = stage.world.service().ecms
    for name, code in stage.parcels.items():
        lines += [
            f"{entry.at:%Y-%m-%d %H:%M:%S} {name}: {entry.status.value}"
            for entry in reversed(ecms.history(code))
        ]
    faults = ", ".join(stage.world.panel.faults.switches)
    return [*lines, f"switched on: {faults or 'nothing'}"]
