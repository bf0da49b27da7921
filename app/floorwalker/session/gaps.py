"""The times in which a session may have missed events.

A gap is the time between the end of one capture and the start of the next, or between the loss of a feed and its
return, by our clock (our decision). It counts only where the session was live: where its last event before the gap had
arrived within five minutes of its CreationDateUtc. Imported, replayed and very late events know no gaps.

A feed that another Floorwalker serves can say on its return that it still has all that was missed. Such a gap is known
and counted like any other, for the loss was real and its events come late; but nobody's status becomes unknown by it,
because there is nothing that the session will not know. The time between two captures is never whole: other senders
may have found nobody there.
"""

import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby, pairwise
from operator import attrgetter, itemgetter

from floorwalker.session.records import Gap

_LIVE = 5 * 60
"""Seconds between an event's CreationDateUtc and its arrival, up to which it is live."""

_UP = "connected"
"""The state of a feed that brings events. In any other it is lost, once it was up."""


@dataclass(frozen=True, slots=True)
class _Loss:
    """When events stopped to come, and the seq of the last one before."""

    at: int
    after: int


def gaps(connection: sqlite3.Connection) -> list[Gap]:
    """All gaps of a session, in order of time. Those that overlap are one, without a feed if they do not share it."""
    captures = connection.execute("SELECT id, started, coalesce(ended, seen), last_seq FROM captures ORDER BY id")
    ends: dict[int, _Loss] = {}
    found: list[tuple[_Loss, int, int | None, bool]] = []
    for (capture, _, end, last_seq), (_, started, _, _) in pairwise(captures):
        ends[capture] = _Loss(end, last_seq)
        found.append((ends[capture], started, None, False))
    states = connection.execute("SELECT feed, capture, at, state, after, whole FROM feed_states ORDER BY feed, id")
    for feed, of_feed in groupby(states.fetchall(), key=itemgetter(0)):
        found += [(loss, end, feed, whole) for loss, end, whole in _outages((row[1:] for row in of_feed), ends)]
    live = (one for one in found if one[0].at < one[1] and _was_live(connection, one[0]))
    return _merged(Gap(loss.at, end, feed, whole) for loss, end, feed, whole in live)


def unknown_times(found: Iterable[Gap]) -> list[tuple[int, int]]:
    """Start and end of those gaps after which nobody's status is known."""
    return [(gap.start, gap.end) for gap in found if not gap.whole]


def _outages(
    states: Iterable[tuple[int, int, str, int, int]], ends: Mapping[int, _Loss]
) -> Iterator[tuple[_Loss, int, bool]]:
    """The times between a feed's losses and its returns, and whether the return was whole. The end of a capture loses a
    feed that was up, too.
    """
    up_in: int | None = None
    loss: _Loss | None = None
    for capture, at, state, after, whole in states:
        if up_in is not None and up_in != capture:
            loss, up_in = ends[up_in], None
        if state == _UP:
            if loss is not None:
                yield loss, at, bool(whole)
            loss, up_in = None, capture
        elif up_in is not None:
            loss, up_in = _Loss(at, after), None


def _was_live(connection: sqlite3.Connection, loss: _Loss) -> bool:
    last = "SELECT received, created FROM events WHERE seq <= ? ORDER BY seq DESC LIMIT 1"
    row = connection.execute(last, (loss.after,)).fetchone()
    return row is not None and abs(row[0] / 1_000_000 - row[1]) <= _LIVE


def _merged(found: Iterable[Gap]) -> list[Gap]:
    merged: list[Gap] = []
    for gap in sorted(found, key=attrgetter("start")):
        if merged and gap.start <= merged[-1].end:
            last = merged[-1]
            feed = last.feed if last.feed == gap.feed else None
            merged[-1] = Gap(last.start, max(last.end, gap.end), feed, last.whole and gap.whole)
        else:
            merged.append(gap)
    return merged
