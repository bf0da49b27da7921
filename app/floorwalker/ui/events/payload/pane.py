"""The pane that shows one event as it came."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QTabWidget, QVBoxLayout, QWidget

from floorwalker.ui.events.labels import ElidedLabel, centred_label, colour, flat_button
from floorwalker.ui.events.payload.decoding import Decoder
from floorwalker.ui.events.payload.delivered import delivered
from floorwalker.ui.events.payload.lines import Lines
from floorwalker.ui.events.payload.paged_text import PagedText
from floorwalker.ui.events.payload.pages import pretty, raw

if TYPE_CHECKING:
    from PySide6.QtGui import QAction, QShowEvent

    from floorwalker.ui.events.payload.decoded import Group
    from floorwalker.ui.following import LiveSession, PayloadSource
    from floorwalker.ui.look import Look

_HINT = "Select an event to see exactly what came."
_GONE = "This event is gone: the session keeps its events only so long, or so many."
_MISSING = "This event's payload is no longer in the session's file."


class PayloadPane(QWidget):
    """One event: decoded, pretty, raw, and its delivery. Only that event is read, and nothing while the pane is hidden.

    closed: the user does not want to see it now. copy_asked(seq), save_asked(seq): of the event that it shows.
    """

    closed = Signal()
    copy_asked = Signal(int)
    save_asked = Signal(int)

    def __init__(self, live: LiveSession, payloads: PayloadSource, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._live = live
        self._payloads = payloads
        self._look = look
        self._row: int | None = None
        self._seq: int | None = None
        self._payload: bytes | None = None
        self._undone: set[QWidget] = set()
        self._decoder = Decoder(live.catalog, self)
        self._make_parts(look)
        self._lay_out()
        self._connect()
        self._on_look_changed()

    @property
    def seq(self) -> int | None:
        """The event that is shown."""
        return self._seq

    def show_row(self, row: int) -> None:
        """Show the event in a row of the columns."""
        if row == self._row:
            return
        columns = self._live.columns
        self._row, self._seq, self._payload = row, int(columns.seq[row]), None
        label = self._live.catalog.event_label(int(columns.category[row]), int(columns.code[row]))
        agent = self._live.names.text(int(columns.agent[row]))
        self.title.tell(" · ".join(filter(None, (f"Event {self.seq:,}", label, agent))))
        for button in (self.copy_button, self.save_button):
            button.setEnabled(True)
        self._ask()

    def add_button(self, action: QAction) -> None:
        """A button for something else that can be done with the event, before those that copy and save it."""
        button = flat_button("")
        button.setDefaultAction(action)
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self._above.insertWidget(self._above.indexOf(self.copy_button), button)

    def showEvent(self, event: QShowEvent) -> None:
        """What was selected meanwhile is read now."""
        super().showEvent(event)
        self._ask()

    def _ask(self) -> None:
        """Look at the event, unless nobody sees it."""
        if self.seq is None or not self.isVisible():
            return
        if self._row is None:
            self._tell_gone()
            return
        if self._payload is None:
            self._payload = self._payloads.payload(self.seq)
            self._undone = {self.decoded, self.pretty, self.raw, self.delivery}
        if self._payload is not None:
            self._stack.setCurrentWidget(self.tabs)
            self._fill()
        elif self._payloads.is_missing(self.seq):
            self._hint.setText(_MISSING)
            self._stack.setCurrentWidget(self._hint)

    def _tell_gone(self) -> None:
        self._hint.setText(_GONE)
        self._stack.setCurrentWidget(self._hint)
        for button in (self.copy_button, self.save_button):
            button.setEnabled(False)

    def _fill(self) -> None:
        """Work out the page in front; the others when they are looked at."""
        page = self.tabs.currentWidget()
        if self._payload is None or self.seq is None or page not in self._undone:
            return
        if page is self.decoded:
            self._decoder.decode(self.seq, self._payload)
        elif page is self.pretty:
            self.pretty.show_pages(pretty(self._payload))
        elif page is self.raw:
            self.raw.show_pages(raw(self._payload))
        elif not self._fill_delivery(self.seq):
            return
        self._undone.discard(page)

    def _fill_delivery(self, seq: int) -> bool:
        delivery = self._payloads.delivery(seq)
        if delivery is None or self._row is None:
            return False
        created, notes = int(self._live.columns.created[self._row]), int(self._live.columns.notes[self._row])
        self.delivery.show_groups(delivered(delivery, seq, created, notes))
        return True

    def _make_parts(self, look: Look) -> None:
        self.title = ElidedLabel()
        self.copy_button = flat_button("Copy this payload (Ctrl+C in the table)")
        self.save_button = flat_button("Save this payload to a file")
        self.close_button = flat_button("Close this pane (Ctrl+I)")
        for button in (self.copy_button, self.save_button):
            button.setEnabled(False)
        self.tabs = QTabWidget()
        self.tabs.setDocumentMode(True)
        self.decoded = Lines(("Field", "Value", "Meaning"), look)
        self.pretty = PagedText("Payload, laid out for reading", look)
        self.raw = PagedText("Payload, the exact bytes", look)
        self.delivery = Lines(("Delivery", "Value"), look)
        pages = {"Decoded": self.decoded, "Pretty": self.pretty, "Raw": self.raw, "Delivery": self.delivery}
        for name, page in pages.items():
            self.tabs.addTab(page, name)
        self._hint = centred_label(_HINT)
        self._stack = QStackedWidget()
        for widget in (self._hint, self.tabs):
            self._stack.addWidget(widget)

    def _lay_out(self) -> None:
        above = QHBoxLayout()
        above.setContentsMargins(8, 4, 8, 4)
        above.setSpacing(4)
        above.addWidget(self.title, 1)
        for button in (self.copy_button, self.save_button, self.close_button):
            above.addWidget(button)
        self._above = above
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(above)
        column.addWidget(self._stack, 1)

    def _connect(self) -> None:
        self._payloads.arrived.connect(self._on_arrived)
        self._payloads.delivery_arrived.connect(self._on_arrived)
        self._live.rows_removed.connect(self._on_rows_removed)
        self._decoder.done.connect(self._on_decoded)
        self.tabs.currentChanged.connect(self._fill)
        self.copy_button.clicked.connect(lambda: self.copy_asked.emit(self.seq))
        self.save_button.clicked.connect(lambda: self.save_asked.emit(self.seq))
        self.close_button.clicked.connect(self.closed)
        self._look.changed.connect(self._on_look_changed)

    def _on_rows_removed(self, count: int) -> None:
        if self._row is not None:
            self._row = self._row - count if self._row >= count else None
            if self._row is None:
                self._tell_gone()

    def _on_arrived(self, seqs: list[int]) -> None:
        if self.seq in seqs:
            self._ask()

    def _on_decoded(self, seq: int, groups: list[Group]) -> None:
        if seq == self.seq:
            self.decoded.show_groups(groups)

    def _on_look_changed(self) -> None:
        icon = self._look.icon
        self.copy_button.setIcon(icon("mdi6.content-copy"))
        self.save_button.setIcon(icon("mdi6.content-save-outline"))
        self.close_button.setIcon(icon("mdi6.close"))
        colour(self._hint, self._look.colour("muted"))
