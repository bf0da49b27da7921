"""What the tiles, the legend and the list's menu do to the filter, and the filter to them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from floorwalker.ui.floor.board.status_filter import statuses_of, toggled
from floorwalker.ui.floor.tiles.figures import SIGNED_IN
from floorwalker.ui.floor.tiles.signed_in import asks_for_signed_in, toggled_signed_in

if TYPE_CHECKING:
    from floorwalker.event.statuses.table import Status
    from floorwalker.ui.floor.board.narrowing import Narrowing
    from floorwalker.ui.floor.view import FloorView


class FloorFilter(QObject):
    """Puts the view's filter in force, and shows in tiles and legend what it asks for."""

    def __init__(self, view: FloorView) -> None:
        super().__init__(view)
        self._view = view
        view.bar.filter_changed.connect(self._on_filter_changed)
        view.tiles.toggled.connect(self._on_toggled)
        view.legend.toggled.connect(self._on_toggled)
        view.listing.narrowing_asked.connect(self._on_narrowing_asked)

    def _on_filter_changed(self) -> None:
        view = self._view
        view.board.set_filter(view.bar.filter)
        self._tell_pressed()
        view.filter_changed.emit(view.bar.whole)

    def _on_toggled(self, status: Status) -> None:
        view, catalog = self._view, self._view.live.catalog
        if status == SIGNED_IN:
            view.set_filter(toggled_signed_in(view.bar.expression, catalog))
        else:
            view.set_filter(toggled(view.bar.expression, view.paints.status(*status).name, catalog))
        self._tell_pressed()

    def _on_narrowing_asked(self, narrowing: Narrowing) -> None:
        view = self._view
        view.set_filter(narrowing.of(view.bar.expression, view.live.catalog))

    def _tell_pressed(self) -> None:
        view, catalog = self._view, self._view.live.catalog
        names = statuses_of(view.bar.expression, catalog)
        view.legend.choose(names)
        view.tiles.choose(names, signed_in=asks_for_signed_in(view.bar.expression, catalog))
