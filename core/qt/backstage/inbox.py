"""The merchants' inbox: each try of a webhook, the newest first."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QSize, Qt
from PySide6.QtGui import QFont, QPainter
from PySide6.QtWidgets import (
    QListWidget,
    QListWidgetItem,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from core.qt.backstage.eyes import Webhook
from core.qt.theme import Theme
from core.texts import Texts

_MOST: Final = 500
_HIGH: Final = 58
_EDGE: Final = 10
_HEAD, _TIME, _FOOT = (Qt.ItemDataRole.UserRole + place for place in range(3))


class _Entry(QStyledItemDelegate):
    """Two lines: the status in bold with its time at the right, and below whose it is."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme

    def sizeHint(  # noqa: N802 - Qt's name
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        """See Qt."""
        return QSize(super().sizeHint(option, index).width(), self._theme.px(_HIGH))

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """See Qt."""
        theme, edge = self._theme, self._theme.px(_EDGE)
        card = option.rect.adjusted(0, 0, -edge // 2, -edge // 2)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour("key"))
        painter.drawRoundedRect(card, edge * 0.6, edge * 0.6)
        lines = card.adjusted(edge, edge // 2, -edge, -edge // 2)
        top, bottom = Qt.AlignmentFlag.AlignTop, Qt.AlignmentFlag.AlignBottom
        painter.setPen(theme.colour("muted"))
        painter.drawText(lines, top | Qt.AlignmentFlag.AlignRight, index.data(_TIME))
        painter.drawText(lines, bottom, index.data(_FOOT))
        bold = QFont(option.font)
        bold.setWeight(QFont.Weight.Bold)
        painter.setFont(bold)
        painter.setPen(theme.colour("ink"))
        time_wide = painter.fontMetrics().horizontalAdvance(f"{index.data(_TIME)}  ")
        head = painter.fontMetrics().elidedText(
            index.data(_HEAD), Qt.TextElideMode.ElideRight, lines.width() - time_wide
        )
        painter.drawText(lines, top, head)
        painter.restore()


class Inbox(QListWidget):
    """The last few hundred tries.

    Args:
        texts: the language.
        theme: colours and sizes.
    """

    def __init__(self, texts: Texts, theme: Theme) -> None:
        super().__init__()
        self._texts: Final = texts
        self._entry: Final = _Entry(theme)
        self.setItemDelegate(self._entry)
        self.setUniformItemSizes(True)
        self.setAccessibleName(texts("Merchant inbox (webhooks)"))

    def add(self, webhooks: Sequence[Webhook]) -> None:
        """These came in, the oldest first."""
        for webhook in webhooks[-_MOST:]:
            self.insertItem(0, self._item(webhook))
        while self.count() > _MOST:
            self.takeItem(self.count() - 1)

    def _item(self, webhook: Webhook) -> QListWidgetItem:
        texts = self._texts
        signed = texts("signature valid") if webhook.genuine else texts("signature not valid")
        head = f"{webhook.status} · {webhook.answered}"
        foot = f"{webhook.tracking} · {signed}"
        item = QListWidgetItem(f"{webhook.at}  {head}\n{foot}")
        for role, words in ((_HEAD, head), (_TIME, webhook.at), (_FOOT, foot)):
            item.setData(role, words)
        return item
