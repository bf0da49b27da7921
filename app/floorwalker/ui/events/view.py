"""The events view: filter, facets, table and payload, joined."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QByteArray, QPoint, Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget

from floorwalker.session.filter import FilterError, events_of, with_events
from floorwalker.ui.events import layout, terms
from floorwalker.ui.events.actions import EventActions
from floorwalker.ui.events.dress import dress_splitter
from floorwalker.ui.events.export.handing import Handing
from floorwalker.ui.events.facets.panel import Facets
from floorwalker.ui.events.filtering.bar import FilterBar
from floorwalker.ui.events.notice import Notice
from floorwalker.ui.events.order.ordering import Ordering
from floorwalker.ui.events.order.shown import ShownRows
from floorwalker.ui.events.payload.pane import PayloadPane
from floorwalker.ui.events.said import Said
from floorwalker.ui.events.table.menu import EventMenu
from floorwalker.ui.events.table.model import EventModel
from floorwalker.ui.events.table.table import EventTable
from floorwalker.ui.events.visible import VisibleRows

if TYPE_CHECKING:
    from PySide6.QtGui import QShowEvent

    from floorwalker.session.filter import EventSelection, Filter
    from floorwalker.ui.events.table.menu import Change
    from floorwalker.ui.following import LiveSession, PayloadSource
    from floorwalker.ui.look import Look

_FACETS_WIDTH: Final = 248
_PANE_HEIGHT: Final = 352
"""An event of an agent's status, decoded, without scrolling."""
_FAR: Final = 10_000
"""More than there is: splitters share out what there is in proportion."""


