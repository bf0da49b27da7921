"""The events view: filter, facets, table and payload, joined."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QByteArray, Qt, Signal
from PySide6.QtWidgets import QMenu, QSplitter, QVBoxLayout, QWidget

from floorwalker.session.filter import FilterError, with_created
from floorwalker.ui.events import layout
from floorwalker.ui.events.actions import EventActions
from floorwalker.ui.events.choices import Choices
from floorwalker.ui.events.colouring.colouring import Colouring
from floorwalker.ui.events.dress import dress_splitter
from floorwalker.ui.events.export.handing import Handing
from floorwalker.ui.events.facets.panel import Facets
from floorwalker.ui.events.filtering.bar import FilterBar
from floorwalker.ui.events.filtering.knowing import Knowing
from floorwalker.ui.events.follow.follow import Follow
from floorwalker.ui.events.labels import beneath
from floorwalker.ui.events.marks.marking import Marking
from floorwalker.ui.events.notice import Notice
from floorwalker.ui.events.order.ordering import Ordering
from floorwalker.ui.events.order.shown import ShownRows
from floorwalker.ui.events.payload.handling import Handling
from floorwalker.ui.events.payload.pane import PayloadPane
from floorwalker.ui.events.refused.showing import Refused
from floorwalker.ui.events.said import Said
from floorwalker.ui.events.sending.resending import Resending
from floorwalker.ui.events.strip.sight import Sight
from floorwalker.ui.events.strip.strip import Strip
from floorwalker.ui.events.table.menu import EventMenu
from floorwalker.ui.events.table.model import EventModel
from floorwalker.ui.events.table.table import EventTable
from floorwalker.ui.events.visible import VisibleRows

if TYPE_CHECKING:
    from PySide6.QtGui import QAction, QShowEvent

    from floorwalker.session.filter import Filter
    from floorwalker.ui.events.choices import Change
    from floorwalker.ui.following import LiveSession, PayloadSource
    from floorwalker.ui.look import Look

_FACETS_WIDTH: Final = 272
_PANE_HEIGHT: Final = 352
"""An event of an agent's status, decoded, without scrolling."""
_FAR: Final = 10_000
"""More than there is: splitters share out what there is in proportion."""


