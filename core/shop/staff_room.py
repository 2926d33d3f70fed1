"""What lies behind a kiosk's staff door, from the settings alone (decision 0088)."""

import secrets

from core.services.devices import StaffRoom
from core.settings import Settings
from core.simulator.demo import DEMO_STAFF_PIN
from core.version import VERSION


def staff_room_of(settings: Settings) -> StaffRoom:
    """The staff room: who may enter, and what it says of the machine."""
    pin = settings.staff_pin.get_secret_value()
    shown = DEMO_STAFF_PIN if settings.demonstration and not pin else ""
    wanted = (pin or shown).encode()
    return StaffRoom(
        may_enter=lambda typed: bool(wanted) and secrets.compare_digest(typed.encode(), wanted),
        has_pin=bool(wanted),
        version=VERSION,
        ecms=settings.ecms.url,
        demo_pin=shown,
    )
