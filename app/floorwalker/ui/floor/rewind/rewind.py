"""Rewinding the floor: the bar and the sign, joined with the clock and with what shows the floor."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from floorwalker.event.plural import counted
from floorwalker.ui.events.moments import span
from floorwalker.ui.floor import durations
from floorwalker.ui.floor.rewind import speeds
from floorwalker.ui.floor.rewind.actions import RewindActions
from floorwalker.ui.floor.rewind.asking import ChartAsking
from floorwalker.ui.floor.rewind.bar import RewindBar
from floorwalker.ui.floor.rewind.rewinding import Rewinding
from floorwalker.ui.floor.rewind.sign import Sign
from floorwalker.ui.floor.rewind.track import Track
from floorwalker.ui.floor.rewind.typed import HOW_TO_WRITE, read_moment

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtGui import QAction
    from PySide6.QtWidgets import QWidget

    from floorwalker.ui.floor.clock import Clock
    from floorwalker.ui.floor.timeline.period import Period
    from floorwalker.ui.floor.timeline.timeline import Timeline
    from floorwalker.ui.following import LiveSession
    from floorwalker.ui.look import Look


class Rewind(QObject):
    """Everything about past moments. shown: the clock has been set, so that the floor should be refreshed at once.
    revealed: the chart's period is another, so that the moment is in sight. left: the focus should go elsewhere.
    told(words): one short line.

    agents: who is shown, for steps from change to change; the caller puts the right thing there.
    """

    shown = Signal()
    revealed = Signal()
    left = Signal()
    told = Signal(str)

    def __init__(
        self, live: LiveSession, clock: Clock, period: Period, live_action: QAction, look: Look, view: QWidget
    ) -> None:
        """live_action: what leads back to live. view: in which the keys work."""
        super().__init__(view)
        self._clock = clock
        self._period = period
        self._live_action = live_action
        self._look = look
        self.agents: Callable[[], Sequence[int]] = list
        self.rewinding = Rewinding(live, clock, self)
        self.actions_ = RewindActions(look, view)
        self.bar = RewindBar(self.actions_, Track(live, clock, self.rewinding, look), look)
        self.sign = Sign(live_action, look)
        self._connect()
        self._tell()

    def go_to(self, moment: float | None) -> None:
        """Show the floor at a moment, in seconds; None for live."""
        self.rewinding.go_to(moment)

    def open_at(self, moment: float) -> None:
        """The same as soon as the session is read; where that is another moment, it is told."""
        self.rewinding.open_at(moment)

    def ask_on(self, timeline: Timeline) -> None:
        """Let the chart be asked for moments too."""
        ChartAsking(timeline, self._period, self._look).asked.connect(self.open_at)

    def word(self) -> str:
        """What the moment shown is called on an axis."""
        if self._clock.moment is not None:
            return durations.clock(self._clock.moment, self._clock.latest())
        return "end" if self._clock.has_ended else "now"

    def stop(self) -> None:
        """Nothing more happens here."""
        self.rewinding.stop()

    def _connect(self) -> None:
        of, rewinding, bar = self.actions_, self.rewinding, self.bar
        of.play.triggered.connect(self._on_play)
        of.before.triggered.connect(lambda: rewinding.go_to_change_before(self.agents()))
        of.next.triggered.connect(lambda: rewinding.go_to_next_change(self.agents()))
        of.slower.triggered.connect(lambda: rewinding.set_speed(speeds.other(rewinding.speed, -1)))
        of.faster.triggered.connect(lambda: rewinding.set_speed(speeds.other(rewinding.speed, 1)))
        of.minute_back.triggered.connect(lambda: rewinding.step(-60))
        of.minute_on.triggered.connect(lambda: rewinding.step(60))
        of.go_to.triggered.connect(bar.field.setFocus)
        self._live_action.triggered.connect(lambda: rewinding.go_to(None))
        bar.track.asked.connect(rewinding.go_to)
        bar.speed_chosen.connect(rewinding.set_speed)
        bar.field.typed.connect(self._on_typed)
        bar.field.left.connect(self.left)
        rewinding.changed.connect(self._tell)
        rewinding.shown.connect(self._on_shown)
        rewinding.told.connect(self.told)

    def _on_play(self) -> None:
        if self.rewinding.is_playing:
            self.rewinding.pause()
        else:
            self.rewinding.play(self._period.start)

    def _on_shown(self) -> None:
        """The moment comes into sight; but whoever has moved the chart away while it plays looks elsewhere."""
        moment, period = self._clock.moment, self._period
        looks_elsewhere = self.rewinding.is_playing and not period.start <= period.now <= period.end
        if moment is not None and not looks_elsewhere and period.reveal(moment):
            self.revealed.emit()
        self.shown.emit()

    def _on_typed(self, text: str) -> None:
        latest = self._clock.latest()
        moment = read_moment(text, self.rewinding.moment or latest, latest)
        if moment is None:
            self.told.emit(f"“{text}” is no time. {HOW_TO_WRITE}")
            self.bar.field.selectAll()
            return
        self.bar.field.finish()
        self.rewinding.open_at(moment)
        self.left.emit()

    def _tell(self) -> None:
        moment, latest = self.rewinding.moment, self._clock.latest()
        self.bar.tell_speed(self.rewinding.speed)
        self.bar.tell_playing(is_playing=self.rewinding.is_playing)
        words = durations.clock(latest if moment is None else moment, latest)
        self.bar.field.say(words)
        if moment is None:
            self.sign.hide()
            return
        ended = self._clock.has_ended
        ago = "before the end" if ended else "ago"
        news = self.rewinding.new_events
        since = f"{counted(news, 'new event')} since you left live" if news else ""
        way_back = "To the end (L)" if ended else "Back to live (L)"
        self.sign.tell(f"Rewound: {words}, {span(round(latest - moment))} {ago}", since, way_back)
