"""Agents' statuses worked out the plain way, to hold `Statuses` against: all of the past, anew at each step."""

from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import Any, NamedTuple

from numpy.typing import NDArray

from floorwalker.event.facts import Activity
from floorwalker.event.notes import Note

HOURS_12 = 12 * 3600
STARTS_GAP = "starts gap"


class Told(NamedTuple):
    """One event, by the names of the columns that matter here."""

    agent: int
    created: int
    rank: int
    seq: int
    received: int
    activity: int
    reason: int
    session: int


Span = tuple[int, int, int, int]


def plain_spans(rows: Iterable[Sequence[int]], gaps: Sequence[int]) -> dict[int, list[Span]]:
    """(start, activity, reason, seq) of each span, for each agent."""
    events = sorted(told for row in rows if (told := _told(row)))
    return {agent: _spans(list(of_agent), gaps) for agent, of_agent in groupby(events, key=lambda told: told.agent)}


def as_lists(spans: tuple[NDArray[Any], ...]) -> list[Span]:
    """Spans as `plain_spans` gives them."""
    return list(zip(*(column.tolist() for column in spans), strict=True))


def _told(row: Sequence[int]) -> Told | None:
    seq, received, created, category, code, agent, session, activity, reason, notes, _feed = (int(n) for n in row)
    if not agent or notes & Note.REPEAT or (category != 1 and activity == Activity.NONE):
        return None
    signs_in = activity == Activity.UNKNOWN and (category, code) != (1, 3)
    rank = 0 if signs_in else 2 if activity == Activity.SIGNED_OUT else 1
    return Told(agent, created, rank, seq, received, activity, reason, session)


def _spans(events: list[Told], gaps: Sequence[int]) -> list[Span]:
    """Goes through a history of events and gaps, and looks back at all of it anew at each step."""
    history: list[Told | int] = []
    spans: list[Span] = []
    last: tuple[int, int, bool] | None = None
    for item in _with_gaps(events, gaps):
        history.append(item)
        start, status = _status_after(history)
        if status is not None and status != last:
            spans.append((start, status[0], status[1], 0 if isinstance(item, int) else item.seq))
            last = status
    return spans


def _with_gaps(events: list[Told], gaps: Sequence[int]) -> list[Told | int]:
    """A gap lies before the first event that was both created and received no earlier than it started."""
    items: list[Told | int] = list(events)
    for gap in sorted(gaps):
        after = (
            place
            for place, item in enumerate(items)
            if isinstance(item, Told) and item.received >= gap and (item.created + 1) * 1_000_000 > gap
        )
        items.insert(next(after, len(items)), gap)
    return items


def _status_after(history: list[Told | int]) -> tuple[int, tuple[int, int, bool] | None]:
    """When the last thing of a history happened, and (activity, reason, whether a gap is why) after it."""
    item = history[-1]
    before = [event for event in history[:-1] if isinstance(event, Told)]
    if isinstance(item, int):
        start = max([item // 1_000_000, *(event.created for event in before)])
        return start, (int(Activity.UNKNOWN), 0, True) if before else None
    if item.rank == 0:
        return item.created, (item.activity, 0, False)
    if item.activity == Activity.SIGNED_OUT:
        return item.created, (item.activity, 0, False) if not _left(history) else _status_after_all(history[:-1])
    if item.activity != Activity.NONE:
        return item.created, (item.activity, item.reason, False)
    status = _status_after_all(history[:-1])
    if status is None or status[2] or status[0] == Activity.SIGNED_OUT:
        status = (int(Activity.UNKNOWN), 0, False)
    return item.created, status


def _status_after_all(history: list[Told | int]) -> tuple[int, int, bool] | None:
    return _status_after(history)[1] if history else None


def _left(history: list[Told | int]) -> set[int]:
    """The sessions that are left after a history."""
    left: set[int] = set()
    signed_out = False
    heard: int | None = None
    for item in history:
        if isinstance(item, int):
            left, signed_out = set(), False if heard is not None else signed_out
            continue
        if heard is not None and item.created - heard >= HOURS_12:
            left = set()
        heard = item.created
        if item.activity == Activity.SIGNED_OUT:
            left = left - {item.session} if item.session else set()
            signed_out = signed_out or not left
        else:
            signed_out = signed_out and item.rank != 0
            left |= {item.session} - {0} if not signed_out else set()
    return left
