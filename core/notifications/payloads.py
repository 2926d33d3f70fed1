"""The body of a webhook, exactly as the contract has it (mission.md, "The wire")."""

import json
from typing import Final

from core.services.notify import Notice

CONTENT_TYPE: Final = "application/json"


def body_of(notice: Notice) -> bytes:
    """The bytes that are signed and sent; the same for the same notice, on each try."""
    fields = {
        "trackingNumber": notice.tracking_number,
        "merchantReference": notice.merchant_reference,
        "status": notice.status.value,
        "reason": notice.reason,
        "location": notice.location,
        "timestamp": f"{notice.local_time:%Y-%m-%d %H:%M:%S}",
    }
    if not notice.reason:
        del fields["reason"]
    return json.dumps(fields, ensure_ascii=False).encode()
