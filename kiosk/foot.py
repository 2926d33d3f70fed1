"""The foot below every page: switches that apply at once and keep what was typed."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QLabel

from core.qt.icons import icon_pixmap
from core.qt.theme import Contrast, Theme
from core.texts import Texts
from kiosk.look import Look
from kiosk.pages.page import MARGIN
from kiosk.widgets.touch import FINGER, Touchable

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent, QShowEvent

#: Its height in design pixels, upright and lying.
FOOT = 132
FOOT_LYING = 112


class FootButton(Touchable):
    """One switch of the foot: an icon, words, or both.

    Args:
        icon: of Lucide's drawing, or "".
        colour: the icon's colour token.
        role: the words' `role` in the style sheet.
    """

    def __init__(self, icon: str = "", colour: str = "ink", role: str = "foot") -> None:
        super().__init__("foot")
        self._icon, self._colour = icon, colour
        self._role = role
        self._words = ""
        self._dressed = self._stale = False
        self._wide: int | None = None
        self._radius = 18
        # Made with it: Qt leaves a part out of a picture of the window that it was made for.
        self._picture = QLabel(self) if icon else None
        if self._picture is not None:
            self._picture.setProperty("centred", True)

    @cached_property
    def _label(self) -> QLabel:
        """Made for those that say something."""
        label = QLabel(self)
        label.setObjectName(f"role-{self._role}")
        label.setProperty("centred", True)
        return label

    def say(self, words: str, name: str = "") -> None:
        """Show these words, or the icon alone, and tell a screen reader `name`."""
        self.setAccessibleName(name or words)
        if words == self._words:
            # Perhaps left out at present.
            return
        self._words = words
        if words:
            self._label.setText(words)
        self._wide = None

    def bare(self, *, bare: bool) -> None:
        """Leave the words out where the foot is short of room."""
        words = "" if bare else self._words
        if self._words and words != self._label.text():
            self._label.setText(words)
            self._wide = None

    def mark(self, *, current: bool) -> None:
        """Show that this is chosen."""
        if bool(self.property("current")) == current:
            return
        for part in (self, self._label) if self._words else (self,):
            part.setProperty("current", current)
            if self._dressed:
                # Not before the first frame, which this would delay (see kiosk.widgets.boxes).
                part.style().unpolish(part)
                part.style().polish(part)

    def dress(self, theme: Theme) -> None:
        """See `Dressed`."""
        super().dress(theme)
        self._dressed = True
        self._wide = None
        self._stale = bool(self._icon)
        if self.isVisible():
            self._draw()

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's name
        """Qt calls this when it is to be seen."""
        super().showEvent(event)
        self._draw()

    def width_wanted(self) -> int:
        """How wide it wants to be: a finger at least."""
        words = self._words_wide()
        if not words:
            return self._theme.px(96)
        picture = self._theme.px(36 + 10) if self._icon else 0
        return max(self._theme.px(96), words + picture + self._theme.px(48))

    def _words_wide(self) -> int:
        if self._wide is None:
            said = self._words and self._label.text()
            self._wide = self._label.sizeHint().width() if said else 0
        return self._wide

    def _draw(self) -> None:
        if self._stale and self._picture is not None:
            self._stale = False
            colour = self._theme.colour(self._colour)
            self._picture.setPixmap(icon_pixmap(self._icon, colour, self._theme.px(36)))

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Qt calls this when the room changes."""
        super().resizeEvent(event)
        self.lay_out()

    def lay_out(self) -> None:
        """Icon and words side by side in the middle."""
        words = self._words_wide()
        picture = self._theme.px(36) if self._picture is not None else 0
        gap = self._theme.px(10) if words and picture else 0
        x = (self.width() - words - picture - gap) // 2
        if self._picture is not None:
            self._picture.setGeometry(x, 0, picture, self.height())
        if self._words:
            self._label.setGeometry(x + picture + gap, 0, words, self.height())


