"""Numbers of an agent's work items in a time, as far as events prove them."""

from collections.abc import Iterable
from typing import NamedTuple

from floorwalker.event.work import Step, WorkItem


class WorkNumbers(NamedTuple):
    """ring: mean seconds of the items accepted in the time, handle: of those released; None where events prove none.

    unproven: how many items with their last step in it lack a step before: `{"released without accepted": 1}`.
    """

    ring: float | None
    handle: float | None
    unproven: dict[str, int]


def numbers_of(items: Iterable[WorkItem], start: int, end: float) -> WorkNumbers:
    """Of one agent's items, from a moment on up to another, both in seconds and included; what came later is not
    known."""
    rings: list[int] = []
    handles: list[int] = []
    lacking: dict[str, int] = {}
    for item in items:
        if item.ring is not None and start <= (item.accepted or 0) <= end:
            rings.append(item.ring)
        if item.handle is not None and start <= (item.released or 0) <= end:
            handles.append(item.handle)
        known = as_of(item, end)
        if known is not None and known.lacks and known.last[0] >= start:
            _count(known, lacking)
    return WorkNumbers(_mean(rings), _mean(handles), lacking)


def as_of(item: WorkItem, when: float) -> WorkItem | None:
    """An item as it was known at a moment, in seconds; None where nothing had happened to it yet."""
    if item.last[0] <= when:
        return item
    agent, name, *times = item
    known = [at if at is not None and at <= when else None for at in times]
    return WorkItem(agent, name, *known) if any(at is not None for at in known) else None


def _count(item: WorkItem, lacking: dict[str, int]) -> None:
    for step in item.lacks:
        words = f"{Step(item.last[1]).name.lower()} without {step.name.lower()}"
        lacking[words] = lacking.get(words, 0) + 1


def _mean(seconds: list[int]) -> float | None:
    return sum(seconds) / len(seconds) if seconds else None
