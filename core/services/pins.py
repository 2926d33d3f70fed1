"""How PINs and client secrets are kept, as a port."""

from typing import Protocol


class Pins(Protocol):
    """Hashes PINs, slowly enough that a stolen database does not give them away."""

    def hashed(self, pin: str) -> str:
        """A salted hash to store."""
        ...

    def matches(self, pin_hash: str, pin: str) -> bool:
        """Whether the PIN has this hash; takes as long for "", which matches nothing."""
        ...
