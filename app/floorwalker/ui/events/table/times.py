"""What the column of times shows: a moment, or how long after another one."""

from __future__ import annotations

from datetime import UTC, datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, Signal

from floorwalker.ui.events import moments

if TYPE_CHECKING:
    from floorwalker.ui.events.order.shown import ShownRows
    from floorwalker.ui.following import LiveSession

_MILLION: Final = 1_000_000


class TimeShown(StrEnum):
    """The ways to show time, in the order in which they are gone through. They are remembered by these texts."""

    ARRIVAL = "arrival"
    ARRIVAL_UTC = "arrival-utc"
    CREATED = "created"
    SINCE_PREVIOUS = "since-previous"
    SINCE_REFERENCE = "since-reference"


NAMES: Final = {
    TimeShown.ARRIVAL: "Arrival, in your time zone",
    TimeShown.ARRIVAL_UTC: "Arrival, in UTC",
    TimeShown.CREATED: "Event time (CreationDateUtc)",
    TimeShown.SINCE_PREVIOUS: "Since the row above",
    TimeShown.SINCE_REFERENCE: "Since one event",
}
"""For a menu."""

_TITLES: Final = {
    TimeShown.ARRIVAL: ("Time", "When it arrived here, in your time zone"),
    TimeShown.ARRIVAL_UTC: ("Time (UTC)", "When it arrived here, in UTC"),
    TimeShown.CREATED: ("Event time", "Its CreationDateUtc, in UTC: whole seconds, by the sender's clock"),
    TimeShown.SINCE_PREVIOUS: ("Since above", "From the arrival of the row above to its own"),
}


class Times(QObject):
    """The texts of the column of times; for the window's thread only. changed: all of them are others now."""

    changed = Signal()

    def __init__(self, shown: ShownRows, live: LiveSession, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._shown = shown
        self._live = live
        self._way = TimeShown.ARRIVAL
        self._reference: tuple[int, int] | None = None
        self._today = _now()

    @property
    def way(self) -> TimeShown:
        """What is shown."""
        return self._way

    def show(self, way: TimeShown) -> None:
        """Show time that way."""
        if way != self._way:
            self._way = way
            self.changed.emit()

    @property
    def reference(self) -> int | None:
        """The seq of the event that time is measured from, None where it is the first one that is shown."""
        return None if self._reference is None else self._reference[0]

    def set_reference(self, seq: int) -> None:
        """Measure from that event, which stays known when it leaves the session; one that is gone changes nothing."""
        row = self._live.columns.row_of(seq)
        if row is None:
            return
        self._reference = seq, int(self._live.columns.received[row])
        self.changed.emit()

    def title(self) -> tuple[str, str]:
        """The column's title, and what it means."""
        if self._way != TimeShown.SINCE_REFERENCE:
            return _TITLES[self._way]
        if self._reference is None:
            return "Since first", "From the arrival of the first event in the table to its own"
        return f"Since No. {self._reference[0]:,}", f"From the arrival of event {self._reference[0]:,} to its own"

    def text(self, row: int) -> str:
        """What the column shows of a row of the columns."""
        columns = self._live.columns
        received = int(columns.received[row])
        match self._way:
            case TimeShown.ARRIVAL:
                return self.arrival(row)
            case TimeShown.ARRIVAL_UTC:
                return moments.clock_utc(received, self._today)
            case TimeShown.CREATED:
                return moments.clock_utc(int(columns.created[row]) * _MILLION, self._today, digits=0)
            case _:
                before = self._above(row) if self._way == TimeShown.SINCE_PREVIOUS else self._beginning()
                return "" if before is None else moments.passed(received - before)

    def arrival(self, row: int) -> str:
        """When a row of the columns arrived, whatever the column shows."""
        return moments.clock(int(self._live.columns.received[row]), self._today)

    def look_at_calendar(self) -> bool:
        """After midnight, yesterday's events show their date: whether it is another day."""
        now, before = _now(), self._today
        self._today = now
        return now.date() != before.date()

    def _above(self, row: int) -> int | None:
        position = self._shown.position_of(row)
        return int(self._live.columns.received[self._shown.row(position - 1)]) if position else None

    def _beginning(self) -> int | None:
        if self._reference is not None:
            return self._reference[1]
        return int(self._live.columns.received[self._shown.row(0)]) if len(self._shown) else None


def _now() -> datetime:
    return datetime.now(UTC).astimezone()
