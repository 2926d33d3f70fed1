"""What the Ecms promises a clerk who signs in."""

import pytest
from ecms_chain import (
    CLERK,
    POS,
    SECOND_CLERK,
    SECOND_POS,
    Chain,
)

from core.domain.refusals import (
    TooManyAttempts,
    WrongPin,
)


def test_a_clerk_signs_in_with_number_and_pin(chain: Chain) -> None:
    assert chain.ecms.sign_in("1042", "4711", POS) == CLERK
    assert chain.ecms.sign_in(" 1077 ", "0815", POS) == SECOND_CLERK


@pytest.mark.parametrize(
    ("number", "pin"), [("1042", "0815"), ("9999", "4711"), ("", ""), ("1042", "")]
)
def test_a_clerk_with_a_wrong_number_or_pin_stays_out(chain: Chain, number: str, pin: str) -> None:
    with pytest.raises(WrongPin):
        chain.ecms.sign_in(number, pin, POS)


@pytest.mark.parametrize("number", ["1042", "9999"])
def test_five_wrong_pins_lock_the_number_for_five_minutes(chain: Chain, number: str) -> None:
    for _ in range(5):
        chain.clock.forward(seconds=20)
        with pytest.raises(WrongPin):
            chain.ecms.sign_in(number, "0000", POS)

    with pytest.raises(TooManyAttempts) as refused:
        chain.ecms.sign_in(number, "4711", POS)
    assert refused.value.again_in_s == 300
    assert chain.ecms.sign_in("1077", "0815", POS), "another clerk may work"
    chain.clock.forward(seconds=299.5)
    with pytest.raises(TooManyAttempts) as refused:
        chain.ecms.sign_in(number, "4711", SECOND_POS)
    assert refused.value.again_in_s == 1


def test_after_the_pause_the_right_pin_opens_again(chain: Chain) -> None:
    for _ in range(5):
        with pytest.raises(WrongPin):
            chain.ecms.sign_in("1042", "0000", POS)
    chain.clock.forward(minutes=5)
    assert chain.ecms.sign_in("1042", "4711", POS) == CLERK


def test_the_right_pin_ends_the_count_of_wrong_ones(chain: Chain) -> None:
    for _ in range(4):
        for _ in range(4):
            with pytest.raises(WrongPin):
                chain.ecms.sign_in("1042", "0000", POS)
        assert chain.ecms.sign_in("1042", "4711", POS) == CLERK
