"""One parcel of a pull-out list."""

from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout

from core.domain.merchants import Store
from core.services.store_office import PullOutLine
from core.texts import Texts
from pos.sentences.pull_out import line_state
from pos.widgets.icon_label import IconLabel
from pos.widgets.look import Look, Measures, put_property
from pos.widgets.words import frame, words


class PullOutRow:
    """Ticked or not, its number, whose it is, since when, and where it is now."""

    def __init__(self) -> None:
        self.measures = Measures()
        self.widget: QFrame = frame("row")
        self._icon = IconLabel(22)
        self._number, self._merchant = words("line", wrap=False), words("body")
        self._time, self._state = words("quiet", wrap=False), words("item", wrap=False)
        self._middle = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._middle.addWidget(self._number)
        self._middle.addWidget(self._merchant, 1)
        row = QHBoxLayout(self.widget)
        row.addWidget(self._icon)
        row.addLayout(self._middle, 1)
        row.addWidget(self._time)
        row.addWidget(self._state)
        self.measures.layout(row, (22, 12, 22, 12), 18, narrow=(16, 10, 14, 10))
        self.measures.rule(self._arrange)

    def _arrange(self, look: Look) -> None:
        """Times and states stand under each other; a narrow list has two lines a parcel."""
        directions = QBoxLayout.Direction
        self._middle.setDirection(directions.LeftToRight if look.wide else directions.TopToBottom)
        self._middle.setSpacing(look.theme.px(18 if look.wide else 1))
        self._time.setVisible(look.wide)
        self._time.setFixedWidth(look.theme.px(116))
        self._state.setFixedWidth(look.theme.px(160))

    def show_line(self, line: PullOutLine, store: Store, look: Look) -> None:
        """Show this parcel, in the time of `store`."""
        is_taken = line.handed_over_at is not None
        put_property(self.widget, "tone", "done" if is_taken else "")
        name, colour = ("circle-check", "green") if is_taken else ("circle", "line-strong")
        self._icon.show_icon(name, colour, look)
        self._number.setText(str(line.tracking_number))
        accepted = _accepted(line, store, look.texts)
        name = line.merchant_name
        self._merchant.setText(name if look.wide else f"{accepted} · {name}")
        put_property(self._merchant, "role", "body" if look.wide else "small")
        self._time.setText(accepted)
        self._state.setText(line_state(line, store, look.texts))
        put_property(self._state, "tone", "good" if is_taken else "waiting")

    def forget(self) -> None:
        """See `Row.forget`."""
        for label in (self._number, self._merchant, self._time, self._state):
            label.clear()


def _accepted(line: PullOutLine, store: Store, texts: Texts) -> str:
    at = store.local(line.accepted_at)
    return f"{texts.short_date(at.date())} {texts.time(at)}"
