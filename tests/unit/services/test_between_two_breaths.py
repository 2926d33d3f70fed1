"""Two processes at once: what one does between another's look and its writing."""

from datetime import timedelta

import pytest
from overtaken import Overtaken
from small_chain import CLERK, NOON, PINS, RULES, SmallChain

from core.domain.refusals import TooManyAttempts, WrongPin
from core.persistence.access_work import AccessDatabase
from core.services.access_tokens import signing_key
from core.services.administration import save_clerk
from core.services.sign_in import sign_in


def test_the_token_key_is_one_for_all_processes(chain: SmallChain) -> None:
    """Two that make it at once have the first one's, and so has whoever asks later."""
    plain = AccessDatabase(chain.storage)
    theirs: list[bytes] = []
    overtaken = Overtaken(chain, {1: lambda: theirs.append(signing_key(plain))})
    ours = signing_key(overtaken)
    assert [ours] == theirs
    assert len(ours) == 32

    def nobody_writes() -> None:
        raise AssertionError("a key that is there is only read")

    assert signing_key(Overtaken(chain, {1: nobody_writes})) == ours


def test_wrong_pins_at_another_counter_count_here_too(chain: SmallChain) -> None:
    """While this counter's slow comparison ran, somebody else used the last tries up."""
    save_clerk(chain.storage, PINS, CLERK, "4711")

    def guess() -> None:
        for pin in ("0000", "1111", "2222", "3333", "4444"):
            with pytest.raises(WrongPin):
                sign_in(chain.storage, RULES, PINS, "1042", pin, NOON)

    with pytest.raises(TooManyAttempts):
        sign_in(Overtaken(chain, {1: guess}), RULES, PINS, "1042", "4711", NOON)
    over = NOON + timedelta(minutes=5)
    with pytest.raises(TooManyAttempts):
        sign_in(chain.storage, RULES, PINS, "1042", "4711", over - timedelta(seconds=1))
    assert sign_in(chain.storage, RULES, PINS, "1042", "4711", over) == CLERK


def test_a_wrong_pin_that_comes_in_a_pause_does_not_make_it_longer(chain: SmallChain) -> None:
    save_clerk(chain.storage, PINS, CLERK, "4711")
    start = NOON - timedelta(minutes=4)

    def guess() -> None:
        for pin in ("0000", "1111", "2222", "3333", "4444"):
            with pytest.raises(WrongPin):
                sign_in(chain.storage, RULES, PINS, "1042", pin, start)

    with pytest.raises(TooManyAttempts) as paused:
        sign_in(Overtaken(chain, {1: guess}), RULES, PINS, "1042", "5555", NOON)
    assert paused.value.again_in_s == 60
    later = NOON + timedelta(minutes=1)
    assert sign_in(chain.storage, RULES, PINS, " 1042 ", "4711", later) == CLERK
