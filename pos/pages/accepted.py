"""The parcel is taken: its numbers, its papers, and the receipt as printed."""

from typing import assert_never

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout

from core.domain.status import Status
from core.services.ecms import AcceptedParcel, PaperKind
from core.services.told import NoticeToMerchant, Told
from core.texts import Texts
from pos.flow.events import PaperAsked, PaperSeen
from pos.flow.states import Accepted, State
from pos.flow.tray import Paper, Phase, Tray
from pos.pages.page import Page, card
from pos.sentences.printer import papers_note
from pos.widgets.buttons import KeyButton
from pos.widgets.icon_label import IconLabel
from pos.widgets.look import Look
from pos.widgets.paper_view import PaperView
from pos.widgets.words import frame, picture, put_words, words


class AcceptedPage(Page):
    """Green, and amber where a paper did not come out."""

    def __init__(self) -> None:
        super().__init__()
        sheet = card(tone="green")
        self._icon = IconLabel(84, narrow=56, stroke=1.9)
        self.measures.rule(lambda look: self._icon.show_icon("circle-check-big", "on-green", look))
        self._headline, self._lead = words("big"), words("detail")
        self._foot = words("body")
        column = QVBoxLayout(sheet)
        column.addWidget(self._icon)
        column.addWidget(self._headline)
        column.addWidget(self._lead)
        column.addLayout(self._numbers())
        column.addStretch(1)
        column.addWidget(self._note())
        column.addLayout(self._buttons())
        column.addWidget(self._foot)
        self.measures.layout(column, (40, 34, 40, 32), 10, narrow=(28, 20, 28, 18))
        self._two_columns(sheet, self._table())

    def _numbers(self) -> QVBoxLayout:
        rows = QVBoxLayout()
        self._names: list[QLabel] = []
        self._facts: list[QLabel] = []
        for roles in (("big-number", "big-number"), ("big-number", "big-words")):
            row = QHBoxLayout()
            for role in roles:
                name, fact = words("body"), words(role)
                column = QVBoxLayout()
                column.addWidget(name)
                column.addWidget(fact)
                column.addStretch(1)
                row.addLayout(column, 1)
                self._names.append(name)
                self._facts.append(fact)
                self.measures.layout(column, spacing=2)
            rows.addLayout(row)
            self.measures.layout(row, spacing=20)
        for fact in (self._facts[0], self._facts[2]):
            # Both rows break at the same place, behind the longer of the two numbers.
            self.measures.least(fact, width=262)
        self.measures.layout(rows, (0, 10, 0, 0), 12)
        return rows

    def _note(self) -> QFrame:
        self._note_frame = frame("note")
        icon = picture()
        self.measures.icon(icon, "printer-x", "amber-ink", 32)
        self._happened, self._to_do = words("body"), words("item")
        column = QVBoxLayout()
        column.addWidget(self._happened)
        column.addWidget(self._to_do)
        self._yes = KeyButton("quiet", "F9", self.measures, height=52)
        self._yes.clicked.connect(lambda: self.wished.emit(PaperSeen()))
        row = QHBoxLayout(self._note_frame)
        row.addWidget(icon)
        row.addLayout(column, 1)
        row.addWidget(self._yes)
        self.measures.layout(column, spacing=2)
        self.measures.layout(row, (18, 12, 18, 12), 16)
        return self._note_frame

    def _buttons(self) -> QHBoxLayout:
        self._receipt = KeyButton("on-green", "F6", self.measures)
        self._label = KeyButton("on-green", "F7", self.measures)
        self._receipt.clicked.connect(lambda: self.wished.emit(PaperAsked(PaperKind.RECEIPT)))
        self._label.clicked.connect(lambda: self.wished.emit(PaperAsked(PaperKind.LABEL)))
        row = QHBoxLayout()
        row.addWidget(self._receipt, 1)
        row.addWidget(self._label, 1)
        self.measures.layout(row, spacing=14)
        return row

    def _table(self) -> QFrame:
        sheet = card(tone="table")
        self._paper = PaperView()
        self._paper_words = words("h3")
        self._paper_words.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        column = QVBoxLayout(sheet)
        column.addWidget(self._paper, 1)
        column.addWidget(self._paper_words)
        self.measures.layout(column, (8, 8, 8, 14), 4)
        return sheet

    def show_state(self, state: State, look: Look) -> None:
        """See `Page.show_state`."""
        page, texts = state.page, look.texts
        tray = state.tray(page.code) if isinstance(page, Accepted) else None
        if not isinstance(page, Accepted) or tray is None:
            return
        parcel = tray.parcel
        self._headline.setText(texts("Parcel accepted"))
        self._lead.setText(_lead(tray, texts))
        names = (
            texts("Return code"),
            texts("Receipt"),
            texts("Tracking number"),
            texts("Notice to {merchant}", merchant=parcel.merchant.name),
        )
        facts = (
            str(parcel.code),
            texts("AR {number}", number=parcel.receipt.short),
            str(parcel.tracking_number),
            _notice(page.notice, parcel, texts),
        )
        for name, said in zip(self._names, names, strict=True):
            name.setText(said)
        for fact, said in zip(self._facts, facts, strict=True):
            fact.setText(said)
        self._show_trouble(page, tray, state, texts)
        self._receipt.say(_paper_button(tray.receipt, texts))
        self._label.say(_paper_button(tray.label, texts))
        self._receipt.setEnabled(not state.is_busy(page.code, PaperKind.RECEIPT))
        self._label.setEnabled(not state.is_busy(page.code, PaperKind.LABEL))
        self._foot.setText(texts("Or simply scan the next RETURN CODE."))
        self._paper.show_paper(tray.receipt.picture, look)
        self._paper.setAccessibleName(texts("The receipt as printed"))
        self._paper_words.setText(_paper_words(tray.receipt, texts))

    def _show_trouble(self, page: Accepted, tray: Tray, state: State, texts: Texts) -> None:
        happened, to_do = papers_note(tray, state.printer, texts)
        if not happened and page.not_counted:
            happened = texts("The ECMS does not answer, so the reprint was not counted.")
            to_do = texts("Nothing was printed. Try again.")
        self._yes.say(texts("Yes"))
        self._yes.setVisible(tray.failed is None and tray.asked is not None)
        put_words(self._happened, happened)
        put_words(self._to_do, to_do)
        self._note_frame.setVisible(bool(happened))

    def left(self) -> None:
        """See `Page.left`."""
        for fact in self._facts:
            fact.clear()
        self._paper.forget()


