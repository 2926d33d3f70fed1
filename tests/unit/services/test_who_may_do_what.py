"""A kiosk issues codes and a POS takes parcels, whoever asks and however often."""

import pytest
from small_chain import CLERK, KIOSK, NOON, PASIG, POS, RULES, SmallChain

from core.domain.codes import ReturnCode
from core.domain.mobile import MobileNumber
from core.domain.refusals import (
    AlreadyReturned,
    CodeExpired,
    Expired,
    NotAcceptedYet,
    Refusal,
    UnknownReference,
    WrongParty,
)
from core.domain.status import Status
from core.services.accept_parcel import accept_parcel
from core.services.ecms import AcceptParcel, IssuedReturn, PaperKind, RequestReturn, Terminal
from core.services.reprint import reprint
from core.services.request_return import request_return
from core.services.storage import OrderContent
from core.services.submit_orders import submit_orders
from core.services.verify_code import verify_code


def _ask_again(
    chain: SmallChain, terminal: Terminal = KIOSK, tap: str = "tap 2", order: int | None = None
) -> IssuedReturn:
    mobile = MobileNumber("09998887777")
    request = RequestReturn(order or _order(chain), mobile, terminal, tap)
    return request_return(chain.storage, RULES, lambda _: 7, request, chain.clock.now())


def _order(chain: SmallChain, uid: str = "UID1") -> int:
    with chain.storage.reading() as work:
        stored = work.orders.submitted("001", uid)
    assert stored is not None
    return stored.id


@pytest.mark.parametrize(
    ("number", "status"),
    [
        ("K1", Status.FOR_RETURN),
        ("K", Status.FOR_RETURN),
        ("02", Status.RETURNED),
        ("1A", Status.RETURNED),
    ],
)
def test_a_terminals_number_says_what_it_is(number: str, status: Status) -> None:
    """A POS's begins with a digit, a kiosk's with a letter; neither does what others do."""
    terminal = Terminal(PASIG, number)
    terminal.check_may_cause(status)
    for other in set(Status) - {status}:
        with pytest.raises(WrongParty):
            terminal.check_may_cause(other)


def test_a_counter_issues_no_codes_and_a_kiosk_takes_no_parcels(chain: SmallChain) -> None:
    code = chain.ask("UID1")
    with pytest.raises(WrongParty):
        _ask_again(chain, POS)
    with pytest.raises(WrongParty):
        chain.accept(code, KIOSK)
    assert chain.accept(code).receipt.serial == 1


def test_asking_again_says_so_unless_it_is_the_same_tap(chain: SmallChain) -> None:
    """The first mobile number stays, and the first hour."""
    code = chain.ask("UID1")
    chain.clock.forward(hours=1)
    same, again = _ask_again(chain, tap="tap UID1"), _ask_again(chain)
    assert (same.code, same.again, same.issued_at) == (code, False, NOON)
    assert (again.code, again.again, again.issued_at) == (code, True, NOON)
    verified = verify_code(chain.storage, RULES, code, POS, chain.clock.now())
    assert verified.mobile == MobileNumber("09123456789")


def test_what_is_over_gets_no_code_not_even_again(chain: SmallChain) -> None:
    code = chain.ask("UID1")
    verified = verify_code(chain.storage, RULES, code, POS, NOON)
    chain.clock.forward(days=verified.days_left)
    assert _ask_again(chain).last_day == verified.last_day
    assert verify_code(chain.storage, RULES, code, POS, chain.clock.now()).days_left == 0
    chain.clock.forward(days=1)
    with pytest.raises(Expired):
        _ask_again(chain)
    with pytest.raises(CodeExpired):
        verify_code(chain.storage, RULES, code, POS, chain.clock.now())
    with pytest.raises(CodeExpired):
        chain.accept(code)


def test_what_was_taken_gets_no_code_and_is_taken_once(chain: SmallChain) -> None:
    """The same press again is the same receipt; another one hears where and when."""
    code = chain.ask("UID1")
    taken = chain.accept(code)
    chain.clock.forward(hours=1)
    assert chain.accept(code) == taken
    another = AcceptParcel(code, POS, CLERK, "another press")
    refused: list[Refusal] = []
    for ask in (
        lambda: _ask_again(chain),
        lambda: accept_parcel(chain.storage, another, chain.clock.now()),
        lambda: verify_code(chain.storage, RULES, code, POS, chain.clock.now()),
    ):
        with pytest.raises(AlreadyReturned) as no:
            ask()
        refused.append(no.value)
    for each in refused:
        assert isinstance(each, AlreadyReturned)
        assert (each.store, each.at) == (PASIG, PASIG.local(NOON))


def test_what_was_not_taken_has_no_paper_to_be_printed_again(chain: SmallChain) -> None:
    code = chain.ask("UID1")
    with pytest.raises(NotAcceptedYet):
        reprint(chain.storage, code, PaperKind.RECEIPT, POS, CLERK, NOON)
    taken = chain.accept(code)
    for copy in (1, 2):
        again = reprint(chain.storage, code, PaperKind.RECEIPT, POS, CLERK, NOON)
        assert (again.parcel, again.kind, again.number) == (taken, PaperKind.RECEIPT, copy)


def test_an_order_that_nobody_submitted_gets_no_code(chain: SmallChain) -> None:
    with pytest.raises(UnknownReference):
        _ask_again(chain, order=4711)


def test_a_code_that_was_drawn_before_is_drawn_again(chain: SmallChain) -> None:
    """A RETURN CODE is one parcel's for ever, however unlikely the same draw is."""
    first = chain.ask("UID1")
    submit_orders(chain.storage, RULES, "001", [OrderContent("UID2", ())], NOON)
    draws = iter([1, 1, 5])
    request = RequestReturn(_order(chain, "UID2"), MobileNumber("09123456789"), KIOSK, "tap")
    second = request_return(chain.storage, RULES, lambda _: next(draws), request, NOON)
    assert first == ReturnCode.draw(lambda _: 1)
    assert second.code == ReturnCode.draw(lambda _: 5)
    assert int(second.tracking_number.digits[8:]) == 261_428_121
