"""The page with the RETURN CODE, on the screen whatever the printer does."""

from __future__ import annotations

from typing import TYPE_CHECKING, assert_never

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QLabel, QWidget

from core.qt.widgets.barcode_view import BarcodeView
from core.services.ports import NotPrinted, Printed, PrinterStatus, Unsure
from kiosk.flow.events import Finished, PrintWanted
from kiosk.flow.states import Notice, ShowCode
from kiosk.pages.page import Page
from kiosk.widgets.action import ActionButton
from kiosk.widgets.boxes import Box, Dressed
from kiosk.widgets.tiles import IconTile
from kiosk.widgets.words import Heading, OneLine, RichWords, Words

if TYPE_CHECKING:
    from core.qt.theme import Theme
    from core.texts import Texts
    from kiosk.flow.states import State
    from kiosk.look import Look


#: How much of the white around code and bars is enough where letters are large.
_TIGHT = 0.5


class CodePage(Page):
    """Code, barcode, last day; three steps, or what to do where the ticket did not come."""

    field_right = True

    def __init__(self) -> None:
        super().__init__()
        self._badge = Box()
        self._badge.add(IconTile("printer-x", "badge", "amber-ink", side=200, size=104))
        self._badge.gap(36)
        self._title = Heading()
        self._lead = Words("sub")
        self.head.add(self._badge)
        self.head.add(self._title)
        self.head.gap(14)
        self.head.add(self._lead)
        self._card = _CodeCard()
        self._steps = tuple(_Step(number) for number in (1, 2, 3))
        self.field.add(self._card)
        self.body.add(self._steps[0])
        for step in self._steps[1:]:
            self.body.gap(22)
            self.body.add(step)
        self._print = ActionButton("secondary", icon="printer")
        self._print.clicked.connect(lambda: self.did.emit(PrintWanted()))
        self._finish = ActionButton("primary")
        self._finish.clicked.connect(lambda: self.did.emit(Finished()))
        self.buttons.add(self._print, stretch=46)
        self.buttons.gap(28)
        self.buttons.add(self._finish, stretch=54)

    def first_focus(self) -> QWidget:
        """Enter ends it; the code was taken or photographed by then."""
        return self._finish

    def give_way(self) -> bool:
        """See `Page.give_way`: the bars need white beside them, not above and below."""
        return self._card.squeeze(_TIGHT)

    def fill(self, state: State, look: Look) -> None:
        """See `Page.fill`."""
        screen, texts = state.screen, look.texts
        if not isinstance(screen, ShowCode):
            return
        self._card.squeeze(1)
        issued, fault = screen.issued, _fault(screen)
        self._badge.setVisible(fault is not None)
        is_doubtful = isinstance(screen.outcome, Unsure) and screen.printing is None
        doubtful = texts("Did your ticket come out?")
        self._title.say(doubtful if is_doubtful else _title(fault, texts))
        self._lead.say(_lead(screen, state.notice, texts))
        self._card.show_code(
            str(issued.code),
            issued.code.digits,
            texts.rich(
                "{merchant} · hand over by <b>{day}</b>",
                merchant=issued.merchant.name,
                day=texts.day_date(issued.last_day),
            ),
        )
        for step, words in zip(self._steps, _steps(texts, has_ticket=fault is None), strict=True):
            step.say(words)
        # With the badge over it the head takes their room, and the code matters more.
        self.body.setVisible(fault is None)
        self.left_out = frozenset({"body"} if fault is not None else ())
        if screen.printing is not None:
            self._print.say_soon(texts("Printing…"))
        else:
            self._print.say(texts("Print again") if fault is None else texts("Try to print"))
            self._print.setEnabled(True)
        self._finish.say(
            texts("Finish") if fault is None else texts("I have my code"),
            texts("({seconds} s)", seconds=screen.seconds_left),
        )


def _fault(screen: ShowCode) -> PrinterStatus | None:
    match screen.outcome:
        case None | Printed() | Unsure():
            return None
        case NotPrinted(reason):
            return reason
        case _:
            assert_never(screen.outcome)


def _title(fault: PrinterStatus | None, texts: Texts) -> str:
    match fault:
        case None | PrinterStatus.READY | PrinterStatus.PAPER_LOW:
            return texts("Take your RETURN CODE to the counter")
        case PrinterStatus.PAPER_OUT:
            return texts("The printer is out of paper. Your return is safe.")
        case PrinterStatus.COVER_OPEN:
            return texts("The printer is open. Your return is safe.")
        case PrinterStatus.JAMMED | PrinterStatus.CUTTER_STUCK:
            return texts("The ticket got stuck. Your return is safe.")
        case PrinterStatus.OVERHEATED:
            return texts("The printer is too hot and rests. Your return is safe.")
        case PrinterStatus.DEFECT:
            return texts("The printer is broken. Your return is safe.")
        case PrinterStatus.OFFLINE | PrinterStatus.SILENT:
            return texts("The printer does not answer. Your return is safe.")
        case _:
            assert_never(fault)


def _lead(screen: ShowCode, notice: Notice | None, texts: Texts) -> str:
    if notice is Notice.FINISH_FIRST:
        return texts("Finish this return first, then scan the next number.")
    match screen.outcome:
        case NotPrinted():
            return texts("Photograph this screen or write the code down. The clerk can type it in.")
        case Unsure() if screen.printing is None:
            return texts(
                "If not, photograph this screen or write the code down. It counts as well."
            )
        case Printed() if screen.printing is None:
            return texts("Your ticket is printed. You can also photograph this screen.")
        case _:
            return texts("The ticket is printing. You can also photograph this screen.")


def _steps(texts: Texts, *, has_ticket: bool) -> tuple[str, str, str]:
    return (
        texts("Take the ticket from the printer below")
        if has_ticket
        else texts("Photograph the code or write it down"),
        texts("Give ticket and parcel to the clerk"),
        texts("Keep the acknowledgement receipt"),
    )


class _CodeCard(Box):
    """The code for eyes and for a scanner, black on white in every palette."""

    def __init__(self) -> None:
        super().__init__("code", margins=(40, 64, 40, 52))
        self._code = OneLine("code", 92)
        self._bars = _Bars()
        self._note = RichWords("code-note", centred=True, strong="on-barcode")
        self.add(self._code)
        self.gap(44)
        self.add(self._bars)
        self.gap(40)
        self.add(self._note)

    def show_code(self, text: str, digits: str, note: str) -> None:
        """Show this code."""
        if text != self._code.text():
            self._code.say(text)
            self._code.setAccessibleName(" ".join(text.replace("-", "")))
            self._bars.show_code(digits)
        self._note.say(note)


class _Bars(BarcodeView, Dressed):
    """The barcode, as high as the design has it."""

    _height = 220

    def dress(self, theme: Theme) -> None:
        """See `Dressed`."""
        self.setFixedHeight(theme.px(self._height))

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Its place decides how wide it is."""
        return QSize(0, self.height())


class _Step(Box):
    """A number in a disc, and what to do."""

    def __init__(self, number: int) -> None:
        super().__init__(row=True)
        disc = _Disc(str(number))
        self._words = Words("step")
        self.add(disc)
        self.gap(28)
        self.add(self._words, stretch=1)

    def say(self, words: str) -> None:
        """Show this step."""
        self._words.say(words)


class _Disc(QLabel, Dressed):
    """A step's number."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.setObjectName("role-step-number")
        self.setProperty("centred", True)

    def dress(self, theme: Theme) -> None:
        """See `Dressed`."""
        side = theme.px(72)
        self.setFixedSize(side, side)
