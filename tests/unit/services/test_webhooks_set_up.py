"""Where a merchant is told, and with which secrets: none is lost while one replaces the other."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest
from small_chain import NOON, SmallChain

from core.persistence.outbox_books import StoredNoticeBooks
from core.services.notify import Endpoint, NoticeBooks, NoticeKey
from core.services.notify_setup import (
    resend_parked,
    rotate_webhook_secret,
    set_up_webhook,
    switch_webhook,
)
from core.services.notify_url import UnusableUrl, WebhookSecret, parse_webhook_url

_DAY = timedelta(days=1)
_URL = "https://shop.example/returns"


def _bytes_of(letter: bytes) -> Callable[[int], bytes]:
    return lambda count: letter * count


_FIRST = WebhookSecret.draw(_bytes_of(b"a"))
_SECOND = WebhookSecret.draw(_bytes_of(b"b"))


@pytest.fixture
def books(chain: SmallChain) -> NoticeBooks:
    """Where webhooks are kept."""
    return StoredNoticeBooks(chain.storage, "Asia/Manila")


def _kept(books: NoticeBooks) -> Endpoint:
    endpoint = books.endpoint("001")
    assert endpoint is not None
    return endpoint


def test_for_a_day_after_a_rotation_both_secrets_sign(books: NoticeBooks) -> None:
    """So that the merchant may change over when it likes within that day."""
    set_up_webhook(books, "001", _URL, _bytes_of(b"a"))
    assert _kept(books).secrets(NOON) == (_FIRST,)

    assert rotate_webhook_secret(books, "001", _bytes_of(b"b"), NOON) == _SECOND

    rotated = _kept(books)
    assert rotated.secrets(NOON) == (_SECOND, _FIRST)
    assert rotated.secrets(NOON + _DAY - timedelta(seconds=1)) == (_SECOND, _FIRST)
    assert rotated.secrets(NOON + _DAY) == (_SECOND,)


def test_an_old_secret_of_unknown_age_signs_nothing() -> None:
    endpoint = Endpoint("001", parse_webhook_url(_URL), _SECOND)
    assert replace(endpoint, old_secret=_FIRST).secrets(NOON) == (_SECOND,)
    assert replace(endpoint, old_secret_until=NOON + _DAY).secrets(NOON) == (_SECOND,)


def test_a_new_address_keeps_the_secret_and_switches_the_site_on(books: NoticeBooks) -> None:
    first = set_up_webhook(books, "001", _URL, _bytes_of(b"a"))
    assert first == _kept(books)
    assert (first.plain_http, first.private_addresses, first.off_since) == (False, False, None)
    switch_webhook(books, "001", on=False, now=NOON)
    assert _kept(books).off_since == NOON

    moved = set_up_webhook(
        books,
        "001",
        "http://10.0.0.7/hook",
        _bytes_of(b"b"),
        plain_http=True,
        private_addresses=True,
    )
    assert moved == _kept(books)
    assert (moved.secret, moved.off_since, moved.url.host) == (_FIRST, None, "10.0.0.7")
    assert (moved.plain_http, moved.private_addresses) == (True, True)

    own = set_up_webhook(books, "001", _URL, _bytes_of(b"c"), secret=_SECOND)
    assert (own.secret, own.plain_http, own.private_addresses) == (_SECOND, False, False)


def test_a_merchant_may_bring_its_own_secret_at_once(books: NoticeBooks) -> None:
    assert set_up_webhook(books, "001", _URL, _bytes_of(b"a"), secret=_SECOND).secret == _SECOND


def test_an_address_that_cannot_be_used_changes_nothing(books: NoticeBooks) -> None:
    with pytest.raises(UnusableUrl, match="must begin with https://, unless plain HTTP"):
        set_up_webhook(books, "001", "http://shop.example/", _bytes_of(b"a"))
    assert books.endpoint("001") is None


def test_the_longest_address_has_2048_characters(books: NoticeBooks) -> None:
    longest = "https://shop.example/".ljust(2_048, "x")
    assert set_up_webhook(books, "001", longest, _bytes_of(b"a")).url.text == longest
    with pytest.raises(UnusableUrl, match="longer than 2,048 characters"):
        set_up_webhook(books, "001", longest + "x", _bytes_of(b"a"))


def test_switching_off_again_keeps_the_first_hour(books: NoticeBooks) -> None:
    """Nobody asks since when a site has been gone and hears of the last press of a button."""
    set_up_webhook(books, "001", _URL, _bytes_of(b"a"))
    switch_webhook(books, "001", on=True, now=NOON)
    assert _kept(books).off_since is None
    switch_webhook(books, "001", on=False, now=NOON)
    switch_webhook(books, "001", on=False, now=NOON + _DAY)
    assert _kept(books).off_since == NOON
    switch_webhook(books, "001", on=True, now=NOON + _DAY)
    assert _kept(books).off_since is None


def test_who_has_no_webhook_has_none_to_change(books: NoticeBooks) -> None:
    says = r"^no webhook is set up for merchant 002$"
    with pytest.raises(LookupError, match=says):
        rotate_webhook_secret(books, "002", _bytes_of(b"a"), NOON)
    with pytest.raises(LookupError, match=says):
        switch_webhook(books, "002", on=True, now=NOON)
    assert resend_parked(books, "002", NOON) == 0
    assert resend_parked(books, "002", NOON, NoticeKey(1, 1)) == 0


@pytest.mark.parametrize("size", [24, 64])
def test_a_secret_may_be_24_to_64_bytes(size: int) -> None:
    text = WebhookSecret.draw(lambda _: b"k" * size).text
    assert text.startswith("whsec_")
    assert WebhookSecret.parse(text).text == text


@pytest.mark.parametrize(
    "text",
    [
        WebhookSecret.draw(lambda _: b"k" * 23).text,
        WebhookSecret.draw(lambda _: b"k" * 65).text,
        WebhookSecret.draw(lambda _: b"k" * 32).text.removeprefix("whsec_"),
        WebhookSecret.draw(lambda _: b"k" * 32).text + "!",
        WebhookSecret.draw(lambda _: b"k" * 32).text[:-1],
        "whsec_",
        "",
    ],
)
def test_what_is_no_secret_is_refused_in_a_sentence(text: str) -> None:
    """A sign that base64 does not know is a slip of the pen, never left out in silence."""
    says = r"^A webhook secret is whsec_ and 24 to 64 bytes in base64$"
    with pytest.raises(ValueError, match=says) as refused:
        WebhookSecret.parse(text)
    assert not text or text not in str(refused.value) or text == "whsec_"


def test_a_drawn_secret_has_32_bytes_and_is_not_shown() -> None:
    assert len(_FIRST.text) == len("whsec_") + 44
    assert _FIRST.text not in repr(_FIRST)
