"""One agent's page: status, the day as a bar, and everything that the agent did as a list."""

from __future__ import annotations

import math
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
from floorwalker.ui.floor.agent.day_csv import day_csv
from floorwalker.ui.floor.agent.head import Facts, Head
from floorwalker.ui.floor.agent.pane import QUIET, UNHEARD, DayPane
from floorwalker.ui.floor.agent.saving import ask_for_file, file_name, save_csv
from floorwalker.ui.floor.agent.text import tab_separated
from floorwalker.ui.shell import boxes

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from PySide6.QtGui import QAction, QHideEvent, QShowEvent

    from floorwalker.event.work import WorkItem
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

    work: an agent's work items. stage_of: 2 where the agent's status is over its limit.
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
        self.work: Callable[[int], Sequence[WorkItem]] = lambda _: ()
        self.stage_of: Callable[[int], int] = lambda _: 0
        self.actions_ = AgentActions(look, agents, self)
        self.head = Head(look, self.actions_.phone)
        self.bar = DayBar(paints, look)
        self.when = ElidedLabel()
        self.day = DayPane(live.names, paints, look)
        self.nobody = centred_label(_NOBODY)
        self._whole, self._stack = QWidget(), QStackedWidget()
        self._soon = QTimer(self, singleShot=True, interval=PAUSE)
        self._lay_out()
        self._connect()
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
        items = day.known_by(self.work(agent), now)
        self._tell_head(agent, spans, now)
        self._show_time(spans, items, now)
        self._stack.setCurrentWidget(self._whole)

    def showEvent(self, event: QShowEvent) -> None:
        """Somebody looks again."""
        super().showEvent(event)
        self.renew()

    def hideEvent(self, event: QHideEvent) -> None:
        """Nobody looks."""
        super().hideEvent(event)
        self._soon.stop()

    def _show_time(self, spans: ShownSpans, items: Sequence[WorkItem], now: float) -> None:
        start, end = self._times(spans, now)
        self.when.tell(durations.period(start, min(end, now)))
        ticks = [at for item in items for at in (item.offered, item.accepted) if at is not None]
        self.bar.show_spans(spans, ticks, (start, end, now))
        self.day.show_entries(day.entries_of(spans, items, start, min(end, now)), now, QUIET if len(spans) else UNHEARD)

    def _times(self, spans: ShownSpans, now: float) -> tuple[float, float]:
        """The start and the end of what is shown, in seconds."""
        if self.actions_.chart.isChecked():
            return self._period.start, self._period.end
        midnight = durations.midnight(now)
        # The night before the agent's first event is no part of the picture.
        first = float(spans.starts[0]) if len(spans) else -math.inf
        return max(midnight, first), now

    def _tell_head(self, agent: int, spans: ShownSpans, now: float) -> None:
        activity, reason, since, _ = self._live.statuses.at(agent, now)
        is_stale = bool(len(spans)) and bool(spans.is_stale[-1])
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

    def _lay_out(self) -> None:
        top = boxes.column(spacing=boxes.BETWEEN, margins=(8, 8, 8, 4))
        times = boxes.row(spacing=4)
        times.addWidget(self.when, 1)
        for action in (self.actions_.today, self.actions_.chart):
            times.addWidget(_button(action))
        top.addWidget(self.head)
        top.addLayout(times)
        top.addWidget(self.bar)
        foot = boxes.row(spacing=4, margins=(8, 4, 8, 4))
        foot.addStretch(1)
        for action in (self.actions_.show_event, self.actions_.copy, self.actions_.save):
            foot.addWidget(_button(action))
        column = boxes.column(self._whole, spacing=0)
        column.addLayout(top)
        column.addWidget(self.day, 1)
        column.addLayout(foot)
        for page in (self.nobody, self._whole):
            self._stack.addWidget(page)
        boxes.column(self, spacing=0).addWidget(self._stack)
        self.setFocusProxy(self.day)

    def _connect(self) -> None:
        self._soon.timeout.connect(self.renew)
        for action in (self.actions_.today, self.actions_.chart):
            action.triggered.connect(self.renew)
        for news in (self._live.details.changed, self._live.names_added, self._team.changed):
            news.connect(self._renew_soon)
        self.actions_.show_event.triggered.connect(self.day.open_current)
        self.actions_.copy.triggered.connect(self._copy)
        self.actions_.save.triggered.connect(self._ask_where)
        self.day.event_asked.connect(self.event_asked)
        self.day.told.connect(self.told)
        self.bar.words_at = self.day.words_at
        self.bar.chosen.connect(self.day.choose_at)
        self._look.changed.connect(self._dress)

    def _renew_soon(self) -> None:
        if self.isVisible() and not self._soon.isActive():
            self._soon.start()

    def _copy(self) -> None:
        lines = self.day.texts()
        QGuiApplication.clipboard().setText(tab_separated(lines))
        count = len(lines) - 1
        self.told.emit(f"{count:,} {'line' if count == 1 else 'lines'} copied")

    def _ask_where(self) -> None:
        if self.agent is not None:
            name = file_name(self._team.username(self.agent), "statuses")
            ask_for_file(self, "Save statuses", name, self.save_to)

    def save_to(self, path: Path) -> None:
        """What the list shows, to a file."""
        if self.agent is not None:
            agent, entries = self._team.username(self.agent), self.day.model.entries
            self.told.emit(save_csv(path, day_csv(agent, entries, self._clock.now(), self._live.names, self._paints)))

    def _dress(self) -> None:
        self.when.setFont(self._look.small())
        for label in (self.when, self.nobody):
            colour(label, self._look.colour("muted"))
        self.renew()


def _button(action: QAction) -> QToolButton:
    button = QToolButton()
    button.setDefaultAction(action)
    button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextOnly)
    button.setAutoRaise(True)
    return button
