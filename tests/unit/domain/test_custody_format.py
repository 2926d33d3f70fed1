"""The custody ledger's hashes, as any other program would compute them.

An entry's hash is the SHA-256 of the hash before it, its place and its facts, as text, with the
unit separator U+001F between them. The literal hashes below were computed by hand from that
sentence, with `printf '%s' … | sha256sum`: whoever changes the format breaks every ledger there is.
"""

import pytest

from core.domain.custody import Entry, Proof, entry_hash, prove

_ASKED = (1, "30310533261428120", "FOR RETURN", "Kiosk transaction", 1795233600000000)
_FIRST = (*_ASKED, "0166", "K1", "", "")
_TAKEN = (1, "30310533261428120", "RETURNED", "POS transaction", 1795233660000000)
_SECOND = (*_TAKEN, "0166", "02", "1042", "0166-02-000001")
_FIRST_HASH = "24fcc6e82d708d96551e3b63aef86a172ba424ab70f7031e2d76ffd39e3b4685"
_SECOND_HASH = "e2b71e493c62a4b37ac88ea8149b226b22cb0079f451b705c06a24ea81f3f6ed"
_LEDGER = (Entry(1, "", _FIRST_HASH, _FIRST), Entry(2, _FIRST_HASH, _SECOND_HASH, _SECOND))


def test_hashes_are_as_the_format_says() -> None:
    assert entry_hash("", 1, _FIRST) == _FIRST_HASH
    assert entry_hash(_FIRST_HASH, 2, _SECOND) == _SECOND_HASH


def test_a_ledger_written_by_somebody_else_is_whole() -> None:
    assert prove(_LEDGER) == Proof(2, None)
    assert prove(()) == Proof(0, None)


@pytest.mark.parametrize(
    ("entries", "proof"),
    [
        ((_LEDGER[1],), Proof(0, 1)),
        ((_LEDGER[0], Entry(2, "", _SECOND_HASH, _SECOND)), Proof(1, 2)),
        ((_LEDGER[0], Entry(2, _FIRST_HASH, _FIRST_HASH, _SECOND)), Proof(1, 2)),
        ((_LEDGER[0], Entry(2, _FIRST_HASH, _SECOND_HASH, _FIRST)), Proof(1, 2)),
        ((_LEDGER[0], Entry(2, _FIRST_HASH, _SECOND_HASH, None)), Proof(1, 2)),
        ((_LEDGER[0], _LEDGER[0]), Proof(1, 1)),
    ],
)
def test_what_was_changed_left_out_or_put_in_is_found(
    entries: tuple[Entry, ...], proof: Proof
) -> None:
    assert prove(entries) == proof
