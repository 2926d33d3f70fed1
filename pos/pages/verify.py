"""A good RETURN CODE: what it is, what was checked, and the clerk's own three checks."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from core.domain.orders import Item
from core.services.ecms import ParcelFault, VerifiedReturn
from core.texts import Texts
from pos.flow.events import AcceptAsked, BackAsked, CheckToggled, FaultChosen, RefuseAsked
from pos.flow.states import Busy, Check, State, Verify
from pos.pages.page import Page, card
from pos.sentences.notes import fault_reason, verify_sentence
from pos.widgets.buttons import CheckButton, KeyButton
from pos.widgets.look import Look, Measures
from pos.widgets.rows import Rows
from pos.widgets.words import frame, picture, put_number, put_words, rule, words

#: Items that most returns do not exceed.
_USUAL = 6


def check_words(check: Check, texts: Texts) -> str:
    """One of the clerk's checks (business rule 7)."""
    match check:
        case Check.SEALED:
            return texts("Parcel is closed and sealed")
        case Check.FITS:
            return texts("Fits 30 × 30 × 30 cm")
        case Check.LIGHT:
            return texts("Weighs 10 kg or less")


class ItemRow:
    """One item of the return."""

    def __init__(self) -> None:
        self.measures = Measures()
        self.widget: QFrame = frame("row")
        self._name, self._beside = words("item"), words("small")
        column = QVBoxLayout(self.widget)
        column.addWidget(self._name)
        column.addWidget(self._beside)
        self.measures.layout(column, (20, 13, 20, 13), 2)

    def show_item(self, item: Item, texts: Texts) -> None:
        """Show this item."""
        self._name.setText(item.name or item.code)
        sku = texts("SKU {sku}", sku=item.sku) if item.sku else ""
        put_words(self._beside, " · ".join(part for part in (sku, item.reason) if part))

    def forget(self) -> None:
        """See `Row.forget`."""
        self._name.clear()
        self._beside.clear()


