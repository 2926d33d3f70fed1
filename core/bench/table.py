"""`balik bench`: measures and prints a table with the yardstick beside each figure."""

import platform
from collections.abc import Callable, Iterable
from importlib import import_module
from typing import Final

from rich.console import Console
from rich.table import Table

from core.bench.figure import Figure

#: Each measures on its own, so that one that is missing its yardstick does not stop the others.
_BENCHES: Final = {
    "frame": "core.bench.first_frame",
    "paper": "core.bench.paper",
    "ecms": "core.bench.ecms",
    "continue": "core.bench.continue_time",
    "http": "core.bench.http",
    "import": "core.bench.bulk",
    "postgres": "core.bench.postgres",
    "job": "core.bench.job",
    "month": "core.bench.month",
}


def run(only: Iterable[str], *, quick: bool) -> int:
    """Measure the named benches, or all; 0 where every figure is as good as asked.

    Args:
        only: names of `_BENCHES`; all where none is named.
        quick: smaller worlds, for a first look; their figures are not the asked ones.
    """
    console = Console()
    names = list(only) or list(_BENCHES)
    if unknown := [name for name in names if name not in _BENCHES]:
        console.print(f"No bench is called {unknown[0]}. There are: {', '.join(_BENCHES)}.")
        return 2
    figures: list[Figure] = []
    for name in names:
        with console.status(f"Measuring {name} …"):
            measure: Callable[..., list[Figure]] = import_module(_BENCHES[name]).measure_figures
            figures += measure(quick=quick)
    console.print(_table(figures))
    console.print(f"Python {platform.python_version()} on {platform.machine()}; ratios of one run.")
    return 0 if all(figure.holds for figure in figures) else 1


def _table(figures: list[Figure]) -> Table:
    table = Table(title="Balik, beside its yardsticks")
    table.add_column("What")
    table.add_column("Balik", justify="right")
    table.add_column("Yardstick", justify="right")
    table.add_column("Ratio", justify="right")
    table.add_column("Asked", justify="right")
    table.add_column("")
    for figure in figures:
        sign = "≥" if figure.at_least else "≤"
        table.add_row(
            figure.what,
            figure.ours,
            figure.yardstick,
            f"{figure.ratio:.2f}",
            f"{sign} {figure.asked:.2f}",
            "holds" if figure.holds else "falls short",
        )
    return table
