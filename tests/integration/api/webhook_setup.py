"""A webhook for the demonstration's Merchant A, to a site on this machine."""

import secrets
from pathlib import Path

from core.persistence.database import open_database
from core.persistence.outbox_books import StoredNoticeBooks
from core.services.notify_setup import set_up_webhook
from core.simulator.merchant_site import MerchantSite

MANILA = "Asia/Manila"


def tell(data: Path, site: MerchantSite) -> None:
    """Set the webhook of the demonstration's Merchant A up."""
    database = open_database(data / "balik.db")
    endpoint = set_up_webhook(
        StoredNoticeBooks(database, MANILA),
        "001",
        site.url,
        secrets.token_bytes,
        plain_http=True,
        private_addresses=True,
    )
    site.trust(endpoint.secret.text)
    database.close()
