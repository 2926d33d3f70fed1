"""Finished reports on paper: which one, and the how-manieth copy.

Part of `core.services.store_office.StoreOffice`.
"""

from dataclasses import dataclass
from enum import Enum

from core.domain.apo import ApoNumber
from core.services.ecms import Clerk, Terminal


class ReportKind(Enum):
    """The reports that say the same for ever, so that a second paper of one is a reprint."""

    LIST = "list"
    DAY_REPORT = "day report"


@dataclass(frozen=True, slots=True)
class CountPrint:
    """A finished report goes on paper.

    Args:
        report: a closed list's number, or a Z report's.
        attempt: a UUID kept until the paper came out whole; a repeat with it is the same copy.
    """

    report: ApoNumber | int
    terminal: Terminal
    clerk: Clerk
    attempt: str

    @property
    def kind(self) -> ReportKind:
        """What it is."""
        return ReportKind.LIST if isinstance(self.report, ApoNumber) else ReportKind.DAY_REPORT
