"""`balik history`: who had a parcel, and when."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from core.commands.options import Commands, complain, say, say_table, texts, where

if TYPE_CHECKING:
    from core.services.trace_parcel import Trace


def add(commands: Commands) -> None:
    """Offer `history`."""
    history = where(commands.add_parser("history", help="who had a parcel, and when"))
    history.add_argument("code", metavar="CODE", help="RETURN CODE or tracking number")
    history.set_defaults(command=run)


def run(options: argparse.Namespace) -> int:
    """Show a parcel's steps, the oldest first, each with its entry in the custody ledger."""
    from core.commands.installation import installation  # noqa: PLC0415 - slow to import
    from core.domain.refusals import Refusal  # noqa: PLC0415 - the same
    from core.services.trace_parcel import trace_parcel  # noqa: PLC0415

    words = texts()
    with installation(options) as here:
        try:
            trace = trace_parcel(here.storage, here.rules, options.code)
        except Refusal:
            complain(words("No parcel has the number {code}.", code=options.code))
            return 1
        _show(trace, here.rules.time_zone)
    return 0


def _show(trace: Trace, time_zone: str) -> None:
    from zoneinfo import ZoneInfo  # noqa: PLC0415 - slow to import

    words = texts()
    say(f"{trace.tracking_number}  {trace.merchant_name}")
    rows = [
        (
            words("Entry"),
            words("Time"),
            words("Status"),
            words("Party"),
            words("Place"),
            words("Person"),
            words("Number"),
        )
    ]
    for one in trace.steps:
        step = one.step
        at = step.at.astimezone(ZoneInfo(time_zone))
        place = " ".join(part for part in (step.place.location, step.place.terminal) if part)
        rows.append(
            (
                str(one.seq),
                f"{at:%Y-%m-%d %H:%M:%S}",
                step.status.value,
                step.trigger.value,
                place,
                step.place.person,
                step.detail,
            )
        )
    say_table(rows)
