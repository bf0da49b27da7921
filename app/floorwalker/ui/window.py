"""The window: it makes the parts and joins them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction, QGuiApplication
from PySide6.QtWidgets import QMainWindow, QMenu, QStackedWidget, QVBoxLayout, QWidget

from floorwalker.event.catalog import CatalogError
from floorwalker.ui.dialogs.about import About
from floorwalker.ui.dialogs.bug_report import BugReport
from floorwalker.ui.dialogs.shortcuts import Shortcuts
from floorwalker.ui.events.view import EventsView
from floorwalker.ui.floor.alerts.joining import join_alerts
from floorwalker.ui.floor.palette.palette import open_palette
from floorwalker.ui.floor.team.rostering import Rostering
from floorwalker.ui.floor.view import FloorView
from floorwalker.ui.floor.wallboard.wallboard import Wallboard, best_screen
from floorwalker.ui.following import LiveSession, PayloadSource
from floorwalker.ui.opening import Opening
from floorwalker.ui.shell.actions import Actions
from floorwalker.ui.shell.banner import Banners
from floorwalker.ui.shell.empty_state import EmptyState
from floorwalker.ui.shell.memory import Memory
from floorwalker.ui.shell.reception import Reception
from floorwalker.ui.shell.sample import curl_line
from floorwalker.ui.shell.top_bar import TopBar
from floorwalker.ui.shell.troubles import Troubles
from floorwalker.ui.sources.choosing import Choosing
from floorwalker.ui.sources.states import SourceStates
from floorwalker.ui.status_bar import StatusBar
from floorwalker.ui.ways import Ways

if TYPE_CHECKING:
    from PySide6.QtGui import QCloseEvent

    from floorwalker.event.catalog import Catalog
    from floorwalker.ui.look import Look
    from floorwalker.ui.options import First, Theme, View, WindowOptions

_FIRST_SIZE = (1280, 800)
_SMALLEST = (800, 500)
_PASSING = 4000
"""Milliseconds that a passing message stays."""


class Window(QMainWindow):
    """One session on the screen.

    open_asked(WindowOptions): the user wants another session in this one's place. left: the window is closed, its
    capture has ended, and so have its threads.
    """

    open_asked = Signal(object)
    left = Signal()

    def __init__(self, options: WindowOptions, look: Look, catalog: Catalog) -> None:
        super().__init__()
        self._options = options
        self._look = look
        self._memory = Memory()
        self._bugs = 0
        self._leaving = False
        self.live = LiveSession(options.session, catalog, awaited=not options.look_only, parent=self)
        self.payloads = PayloadSource(options.session, self)
        self.reception = Reception(options, self.live, self)
        self.commands = Actions(look, self)
        self.opening = Opening(options, self.reception, self)
        self.rostering = Rostering(self.live, look, self, options.roster)
        self.choosing = Choosing(self.reception, look, self, insecure=options.insecure)
        self._make_parts()
        self._lay_out()
        self._fill_menu()
        self._connect_news()
        self._connect_commands()
        join_alerts(self)
        self._begin()

    def start(self) -> None:
        """Show the window, read the session, and capture unless it is only to be looked at."""
        self.show()
        self.pages.setFocus()
        self.live.start()
        self.rostering.start()
        if self._options.view == "wallboard":
            self._begin_with_wallboard()
        if not self._options.look_only:
            self.reception.start()

    @property
    def pictured(self) -> QWidget:
        """What a picture of the window shows."""
        return self.wallboard if self._options.view == "wallboard" else self

    def leave(self) -> None:
        """Close: ask the capture to end, and tell `left` when it has."""
        if self._leaving:
            return
        self._leaving = True
        self._remember()
        self.wallboard.close()
        self.hide()
        if self.reception.child.is_running:
            self.reception.gone.connect(self._part)
            self.reception.stop()
        else:
            self._part()

    def tell_bug(self, what: str, report: str) -> None:
        """Something in the program itself went wrong: say so, and offer the report."""
        self._bugs += 1
        times = f", {self._bugs} times by now" if self._bugs > 1 else ""
        self.banners.tell(
            "bug",
            f"Something in Floorwalker itself went wrong{times}: {what}",
            "What was captured is safe.",
            "Show report",
            lambda: BugReport(report, self._look, self).open(),
        )

    def closeEvent(self, event: QCloseEvent) -> None:
        """The window goes at once; the program ends when the capture has."""
        self.leave()
        event.accept()

    def _make_parts(self) -> None:
        self.states = SourceStates(self.live, self.reception, self)
        self.top_bar = TopBar(self.commands, self.reception, self.states, self._look)
        self.banners = Banners(self._look)
        self.troubles = Troubles(self.reception, self.banners, self.choosing.open)
        self.floor = FloorView(self.live, self._look)
        self.wallboard = Wallboard(self.live, self.floor, self.reception, self._look, self)
        self.events = EventsView(self.live, self.payloads, self._look)
        self.ways = Ways(self.commands, self.floor, self.events)
        self.empty = EmptyState(self.live, self.commands, self.reception, self._look)
        self.status = StatusBar(self.live, self.reception, self.floor.clock, self._look)
        self.pages = QStackedWidget()
        for page in (self.floor, self.events, self.empty):
            self.pages.addWidget(page)

    def _lay_out(self) -> None:
        whole = QWidget()
        column = QVBoxLayout(whole)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.top_bar)
        column.addWidget(self.banners)
        column.addWidget(self.pages, 1)
        self.setCentralWidget(whole)
        self.setStatusBar(self.status)
        self.setMinimumSize(*_SMALLEST)
        simulated = " (simulated)" if self.reception.is_simulated else ""
        self.setWindowTitle(f"{self.live.path.stem}{simulated} – Floorwalker")

    def _fill_menu(self) -> None:
        of, menu = self.commands, self.top_bar.menu
        menu.setToolTipsVisible(True)
        menu.addActions([of.open, of.new, of.sources, of.roster, self.events.actions_.export])
        menu.addSeparator()
        themes = QMenu("Theme", menu)
        themes.setToolTipsVisible(True)
        themes.addActions(list(of.themes.values()))
        menu.addMenu(themes)
        menu.addActions([of.wallboard, of.palette, of.reset_layout])
        menu.addSeparator()
        menu.addActions([of.shortcuts, of.about, of.quit])
        # A shortcut works where its action belongs to something on the screen, which a closed menu is not.
        self.addActions([*of.all(), self.events.actions_.export])

    def _connect_news(self) -> None:
        self.live.rows_appended.connect(self._on_rows_appended)
        self.live.totals_changed.connect(self._on_totals_changed)
        self.live.failed.connect(self._on_unreadable)
        self.payloads.failed.connect(self._on_unreadable)
        self.opening.asked.connect(self.open_asked)
        self.opening.troubled.connect(lambda problem, remedy: self.banners.tell("session", problem, remedy))
        self.choosing.troubled.connect(lambda problem, remedy: self.banners.tell("sources", problem, remedy))
        self.rostering.troubled.connect(lambda problem, remedy: self.banners.tell("roster", problem, remedy))
        self.rostering.settled.connect(lambda: self.banners.take_away("roster"))
        self.rostering.told.connect(lambda line: self.status.showMessage(line, _PASSING))
        self.reception.changed.connect(lambda: self.events.resending.set_receivers(self.reception.urls))
        self.events.marking.troubled.connect(lambda problem, remedy: self.banners.tell("marks", problem, remedy))
        self.events.marking.settled.connect(lambda: self.banners.take_away("marks"))
        for view in (self.floor, self.events):
            view.told.connect(lambda line: self.status.showMessage(line, _PASSING))

    def _connect_commands(self) -> None:
        of = self.commands
        of.wallboard.triggered.connect(self._on_wallboard)
        of.view_group.triggered.connect(self._on_view_chosen)
        of.start.triggered.connect(self.reception.start)
        of.stop.triggered.connect(self.reception.stop)
        of.sources.triggered.connect(self.choosing.open)
        of.roster.triggered.connect(self.rostering.open)
        of.copy_url.triggered.connect(lambda: self._copy(self.reception.url, "URL"))
        of.copy_curl.triggered.connect(lambda: self._copy(curl_line(self.reception.url), "curl example"))
        of.simulate.triggered.connect(self.opening.simulate)
        of.open.triggered.connect(self.opening.open)
        of.new.triggered.connect(self.opening.begin)
        of.retry.triggered.connect(self._on_retry)
        for theme, action in of.themes.items():
            action.triggered.connect(lambda _=False, theme=theme: self._on_theme_chosen(theme))
        of.palette.triggered.connect(self._on_palette)
        of.reset_layout.triggered.connect(self._on_reset_layout)
        of.shortcuts.triggered.connect(self._on_shortcuts)
        of.about.triggered.connect(lambda: About(self.live.path, self._look, self).open())
        of.quit.triggered.connect(self.close)

    def _begin(self) -> None:
        """As it was last time, unless the options say otherwise."""
        if not self._memory.put_in_place(self):
            self.resize(*_FIRST_SIZE)
        views: dict[View, FloorView | EventsView] = {"floor": self.floor, "events": self.events}
        for view, widget in views.items():
            if (layout := self._memory.layout(view)) is not None:
                widget.restore_layout(layout)
        self.commands.themes[self._look.theme].setChecked(True)
        if self._options.at is not None:
            self.floor.rewind.open_at(self._options.at)
        first: First = self._options.view or ("floor" if self._options.at is not None else self._memory.view)
        (self.commands.events if first == "events" else self.commands.floor).setChecked(True)
        if self._options.filter:
            self.floor.set_filter(self._options.filter)
            self.events.set_filter(self._options.filter)
        self._choose_page()

    def _choose_page(self) -> None:
        """The chosen view, or where it has nothing to show, what to do about that."""
        chosen = self.floor if self.commands.floor.isChecked() else self.events
        # Else the focus would go to the first thing in the page that comes, and a list that gets it has a current row.
        self.pages.setFocus()
        has_any = len(self.live.columns) or (chosen is self.events and self.live.totals.rejected)
        self.pages.setCurrentWidget(chosen if has_any else self.empty)

    def _focus_page(self) -> None:
        page = self.pages.currentWidget()
        if page is not None:
            page.setFocus()

    def _on_rows_appended(self, first: int, _end: int) -> None:
        if first == 0:
            self._choose_page()

    def _on_totals_changed(self) -> None:
        """Whoever has posted only what was refused finds it in the events view."""
        if self.pages.currentWidget() is self.empty and self.commands.events.isChecked():
            self._choose_page()

    def _on_view_chosen(self, _action: QAction) -> None:
        self._choose_page()
        self._focus_page()

    def _begin_with_wallboard(self) -> None:
        if self._options.screenshot is None:
            self._on_wallboard()
        else:
            self.wallboard.show()

    def _on_wallboard(self) -> None:
        if self.wallboard.isVisible():
            self.wallboard.close()
        else:
            self.wallboard.open_on(best_screen(self.screen(), QGuiApplication.screens()))

    def _on_unreadable(self, problem: str, remedy: str) -> None:
        self.commands.retry.setEnabled(True)
        if len(self.live.columns):
            self.banners.tell("file", problem, remedy, "Try again", self._on_retry)
        else:
            self.empty.tell_trouble(problem, remedy)

    def _on_retry(self) -> None:
        self.commands.retry.setEnabled(False)
        self.banners.take_away("file")
        self.empty.forget_trouble()
        self.live.retry()
        self.payloads.retry()

    def _copy(self, text: str, what: str) -> None:
        QGuiApplication.clipboard().setText(text)
        self.status.showMessage(f"{what} copied", _PASSING)

    def _on_theme_chosen(self, theme: Theme) -> None:
        self._memory.theme = theme
        self._look.set_theme(theme)

    def _on_reset_layout(self) -> None:
        self._memory.forget_places()
        self.showNormal()
        self.resize(*_FIRST_SIZE)
        for view in (self.floor, self.events):
            view.reset_layout()

    def _on_palette(self) -> None:
        try:
            open_palette(self.live, self._look, self)
        except CatalogError as error:
            self.banners.tell("catalog", error.problem, error.remedy)

    def _on_shortcuts(self) -> None:
        Shortcuts(
            {
                "Window": self.commands.all(),
                "Floor": self.floor.findChildren(QAction),
                "Events": self.events.findChildren(QAction),
            },
            self,
        ).open()

    def _remember(self) -> None:
        self._memory.keep_place(self)
        self._memory.view = "floor" if self.commands.floor.isChecked() else "events"
        self._memory.keep_layout("floor", self.floor.save_layout())
        self._memory.keep_layout("events", self.events.save_layout())

    def _part(self) -> None:
        for part in (self.live, self.payloads, self.rostering, self.floor.alerts, self.floor, self.events):
            part.stop()
        self.left.emit()
