"""A parcel that is not taken, or a scan that is something else: why, and what to say."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from core.domain.codes import ReturnCode
from core.services.ecms import HistoryEntry
from core.texts import Texts
from pos.flow.counter import is_for_find, may_try_again, was_taken_here
from pos.flow.events import BackAsked, EnterPressed
from pos.flow.states import Refused, SentAway, State
from pos.pages.page import Page, card
from pos.sentences.explanation import Explanation, Tone
from pos.sentences.notes import fault_reason, fault_told
from pos.sentences.printer import shortened
from pos.sentences.refusals import explain, with_way_to_papers
from pos.widgets.buttons import KeyButton
from pos.widgets.history_list import HistoryList
from pos.widgets.icon_label import IconLabel
from pos.widgets.look import Look, put_property
from pos.widgets.words import frame, put_number, put_words, rich_words, rule, words

_COLOURS = {Tone.RED: "red", Tone.AMBER: "amber-ink"}


class RefusedPage(Page):
    """Red where the parcel must not be taken, amber where nothing is decided."""

    def __init__(self) -> None:
        super().__init__()
        self._sheet = card(tone="red")
        self._icon = IconLabel(84, narrow=64, stroke=1.8)
        self._headline, self._detail = words("big"), rich_words("detail")
        self._next = KeyButton("main", "Enter", self.measures)
        self._done = KeyButton("done", "Esc", self.measures)
        self._next.clicked.connect(lambda: self.wished.emit(EnterPressed()))
        self._done.clicked.connect(lambda: self.wished.emit(BackAsked()))
        buttons = QHBoxLayout()
        buttons.addWidget(self._next, 1)
        buttons.addWidget(self._done, 1)
        column = QVBoxLayout(self._sheet)
        column.addWidget(self._icon)
        column.addWidget(self._headline)
        column.addWidget(self._detail)
        column.addWidget(self._tell())
        column.addStretch(1)
        column.addLayout(buttons)
        self.measures.layout(buttons, spacing=14)
        self.measures.layout(column, (40, 34, 40, 36), 14, narrow=(28, 28, 28, 28))
        self._two_columns(self._sheet, self._beside())

    def _tell(self) -> QFrame:
        self._tell_frame = frame("tell")
        self._tell_name, self._tell_words = words("h3"), words("body")
        column = QVBoxLayout(self._tell_frame)
        column.addWidget(self._tell_name)
        column.addWidget(self._tell_words)
        self.measures.layout(column, (24, 20, 24, 20), 6)
        return self._tell_frame

    def _beside(self) -> QFrame:
        sheet = card()
        self._beside_name = words("h3")
        self._scanned = words("raw")
        self._scanned.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._no_history = words("quiet")
        self._history = HistoryList()
        self.lists = (self._history,)
        head = QVBoxLayout()
        head.addWidget(self._beside_name)
        column = QVBoxLayout(sheet)
        column.addLayout(head)
        column.addWidget(rule())
        self._instead = QWidget()
        body = QVBoxLayout(self._instead)
        body.addWidget(self._scanned)
        body.addWidget(self._no_history)
        body.addStretch(1)
        column.addWidget(self._instead, 1)
        column.addWidget(self._history, 1)
        self.measures.layout(head, (20, 16, 20, 16))
        self.measures.layout(body, (20, 14, 20, 14))
        self.measures.layout(column, (1, 1, 1, 1))
        return sheet

    def show_state(self, state: State, look: Look) -> None:
        """See `Page.show_state`."""
        page, texts = state.page, look.texts
        if not isinstance(page, Refused | SentAway):
            return
        said, step = _said(page, state, texts)
        put_property(self._sheet, "tone", said.tone.value)
        self._icon.show_icon(said.icon, _COLOURS[said.tone], look)
        self._headline.setText(said.headline)
        self._detail.setText(said.detail)
        self._tell_frame.setVisible(bool(said.tell))
        self._tell_name.setText(texts("Tell the customer"))
        self._tell_words.setText(said.tell)
        self._next.setVisible(bool(step))
        self._next.say(step)
        self._done.say(texts("Done"))
        self._show_beside(page, state, look)

    def _show_beside(self, page: Refused | SentAway, state: State, look: Look) -> None:
        texts = look.texts
        code = page.code if isinstance(page, Refused) else page.parcel.code
        if code is None:
            self._show_scanned(page.scanned if isinstance(page, Refused) else "", texts)
        elif state.terminal is not None:
            self._show_history(code, page.history, state, look)

    def _show_scanned(self, scanned: str, texts: Texts) -> None:
        self._beside_name.setText(texts("What was scanned"))
        self._history.hide()
        self._instead.show()
        put_words(self._no_history, "" if scanned else texts("Nothing"))
        put_number(self._scanned, shortened(scanned))
        self._scanned.setVisible(bool(scanned))

    def _show_history(
        self,
        code: ReturnCode,
        history: tuple[HistoryEntry, ...] | None,
        state: State,
        look: Look,
    ) -> None:
        texts = look.texts
        self._beside_name.setText(texts("History of {code}", code=code))
        self._scanned.hide()
        put_words(self._no_history, texts("No history.") if history == () else "")
        self._history.setVisible(bool(history))
        self._instead.setVisible(not history)
        if state.terminal is not None:
            self._history.show_steps(history or (), state.terminal.store, look)

    def left(self) -> None:
        """See `Page.left`."""
        for label in (self._headline, self._detail, self._tell_words, self._scanned):
            label.clear()
        self._history.forget()


def _said(page: Refused | SentAway, state: State, texts: Texts) -> tuple[Explanation, str]:
    """What the page says, and what Enter does, where it does anything."""
    if isinstance(page, SentAway):
        return _sent_away(page, texts), ""
    said = explain(page.refusal, texts)
    if page.code is not None and may_try_again(page.refusal):
        return said, texts("Try again")
    if was_taken_here(state, page.refusal):
        return with_way_to_papers(said, texts), texts("Show in Find")
    return said, texts("Show in Find") if is_for_find(page.refusal) else ""


def _sent_away(page: SentAway, texts: Texts) -> Explanation:
    detail = texts.rich(
        "<b>{reason}.</b> It is written down. The RETURN CODE stays good until <b>{date}</b>.",
        reason=fault_reason(page.fault, texts),
        date=texts.day_date(page.parcel.last_day),
    )
    return Explanation(
        Tone.AMBER,
        "undo-2",
        texts("Parcel not taken"),
        detail,
        fault_told(page.fault, page.parcel.merchant.name, texts),
    )
