"""An ECMS on another machine: how a terminal comes to it, and what to say where it does not."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from threading import Lock
from typing import Final, Literal

from core.domain.refusals import EcmsUnreachable
from core.remote.ecms import RemoteEcms
from core.remote.link import (
    ClientNotKnown,
    Credentials,
    EcmsLink,
    Exchange,
    Link,
    LinkTimes,
)
from core.remote.office import RemoteOffice
from core.services.ecms import Terminal
from core.settings import FILE_NAME, Settings
from core.simulator.demo import DEMO_CLIENTS
from core.simulator.faults import At
from core.simulator.mains import SimulatedMains
from core.simulator.panel import Panel
from core.simulator.simulated_clients import secret_of, terminal_client
from core.simulator.troubled_link import TroubledLink
from core.trouble import PassingTrouble, StartupTrouble, marked

Kind = Literal["kiosk", "pos"]


@dataclass(frozen=True, slots=True)
class FarTerminal:
    """A terminal that an ECMS on another machine knows.

    Args:
        is_demonstration: it came in with the demonstration's credentials, which no other ECMS has.
    """

    ecms: RemoteEcms
    office: RemoteOffice
    terminal: Terminal
    is_demonstration: bool


class FarEcms:
    """The links of one installation's terminals; a link is kept as long as its credentials are.

    Args:
        data: the installation's directory, named where its settings are to be mended.
        times: how long its terminals wait.
        heard: told of each request.
        panel: a demonstration's, says which faults the links have.
        wait: how a slow link lets so many seconds pass, if not as on a clock on the wall.
    """

    def __init__(
        self,
        data: Path,
        times: LinkTimes | None = None,
        heard: Callable[[Exchange], None] = lambda _: None,
        panel: Panel | None = None,
        wait: Callable[[float], None] | None = None,
    ) -> None:
        self._times: Final = times
        self._heard: Final = heard
        self._panel: Final = panel
        self._wait: Final = wait
        self._file: Final = data / FILE_NAME
        self._lock: Final = Lock()
        self._links: Final[dict[Kind, EcmsLink]] = {}

    def terminal(
        self, kind: Kind, number: str, settings: Settings, mains: SimulatedMains | None
    ) -> FarTerminal:
        """Come in as this installation's kiosk or POS.

        Args:
            kind: which.
            number: the terminal's.
            settings: of the installation.
            mains: where a demonstration's terminal has its power from.

        Raises:
            StartupTrouble: not as things are; says why.
        """
        credentials, is_demonstration = self._credentials(kind, number, settings)
        link: Link = self._link(kind, credentials)
        if self._panel is not None and mains is not None:
            link = TroubledLink(link, self._panel.faults, At(kind), mains, self._wait)
        ecms = RemoteEcms(link, (settings.store, number))
        name = f"{settings.store}-{number}"
        try:
            terminal = ecms.terminal(settings.store, number)
        except ClientNotKnown:
            raise StartupTrouble(
                marked("The returns service does not know this terminal's credentials."),
                marked("Mend {kind}_client and {kind}_secret in {file}: {url} refuses {client}."),
                kind=kind,
                file=self._file,
                url=credentials.url,
                client=credentials.client_id,
            ) from None
        except EcmsUnreachable:
            raise PassingTrouble(
                marked("Can't reach the returns service. Please try again in a moment."),
                marked("{url} does not answer. It is tried again every few seconds."),
                url=credentials.url,
            ) from None
        except LookupError:
            raise StartupTrouble(
                marked("The returns service knows no terminal {terminal} of {client}."),
                marked("Mend store, {kind} or {kind}_client in {file}."),
                terminal=name,
                client=credentials.client_id,
                kind=kind,
                file=self._file,
            ) from None
        return FarTerminal(ecms, RemoteOffice(ecms.link), terminal, is_demonstration)

    def hang_up(self) -> None:
        """Wait for no answer any more."""
        with self._lock:
            for link in self._links.values():
                link.hang_up()

    def close(self) -> None:
        """End every link."""
        with self._lock:
            for link in self._links.values():
                link.close()
            self._links.clear()

    def _credentials(self, kind: Kind, number: str, settings: Settings) -> tuple[Credentials, bool]:
        far = settings.ecms
        client, secret = (
            (far.kiosk_client, far.kiosk_secret)
            if kind == "kiosk"
            else (far.pos_client, far.pos_secret)
        )
        url = far.url.rstrip("/")
        if client and (word := secret.get_secret_value()):
            simulated = terminal_client(settings.store, number)
            known_to_all = (simulated.client_id, secret_of(simulated))
            return Credentials(url, client, word), (client, word) == known_to_all
        if settings.demonstration and not client:
            for known, demo_secret in DEMO_CLIENTS:
                if (known.store_code, known.terminal) == (settings.store, number):
                    return Credentials(url, known.client_id, demo_secret), True
        raise StartupTrouble(
            marked("This terminal has no credentials for the returns service."),
            marked("Give {kind}_client and {kind}_secret under [ecms] in {file}."),
            kind=kind,
            file=self._file,
        )

    def _link(self, kind: Kind, credentials: Credentials) -> EcmsLink:
        with self._lock:
            kept = self._links.get(kind)
            if kept is not None and kept.credentials == credentials:
                return kept
            if kept is not None:
                kept.close()
            self._links[kind] = EcmsLink(credentials, self._times, self._heard)
            return self._links[kind]
