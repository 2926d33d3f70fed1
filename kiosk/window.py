"""The kiosk's window: the frame, the page that is due, and what lies over it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QFrame, QWidget

from core.qt.theme import Theme
from core.texts import Texts
from kiosk.frame import Frame
from kiosk.look import Look, scale_of
from kiosk.pages.page import Page
from kiosk.pages.shelf import Shelf
from kiosk.pages.welcome import WelcomePage
from kiosk.widgets.touch import uncover

if TYPE_CHECKING:
    from PySide6.QtGui import QCloseEvent, QKeyEvent, QMouseEvent, QPaintEvent, QResizeEvent

    from core.qt.tasks import Tasks
    from core.qt.timers import Timers
    from core.services.devices import StaffRoom
    from core.services.station import Station
    from kiosk.ahead import Ahead
    from kiosk.flow.events import Event
    from kiosk.flow.states import State
    from kiosk.machine import Machine
    from kiosk.presenter import Presenter


class KioskWindow(QFrame):
    """The whole kiosk, as a window of its own or inside another.

    Only the frame and the welcome page are built before the first frame. Everything else is loaded
    after it: the rules on a worker thread, the other pages one by one while nothing else is to be
    done. A touch that comes sooner waits for what it needs and nothing more.

    Args:
        open_station: puts the station together; called on a worker thread after the first frame.
            A `StartupTrouble` that it raises is shown in full.
        open_room: what lies behind the staff's door; called on a worker, too.
        texts: the shop's language; the customer's choice ends with the customer.
        timers: what makes time pass; the event loop's by default.
        parent: where it is embedded.
    """

    #: Staff ends the kiosk.
    ended = Signal()

    def __init__(
        self,
        open_station: Callable[[], Station],
        texts: Texts | None = None,
        *,
        open_room: Callable[[], StaffRoom] | None = None,
        timers: Timers | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("window")
        self._open_station, self._open_room = open_station, open_room
        self._timers = timers
        self._home = Look(Theme(), texts or Texts())
        self._look = self._home
        self._machine: Machine | None = None
        self._loading: Tasks | None = None
        self._ahead: Ahead | None = None
        self._state: State | None = None
        self._painted = self._closed = False
        self._frame = Frame(self, self._home.texts.languages())
        self._page: Page = WelcomePage()
        self._page.setParent(self)
        self._undressed: Page | None = None
        self._overlay: QWidget | None = None
        self._shelf = Shelf(self, self._page, self._feed)
        # Else it were the first switch of the foot, and Enter would press that.
        self._focus(self._page.first_focus())
        self._listen_to_foot()
        self.setWindowTitle(self._look.texts("Balik kiosk"))
        self.setMinimumSize(300, 360)

    @property
    def look(self) -> Look:
        """How the kiosk looks now."""
        return self._look

    @property
    def page(self) -> Page:
        """The page that is shown."""
        return self._page

    @property
    def is_prepared(self) -> bool:
        """Whether the scanner is heard and every page is built, so that no touch waits for one."""
        return self._machine is not None and self._shelf.is_full

    def scan(self, text: str) -> None:
        """Take what a scanner read that is no keyboard."""
        from kiosk.flow.events import Scanned  # noqa: PLC0415 - see the class

        self._feed(Scanned(text))

    def shut(self) -> None:
        """Wait for what is under way and stop working; called by `close` too."""
        self._closed = True
        if self._loading is not None:
            self._loading.close()
        if self._machine is not None:
            self._machine.close()

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802 - Qt's name
        """Qt calls this when the window is closed."""
        self.shut()
        super().closeEvent(event)

    def setVisible(self, visible: bool) -> None:  # noqa: N802 - Qt's name
        """Dress before the first polish: Qt would polish everything a second time after it."""
        if visible and not self._frame.is_dressed:
            whole = self.screen().size() if self.isFullScreen() else self.size()
            self._take_size(whole.width(), whole.height())
        super().setVisible(visible)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """The first frame is the sign to begin with everything else."""
        super().paintEvent(event)
        if not self._painted:
            self._painted = True
            QTimer.singleShot(0, self, self._wake)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Scale to the new size and lay out anew."""
        super().resizeEvent(event)
        self._take_size(self.width(), self.height())

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """A touch beside every button still says that somebody is here."""
        self._touched()
        super().mousePressEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """A key that no widget wanted still says that somebody is here."""
        self._touched()
        super().keyPressEvent(event)

    def focusNextPrevChild(self, next: bool) -> bool:  # noqa: A002, N802 - Qt's names
        """Tab, where nothing else has the focus: from now on the focus is shown."""
        if self.hasFocus():
            self.window().setProperty("by_keyboard", True)
        return super().focusNextPrevChild(next)

    def _wake(self) -> None:
        """After the first frame: load the rules on a worker, then begin to work."""
        from core.qt.tasks import Tasks  # noqa: PLC0415 - see the class
        from kiosk.later import load_languages, load_rules  # noqa: PLC0415

        loading = self._loading = Tasks(self)
        texts = self._home.texts

        def loaded(_: object) -> None:
            self._presenting()
            # The next language is one touch away, and its file takes long to read.
            loading.run(lambda: load_languages(texts), lambda _: None, broke=lambda: None)

        loading.run(load_rules, loaded, broke=lambda: loaded(None), may_be_left=True)

    def _presenting(self) -> Presenter:
        """The presenter; made when first needed, at the latest right after the first frame."""
        if self._machine is None:
            from kiosk.ahead import Ahead  # noqa: PLC0415 - see the class
            from kiosk.machine import Machine  # noqa: PLC0415

            opening = self._open_station, self._open_room
            machine = Machine(self, self._frame.bar, lambda: self._look, opening, self._timers)
            machine.scanned.connect(self.scan)
            machine.ended.connect(self.ended)
            self._machine, presenter = machine, machine.presenter
            presenter.changed.connect(self._show_state)
            presenter.forgot.connect(self._forget_look)
            presenter.shop_speaks.connect(self._speak_at_home)
            if not self._closed:
                presenter.start()
                QTimer.singleShot(0, self, self._frame.foot.build_rest)
                self._ahead = Ahead(self, self._build_next_page)
        return self._machine.presenter

    def _build_next_page(self) -> bool:
        """Build a page, or dress the one that was built last: both at once would be noticed."""
        if (page := self._undressed) is not None:
            self._undressed = None
            self._dress_page(page)
            return True
        self._undressed = self._shelf.build_one()
        return self._undressed is not None

    def _dress_page(self, page: Page) -> None:
        page.setGeometry(self._page.geometry())
        page.show_look(self._look)

    def _feed(self, event: Event) -> None:
        self._presenting().feed(event)

    def _touched(self) -> None:
        if self._machine is not None:
            from kiosk.flow.events import Touched  # noqa: PLC0415 - see the class

            self._machine.presenter.feed(Touched())

    def _show_state(self, state: State) -> None:
        self._state = state
        is_new = not self._shelf.has(state.screen)
        page = self._shelf.page_for(state.screen)
        self._dress_page(page)
        if is_new:
            # Filled a turn of the loop later: both together would be noticed.
            QTimer.singleShot(1, self, lambda: self._show_state(self._presenting().state))
            return
        page.show_state(state)
        self._frame.show_state(state, self._look)
        self._frame.foot.arrange()
        if page is not self._page:
            self._turn_to(page)
        self._show_overlay(state)

    def _turn_to(self, page: Page) -> None:
        before, self._page = self._page, page
        page.stackUnder(self._frame.foot)
        page.show()
        # Before the other one goes: Qt would hand its focus to the next widget on the way.
        self._focus(page.first_focus())
        before.hide()

    def _focus(self, widget: QWidget | None) -> None:
        (widget or self).setFocus()

    def _show_overlay(self, state: State) -> None:
        overlay = state.overlay
        if overlay is None:
            if self._overlay is not None:
                self._focus(self._page.first_focus())
                self._overlay.hide()
                self._overlay.deleteLater()
                self._overlay = None
                uncover(self)
            return
        from kiosk.overlays import laid_over  # noqa: PLC0415 - see the class

        shown = laid_over(self, self._overlay, overlay, self._look, self._feed)
        self._overlay = shown
        self._focus(shown.first_focus())

    def _dress(self) -> None:
        """Give everything that is seen the present look; hidden pages take it when shown."""
        self._frame.show_state(self._state, self._look)
        self._frame.dress(self._look.theme)
        self._page.setGeometry(self._frame.place(self.width(), self.height(), self._look))
        if self._overlay is not None:
            self._overlay.setGeometry(self.rect())
        self._frame.foot.arrange()
        self._page.show_look(self._look)
        if self._state is not None:
            self._show_overlay(self._state)

    def _take_size(self, width: int, height: int) -> None:
        theme = self._look.theme._replace(scale=scale_of(width, height))
        self._look = self._look._replace(theme=theme, landscape=width > height)
        self._dress()

    def _listen_to_foot(self) -> None:
        foot = self._frame.foot
        foot.language_wanted.connect(self._change_language)
        foot.text_size_wanted.connect(
            lambda: self._change_look(self._look._replace(theme=self._look.theme.bigger_text()))
        )
        foot.contrast_wanted.connect(self._change_contrast)
        foot.reach_wanted.connect(
            lambda: self._change_look(self._look._replace(reach=not self._look.reach))
        )
        foot.help_wanted.connect(self._want_help)
        foot.start_over_wanted.connect(self._start_over)

    def _change_language(self, code: str) -> None:
        self._change_look(self._look._replace(texts=self._look.texts.speaking(code)))

    def _speak_at_home(self, texts: Texts) -> None:
        """Take the shop's language; what a quick customer chose meanwhile stays."""
        chosen = self._look.texts.language != self._home.texts.language
        self._home = self._home._replace(texts=texts)
        if not chosen and texts.language != self._look.texts.language:
            self._look = self._look._replace(texts=texts)
            self._presenting().speak(texts)
            self._dress()

    def _change_contrast(self) -> None:
        theme = self._look.theme
        following = theme._replace(contrast=theme.contrast.following())
        self._change_look(self._look._replace(theme=following))

    def _change_look(self, look: Look) -> None:
        self._look = look
        self._presenting().speak(look.texts)
        # The page at once, the frame a turn of the loop later: both together would be noticed. Not
        # after 0: that is a posted event, which comes in the same turn.
        self._page.show_look(look)
        QTimer.singleShot(1, self, self._dress)
        self._touched()

    def _forget_look(self) -> None:
        """The customer is gone, and with them how they wanted to see the screen.

        The pages that held their numbers go too; new ones are built while nobody waits for them.
        """
        theme = self._home.theme._replace(scale=self._look.theme.scale)
        self._look = self._home._replace(theme=theme, landscape=self._look.landscape)
        self._presenting().speak(self._look.texts)
        self._shelf.throw_away(self._page)
        self._undressed = None
        self._dress()
        if self._ahead is not None:
            self._ahead.go_on()

    def _want_help(self) -> None:
        from kiosk.flow.events import HelpWanted  # noqa: PLC0415 - see the class

        self._feed(HelpWanted())

    def _start_over(self) -> None:
        from kiosk.flow.events import StartedOver  # noqa: PLC0415 - see the class

        self._feed(StartedOver())