def _notice(notice: NoticeToMerchant | None, parcel: AcceptedParcel, texts: Texts) -> str:
    """Whether the merchant knows; until that is known, that it is on its way."""
    store, status = parcel.terminal.store, Status.RETURNED.value
    if notice is None:
        queued_at = texts.time(store.local(parcel.accepted_at))
        return texts("{status} · queued {time}", status=status, time=queued_at)
    match notice.told:
        case Told.TOLD:
            told_at = texts.time(store.local(notice.at or parcel.accepted_at))
            return texts("{status} · told {time}", status=status, time=told_at)
        case Told.NOT_YET:
            return texts("{status} · not yet told", status=status)
        case Told.IN_VAIN:
            return texts("{status} · could not be told", status=status)
        case Told.NOBODY:
            return texts("{status} · no site to tell", status=status)
        case _:
            assert_never(notice.told)


def _lead(tray: Tray, texts: Texts) -> str:
    """What the clerk does now."""
    if tray.failed:
        return texts("The parcel is taken. Only a paper is missing.")
    if tray.asked:
        return texts("The parcel is taken. Look whether its paper is out.")
    if not tray.receipt.came_out:
        return texts("The receipt is being printed.")
    if not tray.label.came_out:
        return texts("Give the customer the receipt. The label is being printed.")
    return texts("Give the customer the receipt. Stick the label on the parcel.")


def _paper_button(paper: Paper, texts: Texts) -> str:
    """A reprint only where a first one came out."""
    if paper.phase is Phase.ASKED:
        return texts("No, print it again")
    if paper.kind is PaperKind.RECEIPT:
        return texts("Print receipt again") if paper.came_out else texts("Print receipt")
    return texts("Print label again") if paper.came_out else texts("Print label")


def _paper_words(paper: Paper, texts: Texts) -> str:
    match paper.phase:
        case Phase.WAITING | Phase.PRINTING:
            return texts("Printing…")
        case Phase.FAILED:
            return texts("Not printed yet")
        case Phase.ASKED:
            return texts("Did it print?")
        case Phase.OUT:
            return texts("Printed")
