"""What merchants' order systems said, stored."""

import json
from datetime import datetime
from typing import Final

from sqlalchemy import bindparam, insert, select, update

from core.domain.orders import Item
from core.persistence.access_tables import channel_orders, channel_rules, late_items
from core.persistence.rows import microseconds
from core.persistence.statements import Link
from core.services.channel import (
    Aggregator,
    ChannelLine,
    ChannelOrder,
    ChannelRules,
    LateItem,
)

_RULES: Final = select(channel_rules.c.awb_integration, channel_rules.c.aggregator).where(
    channel_rules.c.merchant_code == bindparam("merchant_code")
)
_ADD_RULES: Final = insert(channel_rules).values(
    {column.name: bindparam(column.name) for column in channel_rules.c}
)
_CHANGE_RULES: Final = (
    update(channel_rules)
    .values(awb_integration=bindparam("new_awb"), aggregator=bindparam("new_aggregator"))
    .where(channel_rules.c.merchant_code == bindparam("which"))
)
_SAID: Final = ("order_type", "transporter", "currency", "lines", "fingerprint")
_ORDER: Final = select(*[channel_orders.c[name] for name in _SAID]).where(
    channel_orders.c.order_id == bindparam("order_id")
)
_ADD_ORDER: Final = insert(channel_orders).values(
    {column.name: bindparam(column.name) for column in channel_orders.c}
)
_CHANGE_ORDER: Final = (
    update(channel_orders)
    .values({name: bindparam(f"new_{name}") for name in _SAID})
    .where(channel_orders.c.order_id == bindparam("which"))
)
_LATE: Final = (
    select(
        late_items.c.code,
        late_items.c.name,
        late_items.c.sku,
        late_items.c.reason,
        late_items.c.price_minor,
        late_items.c.sub_order,
    )
    .where(late_items.c.order_id == bindparam("order_id"))
    .order_by(late_items.c.at, late_items.c.code)
)
_ADD_LATE: Final = insert(late_items).values(
    {column.name: bindparam(column.name) for column in late_items.c}
)


class StoredChannel:
    """`core.services.channel.ChannelBooks` over SQL."""

    def __init__(self, link: Link) -> None:
        self._link: Final = link

    def rules(self, merchant_code: str) -> ChannelRules:
        """See `ChannelBooks.rules`."""
        row = self._link.one(_RULES, merchant_code=merchant_code)
        if row is None:
            return ChannelRules()
        return ChannelRules(row[0] == 1, None if row[1] is None else Aggregator(row[1]))

    def save_rules(self, merchant_code: str, rules: ChannelRules) -> None:
        """See `ChannelBooks.save_rules`."""
        awb, aggregator = int(rules.awb_integration), rules.aggregator
        name = None if aggregator is None else aggregator.value
        if not self._link.run(_CHANGE_RULES, which=merchant_code, new_awb=awb, new_aggregator=name):
            self._link.run(
                _ADD_RULES, merchant_code=merchant_code, awb_integration=awb, aggregator=name
            )

    def order(self, order_id: int) -> ChannelOrder | None:
        """See `ChannelBooks.order`."""
        row = self._link.one(_ORDER, order_id=order_id)
        if row is None:
            return None
        order_type, transporter, currency, lines, fingerprint = row
        said = {code: ChannelLine(*line) for code, line in json.loads(lines).items()}
        return ChannelOrder(order_type, transporter, currency, said, fingerprint)

    def save_order(self, order_id: int, order: ChannelOrder) -> None:
        """See `ChannelBooks.save_order`."""
        lines = {code: [line.price_minor, line.sub_order] for code, line in order.lines.items()}
        values: dict[str, object] = {
            "order_type": order.order_type,
            "transporter": order.transporter,
            "currency": order.currency,
            "lines": json.dumps(lines, ensure_ascii=False, separators=(",", ":")),
            "fingerprint": order.fingerprint,
        }
        new = {f"new_{name}": value for name, value in values.items()}
        if self._link.run(_CHANGE_ORDER, which=order_id, **new) == 0:
            self._link.run(_ADD_ORDER, order_id=order_id, **values)

    def late_items(self, order_id: int) -> list[LateItem]:
        """See `ChannelBooks.late_items`."""
        return [
            LateItem(Item(*row[:4]), ChannelLine(row[4], row[5]))
            for row in self._link.all(_LATE, order_id=order_id)
        ]

    def add_late_item(self, order_id: int, item: LateItem, at: datetime) -> None:
        """See `ChannelBooks.add_late_item`."""
        self._link.run(
            _ADD_LATE,
            order_id=order_id,
            code=item.item.code,
            name=item.item.name,
            sku=item.item.sku,
            reason=item.item.reason,
            price_minor=item.line.price_minor,
            sub_order=item.line.sub_order,
            at=microseconds(at),
        )
