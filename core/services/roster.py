"""Who and what is set up in the chain, for those who look after it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from core.domain.merchants import Merchant, Store
from core.services.ecms import Clerk, Terminal


@dataclass(frozen=True, slots=True)
class Roster:
    """Everything that is set up, each by its code."""

    merchants: tuple[Merchant, ...]
    stores: tuple[Store, ...]
    terminals: tuple[Terminal, ...]
    clerks: tuple[Clerk, ...]


class ReadsRoster(Protocol):
    """A database that tells what is set up; raises DatabaseTrouble as `Storage` does."""

    def roster(self) -> Roster:
        """All of it."""
        ...

    def last_event(self) -> datetime | None:
        """When the latest step of any return happened, aware, UTC."""
        ...
