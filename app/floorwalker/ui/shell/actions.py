"""What can be done from the window's bar and menus, each with its shortcut, its tip and its icon."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QAction, QActionGroup

from floorwalker.ui.look.dressed_actions import DressedActions

if TYPE_CHECKING:
    from PySide6.QtCore import QObject

    from floorwalker.ui.look import Look


class Actions(DressedActions):
    """The window's own actions. Those of the views belong to the views."""

    def __init__(self, look: Look, parent: QObject | None = None) -> None:
        super().__init__(look, parent)
        self._make_views()
        self._make_reception()
        self._make_sessions()
        self._make_themes()
        self._make_rest()

    def _make_views(self) -> None:
        self.floor = self.make("Floor", "Ctrl+1", "mdi6.chart-gantt", "Who is in which status, since when")
        self.events = self.make("Events", "Ctrl+2", "mdi6.format-list-bulleted", "What exactly came")
        self.view_group = self._choice(self.floor, self.events)
        self.wallboard = self.make(
            "Wallboard",
            "F11",
            "mdi6.monitor-dashboard",
            "Fill a screen, the second one if there is one, with what everyone should see; Esc ends it",
        )

    def _make_reception(self) -> None:
        self.start = self.make("Start receiving", "Ctrl+R", "mdi6.play", "Start a capture into this session")
        self.stop = self.make("Stop receiving", "Ctrl+Shift+S", "mdi6.stop", "End the capture after its last commit")
        self.sources = self.make(
            "Sources…", "Ctrl+,", "mdi6.lan-connect", "Choose where events come from: receivers and feeds"
        )
        self.copy_url = self.make("Copy URL", "Ctrl+Shift+U", "mdi6.webhook", "Copy the URL to post events to")
        self.copy_curl = self.make(
            "Copy curl example", "Ctrl+Shift+K", "mdi6.console-line", "Copy a command that posts a first event"
        )
        self.simulate = self.make(
            "Start a simulated centre",
            "Ctrl+Shift+D",
            "mdi6.account-group-outline",
            "Watch a simulated centre in a session of its own",
        )

    def _make_sessions(self) -> None:
        self.open = self.make("Open session…", "Ctrl+O", "mdi6.folder-open-outline", "Look at another session")
        self.new = self.make("New session", "Ctrl+N", "mdi6.file-plus-outline", "Begin a new live session")

        self.retry = self.make("Try again", "F5", "mdi6.refresh", "Read the session's file again")
        self.retry.setEnabled(False)

    def _make_themes(self) -> None:
        self.themes = {
            "system": self.make("As the system is", "Ctrl+K, S", "mdi6.laptop", "Light or dark with the system"),
            "light": self.make(
                "Always light", "Ctrl+K, L", "mdi6.weather-sunny", "The light palette, whatever the system has"
            ),
            "dark": self.make(
                "Always dark", "Ctrl+K, D", "mdi6.weather-night", "The dark palette, whatever the system has"
            ),
        }
        self.theme_group = self._choice(*self.themes.values())

    def _make_rest(self) -> None:
        self.palette = self.make(
            "Statuses and colours…", "Ctrl+K, C", "mdi6.palette-outline", "Choose each status's words, colour and icon"
        )
        self.reset_layout = self.make(
            "Reset layout", "Ctrl+Shift+R", "mdi6.restore", "Everything back to its first place and size"
        )
        self.roster = self.make(
            "Roster file…",
            "Ctrl+Shift+N",
            "mdi6.account-details-outline",
            "Choose the file with agents' names and teams",
        )
        self.menu = self.make("Menu", "F10", "mdi6.dots-horizontal", "Sessions, sources, export, theme and help")
        self.shortcuts = self.make("Keyboard shortcuts", "F1", "mdi6.keyboard-outline", "All shortcuts in a list")
        self.about = self.make("About Floorwalker", "Shift+F1", "mdi6.information-outline", "Versions and licence")
        self.quit = self.make("Quit", "Ctrl+Q", "mdi6.power", "Close the window; what was captured is kept")
        self.quit.setMenuRole(QAction.MenuRole.QuitRole)
        self.about.setMenuRole(QAction.MenuRole.AboutRole)

    def _choice(self, *actions: QAction) -> QActionGroup:
        group = QActionGroup(self)
        for action in actions:
            action.setCheckable(True)
            group.addAction(action)
        return group
