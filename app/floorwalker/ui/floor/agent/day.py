"""One agent's spans and work items within a time, as a list to read. Nothing here is of Qt."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from floorwalker.event.facts import Activity
from floorwalker.event.work import Step, WorkItem
from floorwalker.ui.floor.timeline.spans import ShownSpans

if TYPE_CHECKING:
    from collections.abc import Iterable

    from floorwalker.event.statuses import Statuses


class Entry(NamedTuple):
    """One line. start, end: seconds; end None where it goes on. activity, reason, seq: of a span, seq 0 where no event
    began it, is_stale where it is no longer to be believed. item: of a work item, else None.
    """

    start: int
    end: int | None
    activity: int = Activity.NONE
    reason: int = 0
    seq: int = 0
    is_stale: bool = False
    item: WorkItem | None = None

    def seconds(self, now: float) -> float:
        """How long it lasted, or has lasted by now."""
        return (now if self.end is None else self.end) - self.start


def spans_of(statuses: Statuses, agent: int, now: float) -> ShownSpans:
    """The agent's spans that have begun by now (seconds)."""
    return ShownSpans.of(statuses, [agent], now)


def known_by(items: Iterable[WorkItem], now: float) -> list[WorkItem]:
    """The items as they were known at a moment, without the steps that came after it."""
    return [cut for item in items if _first(item) <= now for cut in (_cut(item, now),)]


def entries_of(spans: ShownSpans, items: Iterable[WorkItem], start: float, end: float) -> list[Entry]:
    """Everything that reaches into a time, the newest first; of a span and an item that begin together the item."""
    told = [_entry(spans, place) for place in reversed(_reaching(spans, start, end))]
    told += [_item(item) for item in items if _first(item) <= end and item.last[0] >= start]
    return sorted(told, key=lambda entry: (entry.start, entry.item is not None), reverse=True)


def lacking(item: WorkItem) -> str:
    """`released without accepted`, "" where nothing lacks."""
    last = item.last[1].name.lower()
    steps = " and ".join(Step(step).name.lower() for step in item.lacks)
    return f"{last} without {steps}" if steps else ""


def _reaching(spans: ShownSpans, start: float, end: float) -> range:
    """The places of those that do: one that ends when the time begins does not."""
    first = int(np.searchsorted(spans.starts, start, "right")) - 1
    return range(max(first, 0), int(np.searchsorted(spans.starts, end, "right")))


def _entry(spans: ShownSpans, place: int) -> Entry:
    end = int(spans.starts[place + 1]) if place + 1 < len(spans) else None
    told = int(spans.activity[place]), int(spans.reason[place]), int(spans.seq[place])
    return Entry(int(spans.starts[place]), end, *told, is_stale=bool(spans.is_stale[place]))


def _item(item: WorkItem) -> Entry:
    at, last = item.last
    return Entry(int(_first(item)), None if last in {Step.OFFERED, Step.ACCEPTED} else at, item=item)


def _cut(item: WorkItem, now: float) -> WorkItem:
    steps = (item.offered, item.accepted, item.declined, item.released)
    return WorkItem(item.agent, item.item, *(None if at is not None and at > now else at for at in steps))


def _first(item: WorkItem) -> float:
    """When its first step was; an item has one."""
    steps = (item.offered, item.accepted, item.declined, item.released)
    return min((at for at in steps if at is not None), default=math.inf)