class EventsView(QWidget):
    """What exactly came? For the window's thread only.

    filter_changed(str): another expression is in force. told(str): one short line for whoever shows such. `stop` ends
    its threads and must be called before it goes; `live` and `payloads` belong to the caller.
    """

    filter_changed = Signal(str)
    told = Signal(str)

    def __init__(self, live: LiveSession, payloads: PayloadSource, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._live = live
        self._look = look
        self._is_laid_out = False
        self._wanted_layout = QByteArray()
        self.visible = VisibleRows(live, self)
        self.shown = ShownRows(self.visible, live, self)
        self.model = EventModel(self.shown, live, payloads, Said(live, payloads, self), self)
        self.bar = FilterBar(live.catalog, look, self)
        self.facets = Facets(live, look, self)
        self.table = EventTable(self.model, self.shown, look, self)
        self.ordering = Ordering(live, self.shown, self.model, self.table, look, self)
        self.pane = PayloadPane(live, payloads, look, self)
        self.notice = Notice(look, self.table.viewport())
        self.menu = EventMenu(live.catalog, self.table)
        self.handing = Handing(live.path, look, self)
        self.actions_ = EventActions(look, self, self.table)
        self._lay_out()
        self._connect_filter()
        self._connect_table()
        self._connect_actions()
        look.changed.connect(self._on_look_changed)
        self._on_rows_changed()
        self._be_somewhere()

    @property
    def expression(self) -> str:
        """The filter in force, as it was written."""
        return self.bar.expression

    def set_filter(self, expression: str) -> None:
        """Show what that means; a wrong one is told in the bar, and the last right one stays in force."""
        self.bar.set_expression(expression)

    def set_empty_hint(self, hint: str) -> None:
        """What to say while there is no event at all; may be rich text."""
        self.notice.set_hint(hint)

    def show_event(self, seq: int) -> None:
        """Select an event and show all of it; where the filter hides it, the filter is cleared."""
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

    def show_pane(self, *, shown: bool) -> None:
        """Show the payload of the event that the user is at, or don't."""
        self.pane.setVisible(shown)
        self.actions_.pane.setChecked(shown)

    def save_layout(self) -> QByteArray:
        """How it is laid out, for `restore_layout`."""
        if not self._is_laid_out:
            return self._wanted_layout
        state = bytes([self.pane.isVisibleTo(self), self.pane.tabs.currentIndex()])
        splitters = [splitter.saveState() for splitter in (self._beside, self._above)]
        return layout.packed([*splitters, self.table.header.save(), QByteArray(state)])

    def restore_layout(self, saved: QByteArray) -> None:
        """Lay it out as it was, when it is shown; what is not from `save_layout` is ignored."""
        self._wanted_layout = saved
        parts = layout.unpacked(saved, 4) if self._is_laid_out else None
        if parts is None or parts[3].size() != 2:
            return
        self._beside.restoreState(parts[0])
        self._above.restoreState(parts[1])
        self.table.header.restore(parts[2])
        shown, page = parts[3].data()
        self.show_pane(shown=bool(shown))
        self.pane.tabs.setCurrentIndex(page)
        self._look_at_dates()

    def reset_layout(self) -> None:
        """Lay it out as it is the first time."""
        self._beside.setSizes([_FACETS_WIDTH, _FAR])
        self._above.setSizes([max(0, self._above.height() - _PANE_HEIGHT), _PANE_HEIGHT])
        self.table.header.reset()
        self._look_at_dates()
        self.show_pane(shown=True)
        self.pane.tabs.setCurrentIndex(0)

    def stop(self) -> None:
        """End its threads: within the time of some thousand payloads, mostly far less."""
        self.shown.stop()
        self.visible.stop()
        self.handing.stop()

    def _lay_out(self) -> None:
        self._above = QSplitter(Qt.Orientation.Vertical, childrenCollapsible=False)
        self._above.addWidget(self.ordering.panel)
        self._above.addWidget(self.pane)
        self._above.setStretchFactor(0, 1)
        self._beside = QSplitter(Qt.Orientation.Horizontal, childrenCollapsible=False)
        self._beside.addWidget(self.facets)
        self._beside.addWidget(self._above)
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
        self.facets.selection_changed.connect(self._on_selection_changed)
        self.menu.filter_asked.connect(self._on_filter_asked)
        self.notice.clear_asked.connect(self.bar.clear)
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
        self.table.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.table.customContextMenuRequested.connect(self._on_menu_asked)

    def _connect_actions(self) -> None:
        actions = self.actions_
        actions.find.triggered.connect(self.bar.focus)
        actions.export.triggered.connect(self.export)
        actions.pane.toggled.connect(lambda shown: self.show_pane(shown=shown))
        actions.copy.triggered.connect(lambda: self.handing.copy(self._chosen_seqs()))
        actions.like.triggered.connect(self._copy_as_filter)
        actions.newest.triggered.connect(self.table.follow_newest)
        self.pane.closed.connect(lambda: self.show_pane(shown=False))
        self.pane.copy_asked.connect(lambda seq: self.handing.copy([seq]))
        self.pane.save_asked.connect(self.handing.save)
        self.handing.told.connect(self.told)
        self.ordering.told.connect(self.told)

    def export(self) -> None:
        """Ask where to, and export what the filter shows."""
        seqs = self._live.columns.seq[self.shown.as_arrived].tolist()
        self.handing.export(seqs, self.bar.filter.english())

    def _chosen_seqs(self) -> list[int]:
        seqs: list[int] = self._live.columns.seq[self.table.chosen.rows()].tolist()
        return seqs

    def _copy_as_filter(self) -> None:
        rows, columns, catalog = self.table.chosen.rows(), self._live.columns, self._live.catalog
        kinds = set(zip(columns.category[rows].tolist(), columns.code[rows].tolist(), strict=True))
        agents = {self._live.names.text(agent) for agent in set(columns.agent[rows].tolist())}
        if kinds:
            expression = terms.like(kinds, sorted(agents), catalog)
            QGuiApplication.clipboard().setText(expression)
            self.told.emit(f"Filter copied: {expression}")

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
        self.facets.show_selection(events_of(self.bar.expression, self._live.catalog))
        self.filter_changed.emit(self.bar.expression)

    def _on_selection_changed(self, selection: EventSelection) -> None:
        self.set_filter(with_events(self.bar.expression, selection, self._live.catalog))

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

    def _on_menu_asked(self, point: QPoint) -> None:
        row = self.table.row()
        if row is None:
            return
        columns, actions = self._live.columns, self.actions_
        kind = int(columns.category[row]), int(columns.code[row])
        agent = self._live.names.text(int(columns.agent[row]))
        menu = self.menu.made(kind, agent, [actions.copy, actions.like, self.ordering.actions_.measure])
        menu.popup(self.table.viewport().mapToGlobal(point))
