"""What can be done from the window's bar and menus, each with its shortcut, its tip and its icon."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction, QActionGroup, QKeySequence

if TYPE_CHECKING:
    from floorwalker.ui.look import Look


class Actions(QObject):
    """The window's own actions. Those of the views belong to the views."""

    def __init__(self, look: Look, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._icons: dict[QAction, str] = {}
        self._make_views()
        self._make_reception()
        self._make_sessions()
        self._make_themes()
        self._make_rest()
        look.changed.connect(self._recolour)
        self._recolour()

    def all(self) -> list[QAction]:
        """Every one, in the order in which a list of shortcuts shows them."""
        return list(self._icons)

    def _make_views(self) -> None:
        self.floor = self._action("Floor", "Ctrl+1", "mdi6.chart-gantt", "Who is in which status, since when")
        self.events = self._action("Events", "Ctrl+2", "mdi6.format-list-bulleted", "What exactly came")
        self.view_group = self._choice(self.floor, self.events)

    def _make_reception(self) -> None:
        self.start = self._action("Start receiving", "Ctrl+R", "mdi6.play", "Start a capture into this session")
        self.stop = self._action("Stop receiving", "Ctrl+Shift+S", "mdi6.stop", "End the capture after its last commit")
        self.sources = self._action(
            "Sources…", "Ctrl+,", "mdi6.lan-connect", "Choose where events come from: receivers and feeds"
        )
        self.copy_url = self._action("Copy URL", "Ctrl+Shift+U", "mdi6.webhook", "Copy the URL to post events to")
        self.copy_curl = self._action(
            "Copy curl example", "Ctrl+Shift+K", "mdi6.console-line", "Copy a command that posts a first event"
        )
        self.simulate = self._action(
            "Start a simulated centre",
            "Ctrl+Shift+D",
            "mdi6.account-group-outline",
            "Watch a simulated centre in a session of its own",
        )

    def _make_sessions(self) -> None:
        self.open = self._action("Open session…", "Ctrl+O", "mdi6.folder-open-outline", "Look at another session")
        self.new = self._action("New session", "Ctrl+N", "mdi6.file-plus-outline", "Begin a new live session")

        self.retry = self._action("Try again", "F5", "mdi6.refresh", "Read the session's file again")
        self.retry.setEnabled(False)

    def _make_themes(self) -> None:
        self.themes = {
            "system": self._action("As the system is", "Ctrl+K, S", "mdi6.laptop", "Light or dark with the system"),
            "light": self._action(
                "Always light", "Ctrl+K, L", "mdi6.weather-sunny", "The light palette, whatever the system has"
            ),
            "dark": self._action(
                "Always dark", "Ctrl+K, D", "mdi6.weather-night", "The dark palette, whatever the system has"
            ),
        }
        self.theme_group = self._choice(*self.themes.values())

    def _make_rest(self) -> None:
        self.reset_layout = self._action(
            "Reset layout", "Ctrl+Shift+R", "mdi6.restore", "Everything back to its first place and size"
        )
        self.menu = self._action("Menu", "F10", "mdi6.dots-horizontal", "Sessions, sources, export, theme and help")
        self.shortcuts = self._action("Keyboard shortcuts", "F1", "mdi6.keyboard-outline", "All shortcuts in a list")
        self.about = self._action("About Floorwalker", "Shift+F1", "mdi6.information-outline", "Versions and licence")
        self.quit = self._action("Quit", "Ctrl+Q", "mdi6.power", "Close the window; what was captured is kept")
        self.quit.setMenuRole(QAction.MenuRole.QuitRole)
        self.about.setMenuRole(QAction.MenuRole.AboutRole)

    def _action(self, text: str, shortcut: str, icon: str, tip: str) -> QAction:
        action = QAction(text, self)
        sequence = QKeySequence(shortcut)
        action.setShortcut(sequence)
        action.setToolTip(f"{tip} ({sequence.toString(QKeySequence.SequenceFormat.NativeText)})")
        action.setStatusTip(tip)
        self._icons[action] = icon
        return action

    def _choice(self, *actions: QAction) -> QActionGroup:
        group = QActionGroup(self)
        for action in actions:
            action.setCheckable(True)
            group.addAction(action)
        return group

    def _recolour(self) -> None:
        for action, icon in self._icons.items():
            action.setIcon(self._look.icon(icon))
