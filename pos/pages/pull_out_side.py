"""What stands beside the pull-out list: the last label, the driver, and both sides' counts."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QVBoxLayout

from core.domain.merchants import Store
from core.services.store_office import Closing, PullOutList
from core.texts import Texts
from pos.flow.office_events import CloseAsked, CountsTyped, DriverTyped, LabelEntered
from pos.flow.office_states import Counting, PullOut, PullOutNote
from pos.sentences.pull_out import count_words, missing_words, note_words, scan_words
from pos.widgets.icon_label import IconLabel
from pos.widgets.look import Look, Measures, put_property
from pos.widgets.words import keep_height, picture, put_words, words

_LONGEST_LABEL = 60
_LONGEST_NAME = 60
_LONGEST_PLATE = 16
_LONGEST_COUNT = 5
_COLOURS = {"": "green", "done": "green", "amber": "amber-ink", "red": "red"}


def _field(longest: int) -> QLineEdit:
    field = QLineEdit()
    field.setProperty("kind", "slim")
    field.setMaxLength(longest)
    field.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
    return field


class _SideCard(QFrame):
    """A card of the page's right side. `wished` carries an event of `pos.flow.events`."""

    wished = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("part", "card")
        keep_height(self)


class ScanCard(_SideCard):
    """What became of the last label, and a field for the one that does not scan."""

    def __init__(self, measures: Measures) -> None:
        super().__init__()
        self._icon = IconLabel(44, narrow=36, stroke=2.2)
        self._headline, self._detail = words("strong"), words("small")
        for label in (self._headline, self._detail):
            label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.field = _field(_LONGEST_LABEL)
        self.field.setProperty("kind", "label")
        self.field.returnPressed.connect(self._enter)
        measures.size(self.field, height=46)
        column = QVBoxLayout(self)
        column.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addWidget(self._headline)
        column.addWidget(self._detail)
        column.addWidget(self.field)
        measures.layout(column, (18, 14, 18, 16), 6)
        measures.least(self._detail, height=42)

    def show_scan(self, page: PullOut, store: Store, look: Look) -> None:
        """Show what was scanned last, in the time of `store`."""
        texts = look.texts
        said = scan_words(page, store, texts)
        put_property(self, "tone", said.tone)
        self._icon.show_icon(said.icon, _COLOURS[said.tone], look)
        self._headline.setText(said.headline)
        put_words(self._detail, said.detail)
        self.field.setPlaceholderText(texts("or type its number"))
        self.field.setAccessibleName(texts("The label’s number, 17 or 18 digits"))
        scan = page.scan
        if scan is not None and scan.handed and scan.scanned == self.field.text():
            self.field.clear()

    def forget(self) -> None:
        """Nothing of a parcel stays."""
        self._detail.clear()
        self.field.clear()

    def _enter(self) -> None:
        if self.field.text().strip():
            self.field.selectAll()
            self.wished.emit(LabelEntered(self.field.text()))


class DriverCard(_SideCard):
    """Who takes the parcels away, and in what."""

    def __init__(self, measures: Measures) -> None:
        super().__init__()
        self._entered = 0
        self._driver_words, self._plate_words = words("h3"), words("h3")
        self._note = words("warning")
        self.driver, self.plate = _field(_LONGEST_NAME), _field(_LONGEST_PLATE)
        column = QVBoxLayout(self)
        for name, field in ((self._driver_words, self.driver), (self._plate_words, self.plate)):
            column.addWidget(name)
            column.addWidget(field)
            measures.size(field, height=46)
            field.textEdited.connect(self._typed)
        column.addWidget(self._note)
        self.driver.returnPressed.connect(self.plate.setFocus)
        measures.layout(column, (18, 14, 18, 16), 6)

    def show_driver(self, page: PullOut, texts: Texts) -> None:
        """Show who was entered, and what is still missing."""
        self._driver_words.setText(texts("Driver"))
        self._plate_words.setText(texts("Plate"))
        self.driver.setAccessibleName(texts("Driver"))
        self.plate.setAccessibleName(texts("Plate"))
        if page.entered != self._entered:
            self._entered = page.entered
            self.driver.setText(page.driver.name)
            self.plate.setText(page.driver.plate)
        put_words(self._note, note_words(page.note, texts))
        for field, note in (
            (self.driver, PullOutNote.DRIVER_FIRST),
            (self.plate, PullOutNote.PLATE_FIRST),
        ):
            is_wrong = page.note is note
            if is_wrong and field.property("wrong") != "true":
                field.setFocus()
            put_property(field, "wrong", is_wrong)

    def first_empty(self) -> QLineEdit | None:
        """The first field that still wants something."""
        return next((field for field in (self.driver, self.plate) if not field.text()), None)

    def forget(self) -> None:
        """Nobody's name stays."""
        self._entered = 0
        self.driver.clear()
        self.plate.clear()

    def _typed(self) -> None:
        self.wished.emit(DriverTyped(self.driver.text(), self.plate.text()))


