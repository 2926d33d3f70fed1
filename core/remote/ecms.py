"""`core.services.ecms.Ecms` over HTTP: for kiosks and counters on machines of their own."""

from dataclasses import dataclass
from typing import Final, TypeVar

from pydantic import ValidationError

from core.domain.codes import ReturnCode
from core.domain.references import Reference
from core.domain.refusals import WrongPin
from core.remote.answers import NotOurs as _NotOurs
from core.remote.answers import path_of as _path
from core.remote.answers import read as _read
from core.remote.answers import succeed as _succeed
from core.remote.answers import unusable as _unusable
from core.remote.link import Answer, Link
from core.services import ecms as contract
from core.services.told import NoticeToMerchant
from core.wire.base import Wire
from core.wire.counter import (
    AcceptBody,
    AcceptedParcelBody,
    CodeBody,
    CounterTodayBody,
    RefuseBody,
    ReprintBody,
    ReprintedBody,
    SignInBody,
    VerifiedReturnBody,
)
from core.wire.directory import ClerkBody, TerminalBody
from core.wire.kiosk import (
    FindOrdersBody,
    FoundOrdersBody,
    IssuedReturnBody,
    RequestReturnBody,
)
from core.wire.records import FindReturnsBody, FoundReturnsBody, HistoryBody, NoticeBody

Body = TypeVar("Body", bound=Wire)

_LONGEST: Final = 100


@dataclass(frozen=True, slots=True)
class RemoteEcms:
    """The ECMS at the other end of a link, as one terminal; any thread may call it.

    Args:
        link: stays the caller's to close.
        own: the store code and number of the terminal whose credentials the link has.
    """

    link: Link
    own: tuple[str, str]

    def terminal(self, store_code: str, number: str) -> contract.Terminal:
        """See `Ecms.terminal`; one try, because it is asked while a screen says "one moment"."""
        try:
            body = _read(self.link.get(_path(store_code, number, ""), once=True), TerminalBody)
        except _NotOurs as no:
            raise LookupError(f"no terminal {store_code}-{number} for this client") from no
        return body.value()

    def find_orders(
        self, reference: Reference, terminal: contract.Terminal
    ) -> tuple[contract.FoundOrder, ...]:
        """See `Ecms.find_orders`."""
        entered = reference.entered
        text = entered if len(entered) <= _LONGEST else reference.key
        body = FindOrdersBody(reference=text)
        found = self._ask(terminal, "/orders/find", body, FoundOrdersBody)
        return tuple(order.value() for order in found.orders)

    def request_return(self, request: contract.RequestReturn) -> contract.IssuedReturn:
        """See `Ecms.request_return`."""
        body = RequestReturnBody(
            order_id=request.order_id, mobile_number=request.mobile, attempt=request.attempt
        )
        return self._ask(request.terminal, "/returns", body, IssuedReturnBody).value()

    def sign_in(self, clerk_number: str, pin: str, terminal: contract.Terminal) -> contract.Clerk:
        """See `Ecms.sign_in`."""
        try:
            body = SignInBody(clerk=clerk_number, pin=pin)
        except ValidationError:
            # Nobody has such a number or PIN.
            raise WrongPin from None
        return self._ask(terminal, "/clerks/sign-in", body, ClerkBody).value()

    def verify_code(self, code: ReturnCode, terminal: contract.Terminal) -> contract.VerifiedReturn:
        """See `Ecms.verify_code`."""
        body = CodeBody(code=code)
        return self._ask(terminal, "/codes/verify", body, VerifiedReturnBody).value()

    def accept_parcel(self, command: contract.AcceptParcel) -> contract.AcceptedParcel:
        """See `Ecms.accept_parcel`."""
        body = AcceptBody(code=command.code, clerk=command.clerk.number, attempt=command.attempt)
        return self._ask(command.terminal, "/parcels/accept", body, AcceptedParcelBody).value()

    def refuse_parcel(self, command: contract.RefuseParcel) -> None:
        """See `Ecms.refuse_parcel`."""
        body = RefuseBody(
            code=command.code,
            clerk=command.clerk.number,
            fault=command.fault,
            attempt=command.attempt,
        )
        _succeed(self._post(command.terminal, "/parcels/refuse", body))

    def reprint(
        self,
        code: ReturnCode,
        kind: contract.PaperKind,
        terminal: contract.Terminal,
        clerk: contract.Clerk,
    ) -> contract.Reprint:
        """See `Ecms.reprint`."""
        body = ReprintBody(code=code, clerk=clerk.number, kind=kind)
        return self._ask(terminal, "/parcels/reprint", body, ReprintedBody).value()

    def find_returns(
        self, text: str, terminal: contract.Terminal
    ) -> tuple[contract.ReturnRecord, ...]:
        """See `Ecms.find_returns`."""
        asked = text.strip()
        # No number is so long, and none has the sign that one kind of database refuses.
        if len(asked) > _LONGEST or "\0" in asked:
            return ()
        body = FindReturnsBody(number=asked)
        found = self._ask(terminal, "/returns/find", body, FoundReturnsBody)
        return tuple(record.value() for record in found.returns)

    def history(self, code: ReturnCode) -> tuple[contract.HistoryEntry, ...]:
        """See `Ecms.history`."""
        answer = self.link.post(_path(*self.own, "/returns/history"), CodeBody(code=code).text())
        try:
            body = _read(answer, HistoryBody)
        except _NotOurs as no:
            raise _unusable(no) from no
        return tuple(entry.value() for entry in body.history)

    def notice(self, code: ReturnCode) -> NoticeToMerchant | None:
        """See `Ecms.notice`."""
        answer = self.link.post(_path(*self.own, "/returns/notice"), CodeBody(code=code).text())
        try:
            return _read(answer, NoticeBody).value()
        except _NotOurs as no:
            raise _unusable(no) from no

    def counter_today(self, terminal: contract.Terminal) -> contract.CounterToday:
        """See `Ecms.counter_today`."""
        answer = self.link.get(_path(terminal.store.code, terminal.number, "/today"))
        try:
            return _read(answer, CounterTodayBody).value()
        except _NotOurs as no:
            raise _unusable(no) from no

    def _ask(self, terminal: contract.Terminal, path: str, body: Wire, kind: type[Body]) -> Body:
        try:
            return _read(self._post(terminal, path, body), kind)
        except _NotOurs as no:
            raise _unusable(no) from no

    def _post(self, terminal: contract.Terminal, path: str, body: Wire) -> Answer:
        return self.link.post(
            _path(terminal.store.code, terminal.number, path), body.model_dump_json()
        )
