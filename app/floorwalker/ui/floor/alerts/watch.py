"""Watches a session for what the user's rules call for, whichever view is shown and whatever moment the floor shows."""

from __future__ import annotations

import math
import time
from typing import TYPE_CHECKING, Final

import numpy as np
from PySide6.QtCore import QObject, Qt, QTimer, Signal

from floorwalker.session.alerts import CountingRule, Engine, Kind, Moment
from floorwalker.session.filter import FilterError, parse_filter
from floorwalker.session.floor.judge import Judge
from floorwalker.ui.floor.alerts.keeping import RulesKeeper
from floorwalker.ui.floor.alerts.matching import Matching

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from numpy.typing import NDArray

    from floorwalker.event.limits import Limit, Limits
    from floorwalker.event.statuses import Snapshot
    from floorwalker.session.alerts import Alert
    from floorwalker.session.alerts.shortage import Meant
    from floorwalker.ui.floor.clock import Clock
    from floorwalker.ui.following import LiveSession

PAUSE: Final = 200
"""Milliseconds in which news is gathered."""
LONGEST: Final = 5.0
"""Seconds after which it is looked again in any case: whether anybody captures is told by no news."""

_COUNTED: Final = frozenset({Kind.DECLINED, Kind.FILTER})


class AlertWatch(QObject):
    """Feeds an `Engine` with a session's news and asks it when something is due; for the window's thread only.

    changed: what stands, or how it does, is another. fired(alerts): they are new, or have come to a graver stage; of
    what stood already when the watch began nothing is told. limits_changed: `limits` are others. troubled(problem,
    remedy): the rules cannot all be used, until settled. `stop` before it goes.
    """

    changed = Signal()
    fired = Signal(object)
    limits_changed = Signal()
    troubled = Signal(str, str)
    settled = Signal()

    def __init__(
        self,
        live: LiveSession,
        clock: Clock,
        parent: QObject | None = None,
        our_clock: Callable[[], float] = time.time,
    ) -> None:
        super().__init__(parent)
        self._live = live
        self._clock = clock
        self._our_clock = our_clock
        self._engine = Engine(live.catalog, live.names.text, self._meaning)
        self._others: set[int] = set()
        self._past = 0
        self.keeper = RulesKeeper(live.catalog, self)
        self._matching = Matching(live, self)
        self._soon = QTimer(self, singleShot=True, interval=PAUSE)
        self._due = QTimer(self, singleShot=True, timerType=Qt.TimerType.PreciseTimer)
        self._connect()
        if live.is_loaded:
            self._on_loaded()

    @property
    def limits(self) -> Limits:
        """Those for statuses."""
        return self._engine.limits

    @property
    def is_resting(self) -> bool:
        """Whether nobody captures, so that nothing is told."""
        return self._engine.is_resting

    def standing(self) -> list[Alert]:
        """What stands, in the order in which it was told."""
        return self._engine.standing()

    def past(self) -> list[Alert]:
        """What is over, the newest first."""
        return self._engine.past

    def over(self, limit: Limit) -> tuple[int, int]:
        """How many agents are at each stage of a limit now, as if there were no other."""
        return self._engine.over(limit, self._clock.latest())

    def moment(self) -> Moment:
        """Now, whatever moment the floor shows."""
        return Moment(self._clock.latest(), self._our_clock(), self._clock.has_ended)

    def acknowledge(self, alerts: Iterable[Alert]) -> None:
        """Somebody has seen to these."""
        for alert in alerts:
            alert.acknowledged = True
        self.changed.emit()

    def stop(self) -> None:
        """End its threads and timers. Nothing is told from here on."""
        self._live.rows_appended.disconnect(self._on_rows_appended)
        for timer in (self._soon, self._due):
            timer.stop()
        self.keeper.stop()
        self._matching.stop()

    def look(self) -> None:
        """Take in what is new, and tell what has changed."""
        self._soon.stop()
        moment = self.moment()
        begins = self._begin_or_rest(moment.ours)
        if self._others:
            self._engine.take_agents(self._live.statuses.newest_of(self._others))
            self._others.clear()
        changes = self._engine.look(moment)
        news = [] if begins else [alert for alert in changes.fired if not self._is_of_the_past(alert)]
        if news:
            self.fired.emit(news)
        if changes.is_other or begins:
            self.changed.emit()
        self._due.start(math.ceil(min(self._engine.wait(moment), LONGEST) * 1000))

    def _begin_or_rest(self, ours: float) -> bool:
        """Whether it has begun just now."""
        is_captured = self._live.is_loaded and self._live.is_captured(ours)
        begins = is_captured and self._engine.is_resting
        if begins:
            self._past = int(self._live.columns.seq[-1:].max(initial=0))
            self._engine.begin(ours)
        elif not is_captured:
            self._engine.rest()
        return begins

    def _is_of_the_past(self, alert: Alert) -> bool:
        """Whether all events that it counts were there when the watch began: a look into payloads takes a while."""
        return alert.about.kind in _COUNTED and alert.about.seq <= self._past

    def _connect(self) -> None:
        live = self._live
        live.loaded.connect(self._on_loaded)
        live.rows_appended.connect(self._on_rows_appended)
        live.agents_changed.connect(self._on_agents_changed)
        live.gaps_changed.connect(self._take_everyone)
        live.feeds_changed.connect(self._take_feeds)
        live.catalog_changed.connect(self.keeper.set_catalog)
        live.roster_changed.connect(self._on_roster_changed)
        self.keeper.changed.connect(self._on_rules_changed)
        self.keeper.troubled.connect(self.troubled)
        self.keeper.settled.connect(self.settled)
        self._matching.matched.connect(self._on_matched)
        self._matching.failed.connect(self._on_failed)
        self._soon.timeout.connect(self.look)
        self._due.timeout.connect(self.look)

    def _on_rules_changed(self) -> None:
        self._engine.set_rules(self.keeper.rules, self._live.catalog)
        if self._live.is_loaded:
            rules = self.keeper.rules.rules
            self._matching.set_rules(rule for rule in rules if isinstance(rule, CountingRule) and rule.on)
        self.limits_changed.emit()
        self._look_soon()

    def _on_loaded(self) -> None:
        self._take_everyone()
        self._take_feeds()
        self._arrived(0, len(self._live.columns), self._live.feeds)
        self._on_rules_changed()
        self.look()

    def _on_roster_changed(self) -> None:
        """Filters may mean other agents."""
        self._engine.forget_agents_meant()
        self._look_soon()

    def _on_rows_appended(self, first: int, end: int) -> None:
        if self._live.is_loaded:
            self._arrived(first, end, np.unique(self._live.columns.feed[first:end]).tolist())
            self._matching.catch_up()
            self._look_soon()

    def _arrived(self, first: int, end: int, of: Iterable[int]) -> None:
        """When the newest of some rows came, of each of these feeds."""
        feeds, received = self._live.columns.feed[first:end], self._live.columns.received[first:end]
        newest = ((feed, np.flatnonzero(feeds == feed)[-1:]) for feed in of)
        self._engine.feeds.arrived({feed: int(received[place[0]]) for feed, place in newest if len(place)})

    def _on_agents_changed(self, agents: set[int]) -> None:
        self._others |= agents
        self._look_soon()

    def _take_everyone(self) -> None:
        self._others.clear()
        self._engine.take_agents(self._live.statuses.snapshot(), everyone=True)
        self._look_soon()

    def _take_feeds(self) -> None:
        self._engine.feeds.take(self._live.feeds, self._live.feed_news)
        self._look_soon()

    def _on_matched(self, rule: CountingRule, events: list[tuple[int, float, int]]) -> None:
        self._engine.take_events(rule, events, self._clock.latest())
        self._look_soon()

    def _on_failed(self, _rule: CountingRule, error: Exception) -> None:
        # A file that cannot be read is told by whoever shows it.
        if isinstance(error, FilterError):
            self.troubled.emit(
                f"The filter of an alert rule was stopped: {error.problem}", "Change the rule's regular expression."
            )

    def _look_soon(self) -> None:
        if self._live.is_loaded and not self._soon.isActive():
            self._soon.start()

    def _meaning(self, expression: str) -> Meant:
        """What tells the agents that a filter means; where it ran wild, everyone."""
        live = self._live
        judge = Judge(parse_filter(expression, live.catalog), live.catalog, live.names, live.roster)

        def _meant(agents: Snapshot, now: float) -> NDArray[np.bool_]:
            try:
                return judge.meant(agents, now)
            except FilterError:
                return np.ones(len(agents), np.bool_)

        return _meant
