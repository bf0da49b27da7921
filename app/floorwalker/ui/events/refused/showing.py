"""Shows the list of what was refused in the place of the events, and goes back to them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from floorwalker.ui.events.refused.entry import RefusedEntry
from floorwalker.ui.events.refused.listing import RefusedListing

if TYPE_CHECKING:
    from PySide6.QtGui import QAction

    from floorwalker.ui.following import LiveSession
    from floorwalker.ui.look import Look


class Refused(QObject):
    """The entry, the list, and the place that the list shares with the events.

    send_asked(title, bytes): a body is to be mended and sent again. told(str): one line. `stop` ends its thread.
    """

    send_asked = Signal(str, object)
    told = Signal(str)

    def __init__(self, live: LiveSession, action: QAction, look: Look, parent: QObject) -> None:
        """action: shows the list, and checked again the events."""
        super().__init__(parent)
        self._action = action
        self.entry = RefusedEntry(live, action, look)
        self.listing = RefusedListing(live, look)
        self.place = QStackedWidget()
        action.toggled.connect(self._on_toggled)
        self.listing.left.connect(lambda: action.setChecked(False))
        self.listing.send_asked.connect(self.send_asked)
        self.listing.told.connect(self.told)

    def share_place(self, events: QWidget, table: QWidget) -> QStackedWidget:
        """What stands in the events' place from now on. table: what gets the focus there."""
        self._table = table
        self.place.addWidget(events)
        self.place.addWidget(self.listing)
        return self.place

    def stop(self) -> None:
        """End its thread, within the time that one body takes."""
        self.listing.stop()

    def _on_toggled(self, is_shown: bool) -> None:
        self.place.setCurrentIndex(int(is_shown))
        if not self.place.isVisible():
            return
        if is_shown:
            self.listing.take_focus()
        else:
            self._table.setFocus(Qt.FocusReason.OtherFocusReason)
