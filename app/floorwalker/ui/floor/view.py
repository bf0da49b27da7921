"""The floor: who is in which status now and since when, and how each agent's day went, in one list."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QByteArray, QPoint, Qt, Signal
from PySide6.QtWidgets import QLabel, QSplitter, QVBoxLayout, QWidget

from floorwalker.event.limits import DEFAULTS, Limits
from floorwalker.ui.events.dress import dress_splitter
from floorwalker.ui.events.filtering.knowing import Knowing
from floorwalker.ui.events.labels import centred_label, colour
from floorwalker.ui.events.layout import packed, unpacked
from floorwalker.ui.floor import durations
from floorwalker.ui.floor.actions import FloorActions
from floorwalker.ui.floor.bar import FloorBar
from floorwalker.ui.floor.board.board import Board
from floorwalker.ui.floor.board.model import Column, RosterModel
from floorwalker.ui.floor.board.roster import Order, Roster
from floorwalker.ui.floor.board.status_filter import statuses_of
from floorwalker.ui.floor.board.table import RosterTable
from floorwalker.ui.floor.clock import Clock
from floorwalker.ui.floor.mix.actions import MixActions
from floorwalker.ui.floor.mix.chart import MixChart
from floorwalker.ui.floor.mix.under import Under
from floorwalker.ui.floor.paints import Paints
from floorwalker.ui.floor.rewind.rewind import Rewind
from floorwalker.ui.floor.rows import Rows
from floorwalker.ui.floor.side import WIDTH, Side
from floorwalker.ui.floor.team.team import Team
from floorwalker.ui.floor.tiles.figures import figures_of
from floorwalker.ui.floor.tiles.tiles import Tiles
from floorwalker.ui.floor.timeline.legend import Legend, Status
from floorwalker.ui.floor.timeline.navigation import Navigation
from floorwalker.ui.floor.timeline.period import Period
from floorwalker.ui.floor.timeline.saying import words_for
from floorwalker.ui.floor.timeline.timeline import Timeline
from floorwalker.ui.floor.timeline.tip import Tip
from floorwalker.ui.shell import boxes

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QHideEvent, QShowEvent

    from floorwalker.event.catalog import Catalog
    from floorwalker.ui.floor.timeline.strips_item import Hit
    from floorwalker.ui.following import LiveSession
    from floorwalker.ui.look import Look

_HOUR: Final = 3600.0


class FloorView(QWidget):
    """One session's agents: the filter, the legend, the list and the chart.

    filter_changed(expression): another filter is in force. event_asked(seq): the user wants to see that event.
    told(words): one short line for the status bar.
    """

    filter_changed = Signal(str)
    event_asked = Signal(int)
    told = Signal(str)

    def __init__(
        self,
        live: LiveSession,
        look: Look,
        parent: QWidget | None = None,
        our_clock: Callable[[], float] = time.time,
    ) -> None:
        super().__init__(parent)
        self.live = live
        self.clock = Clock(live, self, our_clock)
        self._look = look
        self._agent: int | None = None
        self._make_parts()
        self.setFocusProxy(self.table)
        self._lay_out()
        self._connect()
        self._on_look_changed()
        self.reset_layout()
        self.bar.named.load()
        self.refresh()
        if live.is_loaded:
            self._navigation.begin()

    def set_filter(self, expression: str) -> None:
        """Show only the agents whose status now an expression of the filter language means."""
        self.bar.set_expression(expression)

    def set_moment(self, moment: float | None) -> None:
        """Show the floor as it was at a moment (seconds since 1970), None for as it is now."""
        self.clock.set_moment(moment)

    def refresh(self) -> None:
        """Take in at once what is new, rather than with the next tick."""
        self.board.refresh()

    def stop(self) -> None:
        """Nothing more happens here."""
        self.rewind.stop()
        self.clock.run(ticking=False)
        self.board.watch(is_watched=False)
        self.tiles.stop()
        self.mix.stop()

    def save_layout(self) -> QByteArray:
        """Widths, order and height of rows, to be remembered."""
        header = self.table.horizontalHeader()
        step = QByteArray(str(self.rows.height_step).encode())
        return packed(
            [self.splitter.saveState(), self.rows.splitter.saveState(), header.saveState(), step, self.under.save()]
        )

    def restore_layout(self, layout: QByteArray) -> None:
        """As it was saved; what cannot be read changes nothing."""
        parts = unpacked(layout, 5)
        step = b"" if parts is None else bytes(parts[3].data())
        if parts is None or not step.isdigit():
            return
        self.splitter.restoreState(parts[0])
        self.rows.splitter.restoreState(parts[1])
        self.table.horizontalHeader().restoreState(parts[2])
        self.rows.set_height_step(int(step))
        self.under.restore(parts[4])
        self._on_order_chosen()

    def reset_layout(self) -> None:
        """As it is the first time."""
        self.rows.reset()
        self.under.reset()
        self.side.hide()
        self.splitter.setSizes([max(1, self.width() - WIDTH), WIDTH])
        self.table.horizontalHeader().setSortIndicator(Column.TIME, Qt.SortOrder.DescendingOrder)
        self._on_order_chosen()

    def showEvent(self, event: QShowEvent) -> None:
        """Time goes by while somebody looks."""
        super().showEvent(event)
        self.board.watch(is_watched=True)
        self.clock.run(ticking=True)
        if not self.bar.line.hasFocus():
            self.table.setFocus()

    def hideEvent(self, event: QHideEvent) -> None:
        """Nobody looks."""
        super().hideEvent(event)
        self.tip.hide()
        self.stop()

    def _make_parts(self) -> None:
        live, look = self.live, self._look
        self.period = Period(self.clock.now(), _HOUR)
        self.team = Team(live, self)
        self.paints = Paints(live.catalog, live.names, look)
        self.roster = Roster(live.catalog, live.names)
        self.model = RosterModel(self.roster, self.paints, look, self)
        self.board = Board(live, self.clock, self.roster, self.model)
        self.actions_ = FloorActions(self)
        self.bar = FloorBar(Knowing(live, parent=self).known, self.actions_, look)
        self.limits = Limits(DEFAULTS, live.catalog, live.names.text)
        self.tiles = Tiles(live, self.paints, look)
        self.legend = Legend(live.catalog, self.paints, look)
        self.table = RosterTable(self.model, look)
        self.timeline = Timeline(look, self.paints, self.period)
        self.rows = Rows(self.table, self.timeline, look)
        self.mix_actions = MixActions(look, self)
        self.mix = MixChart(live, self.timeline, self.period, self.paints, look, self.mix_actions)
        self.under = Under(self.rows, self.mix, self.mix_actions, look)
        self.side = Side(look)
        self.splitter = QSplitter(Qt.Orientation.Horizontal)
        self._navigation = Navigation(live, self.clock, self.period, self.actions_)
        self.rewind = Rewind(live, self.clock, self.period, self.actions_.live, look, self)
        self._period_label = QLabel()
        self.emptiness = centred_label()
        self.tip = Tip(look, self)

    def _lay_out(self) -> None:
        column = boxes.column(self, spacing=0)
        column.addWidget(self.bar)
        column.addWidget(self.rewind.sign)
        column.addWidget(self.tiles)
        row = boxes.row(spacing=boxes.BETWEEN, margins=(8, 4, 8, 4))
        row.addWidget(self.legend, 1)
        row.addWidget(self._period_label, 0, Qt.AlignmentFlag.AlignTop)
        self._period_label.setContentsMargins(0, 5, 0, 0)
        column.addLayout(row)
        self.splitter.addWidget(self.under)
        self.splitter.addWidget(self.side)
        self.splitter.setStretchFactor(0, 1)
        self.splitter.setStretchFactor(1, 0)
        self.splitter.setChildrenCollapsible(False)
        column.addWidget(self.splitter, 1)
        column.addWidget(self.rewind.bar)
        over = QVBoxLayout(self.timeline.viewport())
        over.addWidget(self.emptiness)

    def _connect(self) -> None:
        self.board.refreshed.connect(self._on_refreshed)
        self.board.faulty.connect(self.bar.tell_error)
        self.board.holds_order = lambda: self.rows.is_pointed_at
        self.bar.filter_changed.connect(self._on_filter_changed)
        self.bar.left.connect(self.table.setFocus)
        self.side.closed.connect(self.table.setFocus)
        self.tiles.toggled.connect(self._on_status_toggled)
        self.legend.toggled.connect(self._on_status_toggled)
        self.table.horizontalHeader().sortIndicatorChanged.connect(self._on_order_chosen)
        self.table.row_chosen.connect(self._on_row_chosen)
        self.table.doubleClicked.connect(self._open_event)
        self.timeline.period_changed.connect(self._navigation.tell_moved_by_mouse)
        self.timeline.pointed.connect(self._on_pointed)
        self.timeline.chosen.connect(self._on_span_chosen)
        self.mix.moment_asked.connect(self.set_moment)
        self.mix.period_changed.connect(self._navigation.tell_moved_by_mouse)
        self._navigation.moved.connect(self._on_moved)
        self.actions_.higher.triggered.connect(lambda: self.rows.set_height_step(self.rows.height_step + 1))
        self.actions_.lower.triggered.connect(lambda: self.rows.set_height_step(self.rows.height_step - 1))
        self.actions_.open.triggered.connect(self._open_event)
        self.rewind.agents = lambda: self.roster.agents
        self.rewind.shown.connect(self.refresh)
        self.rewind.revealed.connect(self._navigation.tell_moved_by_mouse)
        self.rewind.told.connect(self.told)
        self.rewind.left.connect(self.table.setFocus)
        self.live.loaded.connect(self._on_loaded)
        self.live.load_progress.connect(self._tell_emptiness)
        self.live.catalog_changed.connect(self._on_catalog_changed)
        self._look.changed.connect(self._on_look_changed)

    def _on_loaded(self) -> None:
        self.refresh()
        self.period.tick(self.clock.now(), self.clock.latest())
        self._navigation.begin()

    def _on_refreshed(self) -> None:
        content = self.timeline.content
        content.statuses, content.agents = self.live.statuses, self.roster.agents
        self.timeline.tell()
        self.period.tick(self.board.now, self.clock.latest())
        self._navigation.follow()
        self.tiles.tell(figures_of(self.roster.present(), self.limits, self.board.now), self.board.now)
        self.legend.tell(self.roster.counts())
        self.bar.tell_count(len(self.roster.agents), len(self.roster))
        self._choose_again()
        self._tell_emptiness()
        self._on_moved()

    def _on_moved(self) -> None:
        self.timeline.renew(self.rewind.word())
        self.mix.renew()
        follows, ended = self.period.is_live, self.clock.has_ended
        self.bar.tell_live(is_live=follows and self.clock.moment is None, follows=follows, has_ended=ended)
        self._period_label.setText(durations.period(self.period.start, min(self.period.end, self.period.now)))

    def _on_filter_changed(self) -> None:
        self.board.set_filter(self.bar.filter)
        self._tell_pressed()
        self.filter_changed.emit(self.bar.whole)

    def _on_status_toggled(self, status: Status) -> None:
        self.set_filter(self.tiles.toggled_in(self.bar.expression, status))
        self._tell_pressed()

    def _tell_pressed(self) -> None:
        self.legend.choose(statuses_of(self.bar.expression, self.live.catalog))
        self.tiles.choose(self.bar.expression)

    def _on_order_chosen(self) -> None:
        header = self.table.horizontalHeader()
        falling = header.sortIndicatorOrder() == Qt.SortOrder.DescendingOrder
        column = Column(header.sortIndicatorSection())
        self.model.tell_order(column, falling=falling)
        self.board.set_order(Order(column), falling=falling)

    def _on_row_chosen(self, row: int) -> None:
        self._agent = self.roster.agents[row]
        self.timeline.choose_row(row)

    def _choose_again(self) -> None:
        """Rows have moved: the chosen agent stays chosen."""
        row = None if self._agent is None else self.model.row_of(self._agent)
        self.timeline.choose_row(row)
        self.table.choose(row)

    def _on_pointed(self, hit: Hit | None, place: QPoint) -> None:
        if hit is None:
            self.tip.hide()
            return
        self.tip.say(words_for(hit, self.live.names, self.paints, self.period.now), place)

    def _on_span_chosen(self, hit: Hit) -> None:
        self.table.selectRow(hit.row)
        self._ask_for(hit.told.seq)

    def _open_event(self) -> None:
        row = self.table.chosen()
        if row is not None:
            self._ask_for(self.roster.entry(row).seq)

    def _ask_for(self, seq: int) -> None:
        if seq:
            self.event_asked.emit(seq)
        else:
            self.told.emit("No event began this: nothing was received then")

    def _tell_emptiness(self) -> None:
        words = self._emptiness_words()
        self.emptiness.setText(words)
        self.emptiness.setVisible(bool(words))

    def _emptiness_words(self) -> str:
        if self.roster.agents:
            return ""
        if not self.live.is_loaded:
            return f"Reading the session… {len(self.live.columns):,} events so far"
        if len(self.roster):
            return "No agent matches this filter.\nIt is asked of each agent's status now. Esc in the filter shows all."
        return "No agent has been heard of yet.\nAgents appear here with their first event."

    def _on_catalog_changed(self, catalog: Catalog) -> None:
        self.limits = Limits(DEFAULTS, catalog, self.live.names.text)
        for part in (self.paints, self.roster, self.tiles, self.legend, self.mix):
            part.set_catalog(catalog)
        self.timeline.forget()
        # The filter asks of statuses by their names, so that it is put in force again.
        self.bar.set_catalog(catalog)
        self.refresh()

    def _on_look_changed(self) -> None:
        self.paints.forget()
        dress_splitter(self.splitter, self._look)
        self._period_label.setFont(self._look.small())
        colour(self._period_label, self._look.colour("muted"))
        colour(self.emptiness, self._look.colour("muted"))
        self.refresh()
