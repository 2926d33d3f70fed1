"""Kiosk, counter, job, back office, trucker and DC in any order, beside a simple model.

Never two acceptances, never a parcel lost, and the counts always reconcile.
"""

import shutil
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager
from datetime import date
from functools import partial
from pathlib import Path
from uuid import uuid4

import pytest
from chain_model import LINE, Model, ModelList, ModelParcel
from ecms_chain import (
    CEBU_KIOSK,
    CEBU_POS,
    CLERK,
    KIOSK,
    MERCHANT_A,
    POS,
    RULES,
    Chain,
    Draws,
    SetClock,
)
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)
from postgres_server import Kept
from sqlalchemy import event

from core.domain.apo import Driver
from core.domain.custody import Proof, prove
from core.domain.events import Place
from core.domain.merchants import Merchant
from core.domain.pull_out_refusals import CountsDiffer, ListClosed
from core.domain.refusals import AlreadyReturned, Refusal
from core.domain.status import Delivery, Status, Trigger, trigger_of
from core.persistence.custody import StoredCustody
from core.persistence.database import Database, open_database
from core.persistence.opening import open_any
from core.persistence.pins import Argon2Pins
from core.services.embedded import EmbeddedEcms
from core.services.pull_out import build_lists
from core.services.scan_books import PictureQuery
from core.services.scan_parcel import Scan, Scanned, Scanner, scan_parcels
from core.services.store_office import CloseDay, CloseList, HandOverParcel

_DRIVER = Driver("J. Cruz", "NBC1234")
_COUNTERS = {"0166": (KIOSK, POS), "2031": (CEBU_KIOSK, CEBU_POS)}
_STORES = st.sampled_from(sorted(_COUNTERS))
_ANY = st.integers(0, 10_000)
_PARTIES = {Trigger.SBS: "", Trigger.TRUCKER: "TRUCK1", Trigger.DC: "CDI"}
_SCANS = st.tuples(_ANY, st.sampled_from(list(_PARTIES)), st.sampled_from(LINE[2:]))


