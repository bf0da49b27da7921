"""What the wallboard has to know, gathered from the session once a second while it is seen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from floorwalker.session.filter import FilterError
from floorwalker.session.floor.judge import Judge
from floorwalker.ui.floor import durations
from floorwalker.ui.floor.tiles.figures import figures_of
from floorwalker.ui.floor.wallboard.seen import NOTHING, Seen, standings
from floorwalker.ui.floor.wallboard.today import StepsToday

if TYPE_CHECKING:
    from floorwalker.event.catalog import Catalog
    from floorwalker.event.statuses import Snapshot
    from floorwalker.session.filter import Filter
    from floorwalker.session.roster import Roster
    from floorwalker.ui.floor.view import FloorView
    from floorwalker.ui.following import LiveSession


class Watching(QObject):
    """Looks at what the floor's clock and filter say, whether or not the floor itself is seen. seen: `now` is another.

    most: so many agents are told of.
    """

    seen = Signal()

    def __init__(self, live: LiveSession, floor: FloorView, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._live = live
        self._floor = floor
        self._steps = StepsToday()
        self._taken = 0
        self._asked: tuple[Filter, Catalog, Roster] | None = None
        self._judge: Judge | None = None
        self.most = 0
        self.now = NOTHING
        self._timer = QTimer(self, interval=1000)
        self._timer.timeout.connect(self.look)

    def watch(self, *, is_watched: bool) -> None:
        """Whether anybody looks; nothing is done while nobody does."""
        if is_watched == self._timer.isActive():
            return
        floor = self._floor
        if is_watched:
            self._live.rows_removed.connect(self._on_rows_removed)
            floor.clock.ticked.connect(self.look)
            floor.filter_changed.connect(self.look)
            self.look()
        else:
            self._timer.stop()
            self._live.rows_removed.disconnect(self._on_rows_removed)
            floor.clock.ticked.disconnect(self.look)
            floor.filter_changed.disconnect(self.look)
            self._steps, self._taken = StepsToday(), 0

    def look(self) -> None:
        """See what there is now. The timer begins anew, so that with a clock that ticks it need not do so too."""
        self._timer.start()
        live, clock = self._live, self._floor.clock
        rows = slice(self._taken, len(live.columns))
        self._steps.take(live.columns, rows)
        self._taken = rows.stop
        now = clock.now()
        agents, words = self._agents(live.statuses.snapshot(clock.moment).believed(now), now)
        steps = self._steps.counts(durations.midnight(now), now, agents.agents if words else None)
        last = float(live.columns.received[-1]) / 1e6 if len(live.columns) else None
        judged = self._floor.roster.limits.judge_all(agents, now)
        figures = figures_of(agents, judged.stage)
        self.now = Seen(now, figures, standings(agents, judged, now, self.most), steps, words, last)
        self.seen.emit()

    def _agents(self, everyone: Snapshot, now: float) -> tuple[Snapshot, str]:
        """Those that the floor's filter means, and the filter in words where it leaves anybody out."""
        expression = self._floor.bar.whole.strip()
        if not expression:
            return everyone, ""
        try:
            return everyone.of(self._judge_of_now().meant(everyone, now)), f"Only {expression}"
        except FilterError:
            # The floor, which asks the same, tells of it.
            return everyone, ""

    def _judge_of_now(self) -> Judge:
        """The same one as long as it asks the same: it remembers its answers."""
        asked = (self._floor.bar.filter, self._live.catalog, self._live.roster)
        if self._judge is None or asked != self._asked:
            wanted, catalog, roster = self._asked = asked
            self._judge = Judge(wanted, catalog, self._live.names, roster)
        return self._judge

    def _on_rows_removed(self, count: int) -> None:
        self._taken = max(0, self._taken - count)
