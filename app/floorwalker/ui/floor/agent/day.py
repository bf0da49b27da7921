"""One agent's spans and work items within a time, as a list to read. Nothing here is of Qt."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from floorwalker.event.facts import Activity
from floorwalker.event.work import Step, WorkItem
from floorwalker.ui.floor.timeline.spans import ShownSpans

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from numpy.typing import NDArray

    from floorwalker.event.statuses import Statuses


class Entry(NamedTuple):
    """One line. start, end: seconds; end None where it goes on. activity, reason: of a span, is_stale where it is
    no longer to be believed. item: of a work item, else None. seq: the event that began the span, 0 where none did, or
    that told the item's last step.
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


class Known(NamedTuple):
    """A work item, and the event that told its last step."""

    item: WorkItem
    seq: int


def spans_of(statuses: Statuses, agent: int, now: float) -> ShownSpans:
    """The agent's spans that have begun by now (seconds)."""
    return ShownSpans.of(statuses, [agent], now)


def known_by(items: Sequence[WorkItem], seqs: NDArray[np.int64], now: float) -> list[Known]:
    """The items as they were known at a moment, without the steps that came after it. seqs: as `WorkItems.seqs`."""
    pairs = zip(items, seqs.tolist(), strict=True)
    return [_cut(item, told, now) for item, told in pairs if _first(item) <= now]


def entries_of(spans: ShownSpans, items: Iterable[Known], start: float, end: float) -> list[Entry]:
    """Everything that reaches into a time, the newest first; of a span and an item that begin together the item."""
    told = _reaching(spans, start, end)
    told += [_item(*known) for known in items if _first(known.item) <= end and known.item.last[0] >= start]
    return sorted(told, key=lambda entry: (entry.start, entry.item is not None), reverse=True)


def lacking(item: WorkItem) -> str:
    """`released without accepted`, "" where nothing lacks."""
    last = item.last[1].name.lower()
    steps = " and ".join(Step(step).name.lower() for step in item.lacks)
    return f"{last} without {steps}" if steps else ""


def _reaching(spans: ShownSpans, start: float, end: float) -> list[Entry]:
    """The spans that do, the newest first: one that ends when the time begins does not."""
    first = max(int(np.searchsorted(spans.starts, start, "right")) - 1, 0)
    sight = slice(first, int(np.searchsorted(spans.starts, end, "right")))
    columns = (spans.starts, spans.activity, spans.reason, spans.seq, spans.is_stale)
    starts, *told = (column[sight].tolist() for column in columns)
    ends: list[int | None] = [*spans.starts.tolist()[first + 1 :], None]
    return [Entry(*fields) for fields in zip(starts, ends, *told, strict=False)][::-1]


def _item(item: WorkItem, seq: int) -> Entry:
    at, last = item.last
    end = None if last in {Step.OFFERED, Step.ACCEPTED} else at
    return Entry(int(_first(item)), end, seq=seq, item=item)


def _cut(item: WorkItem, seqs: list[int], now: float) -> Known:
    steps = (item.offered, item.accepted, item.declined, item.released)
    known = [None if at is not None and at > now else at for at in steps]
    cut = WorkItem(item.agent, item.item, *known)
    return Known(cut, seqs[list(Step).index(cut.last[1])])


def _first(item: WorkItem) -> float:
    """When its first step was; an item has one."""
    steps = (item.offered, item.accepted, item.declined, item.released)
    return min((at for at in steps if at is not None), default=math.inf)
