"""What can be done with the mix by key and button."""

from __future__ import annotations

from typing import TYPE_CHECKING

from floorwalker.ui.look.dressed_actions import DressedActions

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from floorwalker.ui.look import Look


class MixActions(DressedActions):
    """show: checked while the mix is open. Its key works everywhere in the view."""

    def __init__(self, look: Look, view: QWidget) -> None:
        super().__init__(look, view)
        self.show = self.add_within(
            view, "Agents per status", "M", "mdi6.chevron-down", "Show or hide agents per status over time"
        )
        self.show.setCheckable(True)
        self.show.setChecked(True)
        self.show.toggled.connect(self._on_shown)

    def _on_shown(self, shown: bool) -> None:
        self.set_icon(self.show, "mdi6.chevron-down" if shown else "mdi6.chevron-right")
