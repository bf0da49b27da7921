"""Opens the dialog for statuses' looks on a session's window."""

from __future__ import annotations

from typing import TYPE_CHECKING

from floorwalker.event.own_catalog import own_catalog
from floorwalker.ui.floor.palette.dialog import PaletteDialog
from floorwalker.ui.floor.palette.editing import PaletteEditing

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from floorwalker.ui.following import LiveSession
    from floorwalker.ui.look import Look


def open_palette(live: LiveSession, look: Look, parent: QWidget) -> PaletteDialog:
    """The window shows each change at once. Raises CatalogError where the user's catalog cannot be read."""
    dialog = PaletteDialog(PaletteEditing(own_catalog()), look, parent)
    dialog.previewed.connect(live.set_catalog)
    dialog.kept.connect(live.set_catalog)
    dialog.open()
    return dialog
