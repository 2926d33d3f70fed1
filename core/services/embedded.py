"""The ECMS in this process, over its own database."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from core.clock import Clock
from core.domain.codes import ReturnCode
from core.domain.references import Reference
from core.domain.refusals import EcmsUnreachable
from core.log import get_logger, where
from core.services import ecms as contract
from core.services.accept_parcel import accept_parcel
from core.services.counter_today import counter_today
from core.services.find_orders import find_orders
from core.services.find_returns import find_returns, history, notice
from core.services.pins import Pins
from core.services.ports import DatabaseTrouble
from core.services.refuse_parcel import refuse_parcel
from core.services.reprint import reprint
from core.services.request_return import request_return
from core.services.rules import EcmsRules
from core.services.sign_in import sign_in
from core.services.storage import Storage
from core.services.told import NoticeToMerchant
from core.services.verify_code import verify_code

_log = get_logger("ecms")


@contextmanager
def trouble_is_unreachable() -> Iterator[None]:
    """A database that cannot be used is, for the person in front, an ECMS that does not answer."""
    try:
        yield
    except DatabaseTrouble as trouble:
        cause = trouble.__cause__ or trouble
        _log.error("returns database unusable", trouble=trouble.kind.name, at=where(cause))
        raise EcmsUnreachable from trouble


@dataclass(frozen=True, slots=True)
class EmbeddedEcms:
    """`core.services.ecms.Ecms` over a storage; any thread may call it.

    Args:
        storage: where units of work come from.
        clock: what time it is.
        pins: hashes PINs.
        random_below: gives an unguessable integer in [0, n), as `secrets.randbelow`.
        rules: the chain's settings.
    """

    storage: Storage
    clock: Clock
    pins: Pins
    random_below: Callable[[int], int]
    rules: EcmsRules

    def terminal(self, store_code: str, number: str) -> contract.Terminal:
        """See `Ecms.terminal`."""
        with trouble_is_unreachable(), self.storage.reading() as work:
            terminal = work.directory.terminal(store_code, number)
        if terminal is None:
            raise LookupError(f"no terminal {store_code}-{number} is set up")
        return terminal

    def find_orders(
        self, reference: Reference, terminal: contract.Terminal
    ) -> tuple[contract.FoundOrder, ...]:
        """See `Ecms.find_orders`."""
        with trouble_is_unreachable():
            return find_orders(self.storage, self.rules, reference, terminal, self.clock.now())

    def request_return(self, request: contract.RequestReturn) -> contract.IssuedReturn:
        """See `Ecms.request_return`."""
        with trouble_is_unreachable():
            return request_return(
                self.storage, self.rules, self.random_below, request, self.clock.now()
            )

    def sign_in(
        self,
        clerk_number: str,
        pin: str,
        terminal: contract.Terminal,  # noqa: ARG002 - the remote ECMS and its audit want it
    ) -> contract.Clerk:
        """See `Ecms.sign_in`."""
        with trouble_is_unreachable():
            return sign_in(self.storage, self.rules, self.pins, clerk_number, pin, self.clock.now())

    def verify_code(self, code: ReturnCode, terminal: contract.Terminal) -> contract.VerifiedReturn:
        """See `Ecms.verify_code`."""
        with trouble_is_unreachable():
            return verify_code(self.storage, self.rules, code, terminal, self.clock.now())

    def accept_parcel(self, command: contract.AcceptParcel) -> contract.AcceptedParcel:
        """See `Ecms.accept_parcel`."""
        with trouble_is_unreachable():
            return accept_parcel(self.storage, command, self.clock.now())

    def refuse_parcel(self, command: contract.RefuseParcel) -> None:
        """See `Ecms.refuse_parcel`."""
        with trouble_is_unreachable():
            refuse_parcel(self.storage, command, self.clock.now())

    def reprint(
        self,
        code: ReturnCode,
        kind: contract.PaperKind,
        terminal: contract.Terminal,
        clerk: contract.Clerk,
    ) -> contract.Reprint:
        """See `Ecms.reprint`."""
        with trouble_is_unreachable():
            return reprint(self.storage, code, kind, terminal, clerk, self.clock.now())

    def find_returns(
        self, text: str, terminal: contract.Terminal
    ) -> tuple[contract.ReturnRecord, ...]:
        """See `Ecms.find_returns`."""
        with trouble_is_unreachable():
            return find_returns(self.storage, text, terminal)

    def history(self, code: ReturnCode) -> tuple[contract.HistoryEntry, ...]:
        """See `Ecms.history`."""
        with trouble_is_unreachable():
            return history(self.storage, code)

    def notice(self, code: ReturnCode) -> NoticeToMerchant | None:
        """See `Ecms.notice`."""
        with trouble_is_unreachable():
            return notice(self.storage, code)

    def counter_today(self, terminal: contract.Terminal) -> contract.CounterToday:
        """See `Ecms.counter_today`."""
        with trouble_is_unreachable():
            return counter_today(self.storage, terminal, self.clock.now())
