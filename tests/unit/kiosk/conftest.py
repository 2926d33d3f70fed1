"""What the flow's stories are made of."""

from datetime import UTC, datetime

import pytest
from kiosk_story import DAY, MERCHANT, SHOES, Story

from core.domain.codes import ReturnCode, TrackingNumber
from core.domain.merchants import Store
from core.domain.orders import Item
from core.domain.references import ReferenceKind
from core.services.ecms import FoundOrder, IssuedReturn, Terminal


@pytest.fixture
def story() -> Story:
    """A kiosk that was just switched on."""
    return Story()


@pytest.fixture
def order() -> FoundOrder:
    """The shoes of the source documents."""
    return FoundOrder(
        order_id=7,
        merchant=MERCHANT,
        kind=ReferenceKind.UID,
        number=SHOES,
        items=(Item("I1", "Canvas shoes, size 42"),),
        last_day=DAY,
        has_code=False,
    )


@pytest.fixture
def issued() -> IssuedReturn:
    """Their RETURN CODE."""
    return IssuedReturn(
        code=ReturnCode("182212342345"),
        tracking_number=TrackingNumber("30310533261428120"),
        merchant=MERCHANT,
        reference=SHOES,
        last_day=DAY,
        terminal=Terminal(Store("0166", "Pasig Blvd", "NCR"), "K1"),
        issued_at=datetime(2026, 11, 21, 6, 31, tzinfo=UTC),
        again=False,
    )
