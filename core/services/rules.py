"""The figures of the business rules that a chain may set for itself."""

from dataclasses import dataclass
from datetime import timedelta


@dataclass(frozen=True, slots=True)
class GuessingLimit:
    """How many wrong numbers are answered before there is a pause.

    Args:
        tries: wrong numbers within `window` that are still answered.
        window: the time in which they count, and the longest pause.
    """

    tries: int
    window: timedelta


@dataclass(frozen=True, slots=True)
class EcmsRules:
    """The ECMS's settings.

    Args:
        extension_digit: first digit of every tracking number.
        company_prefix: the GS1 company prefix in every tracking number.
        first_serial: serial of the first tracking number ever issued.
        time_zone: IANA name; the day on which a merchant submits an order is this zone's.
        references: unknown references a kiosk may ask for.
        codes: unknown RETURN CODEs a POS may ask for; higher, because a clerk stands there.
        pins: wrong PINs for one clerk number.
        overdue_days: days that a parcel may stay at its store.
    """

    extension_digit: str = "3"
    company_prefix: str = "0310533"
    first_serial: int = 261_428_120
    time_zone: str = "Asia/Manila"
    references: GuessingLimit = GuessingLimit(10, timedelta(minutes=5))
    codes: GuessingLimit = GuessingLimit(30, timedelta(minutes=5))
    pins: GuessingLimit = GuessingLimit(5, timedelta(minutes=5))
    overdue_days: int = 7
