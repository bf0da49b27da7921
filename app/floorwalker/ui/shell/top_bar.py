"""The bar across the top: the state of reception, the switch between the views, and the menu."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QMenu, QToolButton, QWidget, QWidgetAction

from floorwalker.ui.shell import boxes
from floorwalker.ui.shell.reception import State
from floorwalker.ui.sources.panel import SourcesPanel

if TYPE_CHECKING:
    from PySide6.QtGui import QAction
    from PySide6.QtWidgets import QHBoxLayout

    from floorwalker.ui.look import Look, Role
    from floorwalker.ui.shell.actions import Actions
    from floorwalker.ui.shell.reception import Reception
    from floorwalker.ui.sources.states import SourceStates

DOTS: dict[State, tuple[str, Role]] = {
    State.LOOKING: ("mdi6.eye-outline", "muted"),
    State.OFF: ("mdi6.circle-outline", "muted"),
    State.STARTING: ("mdi6.circle-outline", "accent"),
    State.RECEIVING: ("mdi6.circle", "accent"),
    State.STOPPING: ("mdi6.circle-outline", "accent"),
}


class TopBar(QWidget):
    """Shows what `Reception` is at and holds the menus; the window gives the actions their meaning."""

    def __init__(self, actions: Actions, reception: Reception, states: SourceStates, look: Look) -> None:
        super().__init__()
        self._actions = actions
        self._reception = reception
        self._states = states
        self._look = look
        self.reception_button = self._reception_button()
        self.menu_button = self._menu_button()
        self.menu = QMenu(self)
        self.menu_button.setMenu(self.menu)
        actions.menu.triggered.connect(self.menu_button.showMenu)
        self._lay_out()
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        reception.changed.connect(self._tell_reception)
        look.changed.connect(self._dress)
        self._dress()

    def add(self, button: QToolButton) -> None:
        """One more, beside the menu."""
        self._row.insertWidget(self._row.indexOf(self.menu_button), button)
        self.setTabOrder(button, self.menu_button)

    def _reception_button(self) -> QToolButton:
        button = QToolButton(self, popupMode=QToolButton.ToolButtonPopupMode.InstantPopup)
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        button.setIconSize(QSize(14, 14))
        menu = QMenu(button)
        menu.setToolTipsVisible(True)
        of = self._actions
        self.sources_panel = SourcesPanel(self._states, self._look, menu)
        at_the_top = QWidgetAction(menu)
        at_the_top.setDefaultWidget(self.sources_panel)
        menu.addAction(at_the_top)
        menu.aboutToShow.connect(self.sources_panel.refresh)
        # A menu measures a widget again only when its action has changed.
        self.sources_panel.grown.connect(lambda pixels: at_the_top.setText(f"{pixels} pixels"))
        menu.addSeparator()
        menu.addActions([of.start, of.stop, of.sources])
        menu.addSeparator()
        menu.addActions([of.copy_url, of.copy_curl])
        menu.addSeparator()
        menu.addAction(of.simulate)
        button.setMenu(menu)
        return button

    def _menu_button(self) -> QToolButton:
        button = QToolButton(self, popupMode=QToolButton.ToolButtonPopupMode.InstantPopup)
        button.setDefaultAction(self._actions.menu)
        button.setIconSize(QSize(20, 20))
        return button

    def _lay_out(self) -> None:
        self._row = row = boxes.row(self, spacing=boxes.GROUPS, margins=(8, 4, 8, 4))
        row.addWidget(self.reception_button)
        row.addLayout(self._switch())
        row.addStretch(1)
        row.addWidget(self.menu_button)

    def _switch(self) -> QHBoxLayout:
        row = boxes.row(spacing=4)
        for action in (self._actions.floor, self._actions.events):
            button = self._switch_button(action)
            row.addWidget(button)
            self.setTabOrder(button, self.menu_button)
        return row

    def _switch_button(self, action: QAction) -> QToolButton:
        button = QToolButton(self)
        button.setDefaultAction(action)
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        return button

    def _dress(self) -> None:
        self.setStyleSheet(self._look.sheet("top_bar"))
        self._tell_reception()

    def _tell_reception(self) -> None:
        reception, button = self._reception, self.reception_button
        button.setText(f"{reception.words} ▾")
        # Another text takes a button's shortcut away.
        button.setShortcut("Alt+R")
        button.setIcon(self._look.icon(*DOTS[reception.state]))
        where = f" at {reception.url}" if reception.url else ""
        button.setToolTip(f"State of reception{where}: its sources, start, stop, copy the URL (Alt+R)")
        runs = reception.child.is_running
        self._actions.start.setVisible(not runs)
        self._actions.start.setEnabled(not runs)
        self._actions.stop.setVisible(runs)
        self._actions.stop.setEnabled(runs and reception.state is not State.STOPPING)
        for action in (self._actions.copy_url, self._actions.copy_curl):
            action.setEnabled(bool(reception.url))
