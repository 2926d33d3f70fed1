"""The merchants' site without a network: what a webhook says is verified all the same.

For worlds that live through a month in seconds, where sockets would take most of the time, and a
site that hangs all of it.
"""

from collections.abc import Callable, Mapping
from threading import Lock
from typing import Final

from standardwebhooks import Webhook, WebhookVerificationError

from core.services.notify import Endpoint, Outcome, Result
from core.simulator.merchant_site import Mood, Received

#: What a dispatcher makes of each mood; `test_direct_site` holds it to the site with sockets.
_RESULTS: Final = {
    Mood.ANSWERS: Result(Outcome.ANSWERED, 200),
    Mood.NO_CONTENT: Result(Outcome.ANSWERED, 204),
    Mood.FAILS: Result(Outcome.ANSWERED, 500),
    Mood.HANGS: Result(Outcome.TIMED_OUT),
    Mood.DRIPS: Result(Outcome.TIMED_OUT),
    Mood.DRIPS_BODY: Result(Outcome.ANSWERED, 200),
    Mood.FLOODS: Result(Outcome.ANSWERED, 500),
    Mood.REDIRECTS: Result(Outcome.ANSWERED, 302),
    Mood.CLOSES: Result(Outcome.BROKEN_OFF),
    Mood.GONE: Result(Outcome.ANSWERED, 410),
}
_NOT_GENUINE: Final = Result(Outcome.ANSWERED, 401)


class DirectSite:
    """Takes the place of both a merchant's site and the way there. Any thread may use it.

    Args:
        secret: `whsec_…`, what the merchant was given.
        mood: how it behaves to its next caller.
    """

    def __init__(self, secret: str, mood: Callable[[], Mood]) -> None:
        self._verifier: Final = Webhook(secret)
        self._mood: Final = mood
        self._lock: Final = Lock()
        self._inbox: list[Received] = []

    @property
    def inbox(self) -> tuple[Received, ...]:
        """Everything that came in, the first first."""
        with self._lock:
            return tuple(self._inbox)

    async def post(self, endpoint: Endpoint, headers: Mapping[str, str], body: bytes) -> Result:
        """See `core.services.notify.Posts`."""
        text, mood = body.decode(), self._mood()
        received = Received(
            path=endpoint.url.target,
            webhook_id=headers["webhook-id"],
            timestamp=headers["webhook-timestamp"],
            signature=headers["webhook-signature"],
            body=text,
            genuine=self._is_genuine(headers, text),
            mood=mood,
        )
        with self._lock:
            self._inbox.append(received)
        return _RESULTS[mood] if received.genuine else _NOT_GENUINE

    def stop(self) -> None:
        """There is nothing to stop."""

    def _is_genuine(self, headers: Mapping[str, str], body: str) -> bool:
        try:
            self._verifier.verify(body, dict(headers), json_parse=False)
        except (WebhookVerificationError, ValueError):
            return False
        return True
