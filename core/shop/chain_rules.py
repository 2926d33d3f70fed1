"""The chain's rules as an installation's settings have them: the same for windows and commands."""

from core.services.rules import EcmsRules
from core.settings import Settings
from core.simulator.demo import PAST_RETURNS


def rules_of(settings: Settings) -> EcmsRules:
    """What the settings say of tracking numbers and of the day."""
    past = PAST_RETURNS if settings.demonstration else 0
    return EcmsRules(
        extension_digit=settings.tracking.extension,
        company_prefix=settings.tracking.company_prefix,
        # The demonstration's first customer then gets the source document's own number.
        first_serial=max(0, settings.tracking.first_serial - past),
        overdue_days=settings.jobs.overdue_days,
    )
