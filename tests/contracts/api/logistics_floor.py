"""The shop with its handhelds: what truckers, the DC and a store's own system do over and over."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from api_shop import ApiShop

from core.domain.merchants import Merchant
from core.domain.status import Delivery, Status
from core.services.administration import save_merchants

_LIST_AGE = timedelta(hours=1)


@dataclass
class Floor:
    """Parcels on their way.

    Args:
        shop: the API.
    """

    shop: ApiShop

    def deliver(self, delivery: Delivery) -> None:
        """Merchant A's setting changes."""
        save_merchants(self.shop.database, [Merchant("001", "Merchant A", delivery=delivery)])

    def accepted(self, uid: str) -> str:
        """A parcel at the store; its tracking number."""
        asked = self.shop.ask(merchantReference=uid).json()
        taken = self.shop.accept(asked["returnCode"], f"attempt-{uid}")
        assert taken.status_code == 200, taken.text
        tracking: str = asked["trackingNumber"]
        return tracking

    def pulled_out(self, uid: str) -> str:
        """A parcel that a driver got an hour ago."""
        parcel = self.accepted(uid)
        self.shop.post("sbs", "/ecms/api/v1/jobs/pull-out", {})
        answer = self.scan("sbs", parcel, Status.PULLED_OUT_FROM_STORE.value, plate="NBC1234")
        assert answer.json()["outcome"] == "MOVED", answer.text
        self.shop.hands.forward(hours=1)
        return parcel

    def scan(self, client: str, text: str, status: str, **more: str) -> Any:
        """One scan, now."""
        body = {
            "handheld": "HH-07",
            "person": "J. Cruz",
            "parcel": text,
            "status": status,
            "scannedAt": self.shop.hands.instant.isoformat(),
        }
        return self.shop.post(client, "/ecms/api/v1/scans", body | more)

    def read(self, text: str, status: str, *, minutes: int) -> dict[str, str]:
        """A scan of a batch, so many minutes after an hour ago."""
        at = self.shop.hands.instant - _LIST_AGE + timedelta(minutes=minutes)
        return {"parcel": text, "status": status, "scannedAt": at.isoformat()}

    def batch(self, client: str, scans: list[dict[str, str]], **more: str) -> list[dict[str, Any]]:
        """A handheld sends what it kept."""
        body = {"handheld": "HH-07", "person": "J. Cruz", "scans": scans} | more
        answer = self.shop.post(client, "/ecms/api/v1/scans/batch", body)
        assert answer.status_code == 200, answer.text
        results: list[dict[str, Any]] = answer.json()["results"]
        return results

    def exceptions(self, client: str = "admin") -> list[dict[str, Any]]:
        """What is on a client's exceptions list."""
        answer = self.shop.call(client, "GET", "/ecms/api/v1/scans/exceptions")
        found: list[dict[str, Any]] = answer.json()["exceptions"]
        return found

    def times(self, parcel: str) -> dict[str, datetime]:
        """When a parcel reached each of its statuses."""
        answer = self.shop.call("admin", "GET", f"/ecms/api/v1/returns/{parcel}/history")
        return {
            step["status"]: datetime.fromisoformat(step["at"].replace("Z", "+00:00"))
            for step in answer.json()["history"]
        }

    def status_of(self, parcel: str) -> Status:
        """Where a parcel stands."""
        page = self.shop.call("merchant-a", "GET", "/ecms/api/v1/statuses").json()["returns"]
        return Status(next(one["status"] for one in page if one["trackingNumber"] == parcel))
