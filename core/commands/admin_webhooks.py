"""What `balik admin webhook` does."""

import secrets
import sys
from argparse import Namespace

from core.clock import SystemClock
from core.commands.acting import Unfit, acting
from core.commands.options import say, say_table, texts
from core.services.notify import Endpoint
from core.services.notify_setup import (
    resend_parked,
    rotate_webhook_secret,
    set_up_webhook,
    switch_webhook,
)
from core.services.notify_url import UnusableUrl, WebhookSecret
from core.services.set_up_chain import NotThere
from core.shop.installation import Installation


def set_webhook(options: Namespace) -> int:
    """Say where a merchant is told."""
    words = texts()

    def act(here: Installation) -> None:
        known = here.books.endpoint(options.merchant)
        own = _own_secret() if options.own_secret else None
        try:
            endpoint = set_up_webhook(
                here.books,
                options.merchant,
                options.url,
                secrets.token_bytes,
                secret=own,
                plain_http=options.plain_http,
                private_addresses=options.private_addresses,
            )
        except UnusableUrl as unusable:
            raise Unfit(words(unusable.problem.value)) from None
        except LookupError:
            raise NotThere(options.merchant) from None
        say(words("Merchant {code} is told at {url}.", code=options.merchant, url=options.url))
        if known is None and own is None:
            _show(endpoint.secret)

    return acting(options, act)


def rotate_webhook(options: Namespace) -> int:
    """Give a merchant's webhooks a new secret."""
    words = texts()

    def act(here: Installation) -> None:
        _known(here, options.merchant)
        wall = SystemClock().now()
        secret = rotate_webhook_secret(here.books, options.merchant, secrets.token_bytes, wall)
        say(
            words(
                "Webhooks of merchant {code} are signed with a new secret, and for a day with"
                " the old one as well.",
                code=options.merchant,
            )
        )
        _show(secret)

    return acting(options, act)


def off_webhook(options: Namespace) -> int:
    """Stop telling a merchant."""
    return _switch(options, on=False)


def on_webhook(options: Namespace) -> int:
    """Tell a merchant again."""
    return _switch(options, on=True)


def resend_webhook(options: Namespace) -> int:
    """Send again what was parked."""
    words = texts()

    def act(here: Installation) -> None:
        _known(here, options.merchant)
        count = resend_parked(here.books, options.merchant, SystemClock().now())
        say(words.plural("{n} webhook is sent again.", "{n} webhooks are sent again.", count))

    return acting(options, act)


def list_webhooks(options: Namespace) -> int:
    """List all webhooks, and what waits."""
    words = texts()

    def act(here: Installation) -> None:
        figures = {figure.merchant_code: figure for figure in here.books.figures()}
        rows = [
            (words("Merchant"), words("Waiting"), words("Parked"), words("State"), words("Address"))
        ]
        for endpoint in here.books.endpoints():
            figure = figures.pop(endpoint.merchant_code, None)
            waiting, parked = (figure.waiting, figure.parked) if figure else (0, 0)
            state = words("on") if endpoint.off_since is None else words("off")
            rows.append(
                (endpoint.merchant_code, str(waiting), str(parked), state, endpoint.url.text)
            )
        rows += [
            (code, str(figure.waiting), str(figure.parked), words("not set up"), "")
            for code, figure in sorted(figures.items())
        ]
        say_table(rows)

    return acting(options, act)


def list_parked(options: Namespace) -> int:
    """List what was tried in vain, and how the last try ended."""
    words = texts()

    def act(here: Installation) -> None:
        rows = [(words("Merchant"), words("Tracking number"), words("Status"), words("Last try"))]
        shown = here.books.parked(options.merchant)
        for parked in shown:
            last = parked.attempts[-1] if parked.attempts else None
            how = ""
            if last is not None and last.outcome is not None:
                status = "" if last.http_status is None else f" {last.http_status}"
                how = f"{last.at:%Y-%m-%d %H:%M} UTC, {last.outcome.value}{status}"
            notice = parked.notice
            rows.append((parked.merchant_code, notice.tracking_number, notice.status.value, how))
        say_table(rows)
        more = _count_parked(here, options.merchant) - len(shown)
        # Somebody may have sent some again since they were read.
        if more > 0:
            say(words.plural("{n} more is parked.", "{n} more are parked.", more))

    return acting(options, act)


def _count_parked(here: Installation, merchant_code: str | None) -> int:
    return sum(
        figure.parked
        for figure in here.books.figures()
        if merchant_code in {None, figure.merchant_code}
    )


def _switch(options: Namespace, *, on: bool) -> int:
    words = texts()

    def act(here: Installation) -> None:
        _known(here, options.merchant)
        switch_webhook(here.books, options.merchant, on=on, now=SystemClock().now())
        if on:
            say(words("Merchant {code} is told again.", code=options.merchant))
        else:
            say(words("Merchant {code} is not told; what happens waits.", code=options.merchant))

    return acting(options, act)


def _known(here: Installation, merchant_code: str) -> Endpoint:
    endpoint = here.books.endpoint(merchant_code)
    if endpoint is None:
        raise Unfit(texts()("No webhook is set up for merchant {code}.", code=merchant_code))
    return endpoint


def _own_secret() -> WebhookSecret:
    try:
        return WebhookSecret.parse(sys.stdin.readline().strip())
    except ValueError:
        raise Unfit(texts()("A webhook secret is whsec_ and 24 to 64 bytes in base64.")) from None


def _show(secret: WebhookSecret) -> None:
    say(f"  secret  {secret.text}")
    say(texts()("Give it to the merchant; it is shown this once."))