class ChainDays(RuleBasedStateMachine):
    """Everybody does what they like; the model says what is to come of it."""

    def __init__(self, chain: Chain, database: Database, close: Callable[[], None]) -> None:
        super().__init__()
        self.chain = chain
        self.database = database
        self.close = close
        self.model = Model()
        self.reported: Counter[str] = Counter()

    @rule(store=_STORES)
    def ask(self, store: str) -> None:
        """A customer at the kiosk."""
        kiosk, _ = _COUNTERS[store]
        uid = f"UID{len(self.model.parcels):04d}"
        self.chain.submit(uid, MERCHANT_A, validity_days=300)
        issued = self.chain.ask(uid, kiosk)
        self.model.parcels.append(ModelParcel(uid, store, issued.code, issued.tracking_number))

    @precondition(lambda self: self.model.parcels)
    @rule(which=_ANY, again=st.booleans())
    def accept(self, which: int, again: bool) -> None:
        """A press of F9 at the customer's store, perhaps repeated."""
        parcel = self._parcel(which)
        _, counter = _COUNTERS[parcel.store]
        attempt = parcel.attempt if again and parcel.attempt else str(uuid4())
        try:
            self.chain.accept(parcel.code, counter, attempt=attempt)
        except AlreadyReturned:
            assert parcel.attempt
            assert attempt != parcel.attempt
            return
        if not parcel.attempt:
            parcel.status, parcel.attempt = Status.RETURNED, attempt
        assert parcel.attempt == attempt

    @rule()
    def job(self) -> None:
        """The ECMS builds its lists."""
        expected = {store: self.model.unlisted(store) for store in _COUNTERS}
        found = build_lists(self.chain.storage, self.chain.clock.now)
        assert found.parcels == sum(map(len, expected.values()))
        for number in found.lists:
            parcels = expected.pop(number.store)
            assert parcels
            self.model.lists.append(ModelList(number, list(parcels)))
            for parcel in parcels:
                parcel.status, parcel.apo = Status.FOR_PULL_OUT, number
        assert not any(expected.values()), "every store with something new has a list"

    @precondition(lambda self: self.model.lists)
    @rule(which=_ANY, of=_ANY, by_code=st.booleans())
    def hand_over(self, which: int, of: int, by_code: bool) -> None:
        """The clerk scans a parcel, mostly of the list, for the driver."""
        apo = self.model.lists[of % len(self.model.lists)]
        parcel = apo.parcels[which % len(apo.parcels)] if which % 4 else self._parcel(which)
        _, counter = _COUNTERS[apo.number.store]
        scanned = parcel.code if by_code else parcel.tracking
        expected = self.model.outcome_of_hand_over(parcel, apo)
        command = HandOverParcel(apo.number, scanned, _DRIVER, counter, CLERK)
        if expected not in ("AGAIN", "MOVED"):
            with pytest.raises(Refusal) as refused:
                self.chain.office_at(counter).hand_over_parcel(command)
            assert refused.value.code == expected
            return
        handed = self.chain.office_at(counter).hand_over_parcel(command)
        assert expected == ("AGAIN" if handed.again else "MOVED")
        if not handed.again:
            parcel.status = Status.PULLED_OUT_FROM_STORE
        assert (handed.handed_over, handed.listed) == (apo.handed_over, len(apo.parcels))

    @precondition(lambda self: self.model.lists)
    @rule(of=_ANY, miscounted=st.sampled_from([0, 0, 0, 1, -1]))
    def close_list(self, of: int, miscounted: int) -> None:
        """The driver leaves, and somebody may have miscounted."""
        apo = self.model.lists[of % len(self.model.lists)]
        _, counter = _COUNTERS[apo.number.store]
        counts = (apo.handed_over, max(0, apo.handed_over + miscounted))
        command = CloseList(apo.number, _DRIVER, *counts, counter, CLERK, str(uuid4()))
        try:
            self.chain.office_at(counter).close_list(command)
        except ListClosed:
            assert apo.closed
        except CountsDiffer:
            assert counts[0] != counts[1]
        else:
            assert not apo.closed
            assert counts[0] == counts[1]
            self.model.close(apo)

    @precondition(lambda self: self.model.parcels)
    @rule(which=_ANY, steps=st.integers(1, 6), store=_STORES)
    def go_on(self, which: int, steps: int, store: str) -> None:
        """A parcel is scanned where it goes next, several times on, and each scan twice."""
        parcel = self._parcel(which)
        for status in LINE[max(3, parcel.place + 1) :][:steps]:
            party = trigger_of(status)
            for _ in range(2):
                self._scan([(parcel, status)], party, store)

    @precondition(lambda self: self.model.parcels)
    @rule(scans=st.lists(_SCANS, min_size=1, max_size=6), store=_STORES)
    def scan_batches(self, scans: list[tuple[int, Trigger, Status]], store: str) -> None:
        """Handhelds send what they kept, in order or not."""
        for party in _PARTIES:
            batch = [(self._parcel(which), asked) for which, by, asked in scans if by is party]
            self._scan(batch, party, store)

    @rule(delivery=st.sampled_from(Delivery))
    def change_delivery(self, delivery: Delivery) -> None:
        """The merchant changes its mind while parcels are under way."""
        self.chain.change(Merchant(MERCHANT_A.code, MERCHANT_A.name, delivery=delivery))
        self.model.delivery = delivery

    @rule(hours=st.integers(1, 30))
    def time_passes(self, hours: int) -> None:
        """Hours or a night."""
        self.chain.clock.forward(hours=hours)

    @rule(store=_STORES)
    def close_day(self, store: str) -> None:
        """A Z counts what was accepted since the last one, once."""
        _, counter = _COUNTERS[store]
        report = self.chain.office_at(counter).close_day(CloseDay(counter, CLERK, str(uuid4())))
        self.reported[store] += report.accepted
        mine = [one for one in self.model.parcels if one.store == store]
        assert self.reported[store] == sum(bool(one.attempt) for one in mine)
        assert report.held == sum(one.is_held for one in mine)

    @invariant()
    def every_parcel_is_where_the_model_has_it(self) -> None:
        """No parcel is lost, and none is anywhere else."""
        with self.chain.storage.reading() as work:
            page = work.pictures.page(PictureQuery(MERCHANT_A.code, limit=10_000))
        found = {line.reference: line.status for line in page}
        assert found == {one.uid: one.status for one in self.model.parcels}

    def teardown(self) -> None:
        """What was told, what is listed, and the ledger, in the end."""
        try:
            self._reconcile()
            steps = sum(one.place + 1 for one in self.model.parcels)
            ledger = StoredCustody(self.database)
            assert prove(ledger.entries()) == Proof(steps)
            assert ledger.unentered() == 0
            with self.database.engine.connect() as connection:
                told = connection.exec_driver_sql("SELECT order_id, status FROM outbox ORDER BY id")
                heard: dict[int, list[str]] = {}
                for order, status in told:
                    heard.setdefault(order, []).append(status)
            assert sum(map(len, heard.values())) == steps
            line = [status.value for status in LINE]
            assert all(statuses == line[: len(statuses)] for statuses in heard.values())
        finally:
            self.close()

    def _reconcile(self) -> None:
        for store, (_, counter) in _COUNTERS.items():
            office = self.chain.office_at(counter)
            for apo in self.model.lists:
                if apo.number.store == store:
                    stored = office.pull_out_list(apo.number, counter)
                    assert {line.code for line in stored.lines} == {p.code for p in apo.parcels}
                    assert stored.handed_over == apo.handed_over
                    assert (stored.closing is not None) == apo.closed
            accepted = [one for one in self.model.parcels if one.store == store and one.attempt]
            days = [office.reconcile(day, counter) for day in self._days(accepted)]
            assert sum(day.accepted for day in days) == len(accepted)
            for place, status in enumerate(LINE[2:7], start=2):
                legs = [leg for day in days for leg in day.legs if leg.status is status]
                assert sum(leg.reached for leg in legs) == sum(p.place >= place for p in accepted)
                assert sum(leg.missing_count for leg in legs) == sum(
                    p.place == place - 1 for p in accepted
                )

    def _days(self, accepted: list[ModelParcel]) -> set[date]:
        """The days on which parcels were accepted, each where it was."""
        taken = [(one, self.chain.ecms.history(one.code)[-2].at) for one in accepted]
        return {_COUNTERS[one.store][1].store.today(at) for one, at in taken}

    def _scan(self, batch: list[tuple[ModelParcel, Status]], party: Trigger, store: str) -> None:
        now = self.chain.clock.now()
        place = Place(_PARTIES[party] or store, "HH-07", _DRIVER.name)
        scanner = Scanner("handheld", party, place, _DRIVER.plate)
        scans = [Scan(parcel.tracking.sscc, asked, now) for parcel, asked in batch]
        results = scan_parcels(self.chain.storage, RULES, scanner, scans, now)
        # Scans of one instant are taken in the order of the line.
        order = sorted(range(len(batch)), key=lambda turn: (LINE.index(batch[turn][1]), turn))
        for turn in order:
            parcel, asked = batch[turn]
            expected = self.model.outcome_of_scan(parcel, party, asked, store)
            assert _outcome(results[turn]) == expected
            if expected == "MOVED":
                parcel.status = asked

    def _parcel(self, which: int) -> ModelParcel:
        return self.model.parcels[which % len(self.model.parcels)]


