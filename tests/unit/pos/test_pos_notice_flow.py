"""The accepted page asks whether the merchant was told: less and less often, and no longer."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from core.domain.refusals import EcmsUnreachable
from core.services.ecms import AcceptedParcel, PaperKind
from core.services.told import NoticeToMerchant, Told
from pos.flow import events
from pos.flow.advance import advance
from pos.flow.effects import AskNotice
from pos.flow.states import Accepted, Ready, State

NOT_YET = NoticeToMerchant(Told.NOT_YET)
TOLD = NoticeToMerchant(Told.TOLD, datetime(2026, 11, 21, 6, 33, tzinfo=UTC))


@pytest.fixture
def taken(ready: State, accepted: AcceptedParcel) -> State:
    """The page of an accepted parcel."""
    return replace(ready, page=Accepted(accepted.code))


def test_it_is_first_asked_when_the_parcel_is_taken(taken: State, accepted: AcceptedParcel) -> None:
    _, wanted = advance(taken, events.ParcelTaken(accepted))
    assert AskNotice(accepted.code, after_s=1) in wanted


def test_nobody_asks_for_a_page_that_is_not_there(ready: State, accepted: AcceptedParcel) -> None:
    _, wanted = advance(ready, events.ParcelTaken(accepted))
    assert not any(isinstance(effect, AskNotice) for effect in wanted)


def test_it_is_asked_again_until_it_is_told_ever_more_seldom(
    taken: State, accepted: AcceptedParcel
) -> None:
    waited, state = [1], taken
    for _ in range(7):
        known = events.NoticeKnown(accepted.code, NOT_YET, waited[-1])
        state, (again,) = advance(state, known)
        assert isinstance(again, AskNotice)
        waited.append(again.after_s)
    assert waited == [1, 2, 4, 8, 16, 30, 30, 30]
    state, wanted = advance(state, events.NoticeKnown(accepted.code, TOLD, 30))
    assert wanted == ()
    assert state.page == Accepted(accepted.code, notice=TOLD)


@pytest.mark.parametrize("told", [Told.IN_VAIN, Told.NOBODY])
def test_what_cannot_change_soon_is_not_asked_again(
    taken: State, accepted: AcceptedParcel, told: Told
) -> None:
    notice = NoticeToMerchant(told)
    state, wanted = advance(taken, events.NoticeKnown(accepted.code, notice, 1))
    assert (state.page, wanted) == (Accepted(accepted.code, notice=notice), ())


def test_a_lost_link_changes_nothing_on_the_page(taken: State, accepted: AcceptedParcel) -> None:
    question = AskNotice(accepted.code, 4)
    state, wanted = advance(taken, events.SaidNo(question, EcmsUnreachable()))
    assert (state.page, wanted) == (taken.page, (AskNotice(accepted.code, 8),))
    state, wanted = advance(taken, events.Broke(question))
    assert (state.page, wanted) == (taken.page, (AskNotice(accepted.code, 8),))


def test_once_the_page_is_left_an_answer_means_nothing(
    taken: State, accepted: AcceptedParcel
) -> None:
    left = replace(taken, page=Ready())
    state, wanted = advance(left, events.NoticeKnown(accepted.code, NOT_YET, 1))
    assert (state.page, wanted) == (Ready(), ())
    assert advance(left, events.Broke(AskNotice(accepted.code, 1))) == (left, ())


def test_a_reprint_that_is_asked_for_leaves_the_notice_as_it_is(
    taken: State, accepted: AcceptedParcel
) -> None:
    state, _ = advance(taken, events.ParcelTaken(accepted))
    for kind in PaperKind:
        state, _ = advance(state, events.PaperCameOut(accepted.code, kind))
    state, _ = advance(state, events.NoticeKnown(accepted.code, TOLD, 1))
    state, _ = advance(state, events.PaperAsked(PaperKind.RECEIPT))
    assert state.page == Accepted(accepted.code, notice=TOLD)
