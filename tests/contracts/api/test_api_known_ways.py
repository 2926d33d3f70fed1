"""Paths that were asked before, and counters that accept at the same moment."""

from datetime import datetime

import pytest
from api_shop import PASIG, POS, ApiShop

from core.domain.codes import ReturnCode
from core.domain.refusals import Refusal
from core.domain.returns import Acceptance
from core.domain.status import Status
from core.services.accept_parcel import accept_parcel
from core.services.access import AccessStorage, AccessWork
from core.services.ecms import AcceptParcel, Clerk, Terminal
from core.services.group import Job

ACCEPT = f"{POS}/parcels/accept"


class ChangedItsMindError(Exception):
    """What a job undoes its acceptance with."""


def _code(shop: ApiShop, reference: str) -> str:
    code: str = shop.ask(merchantReference=reference).json()["returnCode"]
    return code


def test_a_path_that_is_known_refuses_as_it_did_the_first_time(shop: ApiShop) -> None:
    body = {"returnCode": "1822-1234-2345", "clerk": "1042", "attempt": "attempt-1"}
    large = {**body, "attempt": " " * 1024 * 1024}

    def refusals() -> list[tuple[int, object]]:
        answers = [
            shop.post("pos-2", ACCEPT, body),
            shop.post("pos-2", ACCEPT, {**body, "clerk": 1042}),
            shop.post("pos-2", ACCEPT, large),
            shop.post("pos-3", ACCEPT, body),
            shop.post("kiosk-1", ACCEPT, body),
            shop.http.post(ACCEPT, json=body),
            shop.call("pos-2", "GET", ACCEPT),
        ]
        return [(answer.status_code, answer.json()) for answer in answers]

    first = refusals()
    assert [status for status, _ in first] == [404, 400, 413, 403, 403, 401, 405]
    assert shop.accept(_code(shop, "AXDY1")).status_code == 200
    assert refusals() == first
    receipts = [
        shop.accept(_code(shop, uid), f"attempt-{uid}").json()["receipt"]
        for uid in ("AXDY2", "AXDY3")
    ]
    assert receipts == ["0166-02-000002", "0166-02-000003"]


def test_counters_that_accept_at_once_count_without_a_gap_and_without_what_was_undone(
    shop: ApiShop,
) -> None:
    def accepts(uid: str) -> Job[str]:
        code = ReturnCode.parse(_code(shop, uid))
        command = AcceptParcel(code, Terminal(PASIG, "02"), Clerk("1042", "R. Santos"), uid)

        def job(storage: AccessStorage) -> str:
            return str(accept_parcel(storage, command, shop.hands.now()).receipt)

        return job

    undone = accepts("AXDY2")

    def undoes(storage: AccessStorage) -> None:
        with storage.writing():
            undone(storage)
            raise ChangedItsMindError

    jobs = [accepts("AXDY1"), undoes, accepts("AXDY3"), accepts("AXDY4")]
    first, changed_its_mind, *others = shop.group.run_all(jobs).result()
    assert [first, *others] == ["0166-02-000001", "0166-02-000002", "0166-02-000003"]
    with pytest.raises(ChangedItsMindError):
        raise changed_its_mind


class Expecting:
    """A counter's acceptance that says beforehand what it will ask.

    Args:
        code: the parcel's.
        attempt: the press of F9.
        now: the shop's time.
    """

    def __init__(self, code: ReturnCode, attempt: str, now: datetime) -> None:
        self._command = AcceptParcel(
            code, Terminal(PASIG, "02"), Clerk("1042", "R. Santos"), attempt
        )
        self._now = now

    def __call__(self, storage: AccessStorage) -> str:
        """Accept."""
        try:
            return str(accept_parcel(storage, self._command, self._now).receipt)
        except Refusal as refusal:
            return type(refusal).__name__

    def expect(self, work: AccessWork) -> None:
        """The parcel, and the terminal's last receipt."""
        work.returns.expect_code(self._command.code)
        work.returns.expect_receipt(self._command.terminal)


def test_counters_that_were_asked_for_early_still_see_what_the_others_did(shop: ApiShop) -> None:
    mine, twice, by_label = (ReturnCode.parse(_code(shop, f"AXDY{n}")) for n in (1, 2, 3))
    never, now = ReturnCode.parse("1822-1234-2345"), shop.hands.now()

    def plain(storage: AccessStorage) -> str:
        # It says nothing beforehand, and takes a parcel that the last of them expects.
        command = AcceptParcel(by_label, Terminal(PASIG, "02"), Clerk("1042", "R. Santos"), "plain")
        return str(accept_parcel(storage, command, now).receipt)

    jobs: list[Job[str]] = [
        Expecting(mine, "first", now),
        Expecting(twice, "second", now),
        Expecting(never, "third", now),
        Expecting(twice, "another press", now),
        Expecting(twice, "second", now),
        plain,
        Expecting(by_label, "last", now),
    ]
    assert shop.group.run_all(jobs).result() == [
        "0166-02-000001",
        "0166-02-000002",
        "CodeUnknown",
        "AlreadyReturned",
        "0166-02-000002",
        "0166-02-000003",
        "AlreadyReturned",
    ]


def test_what_was_asked_early_is_asked_again_when_something_has_changed(shop: ApiShop) -> None:
    asked = shop.ask(merchantReference="AXDY1").json()
    code, tracking_number = ReturnCode.parse(asked["returnCode"]), asked["trackingNumber"]

    def accepts_by_label(storage: AccessStorage) -> list[Status]:
        with storage.writing() as work:
            work.returns.expect_code(code)
            before = work.returns.by_code(code)
            work.returns.expect_code(code)
            parcel = work.returns.with_tracking_number(tracking_number)
            assert before is not None
            assert parcel is not None
            receipt = work.returns.next_receipt(Terminal(PASIG, "02"))
            now = shop.hands.now()
            parcel.accept(Acceptance(receipt, PASIG, "1042", "R. Santos", now, "attempt-1"))
            work.returns.save(parcel)
            after = work.returns.by_code(code)
            assert after is not None
        return [before.status, after.status]

    assert shop.group.run(accepts_by_label).result() == [Status.FOR_RETURN, Status.RETURNED]
