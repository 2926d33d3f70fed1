"""`balik import` and `balik export`: a merchant's return orders, to and from files."""

from __future__ import annotations

import argparse
import os
import sys
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Final, TextIO

from core.commands.options import INTERRUPTED, Commands, complain, say, texts, where

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rich.progress import Progress

    from core.bulk.formats import Format
    from core.services.bulk import RefusedLine
    from core.services.import_orders import Imported
    from core.shop.installation import Installation
    from core.texts import Texts

#: The exit status where good lines were imported and others left out.
LEFT_OUT: Final = 3

_SHOWN: Final = 20
_COLUMNS: Final = """\
Columns of a CSV file, named in its first line, in any order; capitals do not count:

  uid            the return's own number, the one column that must be  (returnOrderCode)
  order_number   number of the order it belongs to                     (forwardOrderCode)
  waybill        the courier's number                                  (awbNumber)
  warehouse      code of the warehouse it goes back to                 (locationCode)
  validity_days  days it holds, instead of the merchant's own
  first_day      the first day it holds, 2026-12-05
  length_mm, breadth_mm, height_mm, weight_g
                 the parcel, all four; or, in centimetres and kilograms,
                 length, breadth, height, weight                       (shipmentDimension)
  item_code      number of the item                                    (itemCode)
  item_name      name of the product                                   (name)
  item_sku       its SKU                                               (channelSkuCode)
  item_reason    why it comes back                                     (reason)

Names in brackets are those of the Increff dialect. A return of several items has a line for each,
one after the other. JSON lines hold one object a line with the same names; items stand in "items"
(orderItems) as code, name, sku, reason, and the parcel in "parcel" (shipmentDimension).

Importing a file again changes nothing. An import that was stopped is finished by importing again.
Exit status: 0 all imported, 1 nothing imported, 3 some lines left out (--skip-bad).
"""


def add(commands: Commands) -> None:
    """Offer `import` and `export`."""
    taking = where(
        commands.add_parser(
            "import",
            help="take in a merchant's return orders from a file",
            epilog=_COLUMNS,
            formatter_class=argparse.RawDescriptionHelpFormatter,
        )
    )
    taking.add_argument("file", type=Path, metavar="FILE", help="CSV or JSON lines, UTF-8")
    _merchant(taking)
    _format(taking)
    taking.add_argument(
        "--skip-bad",
        action="store_true",
        help="import the good lines where others are refused; otherwise nothing is imported then",
    )
    taking.add_argument(
        "--report", type=Path, metavar="FILE", help="write every refused line and why, as CSV"
    )
    taking.set_defaults(command=run_import)

    giving = where(commands.add_parser("export", help="write a merchant's orders to a file"))
    giving.add_argument("file", type=Path, metavar="FILE", help="or - for the standard output")
    _merchant(giving)
    _format(giving)
    giving.add_argument(
        "--returns",
        action="store_true",
        help="the returns that customers asked for, instead of the orders submitted",
    )
    giving.set_defaults(command=run_export)


def _no_merchant(words: Texts, code: str) -> str:
    return words(
        "There is no merchant {code}. `balik admin merchant list` shows all, `add` sets one up.",
        code=code,
    )


