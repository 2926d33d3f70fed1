"""`balik scans`: the scans that were refused, and what became of them."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING, Final

from core.commands.options import Commands, complain, say, say_table, texts, where

if TYPE_CHECKING:
    from core.services.scan_books import RefusedScan

_MOST: Final = 200
_LONGEST: Final = {"by": 100, "outcome": 500}


def add(commands: Commands) -> None:
    """Offer `scans`."""
    scans = where(commands.add_parser("scans", help="scans that were refused, and their end"))
    scans.add_argument(
        "--settle", type=int, metavar="NUMBER", help="take this one off the list; it is kept"
    )
    scans.add_argument("--by", metavar="NAME", default="", help="who looked into it")
    scans.add_argument("--outcome", metavar="WORDS", default="", help="what became of it")
    scans.set_defaults(command=run)


def run(options: argparse.Namespace) -> int:
    """List what nobody has settled, or settle one."""
    from core.commands.installation import installation  # noqa: PLC0415 - slow to import

    words = texts()
    if options.settle is None:
        with installation(options) as here, here.storage.reading() as work:
            refused = work.scans.unsettled("", _MOST)
            zone = here.rules.time_zone
        _show(refused, zone)
        return 0
    said = {name: getattr(options, name).strip() for name in _LONGEST}
    if not all(
        0 < len(text) <= _LONGEST[name] and text.isprintable() for name, text in said.items()
    ):
        complain(words("Say with --by who looked into it, and with --outcome what became of it."))
        return 2
    with installation(options) as here:
        from core.clock import SystemClock  # noqa: PLC0415 - slow to import
        from core.services.scan_books import Settlement  # noqa: PLC0415 - the same
        from core.services.settle_scan import settle_scan  # noqa: PLC0415 - the same

        settlement = Settlement("", said["by"], said["outcome"], SystemClock().now())
        kept = settle_scan(here.storage, options.settle, settlement, own_only=False)
    if kept is None:
        complain(words("No refused scan has the number {number}.", number=options.settle))
        return 1
    say(f"{options.settle}: {kept.outcome} ({kept.person})")
    return 0


def _show(refused: list[RefusedScan], zone: str) -> None:
    from zoneinfo import ZoneInfo  # noqa: PLC0415 - slow to import

    words = texts()
    if not refused:
        say(words("No refused scan waits for anybody."))
        return
    rows = [
        (
            words("Number"),
            words("Time"),
            words("Place"),
            words("Scanned"),
            words("Asked for"),
            words("Refused"),
        )
    ]
    for scan in refused:
        at = scan.scanned_at.astimezone(ZoneInfo(zone))
        place = " ".join(part for part in (scan.place.location, scan.place.terminal) if part)
        asked = scan.asked.value
        rows.append(
            (str(scan.number), f"{at:%Y-%m-%d %H:%M:%S}", place, scan.scanned, asked, scan.refusal)
        )
    say_table(rows)
