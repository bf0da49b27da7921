"""The button in the list's header that opens the menu of the list."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtWidgets import QToolButton

from floorwalker.ui.floor.board.columns import Column

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QMenu

    from floorwalker.ui.floor.board.table import RosterTable
    from floorwalker.ui.look import Look

_SIZE: Final = 20


class Corner(QToolButton):
    """Stands at the right end of the agents' title, wherever that is."""

    def __init__(self, table: RosterTable, look: Look, menu: Callable[[], QMenu]) -> None:
        self._header = table.horizontalHeader()
        super().__init__(self._header.viewport())
        self._look = look
        self._menu = menu
        self.setAutoRaise(True)
        self.setFixedSize(_SIZE, _SIZE)
        self.setAccessibleName("List")
        self.setToolTip("Group, sort and choose columns (G, Ctrl+Shift+O, Ctrl+H)")
        self.clicked.connect(self._on_clicked)
        for moved in (self._header.sectionResized, self._header.sectionMoved, self._header.geometriesChanged):
            moved.connect(self._place)
        table.horizontalScrollBar().valueChanged.connect(self._place)
        look.changed.connect(self._dress)
        self._dress()
        self._place()

    def _place(self) -> None:
        left, width = self._header.sectionViewportPosition(Column.AGENT), self._header.sectionSize(Column.AGENT)
        self.move(left + width - _SIZE - 2, (self._header.height() - _SIZE) // 2)
        self.setVisible(not self._header.isSectionHidden(Column.AGENT))

    def _dress(self) -> None:
        self.setIcon(self._look.icon("mdi6.tune-variant", "muted"))

    def _on_clicked(self) -> None:
        self._menu().popup(self.mapToGlobal(self.rect().bottomLeft()))
