"""One agent's page: status, the day as a bar, and everything that the agent did as a list."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from floorwalker.event.limits import ALERTS
from floorwalker.event.metrics import intervals_of
from floorwalker.event.plural import counted
from floorwalker.event.statuses import SpanTable
from floorwalker.event.work import WorkItems
from floorwalker.ui.events.labels import ElidedLabel, centred_label, colour
from floorwalker.ui.floor import durations
from floorwalker.ui.floor.agent import day
from floorwalker.ui.floor.agent.actions import AgentActions
from floorwalker.ui.floor.agent.bar import DayBar
from floorwalker.ui.floor.agent.buttons import row_of
from floorwalker.ui.floor.agent.edges import MOST, edges_of
from floorwalker.ui.floor.agent.facts import facts_of
from floorwalker.ui.floor.agent.head import Head
from floorwalker.ui.floor.agent.interval_pane import TOO_MANY, IntervalPane
from floorwalker.ui.floor.agent.pane import QUIET, UNHEARD, DayPane
from floorwalker.ui.floor.agent.saving import PageSaving
from floorwalker.ui.floor.copy_and_save import copy_table
from floorwalker.ui.shell import boxes

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtGui import QFocusEvent, QHideEvent, QShowEvent

    from floorwalker.event.catalog import Catalog
    from floorwalker.ui.floor.clock import Clock
    from floorwalker.ui.floor.paints import Paints
    from floorwalker.ui.floor.team.team import Team
    from floorwalker.ui.floor.timeline.period import Period
    from floorwalker.ui.floor.timeline.spans import ShownSpans
    from floorwalker.ui.following import LiveSession
    from floorwalker.ui.look import Look

_NOBODY: Final = "No agent is chosen.\nChoose one in the list: Enter or a double click shows the agent here."
PAUSE: Final = 200
"""Milliseconds in which changes are gathered."""


class AgentPage(QWidget):
    """Shows an agent as of the clock's moment. event_asked(seq): the user wants to see that event. told(str): one line.

    work: all work items by now. shown: the agents that the filter shows. stage_of: 2 where an agent's status is over
    its limit.
    """

    event_asked = Signal(int)
    told = Signal(str)

    def __init__(
        self, live: LiveSession, clock: Clock, period: Period, paints: Paints, team: Team, look: Look, agents: QWidget
    ) -> None:
        """agents: the list that agents are chosen in."""
        super().__init__()
        self._live = live
        self._clock = clock
        self._period = period
        self._paints = paints
        self._team = team
        self._look = look
        self.agent: int | None = None
        self.work: Callable[[], WorkItems] = WorkItems
        self.shown: Callable[[], Sequence[int]] = live.statuses.agents
        self.stage_of: Callable[[int], int] = lambda _: 0
        self.actions_ = AgentActions(look, agents, self)
        self.head = Head(look, self.actions_.phone)
        self.bar = DayBar(paints, look)
        self.when = ElidedLabel()
        self.day = DayPane(live.names, paints, look)
        self.numbers = IntervalPane(live.catalog, paints, look)
        self.saving = PageSaving(self, live, clock, paints, look)
        self._panes = QStackedWidget()
        self.nobody = centred_label(_NOBODY)
        self._whole, self._stack = QWidget(), QStackedWidget()
        self._news = 0
        self._seen: object = None
        self._soon = QTimer(self, singleShot=True, interval=PAUSE)
        self._lay_out()
        self._connect()
        self._on_pane_chosen()
        self._dress()

    def show_agent(self, agent: int | None) -> None:
        """Another one, or nobody."""
        if agent != self.agent:
            self.agent = agent
            self.renew()
            self.day.begin_again()

    def renew(self) -> None:
        """As known now, where anybody looks."""
        self._soon.stop()
        if not self.isVisible():
            return
        agent = self.agent
        if agent is None or agent not in self._live.statuses.agents():
            self._stack.setCurrentWidget(self.nobody)
            return
        now = self._clock.now()
        spans = day.spans_of(self._live.statuses, agent, now)
        self._tell_head(agent, spans, now)
        self._show_time(agent, spans, now)
        self._stack.setCurrentWidget(self._whole)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """What is listed has the keys. A focus proxy would be gone to by Tab as well, past what stands above."""
        super().focusInEvent(event)
        (self.numbers if self.actions_.intervals.isChecked() else self.day).setFocus(event.reason())

    def showEvent(self, event: QShowEvent) -> None:
        """Somebody looks again."""
        super().showEvent(event)
        self.renew()

    def hideEvent(self, event: QHideEvent) -> None:
        """Nobody looks."""
        super().hideEvent(event)
        self._soon.stop()

    def set_catalog(self, catalog: Catalog) -> None:
        """Statuses are named and ordered as they are there; after `Paints.set_catalog`."""
        self.numbers.model.catalog = catalog
        self._on_news()

    def stop(self) -> None:
        """Nothing more happens here."""
        self._soon.stop()
        self.saving.stop()

    def times(self, first: float, now: float) -> tuple[float, float]:
        """The start and the end of what is shown, in seconds. first: when anything was heard first."""
        if self.actions_.chart.isChecked():
            return self._period.start, self._period.end
        midnight = durations.midnight(now)
        # The night before the first event is no part of the picture.
        return max(midnight, min(first, now)), now

    def _show_time(self, agent: int, spans: ShownSpans, now: float) -> None:
        start, end = self.times(float(spans.starts[0]) if len(spans) else now, now)
        work = self.work()
        items = day.known_by(work.items(agent), work.seqs(agent), now)
        reading = "" if self._live.details.is_complete else " · work items are still being read"
        self.when.tell(durations.period(start, min(end, now)) + reading)
        ticks = [at for item, _ in items for at in (item.offered, item.accepted) if at is not None]
        self.bar.show_spans(spans, ticks, (start, end, now))
        emptiness = QUIET if len(spans) else UNHEARD
        if self.actions_.intervals.isChecked():
            self._show_numbers(agent, (start, min(end, now), now), emptiness)
            return
        of_chart = (start, end) if self.actions_.chart.isChecked() else None
        seen = (agent, self._news, len(spans), self._clock.moment, of_chart)
        if seen == self._seen:
            self.day.tick(now)
        else:
            self._seen = seen
            self.day.show_entries(day.entries_of(spans, items, start, min(end, now)), now, emptiness)

    def _show_numbers(self, agent: int, time: tuple[float, float, float], emptiness: str) -> None:
        start, end, now = time
        edges = edges_of(start, end, self.numbers.minutes)
        if len(edges) > MOST + 1:
            self.numbers.tell_emptiness(TOO_MANY)
            return
        table = SpanTable.of(self._live.statuses, [agent])
        [intervals] = intervals_of(table, [self.work().times(agent)], edges, now)
        self.numbers.model.show(intervals)
        self.numbers.tell_emptiness("" if any(interval.seconds for interval in intervals) else emptiness)

    def _tell_head(self, agent: int, spans: ShownSpans, now: float) -> None:
        is_stale, is_over = bool(spans.is_stale[-1:].any()), self.stage_of(agent) >= ALERTS
        facts = facts_of(self._live, agent, now, self._paints, self._team, is_stale=is_stale, is_over=is_over)
        self.head.tell(facts)

    def _lay_out(self) -> None:
        of = self.actions_
        top = boxes.column(spacing=boxes.BETWEEN, margins=(8, 8, 8, 4))
        top.addWidget(self.head)
        top.addLayout(row_of(self.when, of.today, of.chart))
        top.addWidget(self.bar)
        top.addLayout(row_of(of.statuses, of.intervals, None, self.numbers.choice))
        foot = row_of(None, of.show_event, of.copy, of.save, of.save_all)
        foot.setContentsMargins(8, 4, 8, 4)
        column = boxes.column(self._whole, spacing=0)
        column.addLayout(top)
        for pane in (self.day, self.numbers):
            self._panes.addWidget(pane)
        column.addWidget(self._panes, 1)
        column.addWidget(self.saving.exporting)
        column.addLayout(foot)
        for page in (self.nobody, self._whole):
            self._stack.addWidget(page)
        boxes.column(self, spacing=0).addWidget(self._stack)

    def _connect(self) -> None:
        self._soon.timeout.connect(self.renew)
        for action in (self.actions_.today, self.actions_.chart):
            action.triggered.connect(self.renew)
        for action in (self.actions_.statuses, self.actions_.intervals):
            action.triggered.connect(self._on_pane_chosen)
            action.triggered.connect(lambda _=False: self.setFocus())
        self.numbers.changed.connect(self.renew)
        self.saving.told.connect(self.told)
        live = self._live
        for news in (live.agents_changed, live.details.changed):
            news.connect(self._on_agents_changed)
        live.details.progress.connect(self._on_news)
        for news in (live.gaps_changed, live.rows_removed, live.names_added, self._team.changed):
            news.connect(self._on_news)
        self.actions_.show_event.triggered.connect(self.day.open_current)
        self.actions_.copy.triggered.connect(self._copy)
        self.day.event_asked.connect(self.event_asked)
        self.day.told.connect(self.told)
        self.bar.words_at = self.day.words_at
        self.bar.chosen.connect(self.day.choose_at)
        self._look.changed.connect(self._dress)

    def _on_agents_changed(self, agents: set[int]) -> None:
        if self.agent in agents:
            self._on_news()

    def _on_news(self) -> None:
        """Something else may be to be said."""
        self._news += 1
        if self.isVisible() and not self._soon.isActive():
            self._soon.start()

    def _on_pane_chosen(self) -> None:
        pane = self.numbers if self.actions_.intervals.isChecked() else self.day
        self._panes.setCurrentWidget(pane)
        self.actions_.show_event.setVisible(pane is self.day)
        self.actions_.save_all.setVisible(pane is self.numbers)
        self.numbers.choice.setVisible(pane is self.numbers)
        self.renew()

    def _copy(self) -> None:
        lines = self.numbers.texts() if self.actions_.intervals.isChecked() else self.day.texts()
        copy_table(lines)
        self.told.emit(f"{counted(len(lines) - 1, 'line')} copied")

    def _dress(self) -> None:
        self.when.setFont(self._look.small())
        for label in (self.when, self.nobody):
            colour(label, self._look.colour("muted"))
        self.renew()
