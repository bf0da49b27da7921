"""One agent's page: status, the day as a bar, and everything that the agent did as a list."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QStackedWidget, QToolButton, QWidget

from floorwalker.event.facts import Activity
from floorwalker.ui.events.labels import ElidedLabel, centred_label, colour
from floorwalker.ui.floor import durations
from floorwalker.ui.floor.agent import day
from floorwalker.ui.floor.agent.actions import AgentActions
from floorwalker.ui.floor.agent.bar import DayBar
from floorwalker.ui.floor.agent.head import Facts, Head
from floorwalker.ui.floor.agent.listing import DayList
from floorwalker.ui.floor.agent.model import Column, DayModel
from floorwalker.ui.floor.agent.text import tab_separated
from floorwalker.ui.shell import boxes

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtGui import QShowEvent

    from floorwalker.event.work import WorkItem
    from floorwalker.ui.floor.agent.day import Entry
    from floorwalker.ui.floor.clock import Clock
    from floorwalker.ui.floor.paints import Paints
    from floorwalker.ui.floor.team.team import Team
    from floorwalker.ui.floor.timeline.period import Period
    from floorwalker.ui.floor.timeline.spans import ShownSpans
    from floorwalker.ui.following import LiveSession
    from floorwalker.ui.look import Look

_NOBODY: Final = "No agent is chosen.\nChoose one in the list: Enter or a double click shows the agent here."
_UNHEARD: Final = "Nothing had been received about this agent by then."
_QUIET: Final = "Nothing is known of this time.\nAlt+1 shows today, Alt+2 what the chart shows."
PAUSE: Final = 200
"""Milliseconds in which changes are gathered."""


class AgentPage(QWidget):
    """Shows an agent as of the clock's moment. event_asked(seq): the user wants to see that event. told(str): one line.

    work: an agent's work items. stage_of: 2 where the agent's status is over its limit.
    """

    event_asked = Signal(int)
    told = Signal(str)

    def __init__(
        self, live: LiveSession, clock: Clock, period: Period, paints: Paints, team: Team, look: Look, view: QWidget
    ) -> None:
        super().__init__()
        self._live = live
        self._clock = clock
        self._period = period
        self._paints = paints
        self._team = team
        self._look = look
        self.agent: int | None = None
        self.work: Callable[[int], Sequence[WorkItem]] = lambda _: ()
        self.stage_of: Callable[[int], int] = lambda _: 0
        self.actions_ = AgentActions(look, view, self)
        self.head = Head(look, self.actions_.phone)
        self.bar = DayBar(paints, look)
        self.model = DayModel(live.names, paints, look, self)
        self.list = DayList(self.model, look)
        self.when = ElidedLabel()
        self.empty = centred_label(_NOBODY)
        self._whole, self._stack, self._body = QWidget(), QStackedWidget(), QStackedWidget()
        self._soon = QTimer(self, singleShot=True, interval=PAUSE)
        self._lay_out()
        self._connect()
        self._dress()

    def show_agent(self, agent: int | None) -> None:
        """Another one, or nobody."""
        if agent != self.agent:
            self.agent = agent
            self.list.clearSelection()
            self.renew()
            self.list.scrollToTop()

    def renew(self) -> None:
        """As known now, where anybody looks."""
        self._soon.stop()
        if not self.isVisible():
            return
        known = self.agent is not None and self.agent in self._live.statuses.agents()
        if self.agent is None or not known:
            self._show_nothing(_NOBODY)
            return
        now = self._clock.now()
        start, end = self._times(now)
        spans = day.spans_of(self._live.statuses, self.agent, now)
        items = day.known_by(self.work(self.agent), now)
        self._tell_head(self.agent, now)
        self._show_list(day.entries_of(spans, items, start, min(end, now)), now)
        self._show_bar(spans, items, (start, end, now))

    def showEvent(self, event: QShowEvent) -> None:
        """Somebody looks again."""
        super().showEvent(event)
        self.renew()

    def _times(self, now: float) -> tuple[float, float]:
        """The start and the end of what is shown, in seconds."""
        if self.actions_.chart.isChecked():
            return self._period.start, self._period.end
        midnight = durations.local(now).replace(hour=0, minute=0, second=0, microsecond=0).timestamp()
        starts = self._live.statuses.spans(self.agent).starts if self.agent is not None else ()
        # The night before the first event is no part of the picture.
        first = next((float(start) for start in starts if start >= midnight), midnight)
        is_known = len(starts) and starts[0] < midnight
        return (midnight if is_known else first), now

    def _tell_head(self, agent: int, now: float) -> None:
        activity, reason, since, _ = self._live.statuses.at(agent, now)
        is_stale = day.stale_from(self._live.statuses, agent, now) <= now
        words = self._paints.status(activity, reason).words
        details = self._live.details
        self.head.tell(
            Facts(
                self._team.name(agent),
                self._about(agent),
                self._paints.swatch(Activity.UNKNOWN if is_stale else activity, 16),
                f"{words} · stale" if is_stale else words,
                f"since {durations.clock(since, now)}" if since else "",
                durations.ticking(now - since) if since else "",
                self.stage_of(agent) > 1 and not is_stale,
                details.session_type(agent, now),
                details.phone(agent, now),
            )
        )

    def _about(self, agent: int) -> str:
        """The team, and the Username where the name is another."""
        name, username, team = self._team.name(agent), self._team.username(agent), self._team.team(agent)
        return " · ".join(part for part in (username if username != name else "", team) if part)

    def _show_list(self, entries: list[Entry], now: float) -> None:
        chosen = [self.model.entry(row) for row in self.list.rows()]
        keys = {(entry.start, entry.seq, entry.item and entry.item.item) for entry in chosen}
        resets = self.model.show(entries, now)
        if resets and keys:
            for row, entry in enumerate(entries):
                if (entry.start, entry.seq, entry.item and entry.item.item) in keys:
                    self.list.add_to_selection(row)
        self.list.make_room(entries)
        self._stack.setCurrentWidget(self._whole)
        words = "" if entries else (_UNHEARD if self._is_unheard(now) else _QUIET)
        self.empty.setText(words)
        self._body.setCurrentWidget(self.empty if words else self.list)

    def _is_unheard(self, now: float) -> bool:
        return self.agent is not None and not (self._live.statuses.spans(self.agent).starts <= now).any()

    def _show_bar(self, spans: ShownSpans, items: Sequence[WorkItem], period: tuple[float, float, float]) -> None:
        ticks = [at for item in items for at in (item.offered, item.accepted) if at is not None]
        self.bar.show_spans(spans, ticks, period)
        self.when.tell(durations.period(period[0], min(period[1], period[2])))

    def _show_nothing(self, words: str) -> None:
        self.nobody.setText(words)
        self._stack.setCurrentWidget(self.nobody)

    def _lay_out(self) -> None:
        self.nobody = centred_label(_NOBODY)
        top = boxes.column(spacing=boxes.BETWEEN, margins=(8, 8, 8, 4))
        times = boxes.row(spacing=4)
        times.addWidget(self.when, 1)
        for action in (self.actions_.today, self.actions_.chart):
            times.addWidget(self._button(action))
        for part in (self.head, self.bar):
            top.addWidget(part)
        top.insertLayout(1, times)
        self._body.addWidget(self.list)
        self._body.addWidget(self.empty)
        foot = boxes.row(spacing=4, margins=(8, 4, 8, 4))
        foot.addStretch(1)
        for action in (self.actions_.event, self.actions_.copy, self.actions_.save):
            foot.addWidget(self._button(action))
        column = boxes.column(self._whole, spacing=0)
        column.addLayout(top)
        column.addWidget(self._body, 1)
        column.addLayout(foot)
        self._stack.addWidget(self.nobody)
        self._stack.addWidget(self._whole)
        boxes.column(self, spacing=0).addWidget(self._stack)
        self.setFocusProxy(self.list)

    def _button(self, action: object) -> QToolButton:
        button = QToolButton()
        button.setDefaultAction(action)
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextOnly)
        button.setAutoRaise(True)
        return button

    def _connect(self) -> None:
        self._soon.timeout.connect(self.renew)
        for action in (self.actions_.today, self.actions_.chart):
            action.triggered.connect(self.renew)
        for news in (self._live.details.changed, self._live.names_added, self._team.changed):
            news.connect(self._renew_soon)
        self.actions_.event.triggered.connect(lambda: self._open(self.list.currentIndex().row()))
        self.actions_.copy.triggered.connect(self._copy)
        self.list.opened.connect(self._open)
        self.bar.words_at = self._words_at
        self.bar.chosen.connect(self._on_chosen)
        self._look.changed.connect(self._dress)

    def _renew_soon(self) -> None:
        if self.isVisible() and not self._soon.isActive():
            self._soon.start()

    def _open(self, row: int) -> None:
        """The event behind a line."""
        if not 0 <= row < self.model.rowCount():
            self.told.emit("No line is chosen")
            return
        seq = self.model.entry(row).seq
        if seq:
            self.event_asked.emit(seq)
        else:
            self.told.emit("No event began this: nothing was received then")

    def _copy(self) -> None:
        rows = self.list.rows() or range(self.model.rowCount())
        lines = [[self.model.text(self.model.entry(row), column) for column in Column] for row in rows]
        QGuiApplication.clipboard().setText(tab_separated(lines))
        self.told.emit(f"{len(lines):,} {'line' if len(lines) == 1 else 'lines'} copied")

    def _words_at(self, moment: float) -> str:
        row = self.model.row_at(moment)
        if row is None:
            return ""
        entry = self.model.entry(row)
        return "  ".join(filter(None, (self.model.text(entry, column) for column in (Column.WHAT, Column.FROM, Column.FOR))))

    def _on_chosen(self, moment: float) -> None:
        row = self.model.row_at(moment)
        if row is not None:
            self.list.choose(row)
            self.list.setFocus()

    def _dress(self) -> None:
        self.when.setFont(self._look.small())
        for label in (self.when, self.empty, self.nobody):
            colour(label, self._look.colour("muted"))
        self.renew()
