"""The same chain over HTTP: a real server on a real socket, each terminal with its own secret."""

from threading import Lock

from ecms_chain import POS, RULES, Draws, SetClock

from core.api.app import create_app
from core.api.server import ServerThread
from core.domain.codes import ReturnCode
from core.domain.references import Reference
from core.persistence.database import Database
from core.persistence.opening import group_over
from core.remote.ecms import RemoteEcms
from core.remote.link import Credentials, EcmsLink
from core.remote.office import RemoteOffice
from core.services import ecms as contract
from core.services.access import ApiClient, Role
from core.services.access_clients import create_client
from core.services.api_services import ApiServices
from core.services.pins import Pins
from core.services.store_office import StoreOffice
from core.services.told import NoticeToMerchant
from core.texts import Texts


class RemoteChain:
    """`Ecms` for all terminals of the chain: each call goes out as the terminal that makes it."""

    def __init__(self, storage: Database, pins: Pins, clock: SetClock, draws: Draws) -> None:
        self._pins = pins
        self._group = group_over(storage)
        services = ApiServices(self._group, clock, pins, draws, RULES, Texts())
        self._server = ServerThread(create_app(services), port=0)
        self._server.start()
        self._terminals: dict[tuple[str, str], RemoteEcms] = {}
        self._lock = Lock()

    def close(self) -> None:
        """End every link, then the server."""
        for ecms in self._terminals.values():
            ecms.link.close()
        self._server.stop()
        self._group.close()

    def terminal(self, store_code: str, number: str) -> contract.Terminal:
        """See `Ecms.terminal`."""
        return self._as("0166", "K1").terminal(store_code, number)

    def find_orders(
        self, reference: Reference, terminal: contract.Terminal
    ) -> tuple[contract.FoundOrder, ...]:
        """See `Ecms.find_orders`."""
        return self._at(terminal).find_orders(reference, terminal)

    def request_return(self, request: contract.RequestReturn) -> contract.IssuedReturn:
        """See `Ecms.request_return`."""
        return self._at(request.terminal).request_return(request)

    def sign_in(self, clerk_number: str, pin: str, terminal: contract.Terminal) -> contract.Clerk:
        """See `Ecms.sign_in`."""
        return self._at(terminal).sign_in(clerk_number, pin, terminal)

    def verify_code(self, code: ReturnCode, terminal: contract.Terminal) -> contract.VerifiedReturn:
        """See `Ecms.verify_code`."""
        return self._at(terminal).verify_code(code, terminal)

    def accept_parcel(self, command: contract.AcceptParcel) -> contract.AcceptedParcel:
        """See `Ecms.accept_parcel`."""
        return self._at(command.terminal).accept_parcel(command)

    def refuse_parcel(self, command: contract.RefuseParcel) -> None:
        """See `Ecms.refuse_parcel`."""
        self._at(command.terminal).refuse_parcel(command)

    def reprint(
        self,
        code: ReturnCode,
        kind: contract.PaperKind,
        terminal: contract.Terminal,
        clerk: contract.Clerk,
    ) -> contract.Reprint:
        """See `Ecms.reprint`."""
        return self._at(terminal).reprint(code, kind, terminal, clerk)

    def find_returns(
        self, text: str, terminal: contract.Terminal
    ) -> tuple[contract.ReturnRecord, ...]:
        """See `Ecms.find_returns`."""
        return self._at(terminal).find_returns(text, terminal)

    def history(self, code: ReturnCode) -> tuple[contract.HistoryEntry, ...]:
        """See `Ecms.history`."""
        return self._at(POS).history(code)

    def notice(self, code: ReturnCode) -> NoticeToMerchant | None:
        """See `Ecms.notice`."""
        return self._at(POS).notice(code)

    def counter_today(self, terminal: contract.Terminal) -> contract.CounterToday:
        """See `Ecms.counter_today`."""
        return self._at(terminal).counter_today(terminal)

    def office_at(self, terminal: contract.Terminal) -> StoreOffice:
        """The back office, asked as this terminal."""
        return RemoteOffice(self._at(terminal).link)

    def _at(self, terminal: contract.Terminal) -> RemoteEcms:
        return self._as(terminal.store.code, terminal.number)

    def _as(self, store_code: str, number: str) -> RemoteEcms:
        with self._lock:
            if (store_code, number) not in self._terminals:
                role = Role.KIOSK if number.startswith("K") else Role.POS
                client_id = f"{role.value}-{store_code}-{number}"
                client = ApiClient(
                    client_id, client_id, role, "", store_code=store_code, terminal=number
                )
                secret = create_client(self._group, self._pins, client)
                link = EcmsLink(Credentials(self._server.url, client_id, secret))
                self._terminals[store_code, number] = RemoteEcms(link, (store_code, number))
            return self._terminals[store_code, number]
