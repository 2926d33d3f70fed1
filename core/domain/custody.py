"""The custody ledger: one chain over all that happened to all parcels.

Each entry carries the hash of the one before it, so that nobody can change, leave out or put in a
fact without breaking every entry that follows.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256
from typing import Final

SEPARATOR: Final = "\x1f"


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry of the ledger, and the fact that it is about, both as they are stored.

    Args:
        seq: its place, from 1.
        before: the hash of the entry before it, "" for the first.
        hash: its own.
        facts: the order's number, the tracking number, status, party, instant (microseconds since
            1970), location, terminal, person and detail; None where the fact is gone.
    """

    seq: int
    before: str
    hash: str
    facts: tuple[object, ...] | None


@dataclass(frozen=True, slots=True)
class Proof:
    """What going through the whole ledger showed.

    Args:
        entries: how many were read.
        broken: the place of the first entry that is not as it was written, or None.
    """

    entries: int
    broken: int | None = None


def sha256_hex(text: str) -> str:
    """The SHA-256 of a text, as 64 hexadecimal digits."""
    return sha256(text.encode()).hexdigest()


def entry_hash(before: str, seq: int, facts: Iterable[object]) -> str:
    """The hash of an entry; for the arguments see `Entry`.

    The migration that made the ledger depends on it, and so do its triggers: it never changes.
    """
    return sha256_hex(SEPARATOR.join((before, str(seq), *map(str, facts))))


def prove(entries: Iterable[Entry]) -> Proof:
    """Go through the ledger from its first entry.

    Args:
        entries: in the order of their places.
    """
    last = Entry(0, "", "", ())
    for entry in entries:
        is_whole = (
            entry.seq == last.seq + 1
            and entry.before == last.hash
            and entry.facts is not None
            and entry.hash == entry_hash(entry.before, entry.seq, entry.facts)
        )
        if not is_whole:
            return Proof(last.seq, min(entry.seq, last.seq + 1))
        last = entry
    return Proof(last.seq)
