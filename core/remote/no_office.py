"""The back office of a terminal whose ECMS is elsewhere: it is not on the wire yet.

So pull-out and day are done where the ECMS itself is. To whoever asks here, it does not answer.
"""

# ruff: noqa: ARG002 - nobody is asked
from datetime import date
from typing import NoReturn

from core.domain.apo import ApoNumber
from core.domain.refusals import EcmsUnreachable
from core.log import get_logger
from core.services.ecms import Clerk, Terminal
from core.services.store_office import CloseDay, CloseList, HandOverParcel

_log = get_logger("remote")


class NoOffice:
    """`core.services.store_office.StoreOffice`, out of reach."""

    def pull_out_lists(self, terminal: Terminal) -> NoReturn:
        """See `StoreOffice.pull_out_lists`."""
        raise _away()

    def pull_out_list(self, number: ApoNumber, terminal: Terminal) -> NoReturn:
        """See `StoreOffice.pull_out_list`."""
        raise _away()

    def hand_over_parcel(self, command: HandOverParcel) -> NoReturn:
        """See `StoreOffice.hand_over_parcel`."""
        raise _away()

    def close_list(self, command: CloseList) -> NoReturn:
        """See `StoreOffice.close_list`."""
        raise _away()

    def day_so_far(self, terminal: Terminal, clerk: Clerk) -> NoReturn:
        """See `StoreOffice.day_so_far`."""
        raise _away()

    def close_day(self, command: CloseDay) -> NoReturn:
        """See `StoreOffice.close_day`."""
        raise _away()

    def closed_day(self, number: int, terminal: Terminal) -> NoReturn:
        """See `StoreOffice.closed_day`."""
        raise _away()

    def reconcile(self, day: date, terminal: Terminal) -> NoReturn:
        """See `StoreOffice.reconcile`."""
        raise _away()


def _away() -> EcmsUnreachable:
    _log.warning("the back office is not on the wire yet")
    return EcmsUnreachable()