class Foot(QFrame):
    """Languages, text size, contrast, reach, help and start over.

    They emit what is wanted; the window changes the look, the flow starts over.

    Args:
        languages: by code, each with its own name for itself.
    """

    language_wanted = Signal(str)
    text_size_wanted = Signal()
    contrast_wanted = Signal()
    reach_wanted = Signal()
    help_wanted = Signal()
    start_over_wanted = Signal()

    def __init__(self, languages: dict[str, str]) -> None:
        super().__init__()
        self.setObjectName("box-foot")
        self._theme = Theme()
        self._names = languages if len(languages) > 1 else {}
        self._languages = tuple(self._language(code) for code in self._names)
        self._help = self._button("circle-question-mark")
        self._help.clicked.connect(self.help_wanted)
        self._text_size = self._button("a-large-small")
        self._text_size.clicked.connect(self.text_size_wanted)
        self._contrast = self._button("contrast")
        self._contrast.clicked.connect(self.contrast_wanted)
        self._reach = self._button("arrow-down-to-line")
        self._reach.clicked.connect(self.reach_wanted)
        self._texts = Texts()
        self._begun = False
        self._arranged: tuple[object, ...] = ()

    @cached_property
    def _start_over(self) -> FootButton:
        """Not on the first frame, so it is made later."""
        button = self._button("x", "red", "foot-danger")
        button.setProperty("danger", True)
        button.clicked.connect(self.start_over_wanted)
        self._dress_late(button)
        return button

    @cached_property
    def _other_language(self) -> FootButton:
        """As `_start_over`."""
        button = self._button("languages")
        button.clicked.connect(self._next_language)
        self._dress_late(button)
        return button

    def build_rest(self) -> None:
        """Make what the first frame did without, while nobody waits for it."""
        # The first question for a style builds all of its enums.
        self.style()
        _ = self._start_over, self._other_language

    def show_look(self, look: Look, *, begun: bool) -> None:
        """Name the switches in the customer's language; `begun` offers to start over.

        To be followed by `arrange`, once it is dressed for that look.
        """
        texts = look.texts
        self._theme, self._begun, self._texts = look.theme, begun, texts
        self._help.say(texts("Help"))
        if begun:
            self._start_over.say(texts("Start over"))
        self._text_size.say(
            "", texts("Text size {step} of {steps}", step=look.theme.text_step + 1, steps=3)
        )
        self._contrast.say("", _contrast_name(look.theme, texts))
        self._reach.say(
            "",
            texts("Put everything back up") if look.reach else texts("Bring everything lower"),
        )
        for code, button in zip(self._names, self._languages, strict=True):
            current = code == texts.language
            button.say(self._names[code])
            button.setChecked(current)
            button.mark(current=current)
        self._reach.mark(current=look.reach)
        self._text_size.mark(current=look.theme.text_step > 0)
        self._contrast.mark(current=look.theme.contrast is not Contrast.NORMAL)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Qt calls this when the window changes."""
        super().resizeEvent(event)
        self.arrange()

    def _button(self, icon: str, colour: str = "ink", role: str = "foot") -> FootButton:
        button = FootButton(icon, colour, role)
        button.setParent(self)
        return button

    def _dress_late(self, button: FootButton) -> None:
        """The foot's style sheet is there already: to set it again styles every switch anew."""
        # Else it came with the foot whenever that is shown anew.
        button.hide()
        button.ensurePolished()
        for label in button.findChildren(QLabel):
            label.ensurePolished()
        button.dress(self._theme)

    def _language(self, code: str) -> FootButton:
        button = FootButton()
        button.setParent(self)
        button.setCheckable(True)
        button.clicked.connect(lambda: self.language_wanted.emit(code))
        return button

    def _next_one(self) -> FootButton:
        """The one button for all languages, where there is no room for one each."""
        name = self._names[self._texts.language]
        self._other_language.say("", self._texts("Language: {name}", name=name))
        return self._other_language

    def _next_language(self) -> None:
        codes = list(self._names)
        place = codes.index(self._texts.language)
        self.language_wanted.emit(codes[(place + 1) % len(codes)])

    def arrange(self) -> None:
        """The fullest foot that fits: words beside the icons go first, then the languages."""
        wanted = (self.size(), self._theme, self._texts.language, self._begun)
        if wanted == self._arranged:
            return
        self._arranged = wanted
        switches = [self._text_size, self._contrast, self._reach]
        for all_languages, words in ((True, True), (True, False), (False, True), (False, False)):
            left: list[FootButton] = [self._start_over] if self._begun else []
            if not self._begun and all_languages:
                left += self._languages
            elif self._names:
                left.append(self._next_one())
            right = [self._help, *switches]
            for button in [self._help, *left[:1]] if self._begun else [self._help]:
                button.bare(bare=not words)
            if self._fits(left, right):
                break
        shown = {*left, *right}
        for button in self.findChildren(FootButton):
            button.setVisible(button in shown)
        self._place(left, right)

    def _fits(self, left: list[FootButton], right: list[FootButton]) -> bool:
        gap = self._theme.px(18)
        # One gap after each, so two between left and right: three languages fit an upright kiosk.
        wide = sum(button.width_wanted() + gap for button in [*left, *right])
        return wide <= self.width() - 2 * self._theme.px(MARGIN)

    def _place(self, left: list[FootButton], right: list[FootButton]) -> None:
        px = self._theme.px
        y = (self.height() - px(FINGER)) // 2 + 1
        x = px(MARGIN)
        for button in left:
            button.setGeometry(x, y, button.width_wanted(), px(FINGER))
            x += button.width() + px(18)
        x = self.width() - px(MARGIN)
        for button in reversed(right):
            width = button.width_wanted()
            x -= width
            button.setGeometry(x, y, width, px(FINGER))
            x -= px(18)
        for button in [*left, *right]:
            # The words may be others in a button that stayed as wide.
            button.lay_out()


def _contrast_name(theme: Theme, texts: Texts) -> str:
    names = {
        "normal": texts("Contrast: normal"),
        "high": texts("Contrast: high"),
        "dark": texts("Contrast: dark"),
    }
    return names[theme.contrast.value]
