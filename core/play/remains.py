"""What a failed test leaves: pictures of every window, the last papers, events, the scenario."""

import shutil
from pathlib import Path
from typing import Final

from core.domain.refusals import Refusal
from core.flight.lines import all_lines
from core.flight.reading import read_recording
from core.play.stage import Stage
from core.services.ports import DatabaseTrouble
from core.simulator.scenario import Scenario
from core.simulator.scenario_text import scenario_text
from core.texts import Texts

_LAST_PAPERS: Final = 6
#: How much of the events stands in the report itself.
_LAST_EVENTS: Final = 20
_LONGEST_EVENT: Final = 160


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
    events = _events(stage)
    (folder / "events.txt").write_text("\n".join([*events, *_parcels(stage)]) + "\n", "utf-8")
    again = folder / "scenario.toml"
    again.write_text(scenario_text(stage.recorded(scenario)), "utf-8")
    lines = [f"Play it again: balik play {again}"]
    if stage.world.record is not None:
        run = folder / "run.jsonl"
        shutil.copyfile(stage.world.record, run)
        lines.append(f"See it again: balik replay {run}")
    names = ", ".join(sorted(path.name for path in folder.iterdir()))
    # Papers are there as pictures.
    told = [line[:_LONGEST_EVENT] for line in events if not line.startswith(" ")]
    return "\n".join(
        [f"{folder}: {names}", *lines, *_parcels(stage), "The last events:", *told[-_LAST_EVENTS:]]
    )


def _events(stage: Stage) -> list[str]:
    """What the flight recorder wrote, or without one each step; nobody's number is in either."""
    flight, record = stage.world.kiosk.flight, stage.world.record
    if flight is None or record is None:
        return [step.model_dump_json(exclude={"mobile"}) for step in stage.done]
    flight.flush()
    return all_lines(read_recording(record), Texts())


def _parcels(stage: Stage) -> list[str]:
    """Each parcel's history, and the faults."""
    try:
        faults = ", ".join(stage.world.switched_on())
        lines = [
            f"{entry.at:%Y-%m-%d %H:%M:%S} {name}: {entry.status.value}"
            for name, code in stage.parcels.items()
            for entry in reversed(stage.world.books.history(code))
        ]
    except (Refusal, DatabaseTrouble, LookupError) as no:
        # What failed may be the very thing that is asked; the pictures say the rest.
        return [f"the ECMS could not be asked: {type(no).__name__}"]
    return [*lines, f"switched on: {faults or 'nothing'}"]
