"""Every refusal has a title, a sentence and a way on, fit for a customer."""

import re
from datetime import UTC, date, datetime
from typing import get_args

import pytest

from core.domain import refusals
from core.domain.merchants import Merchant, Store
from core.domain.refusals import AnyRefusal, Refusal, ScannedThing
from core.domain.status import Status, Trigger
from core.texts import Texts
from kiosk.sentences import explain, our_fault, service_away

TEXTS = Texts()
_A = Merchant("001", "Merchant <A> & Sons")
_STORE = Store("0412", "Ayala <Ave>", "NCR")
_DAY = date(2026, 11, 14)

ONE_OF_EACH: tuple[Refusal, ...] = (
    refusals.AlreadyRequested(_A),
    refusals.AlreadyReturned(_A, _STORE, datetime(2026, 11, 19, 10, 7, tzinfo=UTC)),
    refusals.BadMobileNumber(),
    refusals.Cancelled(_A),
    refusals.CodeExpired(_A, _DAY),
    refusals.CodeUnknown("182212342345"),
    refusals.EcmsUnreachable(),
    refusals.Expired(_A, _DAY),
    refusals.MerchantSuspended(_A),
    refusals.NotAcceptedYet(),
    refusals.NotAReturnCode(ScannedThing.PRODUCT),
    refusals.NotATrackingNumber(ScannedThing.PRODUCT),
    refusals.NotAtThisStore(_A, _STORE),
    refusals.NotYetValid(_A, _DAY),
    refusals.OutOfOrder(Status.FOR_PULL_OUT, Status.RETURNED),
    refusals.TooLarge(_A),
    refusals.TooManyAttempts(61),
    refusals.UnknownReference(),
    refusals.Unreadable(ScannedThing.PRODUCT),
    refusals.WrongCheckDigit("182212342346"),
    refusals.WrongParty(Status.RETURNED, Trigger.DC),
    refusals.WrongPin(),
)


def test_one_of_each_is_all_there_are() -> None:
    assert {type(refusal) for refusal in ONE_OF_EACH} == set(get_args(AnyRefusal))


@pytest.mark.parametrize("refusal", ONE_OF_EACH, ids=lambda refusal: type(refusal).__name__)
def test_a_refusal_says_what_happened_and_what_to_do(refusal: Refusal) -> None:
    message = explain(refusal, TEXTS)
    for words in (message.title, message.detail, message.advice):
        assert words.strip()
        # Never a code for machines, a class's name or an unfilled place (screens.md, "Kiosk").
        assert refusal.code.value not in words
        assert type(refusal).__name__ not in words
        assert "{" not in words
    assert message.detail.endswith(".")
    assert message.advice.endswith(".")


@pytest.mark.parametrize("refusal", ONE_OF_EACH, ids=lambda refusal: type(refusal).__name__)
def test_names_cannot_put_tags_into_the_sentence(refusal: Refusal) -> None:
    """The detail is shown as rich text; only our own `<b>` may stand in it."""
    assert set(re.findall(r"<[^>]*>", explain(refusal, TEXTS).detail)) <= {"<b>", "</b>"}


def test_an_expired_return_says_until_when_it_held() -> None:
    message = explain(refusals.Expired(_A, _DAY), TEXTS)
    assert message.title == "This return has expired"
    assert "<b>14 November 2026</b>" in message.detail


def test_a_returned_parcel_says_where_and_when() -> None:
    taken = refusals.AlreadyReturned(
        Merchant("001", "Merchant A"),
        Store("0412", "Ayala Ave", "NCR"),
        datetime(2026, 11, 19, 10, 7),  # noqa: DTZ001 - the store's own time
    )
    detail = explain(taken, TEXTS).detail
    assert "Ayala Ave" in detail
    assert "19 November 2026" in detail
    assert "10:07" in detail


@pytest.mark.parametrize(
    ("seconds", "minutes"), [(1, "1 minute."), (60, "1 minute."), (61, "2 minutes.")]
)
def test_a_pause_is_told_in_whole_minutes(seconds: int, minutes: str) -> None:
    assert explain(refusals.TooManyAttempts(seconds), TEXTS).detail.endswith(minutes)


@pytest.mark.parametrize("thing", ScannedThing)
def test_every_strange_thing_is_answered(thing: ScannedThing) -> None:
    for refusal in (refusals.Unreadable(thing), refusals.UnknownReference(thing)):
        message = explain(refusal, TEXTS)
        assert message.title
        assert message.advice


def test_trouble_promises_that_nothing_is_lost() -> None:
    assert "Nothing" in our_fault(TEXTS).detail
    assert service_away(TEXTS).title == "Can't reach the returns service"
    assert service_away(TEXTS).detail == "Please try again in a moment."
