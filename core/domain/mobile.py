"""The customer's mobile number."""

import re
from dataclasses import dataclass
from typing import Self

from core.domain.codes import is_ascii_digits
from core.domain.refusals import BadMobileNumber


@dataclass(frozen=True, slots=True)
class MobileNumber:
    """A Philippine mobile number.

    Args:
        digits: eleven ASCII digits beginning with 09.
    """

    digits: str

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read a number; spaces, hyphens and a leading +63 or 63 are forgiven.

        Raises:
            BadMobileNumber: anything else.
        """
        digits = re.sub(r"[\s()-]", "", text)
        digits = re.sub(r"^\+?63(?=9\d{9}$)", "0", digits)
        if not (is_ascii_digits(digits) and len(digits) == 11 and digits.startswith("09")):
            raise BadMobileNumber
        return cls(digits)

    @property
    def masked(self) -> str:
        """As screens and paper show it: `0912 ••• 6789`."""
        return f"{self.digits[:4]} ••• {self.digits[-4:]}"

    def __repr__(self) -> str:
        """Masked, so that no log line ever carries the number."""
        return f"MobileNumber({self.masked})"

    def __str__(self) -> str:
        return self.masked
