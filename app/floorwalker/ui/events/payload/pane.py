"""The pane that shows one event as it came."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QTabWidget, QToolButton, QVBoxLayout, QWidget

from floorwalker.event.notes import Note
from floorwalker.ui.events.labels import ElidedLabel, centred_label, colour, flat_button
from floorwalker.ui.events.payload.decoding import AT_ONCE, Decoder
from floorwalker.ui.events.payload.delivered import delivered, twins
from floorwalker.ui.events.payload.facts import Fact, Group
from floorwalker.ui.events.payload.fields import Fields
from floorwalker.ui.events.payload.find_bar import FindBar
from floorwalker.ui.events.payload.lines import Lines
from floorwalker.ui.events.payload.naming.bar import NamedBar
from floorwalker.ui.events.payload.noted import Notes
from floorwalker.ui.events.payload.raw import RawPayload
from floorwalker.ui.events.payload.twins import Twins

if TYPE_CHECKING:
    from PySide6.QtGui import QShowEvent

    from floorwalker.ui.following import LiveSession, PayloadSource
    from floorwalker.ui.look import Look

_INSIDE = Qt.ShortcutContext.WidgetWithChildrenShortcut
_BESIDE = Qt.ToolButtonStyle.ToolButtonTextBesideIcon
_PATIENCE = 300
"""Milliseconds for which the event before stays in sight while the next one is read."""
_HINT = "Select an event to see exactly what came."
_READING = "Reading this event from the session's file…"
_GONE = "This event is gone: the session keeps its events only so long, or so many."
_MISSING = "This event's payload is no longer in the session's file."


class PayloadPane(QWidget):
    """One event: decoded, raw, its delivery, its notes. Only that event is read, and nothing while the pane is hidden.

    closed: the user does not want to see it now. save_asked(seq): of the event that it shows. event_asked(seq): the
    user wants to see another one.
    """

    closed = Signal()
    save_asked = Signal(int)
    event_asked = Signal(int)

    def __init__(self, live: LiveSession, payloads: PayloadSource, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._live = live
        self._payloads = payloads
        self._look = look
        self._row: int | None = None
        self._seq: int | None = None
        self._payload: bytes | None = None
        self._groups: list[Group] = []
        self._undone: set[QWidget] = set()
        self._decoder = Decoder(live, self)
        self._twins = Twins(live, self)
        self._patience = QTimer(self, singleShot=True, interval=_PATIENCE)
        self._make_parts(look)
        self._make_actions()
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
        self._row, self._seq, self._payload = row, int(self._live.columns.seq[row]), None
        self._twins.forget()
        self._tell_title()
        self._enable(enabled=True)
        self._ask()

    def add_button(self, action: QAction) -> None:
        """A button for something else that can be done with the event, before those that copy and save it."""
        button = flat_button("")
        action.setEnabled(self.seq is not None)
        self._actions.append(action)
        button.setDefaultAction(action)
        button.setToolButtonStyle(_BESIDE)
        self._above.insertWidget(self._above.indexOf(self.copy_button), button)

    def search(self) -> None:
        """Look for a text in the page in front."""
        if self.tabs.isVisible():
            self.finder.open()

    def showEvent(self, event: QShowEvent) -> None:
        """What was selected meanwhile is read now."""
        super().showEvent(event)
        self._ask()

    def event(self, event: QEvent) -> bool:
        """Ctrl+F looks in the pane while that has the focus, whatever the view does with it elsewhere."""
        if isinstance(event, QKeyEvent) and event.matches(QKeySequence.StandardKey.Find):
            if event.type() == QEvent.Type.ShortcutOverride:
                event.accept()
                return True
            if event.type() == QEvent.Type.KeyPress:
                self.search()
                return True
        return super().event(event)

    def _ask(self) -> None:
        """Look at the event, unless nobody sees it."""
        if self.seq is None or not self.isVisible():
            return
        if self._row is None:
            self._tell_gone()
            return
        if self._payload is None:
            self._payload = self._payloads.payload(self.seq)
            self._undone = {self.decoded, self.raw, self.delivery}
        if self._payload is not None:
            self._patience.stop()
            self._stack.setCurrentWidget(self.tabs)
            self._fill()
        elif self._payloads.is_missing(self.seq):
            self._tell_instead(_MISSING)
        else:
            self._patience.start()

    def _tell_title(self) -> None:
        columns, row = self._live.columns, self._row
        if row is None:
            return
        label = self._live.catalog.event_label(int(columns.category[row]), int(columns.code[row]))
        agent = self._live.names.text(int(columns.agent[row]))
        self.title.tell(" · ".join(filter(None, (f"Event {self.seq:,}", label, agent))))
        count = len(Note(int(columns.notes[row])))
        self.tabs.setTabText(self.tabs.indexOf(self.notes), f"Notes ({count})" if count else "Notes")

    def _tell_instead(self, words: str) -> None:
        self._patience.stop()
        self._hint.setText(words)
        self._stack.setCurrentWidget(self._hint)

    def _tell_gone(self) -> None:
        self._tell_instead(_GONE)
        self._enable(enabled=False)

    def _enable(self, *, enabled: bool) -> None:
        """Whether there is an event with which something can be done."""
        for button in self._buttons:
            button.setEnabled(enabled)
        for action in self._actions:
            action.setEnabled(enabled)

    def _fill(self) -> None:
        """Work out the page in front; the others when they are looked at."""
        page = self.tabs.currentWidget()
        # Notes say which fields they are about, so that they come with these.
        page = self.decoded if page is self.notes else page
        if self._payload is None or self.seq is None or page not in self._undone:
            return
        if page is self.decoded:
            self._decode(self.seq, self._payload)
        elif page is self.raw:
            self.raw.show_payload(self._payload)
            self.finder.again()
        elif not self._fill_delivery(self.seq):
            return
        self._undone.discard(page)

    def _decode(self, seq: int, payload: bytes) -> None:
        if len(payload) > AT_ONCE:
            self.decoded.show_groups([Group("", (Fact("Decoding…", f"{len(payload):,} bytes"),))])
            self.notes.show_notes(0, ())
        self._decoder.decode(seq, payload)

    def _fill_delivery(self, seq: int) -> bool:
        delivery = self._payloads.delivery(seq)
        if delivery is None or self._row is None:
            return False
        self._delivered = delivered(delivery, seq, int(self._live.columns.created[self._row]))
        self._show_delivery(Group("Others with this Id", (Fact("…", "looking through the session"),)))
        self._twins.look_for(seq)
        return True

    def _show_delivery(self, others: Group) -> None:
        first, *rest = self._delivered
        self.delivery.show_groups([first, others, *rest])
        self.finder.again()

    def _make_parts(self, look: Look) -> None:
        self.title = ElidedLabel()
        self.copy_button = flat_button("Copy this payload", "Copy")
        self.copy_button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.save_button = flat_button("Save this payload to a file")
        self.close_button = flat_button("Close this pane (Ctrl+I)")
        self._buttons = [self.copy_button, self.save_button]
        self._actions: list[QAction] = []
        self._enable(enabled=False)
        self.tabs = QTabWidget()
        self.tabs.setDocumentMode(True)
        self.decoded = Fields(look)
        self.raw = RawPayload(look)
        self.delivery = Lines("Delivery", ("Delivery", "Value"), look)
        self.notes = Notes(look)
        self.named = NamedBar(look)
        self.finder = FindBar(look)
        self._hint = centred_label(_HINT)
        self._stack = QStackedWidget()
        for widget in (self._hint, self.tabs):
            self._stack.addWidget(widget)

    def _make_actions(self) -> None:
        pages = {"Decoded": self.decoded, "Raw": self.raw, "Delivery": self.delivery, "Notes": self.notes}
        for number, (name, page) in enumerate(pages.items()):
            self.tabs.addTab(page, name)
            keys = f"Alt+{number + 1}"
            self.tabs.setTabToolTip(number, f"{name} ({keys})")
            action = self._action(f"Payload: {name}", keys, "Turn the pane to this page")
            action.triggered.connect(lambda _=False, page=page: self._turn_to(page))
        for name, keys, step in (("Next hit", "F3", 1), ("Hit before", "Shift+F3", -1)):
            action = self._action(f"Payload: {name}", keys, "Go on in the search of the pane")
            action.setShortcutContext(_INSIDE)
            action.triggered.connect(lambda _=False, step=step: self.finder.go(step))

    def _action(self, text: str, keys: str, tip: str) -> QAction:
        action = QAction(text, self, shortcut=QKeySequence(keys))
        action.setToolTip(f"{tip} ({action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)})")
        self.addAction(action)
        return action

    def _turn_to(self, page: QWidget) -> None:
        if self.isVisible() and self._stack.currentWidget() is self.tabs:
            self.tabs.setCurrentWidget(page)
            inside = self.raw.text if page is self.raw else page
            inside.setFocus()

    def _lay_out(self) -> None:
        self._above = above = QHBoxLayout()
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
        for widget in (self.named, self._stack, self.finder):
            column.addWidget(widget, int(widget is self._stack))

    def _connect(self) -> None:
        self._payloads.arrived.connect(self._on_arrived)
        self._payloads.delivery_arrived.connect(self._on_arrived)
        self._live.rows_removed.connect(self._on_rows_removed)
        self._live.catalog_changed.connect(self._on_catalog_changed)
        self._patience.timeout.connect(lambda: self._tell_instead(_READING))
        self._decoder.done.connect(self._on_decoded)
        self._twins.found.connect(self._on_twins_found)
        self._twins.failed.connect(self._on_twins_failed)
        self.tabs.currentChanged.connect(self._on_page_changed)
        self.delivery.event_asked.connect(self.event_asked)
        self.finder.closed.connect(lambda: self._turn_to(self.tabs.currentWidget()))
        self.save_button.clicked.connect(lambda: self.save_asked.emit(self.seq))
        self.close_button.clicked.connect(self.closed)
        self._look.changed.connect(self._on_look_changed)
        self._on_page_changed()

    def _on_page_changed(self) -> None:
        page = self.tabs.currentWidget()
        searched = next((one for one in (self.decoded, self.raw, self.delivery, self.notes) if one is page), None)
        if searched is not None:
            self.finder.search(searched)
        self._fill()

    def _on_rows_removed(self, count: int) -> None:
        if self._row is not None:
            self._row = self._row - count if self._row >= count else None
            if self._row is None:
                self._tell_gone()

    def _on_catalog_changed(self) -> None:
        """The same event, named otherwise."""
        self._tell_title()
        self._undone.add(self.decoded)
        if self.isVisible():
            self._fill()

    def _on_arrived(self, seqs: list[int]) -> None:
        if self.seq in seqs:
            self._ask()

    def _on_decoded(self, seq: int, groups: list[Group]) -> None:
        if seq == self.seq and self._row is not None:
            self.decoded.show_groups(groups)
            self.notes.show_notes(int(self._live.columns.notes[self._row]), groups)
            self.finder.again()

    def _on_twins_found(self, seq: int, others: list[int]) -> None:
        if seq == self.seq:
            self._show_delivery(twins(others, seq, self._live.columns))

    def _on_twins_failed(self, seq: int, problem: str) -> None:
        if seq == self.seq:
            self._show_delivery(Group("Others with this Id", (Fact("Unknown", problem),)))

    def _on_look_changed(self) -> None:
        icon = self._look.icon
        self.copy_button.setIcon(icon("mdi6.content-copy"))
        self.copy_button.setToolButtonStyle(_BESIDE)
        self.save_button.setIcon(icon("mdi6.content-save-outline"))
        self.close_button.setIcon(icon("mdi6.close"))
        colour(self._hint, self._look.colour("muted"))
