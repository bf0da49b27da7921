"""What can be done with the list of agents, with shortcuts, tips and icons."""

from __future__ import annotations

from typing import TYPE_CHECKING

from floorwalker.ui.look.dressed_actions import DressedActions

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from floorwalker.ui.look import Look


class ListActions(DressedActions):
    """The list's actions. Those about single agents work in the table alone, the others anywhere on the floor."""

    def __init__(self, look: Look, view: QWidget, table: QWidget) -> None:
        super().__init__(look, view)
        self._make_list(view)
        self._make_agents(table)

    def _make_list(self, view: QWidget) -> None:
        self.columns = self.add_within(view, "Columns…", "Ctrl+H", "mdi6.table-column", "Choose, move and size columns")
        self.sort = self.add_within(view, "Sort by…", "Ctrl+Shift+O", "mdi6.sort", "Choose what the list is sorted by")
        self.need = self.add_within(
            view,
            "Sort by need",
            "Ctrl+Shift+A",
            "mdi6.alert-outline",
            "Most over its limit first, then longest in status",
        )
        self.group = self.add_within(view, "Group by…", "G", "mdi6.format-list-group", "Put agents into groups")
        self.fold_all = self.add_within(
            view, "Fold all groups", "Ctrl+[", "mdi6.unfold-less-horizontal", "Show headings only"
        )
        self.unfold_all = self.add_within(
            view, "Unfold all groups", "Ctrl+]", "mdi6.unfold-more-horizontal", "Show the agents of all groups"
        )
        self.signed_out = self.add_within(
            view, "Hide who has signed out", "Ctrl+Shift+H", "mdi6.account-off-outline", "Leave signed-out agents out"
        )
        self.signed_out.setCheckable(True)
        self.phones = self.add_within(
            view, "Show phones", "Ctrl+Shift+P", "mdi6.phone-lock-outline", "Show phone numbers"
        )
        self.phones.setCheckable(True)

    def _make_agents(self, table: QWidget) -> None:
        self.events = self.add(table, "Show events", "E", "mdi6.format-list-bulleted", "Show the chosen agents' events")
        self.only = self.add(
            table, "Filter for agents", "Shift+F", "mdi6.filter-plus-outline", "Show only the chosen agents"
        )
        # Not of the view: an agent's page, which is in it too, saves by the same key.
        self.save = self.add(table, "Save list as CSV…", "Ctrl+S", "mdi6.content-save-outline", "Save the agents shown")
        self.copy = self.add(table, "Copy rows", "Ctrl+C", "mdi6.content-copy", "Copy the chosen rows as text")
