"""A clerk begins to work at a counter."""

from datetime import datetime

from core.domain.refusals import WrongPin
from core.services.ecms import Clerk
from core.services.guessing import check_may_ask, write_down_wrong
from core.services.pins import Pins
from core.services.rules import EcmsRules
from core.services.storage import Storage

LONGEST_NUMBER = 20


def sign_in(
    storage: Storage, rules: EcmsRules, pins: Pins, clerk_number: str, pin: str, now: datetime
) -> Clerk:
    """Let a clerk in whose number and PIN belong together.

    The slow comparison runs outside any transaction, and for an unknown number as well, so that
    neither the answer nor its time tells which clerk numbers exist.

    Raises:
        WrongPin: they do not belong together.
        TooManyAttempts: too many wrong PINs for this number.
    """
    number = clerk_number.strip()
    subject = f"PIN {number[:LONGEST_NUMBER]}"
    with storage.reading() as work:
        check_may_ask(work, subject, rules.pins, now)
        known = work.directory.clerk(number)
    if not pins.matches(known.pin_hash if known else "", pin) or known is None:
        with storage.writing() as work:
            check_may_ask(work, subject, rules.pins, now)
            write_down_wrong(work, subject, rules.pins, now)
        raise WrongPin
    with storage.writing() as work:
        check_may_ask(work, subject, rules.pins, now)
        work.attempts.forget(subject)
    return known.clerk
