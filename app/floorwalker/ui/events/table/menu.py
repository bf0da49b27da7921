"""What can be done with the selected events."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QMenu, QWidget

from floorwalker.ui.events import terms

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QAction

    from floorwalker.event.catalog import Catalog
    from floorwalker.ui.events.facets.choice import Part

Change = Callable[[str], str]
"""Makes one expression of another."""


class EventMenu(QObject):
    """Makes the menu of an event. filter_asked(Change): the filter shall become another."""

    filter_asked = Signal(object)

    def __init__(self, catalog: Catalog, over: QWidget) -> None:
        super().__init__(over)
        self._catalog = catalog
        self._over = over

    def set_catalog(self, catalog: Catalog) -> None:
        """Name kinds as that does."""
        self._catalog = catalog

    def made(self, kind: tuple[int, int], agent: str, actions: Sequence[QAction]) -> QMenu:
        """The menu of an event of that kind and agent ("" for none); actions: those that are not about filters."""
        menu = QMenu(self._over)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addActions(list(actions))
        menu.addSeparator()
        self._fill(menu.addMenu("Filter for this"), kind, agent, terms.for_kind, terms.for_agent)
        self._fill(menu.addMenu("Filter it out"), kind, agent, terms.without_kind, terms.without_agent)
        return menu

    def _fill(
        self,
        menu: QMenu,
        kind: tuple[int, int],
        agent: str,
        by_kind: Callable[[str, Part, Catalog], str],
        by_agent: Callable[[str, str, Catalog], str],
    ) -> None:
        catalog, category = self._catalog, kind[0]
        self._add(menu, catalog.event_label(*kind), lambda text: by_kind(text, kind, catalog))
        every = f"every event of {catalog.category_name(category)}"
        self._add(menu, every, lambda text: by_kind(text, (category, None), catalog))
        if agent:
            self._add(menu, f"agent {agent}", lambda text: by_agent(text, agent, catalog))

    def _add(self, menu: QMenu, words: str, change: Change) -> None:
        # A sole ampersand would underline the next letter.
        action = menu.addAction(words.replace("&", "&&"))
        action.triggered.connect(lambda: self.filter_asked.emit(change))
