"""The accepted page says whether the merchant knows, by the dispatcher's own word."""

from collections.abc import Iterator

import pytest

from core.bootstrap import Shop
from core.shop.service import Service
from core.simulator.merchant_site import MerchantSite, Mood
from pos.driver import PosDriver
from pos.pytest_plugin import Shopfloor

SHOES = "AXDY43322222524544"


@pytest.fixture
def service(shopfloor: Shopfloor) -> Iterator[Service]:
    """What tells merchants, and the site that is told."""
    shop = Shop(shopfloor.data, shopfloor.clock)
    service = shop.service(with_site=True)
    yield service
    service.group.close()
    if service.site is not None:
        service.site.stop()
    shop.close()


def test_the_page_says_queued_then_not_yet_then_told_and_when(
    counter: PosDriver, shopfloor: Shopfloor, service: Service
) -> None:
    site = service.site
    assert isinstance(site, MerchantSite)
    site.mood = Mood.FAILS
    counter.scan(shopfloor.ticket(SHOES))
    counter.sees("Check the parcel")
    counter.check_parcel()
    counter.press("F9")
    counter.sees("Notice to Merchant A", "RETURNED · queued 14:33")
    service.dispatcher.deliver_due()
    shopfloor.pass_time(1)
    counter.sees("RETURNED · not yet told")
    site.mood = Mood.ANSWERS
    shopfloor.clock.pass_time(600)
    service.dispatcher.deliver_due()
    shopfloor.timers.pass_time(2)
    counter.sees("RETURNED · told 14:43")
    assert [received.fields["status"] for received in site.inbox if received.taken][
        -1
    ] == "RETURNED"