class VerifyPage(Page):
    """The parcel on the counter. Keys 1, 2, 3 check, F9 accepts, F8 refuses."""

    def __init__(self) -> None:
        super().__init__()
        sheet = card()
        column = QVBoxLayout(sheet)
        column.addLayout(self._head())
        column.addLayout(self._facts())
        column.addWidget(rule())
        column.addWidget(self._answers())
        column.addStretch(1)
        column.addLayout(self._ask())
        column.addWidget(self._checks())
        column.addWidget(self._faults())
        column.addStretch(2)
        column.addLayout(self._buttons())
        self.measures.layout(column, (28, 22, 28, 24), 12)
        self._two_columns(sheet, self._contents())

    def _head(self) -> QHBoxLayout:
        self._code, self._chip = words("code", wrap=False), words("chip", wrap=False)
        row = QHBoxLayout()
        row.addWidget(self._code)
        row.addWidget(self._chip, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addStretch(1)
        self.measures.layout(row, spacing=18)
        return row

    def _facts(self) -> QGridLayout:
        grid = QGridLayout()
        self._fact_names = [words("quiet", wrap=False) for _ in range(3)]
        self._merchant, self._reference = words("strong"), words("number")
        self._customer = words("number", wrap=False)
        for place, (name, fact) in enumerate(
            zip(
                self._fact_names,
                (self._merchant, self._reference, self._customer),
                strict=True,
            )
        ):
            grid.addWidget(name, 0, place)
            grid.addWidget(fact, 1, place, Qt.AlignmentFlag.AlignTop)
            grid.setColumnStretch(place, (3, 4, 3)[place])
        self.measures.layout(grid)
        self.measures.rule(lambda look: grid.setHorizontalSpacing(look.theme.px(20)))
        self.measures.rule(lambda look: grid.setVerticalSpacing(look.theme.px(2)))
        return grid

    def _answers(self) -> QWidget:
        self._answer_rows = QWidget()
        column = QVBoxLayout(self._answer_rows)
        self._answer_words: list[QLabel] = []
        for _ in range(3):
            icon, said = picture(), words("body")
            self.measures.icon(icon, "circle-check", "green", 22)
            self._answer_words.append(said)
            row = QHBoxLayout()
            row.addWidget(icon)
            row.addWidget(said, 1)
            self.measures.layout(row, spacing=12)
            column.addLayout(row)
        self.measures.layout(column, (0, 4, 0, 0), 12)
        return self._answer_rows

    def _ask(self) -> QHBoxLayout:
        self._ask_words, self._sentence = words("h3", wrap=False), words("warning")
        self._sentence.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        row = QHBoxLayout()
        row.addWidget(self._ask_words)
        row.addWidget(self._sentence, 1)
        self.measures.layout(row, spacing=12)
        return row

    def _checks(self) -> QWidget:
        self._check_rows = QWidget()
        column = QVBoxLayout(self._check_rows)
        self._check_buttons: dict[Check, CheckButton] = {}
        for check in Check:
            button = CheckButton(str(check.value), self.measures, ticks=True)
            button.clicked.connect(lambda _=False, c=check: self.wished.emit(CheckToggled(c)))
            self._check_buttons[check] = button
            column.addWidget(button)
        self.measures.layout(column, spacing=10)
        return self._check_rows

    def _faults(self) -> QWidget:
        self._fault_rows = QWidget()
        self._fault_rows.hide()
        column = QVBoxLayout(self._fault_rows)
        self._fault_buttons: dict[ParcelFault, CheckButton] = {}
        for number, fault in enumerate(ParcelFault, start=1):
            button = CheckButton(str(number), self.measures, ticks=False)
            button.clicked.connect(lambda _=False, f=fault: self.wished.emit(FaultChosen(f)))
            self._fault_buttons[fault] = button
            column.addWidget(button)
        self.measures.layout(column, spacing=8)
        return self._fault_rows

    def _buttons(self) -> QHBoxLayout:
        self._refuse = KeyButton("refuse", "F8", self.measures)
        self._accept = KeyButton("main", "F9", self.measures)
        self._back = KeyButton("quiet", "Esc", self.measures)
        self._refuse.clicked.connect(lambda: self.wished.emit(RefuseAsked()))
        self._accept.clicked.connect(lambda: self.wished.emit(AcceptAsked()))
        self._back.clicked.connect(lambda: self.wished.emit(BackAsked()))
        row = QHBoxLayout()
        row.addWidget(self._back, 5)
        row.addWidget(self._refuse, 5)
        row.addWidget(self._accept, 11)
        self.measures.layout(row, spacing=14)
        return row

    def _contents(self) -> QFrame:
        sheet = card()
        self._items_words = words("h3")
        self._items = Rows(lambda _place: ItemRow(), _USUAL)
        self.lists = (self._items,)
        self._tracking_words, self._tracking = words("quiet"), words("number")
        foot = QVBoxLayout()
        foot.addWidget(self._tracking_words)
        foot.addWidget(self._tracking)
        head = QVBoxLayout()
        head.addWidget(self._items_words)
        column = QVBoxLayout(sheet)
        column.addLayout(head)
        column.addWidget(rule())
        column.addWidget(self._items, 1)
        column.addWidget(rule())
        column.addLayout(foot)
        self.measures.layout(foot, (20, 14, 20, 18), 2)
        self.measures.layout(head, (20, 16, 20, 16))
        self.measures.layout(column, (1, 1, 1, 1))
        return sheet

    def show_state(self, state: State, look: Look) -> None:
        """See `Page.show_state`."""
        page, texts = state.page, look.texts
        if not isinstance(page, Verify):
            return
        self._show_parcel(page.parcel, texts)
        self._show_items(page.parcel, texts)
        choosing = page.choosing
        asks = texts("Why is the parcel refused?") if choosing else texts("Check the parcel")
        self._ask_words.setText(asks)
        self._sentence.setText(
            texts("One moment…") if page.busy else verify_sentence(page.note, texts)
        )
        self._answer_rows.setVisible(not choosing)
        self._check_rows.setVisible(not choosing)
        self._fault_rows.setVisible(choosing)
        for check, button in self._check_buttons.items():
            button.say(check_words(check, texts))
            button.tick(look, ticked=check in page.checks)
        for fault, button in self._fault_buttons.items():
            button.say(fault_reason(fault, texts))
            button.setEnabled(page.busy is None)
        self._back.setVisible(choosing)
        self._back.say(texts("Back"))
        self._refuse.setVisible(not choosing)
        self._refuse.say(texts("Refuse…"))
        self._refuse.setEnabled(page.busy is None)
        self._accept.setVisible(not choosing)
        accepting = page.busy is Busy.ACCEPTING
        self._accept.say(texts("Accepting…") if accepting else texts("Accept parcel"))
        self._accept.setEnabled(page.may_accept)

    def left(self) -> None:
        """See `Page.left`."""
        for label in (self._code, self._merchant, self._reference, self._customer, self._tracking):
            put_number(label, "")
        self._items.forget()

    def _show_parcel(self, parcel: VerifiedReturn, texts: Texts) -> None:
        self._code.setText(str(parcel.code))
        self._chip.setText(parcel.status.value)
        names = (texts("Merchant"), texts("Merchant reference"), texts("Customer"))
        for label, name in zip(self._fact_names, names, strict=True):
            label.setText(name)
        self._merchant.setText(parcel.merchant.name)
        put_number(self._reference, parcel.reference)
        self._customer.setText(parcel.mobile.masked)
        left = (
            texts("today is the last day")
            if parcel.days_left == 0
            else texts.plural("{n} day left", "{n} days left", parcel.days_left)
        )
        answers = (
            texts("Code is genuine and unused"),
            texts(
                "Valid until {date} ({days_left})",
                date=texts.day_date(parcel.last_day),
                days_left=left,
            ),
            texts("{merchant} accepts returns at this store", merchant=parcel.merchant.name),
        )
        for label, answer in zip(self._answer_words, answers, strict=True):
            label.setText(answer)

    def _show_items(self, parcel: VerifiedReturn, texts: Texts) -> None:
        self._items_words.setText(texts("Items in this return"))
        items = parcel.items
        self._items.show_rows(len(items), lambda row, place: row.show_item(items[place], texts))
        self._tracking_words.setText(texts("Tracking number"))
        put_number(self._tracking, str(parcel.tracking_number))
