"""What the Ecms promises a counter."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date
from uuid import uuid4

import pytest
from ecms_chain import (
    CEBU_POS,
    CLERK,
    KIOSK,
    MERCHANT_A,
    MOBILE,
    NOON,
    PASIG,
    POS,
    SECOND_CLERK,
    SECOND_POS,
    SHIRT,
    Chain,
)

from core.domain.codes import ReturnCode
from core.domain.events import Place
from core.domain.refusals import (
    AlreadyReturned,
    Cancelled,
    CodeExpired,
    CodeUnknown,
    NotAcceptedYet,
    NotAtThisStore,
    TooManyAttempts,
)
from core.domain.status import Status, Trigger
from core.services.ecms import (
    CounterToday,
    PaperKind,
    ParcelFault,
    RefuseParcel,
)

_NEVER_ISSUED = ReturnCode.parse("1822-1234-2345")


def _issue(chain: Chain, uid: str = "UID001") -> ReturnCode:
    chain.submit(uid, warehouse="Wid234")
    return chain.ask(uid).code


def test_verify_says_all_that_the_clerk_needs_and_changes_nothing(chain: Chain) -> None:
    code = _issue(chain)
    chain.clock.forward(days=2)

    first = chain.ecms.verify_code(code, POS)

    assert first == chain.ecms.verify_code(code, POS)
    assert (first.code, first.status) == (code, Status.FOR_RETURN)
    assert (first.merchant, first.reference, first.mobile) == (MERCHANT_A, "UID001", MOBILE)
    assert first.items == (SHIRT,)
    assert (first.last_day, first.days_left) == (date(2026, 12, 5), 12)


def test_a_code_that_was_never_issued_is_unknown_to_all(chain: Chain) -> None:
    ecms = chain.ecms
    refusal = RefuseParcel(_NEVER_ISSUED, POS, CLERK, ParcelFault.NOT_SEALED, str(uuid4()))
    with pytest.raises(CodeUnknown):
        ecms.verify_code(_NEVER_ISSUED, POS)
    with pytest.raises(CodeUnknown):
        chain.accept(_NEVER_ISSUED)
    with pytest.raises(CodeUnknown):
        ecms.refuse_parcel(refusal)
    with pytest.raises(CodeUnknown):
        ecms.reprint(_NEVER_ISSUED, PaperKind.LABEL, POS, CLERK)
    assert ecms.history(_NEVER_ISSUED) == ()


def test_after_thirty_unknown_codes_a_counter_pauses(chain: Chain) -> None:
    code = _issue(chain)
    for number in range(30):
        with pytest.raises(CodeUnknown):
            chain.ecms.verify_code(ReturnCode.draw(lambda _below, n=number: n), POS)
    with pytest.raises(TooManyAttempts):
        chain.ecms.verify_code(code, POS)
    assert chain.ecms.verify_code(code, SECOND_POS)
    chain.clock.forward(minutes=5)
    assert chain.ecms.verify_code(code, POS)


def test_a_code_whose_order_expired_meanwhile_is_refused(chain: Chain) -> None:
    code = _issue(chain)
    chain.clock.forward(days=14, hours=11, minutes=59)
    assert chain.ecms.verify_code(code, POS).days_left == 0
    chain.clock.forward(minutes=1)
    with pytest.raises(CodeExpired) as refused:
        chain.ecms.verify_code(code, POS)
    assert refused.value.last_day == date(2026, 12, 5)
    with pytest.raises(CodeExpired):
        chain.accept(code)


def test_a_code_whose_order_was_cancelled_meanwhile_is_refused(chain: Chain) -> None:
    code = _issue(chain)
    chain.cancel("UID001")
    with pytest.raises(Cancelled):
        chain.ecms.verify_code(code, POS)
    with pytest.raises(Cancelled):
        chain.accept(code)


def test_a_code_is_refused_at_a_store_that_the_merchant_does_not_serve(chain: Chain) -> None:
    code = _issue(chain)
    chain.change(replace(MERCHANT_A, closed_regions=frozenset({"Central Visayas"})))
    with pytest.raises(NotAtThisStore):
        chain.accept(code, CEBU_POS)
    assert chain.accept(code, POS)


def test_an_accepted_parcel_says_all_that_receipt_and_label_need(chain: Chain) -> None:
    chain.submit("UID001", warehouse="Wid234")
    issued = chain.ask("UID001")
    chain.clock.forward(hours=3)

    taken = chain.accept(issued.code)

    assert str(taken.receipt) == "0166-02-000001"
    assert (taken.code, taken.tracking_number) == (issued.code, issued.tracking_number)
    assert (taken.merchant, taken.reference, taken.mobile) == (MERCHANT_A, "UID001", MOBILE)
    assert (taken.items, taken.warehouse) == ((SHIRT,), "Wid234")
    assert (taken.terminal, taken.clerk) == (POS, CLERK)
    assert taken.accepted_at == chain.clock.now()


def test_a_parcel_is_accepted_once_and_the_second_is_told_where_and_when(chain: Chain) -> None:
    code = _issue(chain)
    chain.accept(code)
    chain.clock.forward(minutes=10)

    with pytest.raises(AlreadyReturned) as refused:
        chain.accept(code, CEBU_POS, SECOND_CLERK)
    assert (refused.value.merchant, refused.value.store) == (MERCHANT_A, PASIG)
    assert refused.value.at.isoformat() == "2026-11-21T12:00:00+08:00"
    with pytest.raises(AlreadyReturned):
        chain.ecms.verify_code(code, POS)


def test_the_same_press_of_accept_again_gives_the_same_receipt(chain: Chain) -> None:
    code, attempt = _issue(chain), str(uuid4())
    first = chain.accept(code, attempt=attempt)
    chain.clock.forward(days=40)

    assert chain.accept(code, attempt=attempt) == first
    assert chain.ecms.counter_today(POS).last[0].at == NOON


def test_receipts_count_up_by_terminal_and_a_refusal_takes_no_number(chain: Chain) -> None:
    codes = [_issue(chain, f"UID{number:03}") for number in range(4)]
    receipts = []
    for code, terminal in zip(codes, (POS, SECOND_POS, POS, POS), strict=True):
        receipts.append(str(chain.accept(code, terminal).receipt))
        with pytest.raises(AlreadyReturned):
            chain.accept(code, terminal)
        with pytest.raises(CodeUnknown):
            chain.accept(_NEVER_ISSUED, terminal)
    assert receipts == ["0166-02-000001", "0166-03-000001", "0166-02-000002", "0166-02-000003"]


def test_counters_that_accept_one_parcel_at_the_same_instant_take_it_once(chain: Chain) -> None:
    code = _issue(chain)

    def press(terminal_number: int) -> str:
        try:
            return str(chain.accept(code, (POS, SECOND_POS)[terminal_number % 2]).receipt)
        except AlreadyReturned:
            return "already returned"

    with ThreadPoolExecutor(8) as counters:
        answers = list(counters.map(press, range(16)))
    assert answers.count("already returned") == 15


def test_a_refused_parcel_keeps_its_code_and_may_be_accepted_later(chain: Chain) -> None:
    code = _issue(chain)
    for fault in ParcelFault:
        command = RefuseParcel(code, POS, CLERK, fault, str(uuid4()))
        chain.ecms.refuse_parcel(command)
        chain.ecms.refuse_parcel(command)
    assert chain.ecms.verify_code(code, POS).status is Status.FOR_RETURN
    assert chain.accept(code).receipt.serial == 1


def test_an_accepted_parcel_can_no_longer_be_refused(chain: Chain) -> None:
    code = _issue(chain)
    chain.accept(code)
    with pytest.raises(AlreadyReturned):
        chain.ecms.refuse_parcel(
            RefuseParcel(code, POS, CLERK, ParcelFault.TOO_HEAVY, str(uuid4()))
        )


def test_reprints_are_counted_by_paper_and_say_what_the_first_one_said(chain: Chain) -> None:
    code = _issue(chain)
    taken = chain.accept(code)
    chain.clock.forward(days=3)

    copies = [
        chain.ecms.reprint(code, kind, SECOND_POS, SECOND_CLERK)
        for kind in (PaperKind.RECEIPT, PaperKind.LABEL, PaperKind.RECEIPT)
    ]

    assert [(copy.kind, copy.number) for copy in copies] == [
        (PaperKind.RECEIPT, 1),
        (PaperKind.LABEL, 1),
        (PaperKind.RECEIPT, 2),
    ]
    assert {copy.parcel for copy in copies} == {taken}


def test_a_parcel_that_was_not_accepted_has_no_paper_to_reprint(chain: Chain) -> None:
    code = _issue(chain)
    with pytest.raises(NotAcceptedYet):
        chain.ecms.reprint(code, PaperKind.RECEIPT, POS, CLERK)


def test_the_history_tells_each_step_newest_first(chain: Chain) -> None:
    code = _issue(chain)
    chain.clock.forward(hours=1)
    chain.accept(code)

    returned, asked = chain.ecms.history(code)

    assert (asked.status, asked.trigger, asked.at) == (Status.FOR_RETURN, Trigger.KIOSK, NOON)
    assert asked.place == Place("0166", "K1", "")
    assert (returned.status, returned.trigger) == (Status.RETURNED, Trigger.POS)
    assert returned.place == Place("0166", "02", "1042")
    assert (returned.at, returned.detail) == (chain.clock.now(), "0166-02-000001")


def test_the_counters_figures_begin_anew_at_midnight(chain: Chain) -> None:
    assert chain.ecms.counter_today(POS) == CounterToday(0, 0, ())
    for number in range(3):
        chain.accept(_issue(chain, f"UID{number:03}"))
    chain.accept(_issue(chain, "UID003"), SECOND_POS)
    chain.accept(_issue(chain, "UID004"), CEBU_POS)
    _issue(chain, "UID005")

    today = chain.ecms.counter_today(POS)
    assert (today.accepted, today.waiting) == (4, 4)
    assert [line.receipt.serial for line in today.last] == [3, 2, 1]
    assert today.last[0].merchant_name == "Merchant A"

    chain.clock.forward(hours=11, minutes=59, seconds=59)
    assert chain.ecms.counter_today(POS).accepted == 4
    chain.clock.forward(seconds=1)
    tomorrow = chain.ecms.counter_today(POS)
    assert (tomorrow.accepted, tomorrow.waiting, len(tomorrow.last)) == (0, 4, 3)


def test_the_counter_shows_its_last_eight(chain: Chain) -> None:
    for number in range(10):
        chain.accept(_issue(chain, f"UID{number:03}"))
    last = chain.ecms.counter_today(POS).last
    assert [line.receipt.serial for line in last] == [10, 9, 8, 7, 6, 5, 4, 3]


def test_a_kiosk_can_see_what_the_counter_did(chain: Chain) -> None:
    code = _issue(chain)
    chain.accept(code)
    with pytest.raises(AlreadyReturned):
        chain.find("UID001", KIOSK)
