"""Signs webhooks as the Standard Webhooks specification says, and any of its libraries verifies.

HMAC-SHA256 over `id.timestamp.body`, symmetric key, scheme `v1`.
"""

from collections.abc import Sequence
from datetime import UTC, datetime

from standardwebhooks import Webhook

from core.services.notify_url import WebhookSecret


def signature_headers(
    webhook_id: str, at: datetime, body: bytes, secrets: Sequence[WebhookSecret]
) -> dict[str, str]:
    """The three headers of the standard.

    Args:
        webhook_id: the same on each try.
        at: the machine's time of this try, aware; verifiers refuse what is five minutes off.
        body: what is sent, byte by byte.
        secrets: more than one during a rotation: the site accepts whichever it knows.
    """
    # The library takes any datetime's digits for UTC.
    at = at.astimezone(UTC)
    text = body.decode()
    signatures = [Webhook(secret.text).sign(webhook_id, at, text) for secret in secrets]
    return {
        "webhook-id": webhook_id,
        "webhook-timestamp": str(int(at.timestamp())),
        "webhook-signature": " ".join(signatures),
    }
