"""Sets up where merchants are told, and sends again what was parked."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Final

from core.services.notify import Endpoint, NoticeBooks, NoticeKey
from core.services.notify_url import WebhookSecret, parse_webhook_url

#: For how long webhooks are signed with the old secret as well.
ROTATION: Final = timedelta(days=1)


def set_up_webhook(
    books: NoticeBooks,
    merchant_code: str,
    url: str,
    random_bytes: Callable[[int], bytes],
    *,
    secret: WebhookSecret | None = None,
    plain_http: bool = False,
    private_addresses: bool = False,
) -> Endpoint:
    """Say where a merchant is told of its parcels; a site that was off is on again.

    A merchant that had a URL keeps its secret, unless it brings another one.

    Args:
        books: where it is kept.
        merchant_code: whom to tell.
        url: as the merchant gave it.
        random_bytes: gives so many unguessable bytes, as `secrets.token_bytes`.
        secret: the merchant's own, from another system.
        plain_http: allow an unencrypted address.
        private_addresses: allow loopback and private networks.

    Raises:
        UnusableUrl: the URL can't be used, and says why.
        LookupError: there is no such merchant.
    """
    parsed = parse_webhook_url(url, plain_http=plain_http)
    known = books.endpoint(merchant_code)
    if known is None:
        endpoint = Endpoint(merchant_code, parsed, secret or WebhookSecret.draw(random_bytes))
    else:
        endpoint = replace(known, url=parsed, secret=secret or known.secret, off_since=None)
    endpoint = replace(endpoint, plain_http=plain_http, private_addresses=private_addresses)
    books.save_endpoint(endpoint)
    return endpoint


def rotate_webhook_secret(
    books: NoticeBooks, merchant_code: str, random_bytes: Callable[[int], bytes], wall: datetime
) -> WebhookSecret:
    """Give a merchant a new secret; for a day webhooks bear the old one's signature too.

    Args:
        books: where it is kept.
        merchant_code: whose.
        random_bytes: gives so many unguessable bytes, as `secrets.token_bytes`.
        wall: the machine's time, as in `core.services.notify`.

    Raises:
        LookupError: no webhook is set up for this merchant.
    """
    endpoint = _known(books, merchant_code)
    secret = WebhookSecret.draw(random_bytes)
    books.save_endpoint(
        replace(
            endpoint,
            secret=secret,
            old_secret=endpoint.secret,
            old_secret_until=wall + ROTATION,
        )
    )
    return secret


def switch_webhook(books: NoticeBooks, merchant_code: str, *, on: bool, now: datetime) -> None:
    """Stop telling a merchant, or begin again: what has waited is then sent.

    Raises:
        LookupError: no webhook is set up for this merchant.
    """
    endpoint = _known(books, merchant_code)
    if on != (endpoint.off_since is None):
        books.save_endpoint(replace(endpoint, off_since=None if on else now))


def resend_parked(
    books: NoticeBooks, merchant_code: str, now: datetime, key: NoticeKey | None = None
) -> int:
    """Send a merchant's parked notices again, under the same webhook-id, with a whole new round.

    Args:
        books: where they lie.
        merchant_code: whose.
        now: the shop's time.
        key: only this one.

    Returns:
        How many are sent again.
    """
    return books.unpark(merchant_code, key, now)


def _known(books: NoticeBooks, merchant_code: str) -> Endpoint:
    endpoint = books.endpoint(merchant_code)
    if endpoint is None:
        raise LookupError(f"no webhook is set up for merchant {merchant_code}")
    return endpoint
