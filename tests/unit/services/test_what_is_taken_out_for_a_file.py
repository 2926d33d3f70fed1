"""A merchant's orders and returns, page by page: all of them, once each."""

import pytest
from small_chain import DC_DELIVERS, NOON, RULES, SmallChain

from core.domain.status import Status
from core.persistence.export import StoredPages
from core.services import export_orders as pages_of
from core.services.export_orders import export_orders, export_returns
from core.services.storage import OrderContent
from core.services.submit_orders import submit_orders


def test_every_order_and_return_of_a_merchant_and_no_others(
    chain: SmallChain, monkeypatch: pytest.MonkeyPatch
) -> None:
    """On pages of two, of which the last may be full, half full or empty."""
    monkeypatch.setattr(pages_of, "_PAGE", 2)
    chain.ask("UID1")
    chain.take("UID3")
    chain.ask("UID5")
    chain.ask("OTHER", DC_DELIVERS)
    waiting = [OrderContent(uid, (), validity_days=3) for uid in ("UID2", "UID4")]
    submit_orders(chain.storage, RULES, "001", waiting, NOON)
    pages = StoredPages(chain.storage)

    orders = [(each.order.uid, each.status) for each in export_orders(pages, "001")]
    assert orders == [
        ("UID1", Status.FOR_RETURN),
        ("UID2", None),
        ("UID3", Status.RETURNED),
        ("UID4", None),
        ("UID5", Status.FOR_RETURN),
    ]
    returns = [each.order.uid for each in export_returns(pages, "001")]
    assert returns == ["UID1", "UID3", "UID5"]
    assert [each.order.uid for each in export_orders(pages, "002")] == ["OTHER"]


def test_who_is_no_merchant_has_no_file(chain: SmallChain) -> None:
    pages = StoredPages(chain.storage)
    with pytest.raises(LookupError, match=r"^no such merchant$"):
        list(export_orders(pages, "999"))
    with pytest.raises(LookupError, match=r"^no such merchant$"):
        list(export_returns(pages, "999"))