def _outcome(scanned: Scanned) -> str:
    if scanned.refusal is not None:
        return scanned.refusal.code.value
    return "AGAIN" if scanned.again else "MOVED"


#: How many stories of how many steps each. `--hypothesis-profile=long` tells twenty times as many.
_STORIES = {"sqlite": (15, 70), "postgresql": (3, 50)}


@pytest.mark.parametrize("kind", _STORIES)
def test_no_parcel_is_lost_or_taken_twice_whatever_everybody_does(
    request: pytest.FixtureRequest, cheap_pins: Argon2Pins, kind: str
) -> None:
    new_database: Callable[[], AbstractContextManager[Database]]
    if kind == "sqlite":
        file: Path = request.getfixturevalue("chain_file")
        new_database = partial(_new_file, file)
    else:
        kept: Kept = request.getfixturevalue("chain_on_server")
        new_database = partial(_new_on_server, kept)

    def days() -> ChainDays:
        place = ExitStack()
        database = place.enter_context(new_database())
        clock, draws = SetClock(), Draws()
        ecms = EmbeddedEcms(database, clock, cheap_pins, draws, RULES)
        chain = Chain(ecms, database, cheap_pins, clock, draws)
        return ChainDays(chain, database, place.close)

    stories, steps = _STORIES[kind]
    calm = settings(
        max_examples=stories * (20 if settings.get_current_profile_name() == "long" else 1),
        stateful_step_count=steps,
        # How fast a machine is says nothing about the chain.
        deadline=None,
        suppress_health_check=list(HealthCheck),
    )
    run_state_machine_as_test(days, settings=calm)


@contextmanager
def _new_file(chain_file: Path) -> Iterator[Database]:
    with tempfile.TemporaryDirectory() as folder:
        database = open_database(Path(shutil.copy(chain_file, Path(folder) / "chain.db")))
        database.engine.dispose()
        # Nobody pulls the plug here.
        event.listen(
            database.engine, "connect", lambda file, _: file.execute("PRAGMA synchronous = OFF")
        )
        yield database
        database.close()


@contextmanager
def _new_on_server(kept: Kept) -> Iterator[Database]:
    database = open_any(kept.url())
    yield database
    database.close()
