"""Whatever happens in whatever order, an ID is accepted at most once and no number is lost."""

import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path

from ecms_chain import CEBU_POS, CLERK, MOBILE, POS, RULES, SECOND_POS, Chain, Draws, SetClock
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    Bundle,
    RuleBasedStateMachine,
    initialize,
    invariant,
    rule,
    run_state_machine_as_test,
)

from core.domain.codes import ReturnCode
from core.domain.refusals import (
    AlreadyReturned,
    Cancelled,
    CodeExpired,
    Expired,
    Refusal,
    TooManyAttempts,
    UnknownReference,
)
from core.domain.status import Status
from core.persistence.database import open_database
from core.persistence.pins import Argon2Pins
from core.services.ecms import AcceptedParcel, ParcelFault, RefuseParcel, Terminal
from core.services.embedded import EmbeddedEcms

_UIDS = st.sampled_from([f"UID00{n}" for n in range(4)])
_COUNTERS = st.sampled_from([POS, SECOND_POS, CEBU_POS])


class ShopDays(RuleBasedStateMachine):
    """Customers, clerks and a merchant who do what they like; what must hold is kept beside."""

    def __init__(self, chain: Chain, close: Callable[[], None]) -> None:
        super().__init__()
        self.chain = chain
        self.close = close
        self.codes: dict[str, ReturnCode] = {}
        self.taken: dict[str, AcceptedParcel] = {}
        self.taken_by: dict[str, str] = {}
        self.cancelled: set[str] = set()
        self.attempts = 0

    presses = Bundle("presses")

    @initialize()
    def open(self) -> None:
        """The merchant submitted everything; later it may think otherwise."""
        for number in range(4):
            self.chain.submit(f"UID00{number}", validity_days=5)

    @rule(uid=_UIDS, days=st.integers(0, 5))
    def submit(self, uid: str, days: int) -> None:
        """The merchant submits, with other content or the same."""
        try:
            self.chain.submit(uid, validity_days=days)
        except Refusal:
            assert uid in self.codes

    @rule(uid=_UIDS)
    def cancel(self, uid: str) -> None:
        """The merchant takes back."""
        try:
            self.chain.cancel(uid)
        except UnknownReference:
            return
        except AlreadyReturned:
            assert uid in self.taken
            return
        assert uid not in self.taken
        self.cancelled.add(uid)

    @rule(uid=_UIDS)
    def ask(self, uid: str) -> None:
        """A customer wants a code."""
        try:
            issued = self.chain.ask(uid, attempt=self._attempt())
        except (UnknownReference, TooManyAttempts, Expired):
            return
        except Cancelled:
            assert uid in self.cancelled
            return
        except AlreadyReturned:
            assert uid in self.taken
            return
        assert uid not in self.taken | dict.fromkeys(self.cancelled)
        assert issued.again == (uid in self.codes)
        assert self.codes.setdefault(uid, issued.code) == issued.code
        assert len(set(self.codes.values())) == len(self.codes)

    @rule(target=presses, uid=_UIDS)
    def scan(self, uid: str) -> tuple[str, str]:
        """A customer who just came from the kiosk; the clerk will press once or more."""
        self.ask(uid)
        return uid, self._attempt()

    @rule(press=presses, counters=st.lists(_COUNTERS, min_size=1, max_size=3))
    def accept(self, press: tuple[str, str], counters: list[Terminal]) -> None:
        """A press of F9, perhaps repeated, perhaps at another counter, perhaps days later."""
        uid, attempt = press
        for counter in counters:
            if uid in self.codes:
                self._press(uid, attempt, counter)

    @rule(uid=_UIDS, fault=st.sampled_from(ParcelFault))
    def refuse(self, uid: str, fault: ParcelFault) -> None:
        """A clerk sends a parcel away."""
        if uid not in self.codes:
            return
        try:
            self.chain.ecms.refuse_parcel(
                RefuseParcel(self.codes[uid], POS, CLERK, fault, self._attempt())
            )
        except AlreadyReturned:
            assert uid in self.taken

    @rule(hours=st.integers(1, 40))
    def time_passes(self, hours: int) -> None:
        """Hours or a night."""
        self.chain.clock.forward(hours=hours)

    @invariant()
    def every_code_stands_where_the_shop_thinks(self) -> None:
        """Status, history and receipt agree with what was answered."""
        for uid, code in self.codes.items():
            statuses = [step.status for step in self.chain.ecms.history(code)]
            asked = [Status.FOR_RETURN]
            assert statuses == ([Status.RETURNED, *asked] if uid in self.taken else asked)

    @invariant()
    def receipts_have_no_gap(self) -> None:
        """Each counter's receipts count from 1."""
        for counter in (POS, SECOND_POS, CEBU_POS):
            mine = [taken for taken in self.taken.values() if taken.terminal == counter]
            serials = sorted(taken.receipt.serial for taken in mine)
            assert serials == [*range(1, len(mine) + 1)]

    def teardown(self) -> None:
        """Close the shop."""
        self.close()

    def _press(self, uid: str, attempt: str, counter: Terminal) -> None:
        try:
            taken = self.chain.accept(self.codes[uid], counter, attempt=attempt)
        except AlreadyReturned:
            assert self.taken_by[uid] != attempt, "a repeat is the same acceptance"
        except (CodeExpired, Cancelled):
            assert uid not in self.taken
        else:
            assert self.taken.setdefault(uid, taken) == taken
            assert self.taken_by.setdefault(uid, attempt) == attempt
            assert taken.mobile == MOBILE

    def _attempt(self) -> str:
        self.attempts += 1
        return f"attempt {self.attempts}"


def test_whatever_happens_each_id_is_accepted_at_most_once(
    chain_file: Path, cheap_pins: Argon2Pins
) -> None:
    def days() -> ShopDays:
        folder = tempfile.TemporaryDirectory()
        database = open_database(Path(shutil.copy(chain_file, Path(folder.name) / "chain.db")))
        clock, draws = SetClock(), Draws()
        ecms = EmbeddedEcms(database, clock, cheap_pins, draws, RULES)

        def close() -> None:
            database.close()
            folder.cleanup()

        return ShopDays(Chain(ecms, database, cheap_pins, clock, draws), close)

    run_state_machine_as_test(days, settings=settings(max_examples=40, stateful_step_count=30))
