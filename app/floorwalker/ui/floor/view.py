"""The floor: who is in which status now and since when, and how each agent's day went, in one list."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QByteArray, Qt, Signal
from PySide6.QtWidgets import QWidget

from floorwalker.ui.events.dress import dress_splitter
from floorwalker.ui.events.filtering.knowing import Knowing
from floorwalker.ui.events.labels import centred_label, colour
from floorwalker.ui.floor import durations
from floorwalker.ui.floor.actions import FloorActions
from floorwalker.ui.floor.agent import joining
from floorwalker.ui.floor.agent.page import AgentPage
from floorwalker.ui.floor.alerts.alerts import Alerts
from floorwalker.ui.floor.bar import FloorBar
from floorwalker.ui.floor.board.listing import Listing
from floorwalker.ui.floor.chosen import ChosenAgent
from floorwalker.ui.floor.clock import Clock
from floorwalker.ui.floor.copies import Copies
from floorwalker.ui.floor.emptiness import words_for_nobody
from floorwalker.ui.floor.floor_filter import FloorFilter
from floorwalker.ui.floor.layout import FloorLayout
from floorwalker.ui.floor.mix.actions import MixActions
from floorwalker.ui.floor.mix.chart import MixChart
from floorwalker.ui.floor.mix.under import Under
from floorwalker.ui.floor.paints import Paints
from floorwalker.ui.floor.rewind.rewind import Rewind
from floorwalker.ui.floor.rows import Rows
from floorwalker.ui.floor.side import Side
from floorwalker.ui.floor.team.team import Team
from floorwalker.ui.floor.tiles.figures import figures_of
from floorwalker.ui.floor.tiles.tiles import Tiles
from floorwalker.ui.floor.timeline.chosen import ChosenTime
from floorwalker.ui.floor.timeline.legend import Legend
from floorwalker.ui.floor.timeline.navigation import Navigation
from floorwalker.ui.floor.timeline.period import Period
from floorwalker.ui.floor.timeline.sums import Sums
from floorwalker.ui.floor.timeline.timeline import Timeline

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QFocusEvent, QHideEvent, QKeyEvent, QResizeEvent, QShowEvent

    from floorwalker.event.catalog import Catalog
    from floorwalker.ui.following import LiveSession
    from floorwalker.ui.look import Look

_HOUR: Final = 3600.0


class FloorView(QWidget):
    """One session's agents: the filter, the legend, the list and the chart.

    filter_changed(expression): another filter is in force. event_asked(seq): the user wants to see that event.
    events_asked(expression): the user wants to see those. times_asked(first, last): the user wants to see the events of
    some seconds since 1970, both included. told(words): one short line for the status bar. range_chosen(Range or None):
    another time is chosen in the chart, or none.
    """

    filter_changed = Signal(str)
    event_asked = Signal(int)
    events_asked = Signal(str)
    times_asked = Signal(int, int)
    range_chosen = Signal(object)
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
        self.period = Period(self.clock.now(), _HOUR)
        self._make_list()
        self._make_charts()
        self._make_pages()
        self.layout_ = FloorLayout(self)
        self.chosen = ChosenAgent(self, look)
        self.filtering = FloorFilter(self)
        self._connect()
        self._connect_time()
        joining.join(self)
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
        self._rest()
        self.listing.stop()

    def _leave(self) -> bool:
        if self.rewind.rewinding.moment is not None:
            self.actions_.live.trigger()
        elif not self.side.isHidden():
            self.side.close_.trigger()
        elif self.bar.whole:
            self.bar.clear()
        else:
            return False
        return True

    def _rest(self) -> None:
        """Nobody looks: what keeps up with the session waits."""
        self.rewind.stop()
        self.sums.stop()
        self.clock.run(ticking=False)
        self.board.watch(is_watched=False)
        self.tiles.stop()
        self.mix.stop()
        self.agent.stop()
        self.copies.let_go()

    def save_layout(self) -> QByteArray:
        """Widths, order and height of rows, to be remembered."""
        return self.layout_.save()

    def restore_layout(self, layout: QByteArray) -> None:
        """As it was saved; what cannot be read changes nothing."""
        self.layout_.restore(layout)

    def reset_layout(self) -> None:
        """As it is the first time."""
        self.layout_.reset()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """The list has the keys. A focus proxy would be gone to by Tab as well, past the bar and the tiles."""
        super().focusInEvent(event)
        self.table.setFocus(event.reason())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc that nobody nearer wanted leaves one thing after the other: a past moment, a page, a filter."""
        if event.key() != Qt.Key.Key_Escape or not self._leave():
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """More or less room."""
        super().resizeEvent(event)
        self.layout_.fit(self.width(), self.height())

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
        self.chosen.tip.hide()
        self._rest()

    def _make_list(self) -> None:
        live, look = self.live, self._look
        self.team = Team(live, self)
        self.paints = Paints(live.catalog, live.names, look)
        self.listing = Listing(self, live, self.clock, self.team, self.paints, look)
        self.roster, self.model = self.listing.roster, self.listing.model
        self.board, self.table = self.listing.board, self.listing.table
        self.actions_ = FloorActions(self)
        self.bar = FloorBar(Knowing(live, parent=self).known, self.actions_, look)
        self.copies = Copies(live, self)
        self.tiles = Tiles(live, self.copies, self.paints, look)

    def _make_charts(self) -> None:
        live, look = self.live, self._look
        self.legend = Legend(live.catalog, self.paints, look)
        self.timeline = Timeline(look, self.paints, self.period)
        self.rows = Rows(self.table, self.timeline, look)
        self.chosen_time = ChosenTime(self.timeline, self.period, look, self, self.rows)
        self.sums = Sums(live, self.copies, self.timeline, self.legend, self.chosen_time, self)
        self.mix_actions = MixActions(look, self)
        self.mix = MixChart(live, self.copies, self.timeline, self.period, self.paints, look, self.mix_actions)
        self.under = Under(self.rows, self.mix, self.mix_actions, look)
        self.emptiness = centred_label()
        self._navigation = Navigation(live, self.clock, self.period, self.actions_, self)
        self.rewind = Rewind(live, self.clock, self.period, self.actions_.live, look, self)

    def _make_pages(self) -> None:
        live, look = self.live, self._look
        self.side = Side(look)
        self.agent = AgentPage(live, self.clock, self.period, self.paints, self.team, look, self.table)
        self.side.add_page("Agent", self.agent)
        self.alerts = Alerts(self, look)
        self.roster.limits = self.alerts.watch.limits

    def _connect(self) -> None:
        self.board.refreshed.connect(self._on_refreshed)
        self.board.faulty.connect(self.bar.tell_error)
        self.board.holds_order = lambda: self.rows.is_pointed_at
        for left in (self.bar.left, self.side.closed, self.rewind.left):
            left.connect(self.table.setFocus)
        for told in (self.listing.told, self.rewind.told, self.agent.told, self.sums.told):
            told.connect(self.told)
        self.listing.events_asked.connect(self.events_asked)
        self.agent.event_asked.connect(self.event_asked)
        self.alerts.watch.limits_changed.connect(self._on_limits_changed)
        self.live.loaded.connect(self._on_loaded)
        self.live.load_progress.connect(self._tell_emptiness)
        self.live.catalog_changed.connect(self._on_catalog_changed)
        self._look.changed.connect(self._on_look_changed)

    def _connect_time(self) -> None:
        for chart in (self.timeline, self.mix):
            chart.period_changed.connect(self._navigation.tell_moved_by_mouse)
        self.chosen_time.moved.connect(self._navigation.tell_moved_by_mouse)
        self.chosen_time.events_asked.connect(self.times_asked)
        self.chosen_time.changed.connect(self.range_chosen)
        self.mix.moment_asked.connect(self.rewind.go_to)
        self._navigation.moved.connect(self._on_moved)
        self.rewind.ask_on(self.timeline)
        self.rewind.agents = lambda: self.roster.agents
        self.rewind.shown.connect(self.refresh)
        self.rewind.revealed.connect(self._navigation.tell_moved_by_mouse)
        self.actions_.higher.triggered.connect(lambda: self.rows.set_height_step(self.rows.height_step + 1))
        self.actions_.lower.triggered.connect(lambda: self.rows.set_height_step(self.rows.height_step - 1))

    def _on_loaded(self) -> None:
        self.refresh()
        self.period.tick(self.clock.now(), self.clock.latest())
        self._navigation.begin()

    def _on_refreshed(self) -> None:
        content = self.timeline.content
        content.statuses, content.agents = self.live.statuses, self.roster.keys
        content.work = self.live.details.work
        self.timeline.tell()
        self.period.tick(self.board.now, self.clock.latest())
        self._navigation.follow()
        self.tiles.tell(figures_of(self.roster.present(), self.roster.stage), self.board.now)
        self.bar.tell_count(len(self.roster.agents), len(self.roster))
        self.chosen.choose_again()
        self._tell_emptiness()
        self._on_moved()

    def _on_moved(self) -> None:
        self.timeline.renew(self.rewind.word())
        self.chosen_time.place()
        self.sums.renew()
        self.mix.renew()
        self.agent.renew()
        is_rewound, follows = self.clock.moment is not None, self.period.is_live
        self.bar.tell_live(is_rewound=is_rewound, follows=follows, has_ended=self.clock.has_ended)
        end = max(self.period.start, min(self.period.end, self.period.now))
        self.layout_.period.setText(durations.period(self.period.start, end))

    def _on_limits_changed(self) -> None:
        self.roster.limits = self.alerts.watch.limits
        self.refresh()

    def _tell_emptiness(self) -> None:
        words = words_for_nobody(self)
        self.emptiness.setText(words)
        self.emptiness.setVisible(bool(words))

    def _on_catalog_changed(self, catalog: Catalog) -> None:
        for part in (self.paints, self.board, self.tiles, self.legend, self.mix, self.agent):
            part.set_catalog(catalog)
        self.timeline.forget()
        # The filter asks of statuses by their names, so that it is put in force again.
        self.bar.set_catalog(catalog)
        self.refresh()

    def _on_look_changed(self) -> None:
        self.paints.forget()
        dress_splitter(self.layout_.splitter, self._look)
        self.layout_.period.setFont(self._look.small())
        colour(self.layout_.period, self._look.colour("muted"))
        colour(self.emptiness, self._look.colour("muted"))
        self.refresh()
