"""PINs as argon2 hashes."""

from functools import cached_property
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from argon2 import PasswordHasher


class Argon2Pins:
    """`core.services.storage.Pins` by argon2id.

    Args:
        memory_kib: memory that one hash takes; the default is the library's (RFC 9106).
    """

    def __init__(self, memory_kib: int | None = None) -> None:
        self._memory_kib: Final = memory_kib

    def hashed(self, pin: str) -> str:
        """See `Pins.hashed`."""
        return self._hasher.hash(pin)

    def matches(self, pin_hash: str, pin: str) -> bool:
        """See `Pins.matches`."""
        from argon2.exceptions import VerificationError  # noqa: PLC0415 - see `_hasher`

        try:
            self._hasher.verify(pin_hash or self._nobodys_hash, pin)
        except VerificationError:
            return False
        return pin_hash != ""

    @cached_property
    def _hasher(self) -> "PasswordHasher":
        # Loaded at the first PIN: nobody waits for it before the first screen.
        from argon2 import PasswordHasher  # noqa: PLC0415

        if self._memory_kib is None:
            return PasswordHasher()
        return PasswordHasher(time_cost=1, memory_cost=self._memory_kib, parallelism=1)

    @cached_property
    def _nobodys_hash(self) -> str:
        return self._hasher.hash("the PIN of nobody")
