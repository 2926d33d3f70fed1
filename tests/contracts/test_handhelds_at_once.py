"""Two handhelds that send the same batch at the same moment, on either kind of database."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from ecms_chain import CLERK, POS, RULES, Chain, Draws, SetClock

from core.domain.apo import Driver
from core.domain.custody import Proof, prove
from core.domain.events import Place
from core.domain.status import Status, Trigger
from core.persistence.custody import StoredCustody
from core.persistence.database import Database
from core.persistence.pins import Argon2Pins
from core.services.embedded import EmbeddedEcms
from core.services.pull_out import build_lists
from core.services.scan_parcel import Scan, Scanned, Scanner, scan_parcels
from core.services.store_office import HandOverParcel

_PARCELS = 6
_STEPS = (Status.ON_VEHICLE_TO_WAREHOUSE, Status.ARRIVED_AT_WAREHOUSE)


def test_each_parcel_moves_once(chain_database: Database, cheap_pins: Argon2Pins) -> None:
    clock, draws = SetClock(), Draws()
    ecms = EmbeddedEcms(chain_database, clock, cheap_pins, draws, RULES)
    chain = Chain(ecms, chain_database, cheap_pins, clock, draws)
    batch = _pulled_out(chain)
    start = Barrier(2)

    def send(handheld: str) -> list[Scanned]:
        scanner = Scanner("truck", Trigger.TRUCKER, Place("TRUCK1", handheld, "J. Cruz"))
        start.wait()
        return scan_parcels(chain_database, RULES, scanner, batch, clock.now())

    with ThreadPoolExecutor(2) as threads:
        results = list(threads.map(send, ["HH-07", "HH-08"]))

    for mine, others in zip(*results, strict=True):
        assert (mine.refusal, others.refusal) == (None, None)
        assert sorted([mine.again, others.again]) == [False, True]
    with chain_database.reading() as work:
        assert work.scans.unsettled("", 100) == []
    # From the kiosk to the warehouse, each step once.
    ledger = StoredCustody(chain_database)
    assert prove(ledger.entries()) == Proof(6 * _PARCELS)


def _pulled_out(chain: Chain) -> list[Scan]:
    """Parcels that a driver has, as a batch of their next scans."""
    parcels = []
    for number in range(_PARCELS):
        chain.submit(f"UID{number}")
        parcels.append(chain.accept(chain.ask(f"UID{number}").code))
    (apo,) = build_lists(chain.storage, chain.clock.now).lists
    for parcel in parcels:
        driver = Driver("J. Cruz", "NBC1234")
        command = HandOverParcel(apo, parcel.tracking_number, driver, POS, CLERK)
        chain.office_at(POS).hand_over_parcel(command)
    now = chain.clock.now()
    return [Scan(parcel.tracking_number.sscc, step, now) for step in _STEPS for parcel in parcels]
