"""The demonstration's merchants have a site: it is told of every parcel and keeps what it hears."""

import json
import secrets
from collections.abc import Callable
from pathlib import Path
from threading import Lock
from typing import Final

from core.log import get_logger
from core.services.notify import NoticeBooks
from core.services.notify_setup import set_up_webhook
from core.services.notify_url import WebhookSecret
from core.simulator.demo import MERCHANT_A, MERCHANT_B
from core.simulator.direct_site import DirectSite
from core.simulator.faults import FAULTS, At
from core.simulator.merchant_site import MerchantSite, Mood, Received
from core.simulator.switches import Switchboard

#: What tells its own address from one that a merchant's engineer set up on this machine.
_OURS: Final = "/simulated"
_log = get_logger("simulator")


def open_site(books: NoticeBooks, inbox: Path, board: Switchboard | None = None) -> MerchantSite:
    """Open the merchants' site, and let those be told there who have no other one.

    Args:
        books: where merchants are told.
        inbox: a file that gets a line of JSON with each webhook: whether it is genuine, its
            headers, its body.
        board: says which of its faults are on.

    Returns:
        The site, which receives; stop it at the end.
    """
    secret = WebhookSecret.draw(secrets.token_bytes)
    site = MerchantSite(secret.text, _kept_in(inbox), mood=mood_of(board) if board else None)
    site.start()
    _tell_there(books, site.url + _OURS, secret)
    return site


def open_direct_site(books: NoticeBooks, board: Switchboard) -> DirectSite:
    """The same without a network or a file: dispatchers give webhooks to it themselves."""
    secret = WebhookSecret.draw(secrets.token_bytes)
    _tell_there(books, "http://127.0.0.1:9/returns" + _OURS, secret)
    return DirectSite(secret.text, mood_of(board))


def _tell_there(books: NoticeBooks, url: str, secret: WebhookSecret) -> None:
    for merchant in (MERCHANT_A, MERCHANT_B):
        known = books.endpoint(merchant.code)
        if known is None or known.url.text.endswith(_OURS):
            set_up_webhook(
                books,
                merchant.code,
                url,
                secrets.token_bytes,
                secret=secret,
                plain_http=True,
                private_addresses=True,
            )


def mood_of(board: Switchboard) -> Callable[[], Mood]:
    """How a site behaves to its next caller: the first of its faults that strikes, or well."""
    moods = {
        fault: fault.effect
        for fault in FAULTS.values()
        if fault.at is At.MERCHANT and isinstance(fault.effect, Mood)
    }

    def mood() -> Mood:
        struck = (effect for fault, effect in moods.items() if board.strikes(fault))
        return next(struck, Mood.ANSWERS)

    return mood


def _kept_in(inbox: Path) -> Callable[[Received], None]:
    one_at_a_time = Lock()

    def keep(received: Received) -> None:
        line = {
            "genuine": received.genuine,
            "answered": received.mood.value,
            "webhook-id": received.webhook_id,
            "webhook-timestamp": received.timestamp,
            "webhook-signature": received.signature,
            "body": received.body,
        }
        try:
            with one_at_a_time, inbox.open("a", encoding="utf-8") as file:
                file.write(json.dumps(line) + "\n")
        except OSError as trouble:
            # The site has it all the same, and says so.
            _log.error("webhook not kept", errno=trouble.errno)

    return keep
