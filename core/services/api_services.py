"""What the API stands on, put together by `core.bootstrap`."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

from core.clock import Clock
from core.services.bulk import BulkOrders
from core.services.embedded import EmbeddedEcms
from core.services.embedded_office import EmbeddedOffice
from core.services.group import Group
from core.services.pins import Pins
from core.services.recording import Flight
from core.services.rules import EcmsRules
from core.texts import Texts


@dataclass(frozen=True)
class ApiServices:
    """The parts that `core.bootstrap` chose.

    Args:
        group: where everything is stored, and changes are committed together.
        clock: what time it is.
        pins: hashes PINs and client secrets.
        random_below: gives an unguessable integer in [0, n), as `secrets.randbelow`.
        rules: the chain's settings.
        texts: the sentences of refusals.
        bulk: takes merchants' files in; None where the server takes none.
        flight: where requests are recorded, if they are.
    """

    group: Group
    clock: Clock
    pins: Pins
    random_below: Callable[[int], int]
    rules: EcmsRules
    texts: Texts
    bulk: BulkOrders | None = None
    flight: Flight | None = None

    @cached_property
    def ecms(self) -> EmbeddedEcms:
        """For questions; changes go through `group` instead."""
        return EmbeddedEcms(self.group, self.clock, self.pins, self.random_below, self.rules)

    @cached_property
    def office(self) -> EmbeddedOffice:
        """The stores' back office; for questions, as `ecms`."""
        return EmbeddedOffice(self.group, self.clock, self.rules)