class CountCard(_SideCard):
    """Clerk and driver count, each for themselves, before the list is closed."""

    def __init__(self, measures: Measures) -> None:
        super().__init__()
        icon = picture()
        measures.icon(icon, "handshake", "green", 44, stroke=1.9)
        self._headline, self._detail = words("strong"), words("small")
        self._store_words, self._driver_words = words("h3"), words("h3")
        self.store, self.driver = _field(_LONGEST_COUNT), _field(_LONGEST_COUNT)
        self._note, self._left = words("warning"), words("small")
        column = QVBoxLayout(self)
        column.addWidget(icon, 0, Qt.AlignmentFlag.AlignHCenter)
        for label in (self._headline, self._detail):
            label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            column.addWidget(label)
        for name, field in ((self._store_words, self.store), (self._driver_words, self.driver)):
            row = QHBoxLayout()
            row.addWidget(name, 1)
            row.addWidget(field)
            column.addLayout(row)
            measures.layout(row, spacing=12)
            measures.size(field, width=110, height=48)
            field.setProperty("kind", "count")
            field.textEdited.connect(self._typed)
        column.addWidget(self._note)
        column.addWidget(self._left)
        self.store.returnPressed.connect(self.driver.setFocus)
        self.driver.returnPressed.connect(lambda: self.wished.emit(CloseAsked()))
        measures.layout(column, (18, 16, 18, 16), 8)

    def show_counting(self, counting: Counting, listed: PullOutList, texts: Texts) -> None:
        """Show what was counted so far, and why the list is not closed yet."""
        self._headline.setText(texts("Count together"))
        self._detail.setText(texts("You and the driver each count what is in the truck."))
        self._store_words.setText(texts("Your count"))
        self._driver_words.setText(texts("Driver’s count"))
        for field, count, name in (
            (self.store, counting.store, texts("Your count")),
            (self.driver, counting.driver, texts("Driver’s count")),
        ):
            field.setAccessibleName(name)
            # Not disabled: the keyboard would leave the field, and the next count go astray.
            field.setReadOnly(counting.busy)
            if field.text() != count:
                field.setText(count)
        said = count_words(counting, texts)
        put_words(self._note, said)
        put_words(self._left, "" if said else missing_words(listed, texts))

    def forget(self) -> None:
        """Nothing of the last list stays."""
        self.store.clear()
        self.driver.clear()

    def _typed(self) -> None:
        self.wished.emit(CountsTyped(self.store.text(), self.driver.text()))


class ClosedCard(_SideCard):
    """The list is closed: who counted how many, and what both sign."""

    def __init__(self, measures: Measures) -> None:
        super().__init__()
        icon = picture()
        measures.icon(icon, "handshake", "green", 44, stroke=1.9)
        self._headline, self._counted = words("strong"), words("body")
        self._left, self._sign = words("small"), words("small")
        column = QVBoxLayout(self)
        column.addWidget(icon, 0, Qt.AlignmentFlag.AlignHCenter)
        for label in (self._headline, self._counted, self._left, self._sign):
            label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            column.addWidget(label)
        measures.layout(column, (18, 18, 18, 20), 8)

    def show_closing(self, listed: PullOutList, closing: Closing, texts: Texts) -> None:
        """Show how the list ended."""
        self._headline.setText(texts("Pull-out closed"))
        self._counted.setText(
            texts(
                "{driver} took {count}.",
                driver=f"{closing.driver.name} · {closing.driver.plate}",
                count=texts.plural("{n} parcel", "{n} parcels", closing.count),
            )
        )
        self._left.setText(missing_words(listed, texts))
        self._sign.setText(texts("Print the list: both of you sign it."))

    def forget(self) -> None:
        """Nobody's name stays."""
        self._counted.clear()
