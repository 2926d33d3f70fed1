"""Who waits for news hears it until he has enough; and when asking again is of use."""

import pytest

from core.services.told import NoticeToMerchant, Told
from core.services.watchers import Watchers


def test_everybody_hears_news_until_he_stops_listening() -> None:
    """To stop twice is to stop once, even where somebody listens with both ears."""
    watchers: Watchers[str] = Watchers()
    assert not watchers
    left: list[str] = []
    right: list[str] = []
    stop = watchers.add(left.append)
    watchers.add(right.append)
    watchers.add(right.append)
    assert watchers

    watchers.tell("paper is low")
    stop()
    stop()
    watchers.tell("paper is out")

    assert left == ["paper is low"]
    assert right == ["paper is low", "paper is low", "paper is out", "paper is out"]


def test_nobody_is_left_where_the_only_one_went() -> None:
    watchers: Watchers[str] = Watchers()
    watchers.add(lambda _: None)()
    assert not watchers


def test_one_who_listens_may_ask_back_while_being_told() -> None:
    watchers: Watchers[str] = Watchers()
    heard: list[str] = []

    def listen(news: str) -> None:
        heard.append(news)
        watchers.add(heard.append)

    stop = watchers.add(listen)
    watchers.tell("first")
    stop()
    watchers.tell("second")
    assert heard == ["first", "second"]


@pytest.mark.parametrize("told", list(Told))
def test_only_what_is_not_yet_told_is_worth_asking_again(told: Told) -> None:
    assert NoticeToMerchant(told).is_settled == (told is not Told.NOT_YET)
