"""`core.services.handheld.Handheld` over HTTP: each scan comes from the party whose turn it is."""

from collections.abc import Mapping
from dataclasses import dataclass

from core.clock import Clock
from core.domain.refusals import Refusal
from core.domain.status import Status, Trigger, trigger_of
from core.remote.answers import NotOurs, read
from core.remote.link import EcmsLink
from core.remote.office import RemoteOffice
from core.remote.simulation import RemoteSimulation
from core.services.ecms import Terminal
from core.services.pull_out import Built
from core.services.scan_parcel import Scan, Scanned
from core.services.store_office import PullOutLine
from core.wire.logistics import ScanBody, ScannedBody

_NAME = "HH1"
_PERSON = "J. Dela Cruz"
_PLATE = "NBX4471"


@dataclass(frozen=True, slots=True)
class RemoteHandheld:
    """A `Handheld` of a simulation elsewhere; any thread may call it.

    Args:
        links: of the back office, the trucker and the distribution centre; stay the caller's.
        simulation: runs the job.
        office: has the store's lists.
        terminal: at the store whose parcels it follows.
        clock: the hand-held's own, by which its scans are dated.
    """

    links: Mapping[Trigger, EcmsLink]
    simulation: RemoteSimulation
    office: RemoteOffice
    terminal: Terminal
    clock: Clock

    def run_job(self) -> Built:
        """See `Handheld.run_job`."""
        done = self.simulation.run_job(self.terminal.store.code)
        return Built(done.stores, (), done.lists, done.parcels)

    def parcels(self) -> tuple[PullOutLine, ...]:
        """See `Handheld.parcels`."""
        lists = self.office.pull_out_lists(self.terminal)
        return tuple(line for one in lists for line in one.lines if line.handed_over_at)

    def scan(self, text: str, asked: Status) -> Scanned:
        """See `Handheld.scan`."""
        now = self.clock.now()
        scan = Scan(text, asked, now)
        body = ScanBody(
            handheld=_NAME,
            person=_PERSON,
            plate=_PLATE,
            parcel=text,
            status=asked,
            scanned_at=now,
            sent_at=now,
        )
        link = self.links[trigger_of(asked)]
        try:
            done = read(link.post("/ecms/api/v1/scans", body.text()), ScannedBody)
        except NotOurs as no:
            raise LookupError(f"no scan is taken there: {no.code}") from no
        except Refusal as refusal:
            return Scanned(scan, refusal=refusal)
        return Scanned(scan, done.tracking_number, done.status, done.outcome == "AGAIN")