class EventsView(QWidget):
    """What exactly came? For the window's thread only.

    filter_changed(str): another expression is in force. moment_asked(int): the floor shall be shown at that moment, in
    seconds. told(str): one short line for whoever shows such. `stop` ends
    its threads and must be called before it goes; `live` and `payloads` belong to the caller.
    """

    filter_changed = Signal(str)
    moment_asked = Signal(object)
    told = Signal(str)

    def __init__(self, live: LiveSession, payloads: PayloadSource, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._live = live
        self._look = look
        look.changed.connect(self._on_look_changed)
        self._is_laid_out = False
        self._wanted_layout = QByteArray()
        self.visible = VisibleRows(live, self)
        self.shown = ShownRows(self.visible, live, self)
        self.model = EventModel(self.shown, live, payloads, Said(live, payloads, self), self)
        self.bar = FilterBar(Knowing(live, payloads, self).known, look, self)
        self.facets = Facets(live, self.visible, look, self)
        self.table = EventTable(self.model, self.shown, look, self)
        self.ordering = Ordering(live, self.shown, self.model, self.table, look, self)
        self.strip = Strip(live, self.visible, Sight(live, self.shown, self.table, self), look, self)
        self.pane = PayloadPane(live, payloads, look, self)
        self.notice = Notice(look, self.table.viewport())
        self.actions_ = EventActions(look, self, self.table)
        self._make_tools(live, payloads, look)
        self._lay_out()
        self._connect_filter()
        self._connect_table()
        self._connect_actions()
        self.bar.named.load()
        self._on_rows_changed()
        self._be_somewhere()

    @property
    def expression(self) -> str:
        """The filter in force, as it was written."""
        return self.bar.whole

    def set_filter(self, expression: str) -> None:
        """Show what that means; a wrong one is told in the bar, and the last right one stays in force."""
        self.bar.set_expression(expression)

    def show_event(self, seq: int) -> None:
        """Select an event and show all of it; where the filter hides it, the filter is cleared."""
        self.actions_.refused.setChecked(False)
        row = self._live.columns.row_of(seq)
        if row is None:
            self.told.emit(f"Event {seq:,} is not in this session")
            return
        if self.visible.position_of(row) is None:
            self.bar.clear()
        self.ordering.make_way_for(row)
        self.show_pane(shown=True)
        self.table.go_to(row)
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_times(self, first: int, last: int) -> None:
        """Show the events that were created in some seconds since 1970, both included, beside what else is filtered."""
        self.actions_.refused.setChecked(False)
        self.set_filter(with_created(self.bar.expression, (first, last), self._live.catalog))
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_pane(self, *, shown: bool) -> None:
        """Show the payload of the event that the user is at, or don't."""
        self.pane.setVisible(shown)
        self.actions_.pane.setChecked(shown)

    def save_layout(self) -> QByteArray:
        """How it is laid out, for `restore_layout`."""
        if not self._is_laid_out:
            return self._wanted_layout
        # The list of refused bodies in its place hides the pane, but not for the next time.
        shown = self.pane.isVisibleTo(self._above), self.pane.tabs.currentIndex(), self.actions_.strip.isChecked()
        state = bytes([*shown, self.facets.folded])
        splitters = [splitter.saveState() for splitter in (self._beside, self._above)]
        return layout.packed([*splitters, self.table.header.save(), QByteArray(state)])

    def restore_layout(self, saved: QByteArray) -> None:
        """Lay it out as it was, when it is shown; what is not from `save_layout` is ignored."""
        self._wanted_layout = saved
        parts = layout.unpacked(saved, 4) if self._is_laid_out else None
        if parts is None or parts[3].size() != 4:
            return
        self._beside.restoreState(parts[0])
        self._above.restoreState(parts[1])
        self.table.header.restore(parts[2])
        shown, page, strip, self.facets.folded = parts[3].data()
        self.actions_.strip.setChecked(bool(strip))
        self.show_pane(shown=bool(shown))
        self.pane.tabs.setCurrentIndex(page)
        self._look_at_dates()

    def reset_layout(self) -> None:
        """Lay it out as it is the first time."""
        self._beside.setSizes([_FACETS_WIDTH, _FAR])
        self._above.setSizes([max(0, self._above.height() - _PANE_HEIGHT), _PANE_HEIGHT])
        self.table.header.reset()
        self.actions_.strip.setChecked(True)
        self.facets.folded = 0
        self._look_at_dates()
        self.show_pane(shown=True)
        self.pane.tabs.setCurrentIndex(0)

    def stop(self) -> None:
        """End its threads: within the time of some thousand payloads, mostly far less."""
        counting = self.facets, self.strip, self.shown, self.visible
        for part in (*counting, self.handing, self.resending, self.refused, self.colouring, self.marking):
            part.stop()

    def _make_tools(self, live: LiveSession, payloads: PayloadSource, look: Look) -> None:
        """What is done with events."""
        self.handing = Handing(live.path, look, self)
        self.resending = Resending(live, payloads, lambda: self.pane.seq, look, self)
        self.handling = Handling(live, payloads, look, self.pane, self.table, self.handing)
        of_follow = self.actions_.follow, self.actions_.back
        self.follow = Follow(live, payloads, self.table, of_follow, lambda: self.bar.expression)
        self.refused = Refused(live, self.actions_.refused, look, self)
        self.marking = Marking(live, self.visible, self.table, self.actions_, look)
        self.colouring = Colouring(live, self.table, self.marking.marks, self.actions_, look)
        self.menu = EventMenu(Choices(live, payloads, self.model.cells), self.table, self.actions_)

    def _lay_out(self) -> None:
        self._above = QSplitter(Qt.Orientation.Vertical, childrenCollapsible=False)
        self._above.addWidget(beneath(self.strip, self.ordering.panel, grows=self.ordering.panel, apart=1))
        self._above.addWidget(self.pane)
        self._above.setStretchFactor(0, 1)
        self._beside = QSplitter(Qt.Orientation.Horizontal, childrenCollapsible=False)
        self._beside.addWidget(beneath(self.facets, self.refused.entry, grows=self.facets))
        self._beside.addWidget(self.refused.share_place(self._above, self.table))
        self._beside.setStretchFactor(1, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.bar)
        column.addWidget(self._beside, 1)
        self._on_look_changed()

    def _connect_filter(self) -> None:
        self.bar.filter_changed.connect(self._on_filter_changed)
        self.bar.left.connect(self.table.setFocus)
        for part in (self.facets, self.strip, self.menu, self.handling):
            part.filter_asked.connect(self._on_filter_asked)
        self.follow.filter_asked.connect(self.set_filter)
        self.menu.colour_asked.connect(self.colouring.colour_like)
        self.menu.about_events = self._about_events
        self.notice.clear_asked.connect(self.bar.clear)
        self._live.catalog_changed.connect(self.bar.set_catalog)
        progress, visible = self.bar.progress, self.visible
        visible.working_changed.connect(progress.tell_working)
        visible.progress.connect(progress.tell_progress)
        visible.stopped.connect(progress.tell_stopped)
        visible.failed.connect(self._on_failed)
        progress.stop_asked.connect(visible.stop_working)
        progress.again_asked.connect(lambda: visible.set_filter(self.bar.filter))

    def _connect_table(self) -> None:
        self._live.rows_appended.connect(self._on_rows_changed)
        self._live.loaded.connect(self._be_somewhere)
        self.shown.reset.connect(self._on_reset)
        self.shown.appended.connect(self._on_appended)
        self.visible.working_changed.connect(self._on_rows_changed)
        self.table.current_changed.connect(self._on_current_changed)
        self.table.opened.connect(self._on_opened)

    def _connect_actions(self) -> None:
        actions = self.actions_
        actions.find.triggered.connect(self.bar.focus)
        actions.export.triggered.connect(self.export)
        actions.pane.toggled.connect(lambda shown: self.show_pane(shown=shown))
        actions.strip.toggled.connect(self.strip.setVisible)
        self.facets.add_keys(actions)
        self.strip.add_keys(actions)
        actions.copy.triggered.connect(lambda: self.handing.copy(self._chosen_seqs()))
        actions.like.triggered.connect(lambda: self.handling.copy_as_filter(self.table.chosen.rows()))
        actions.send.triggered.connect(lambda: self.resending.send(self._chosen_seqs()))
        self.pane.add_button(self.resending.action)
        self.refused.send_asked.connect(self.resending.send_body)
        self.filter_changed.connect(lambda: actions.refused.setChecked(False))
        actions.floor.triggered.connect(self._ask_for_moment)
        actions.newest.triggered.connect(self.table.follow_newest)
        self.pane.closed.connect(lambda: self.show_pane(shown=False))
        self.pane.event_asked.connect(self.show_event)
        self.pane.save_asked.connect(self.handing.save)
        sending = self.resending, self.refused, self.handing
        for part in (*sending, self.handling, self.marking, self.colouring, self.ordering):
            part.told.connect(self.told)

    def export(self) -> None:
        """Ask where to, and export what the filter shows."""
        seqs = self._live.columns.seq[self.shown.as_arrived].tolist()
        self.handing.export(seqs, self.bar.filter.english())

    def _ask_for_moment(self) -> None:
        if (row := self.table.row()) is not None:
            self.moment_asked.emit(int(self._live.columns.created[row]))

    def _chosen_seqs(self) -> list[int]:
        seqs: list[int] = self._live.columns.seq[self.table.chosen.rows()].tolist()
        return seqs

    def showEvent(self, event: QShowEvent) -> None:
        """The first time, share out the room that there is now."""
        super().showEvent(event)
        if not self._is_laid_out:
            self._is_laid_out = True
            self.reset_layout()
            self.restore_layout(self._wanted_layout)

    def _on_look_changed(self) -> None:
        for splitter in (self._above, self._beside):
            dress_splitter(splitter, self._look)

    def _look_at_dates(self) -> None:
        """The oldest event tells whether times need a date beside them."""
        if len(self.shown) and " " in self.model.cells.times.text(self.shown.row(0)):
            self.table.header.make_room_for_dates()

    def _on_filter_changed(self, wanted: Filter) -> None:
        self.bar.progress.forget()
        self.visible.set_filter(wanted)
        self.facets.show_filter(self.bar.expression)
        self.strip.show_filter(self.bar.expression)
        self.filter_changed.emit(self.bar.whole)

    def _on_filter_asked(self, change: Change) -> None:
        self.set_filter(change(self.bar.expression))

    def _on_failed(self, error: Exception) -> None:
        if isinstance(error, FilterError):
            self.bar.tell_error(error)
        else:
            self.bar.tell_problem(str(error))

    def _on_rows_changed(self) -> None:
        total, shown = len(self._live.columns), len(self.shown.as_arrived)
        self.bar.tell_count(shown, total)
        if not total:
            self.notice.tell_nothing_there()
        elif not shown and not self.visible.is_working:
            self.notice.tell_nothing_matches()
        else:
            self.notice.hide()

    def _be_somewhere(self) -> None:
        """At first, the newest event is the one whose payload is shown; the table goes on following."""
        if self._live.is_loaded and self.pane.seq is None and len(self.shown):
            self.table.chosen.choose(len(self.shown) - 1)

    def _on_reset(self) -> None:
        self._look_at_dates()
        self._be_somewhere()
        self._on_rows_changed()

    def _on_appended(self, first: int, _end: int) -> None:
        if first == 0:
            self._look_at_dates()
        self._be_somewhere()
        self._on_rows_changed()

    def _on_current_changed(self, row: int | None) -> None:
        # An event that the filter has hidden stays in the pane until there is another.
        if row is not None:
            self.pane.show_row(row)

    def _on_opened(self, row: int) -> None:
        self.pane.show_row(row)
        self.show_pane(shown=True)
        self.pane.tabs.setFocus(Qt.FocusReason.OtherFocusReason)

    def _about_events(self, menu: QMenu) -> list[QAction]:
        """What can be done with the selected events beside filtering."""
        actions = self.actions_
        shared = actions.copy, actions.like, self.ordering.actions_.measure, actions.floor, actions.send
        others = *self.handling.table_actions(), self.follow.menu(menu).menuAction()
        return [*self.marking.event_actions(), *shared, *others]
