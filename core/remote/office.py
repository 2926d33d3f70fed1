"""`core.services.store_office.StoreOffice` over HTTP, as one terminal."""

from dataclasses import dataclass
from datetime import date
from typing import TypeVar
from urllib.parse import quote

from core.domain.apo import ApoNumber
from core.remote.answers import NotOurs, path_of, read, unusable
from core.remote.link import Link
from core.services import store_office as contract
from core.services.ecms import Clerk, Terminal
from core.services.report_papers import CountPrint
from core.wire.base import Wire
from core.wire.office import (
    CloseDayBody,
    CloseListBody,
    DriverBody,
    HandedOverBody,
    HandOverBody,
    PrintBody,
    PrintedBody,
    PullOutListBody,
    PullOutListsBody,
    ReportBody,
)
from core.wire.reports import DayReportBody, ReconciliationBody

Body = TypeVar("Body", bound=Wire)


@dataclass(frozen=True, slots=True)
class RemoteOffice:
    """The back office at the other end of a link; any thread may call it.

    Args:
        link: stays the caller's to close.
    """

    link: Link

    def pull_out_lists(self, terminal: Terminal) -> tuple[contract.PullOutList, ...]:
        """See `StoreOffice.pull_out_lists`."""
        found = self._get(terminal, "/pull-out-lists", PullOutListsBody)
        return tuple(apo.value() for apo in found.lists)

    def pull_out_list(self, number: ApoNumber, terminal: Terminal) -> contract.PullOutList:
        """See `StoreOffice.pull_out_list`."""
        return self._get(terminal, _list(number), PullOutListBody).value()

    def hand_over_parcel(self, command: contract.HandOverParcel) -> contract.HandedOver:
        """See `StoreOffice.hand_over_parcel`."""
        driver = DriverBody.of(command.driver)
        body = HandOverBody(parcel=command.parcel, driver=driver, clerk=command.clerk.number)
        path = f"{_list(command.number)}/hand-over"
        return self._post(command.terminal, path, body, HandedOverBody).value()

    def close_list(self, command: contract.CloseList) -> contract.PullOutList:
        """See `StoreOffice.close_list`."""
        body = CloseListBody(
            driver=DriverBody.of(command.driver),
            store_count=command.store_count,
            driver_count=command.driver_count,
            clerk=command.clerk.number,
            attempt=command.attempt,
        )
        path = f"{_list(command.number)}/close"
        return self._post(command.terminal, path, body, PullOutListBody).value()

    def day_so_far(self, terminal: Terminal, clerk: Clerk) -> contract.DayReport:
        """See `StoreOffice.day_so_far`."""
        body = ReportBody(clerk=clerk.number)
        return self._post(terminal, "/days/so-far", body, DayReportBody).value()

    def close_day(self, command: contract.CloseDay) -> contract.DayReport:
        """See `StoreOffice.close_day`."""
        body = CloseDayBody(clerk=command.clerk.number, attempt=command.attempt)
        return self._post(command.terminal, "/days/close", body, DayReportBody).value()

    def closed_day(self, number: int, terminal: Terminal) -> contract.DayReport:
        """See `StoreOffice.closed_day`."""
        return self._get(terminal, f"/days/{number}", DayReportBody).value()

    def count_print(self, command: CountPrint) -> int:
        """See `StoreOffice.count_print`."""
        body = PrintBody(clerk=command.clerk.number, attempt=command.attempt)
        report = command.report
        whose = _list(report) if isinstance(report, ApoNumber) else f"/days/{report}"
        return self._post(command.terminal, f"{whose}/prints", body, PrintedBody).number

    def reconcile(self, day: date, terminal: Terminal) -> contract.Reconciliation:
        """See `StoreOffice.reconcile`."""
        path = f"/reconciliations/{day.isoformat()}"
        return self._get(terminal, path, ReconciliationBody).value()

    def _get(self, terminal: Terminal, path: str, kind: type[Body]) -> Body:
        try:
            return read(self.link.get(path_of(terminal.store.code, terminal.number, path)), kind)
        except NotOurs as no:
            raise unusable(no) from no

    def _post(self, terminal: Terminal, path: str, body: Wire, kind: type[Body]) -> Body:
        where = path_of(terminal.store.code, terminal.number, path)
        try:
            return read(self.link.post(where, body.model_dump_json()), kind)
        except NotOurs as no:
            raise unusable(no) from no


def _list(number: ApoNumber) -> str:
    return f"/pull-out-lists/{quote(str(number), safe='')}"