def _merchant(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--merchant", required=True, metavar="CODE", help="whose, 001")


def _format(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--format", choices=("csv", "jsonl"), help="where the file's name does not say it"
    )


def run_import(options: argparse.Namespace) -> int:
    """Take a file in; says what became of it."""
    from core.bulk.formats import Format, format_of  # noqa: PLC0415 - see the package
    from core.commands.installation import installation  # noqa: PLC0415

    words = texts()
    form = Format(options.format) if options.format else format_of(options.file)
    try:
        with installation(options) as here, _report(options.report) as report:
            refused = _Refused(words, report)
            try:
                imported = _take_in(here, options, form, refused)
            except LookupError:
                complain(_no_merchant(words, options.merchant))
                return 1
            return _say_imported(imported, refused, words)
    except KeyboardInterrupt:
        complain(words("Stopped. Import the file again to go on; what is there stays as it is."))
        return INTERRUPTED


class _Refused:
    """Counts refused lines, shows the first ones, writes all of them to a report.

    Args:
        words: their sentences.
        report: a file, or None.
    """

    def __init__(self, words: Texts, report: TextIO | None) -> None:
        import csv  # noqa: PLC0415 - see the package

        self._words = words
        self._report = csv.writer(report, lineterminator="\n") if report else None
        self.first: list[str] = []
        if self._report:
            self._report.writerow(("line", "why"))

    def __call__(self, refused: RefusedLine) -> None:
        """One more."""
        why = self._words(refused.message, **refused.values)
        if len(self.first) < _SHOWN:
            self.first.append(self._words("Line {line}: {why}", line=refused.line, why=why))
        if self._report:
            self._report.writerow((refused.line, why))


@contextmanager
def _report(path: Path | None) -> Iterator[TextIO | None]:
    if path is None:
        yield None
        return
    from core.trouble import StartupTrouble, marked  # noqa: PLC0415 - see the package

    try:
        file = path.open("w", encoding="utf-8", newline="")
    except OSError as error:
        raise StartupTrouble(
            marked("The report {file} can't be written: {why}."),
            marked("Name another file."),
            file=path,
            why=error.strerror,
        ) from None
    with file:
        yield file


def _take_in(
    here: Installation, options: argparse.Namespace, form: Format, refused: _Refused
) -> Imported:
    from core.bulk.reading import reading, unused_columns  # noqa: PLC0415 - see the package
    from core.clock import SystemClock  # noqa: PLC0415
    from core.services.import_orders import Told, import_orders  # noqa: PLC0415

    words = texts()
    with reading(options.file, form) as batches, _progress() as progress:
        if unused := unused_columns(options.file, form):
            complain(words("Columns that mean nothing here: {columns}.", columns=", ".join(unused)))
        size = options.file.stat().st_size
        reads = progress.add_task(words("Reading"), total=size)
        writes = progress.add_task(words("Writing"), total=None, visible=False)
        told = Told(
            refused=refused,
            read=lambda done: progress.update(reads, completed=done),
            settled=lambda count: progress.update(writes, total=count, visible=count > 0),
            written=lambda more: progress.advance(writes, more),
        )
        return import_orders(
            here.bulk,
            here.rules,
            options.merchant,
            batches,
            SystemClock().now(),
            told,
            skip_bad=options.skip_bad,
        )


@contextmanager
def _progress() -> Iterator[Progress]:
    from rich.console import Console  # noqa: PLC0415 - slow to import
    from rich.progress import (  # noqa: PLC0415 - the same
        BarColumn,
        Progress,
        TaskProgressColumn,
        TextColumn,
        TimeRemainingColumn,
    )

    with Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        TaskProgressColumn(),
        TimeRemainingColumn(),
        # What comes out on the standard output is the report.
        console=Console(stderr=True),
        transient=True,
        disable=not sys.stderr.isatty(),
    ) as progress:
        yield progress


def _say_imported(imported: Imported, refused: _Refused, words: Texts) -> int:
    for sentence in refused.first:
        say(sentence)
    if imported.refused > len(refused.first):
        more = imported.refused - len(refused.first)
        say(
            words.plural(
                "And {n} more line; --report FILE writes them all.",
                "And {n} more lines; --report FILE writes them all.",
                more,
            )
        )
    if imported.broken_off:
        complain(words("Nothing was imported: the file can't be read to its end. Mend it first."))
        return 1
    if not imported.written:
        complain(
            words.plural(
                "Nothing was imported: {n} line is refused. Mend it, or add --skip-bad.",
                "Nothing was imported: {n} lines are refused. Mend them, or add --skip-bad.",
                imported.refused,
            )
        )
        return 1
    say(
        words(
            "Imported: {added} new, {changed} changed, {unchanged} as they were.",
            added=imported.added,
            changed=imported.changed,
            unchanged=imported.unchanged,
        )
    )
    if not imported.refused:
        return 0
    say(words.plural("Left out: {n} line.", "Left out: {n} lines.", imported.refused))
    return LEFT_OUT


def run_export(options: argparse.Namespace) -> int:
    """Write a merchant's orders or returns to a file, which is there whole or not at all."""
    from core.bulk.formats import Format, format_of  # noqa: PLC0415 - see the package
    from core.bulk.writing import writer_of  # noqa: PLC0415
    from core.commands.installation import installation  # noqa: PLC0415

    words = texts()
    to_output = str(options.file) == "-"
    if options.format or to_output:
        form = Format(options.format or "csv")
    else:
        form = format_of(options.file)
    try:
        with installation(options) as here:
            write = writer_of(here.pages, options.merchant, form, returns=options.returns)
            if to_output:
                count = write(sys.stdout)
            else:
                with _written_whole(options.file) as file:
                    count = write(file)
    except LookupError:
        complain(_no_merchant(words, options.merchant))
        return 1
    complain(words.plural("{n} written.", "{n} written.", count))
    return 0


@contextmanager
def _written_whole(path: Path) -> Iterator[TextIO]:
    """A file that takes its name only when all of it is on the disk."""
    from core.trouble import StartupTrouble, marked  # noqa: PLC0415 - see the package

    part = path.with_name(f".{path.name}.part")
    try:
        with part.open("w", encoding="utf-8", newline="") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        part.replace(path)
    except OSError as error:
        raise StartupTrouble(
            marked("The file {file} can't be written: {why}."),
            marked("Name another file."),
            file=path,
            why=error.strerror,
        ) from None
    finally:
        part.unlink(missing_ok=True)
