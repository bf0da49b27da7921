"""What may arrive in a session, for tests that hold statuses against a plain recomputation."""

from dataclasses import dataclass

import numpy as np
from hypothesis import strategies as st
from numpy.typing import NDArray

from floorwalker.event.notes import Note
from tests.event.statuses.plain import HOURS_12
from tests.event.statuses.rows import AVAILABLE, NAMED, NONE, OTHER, SIGNED_OUT, UNKNOWN

NOON = 1_790_000_000


@dataclass(frozen=True)
class Session:
    """What arrives: rows in batches, and gaps that become known before one of them (or after all)."""

    batches: list[NDArray[np.int64]]
    gaps: dict[int, list[int]]

    @property
    def rows(self) -> NDArray[np.int64]:
        """All rows."""
        return np.concatenate(self.batches)


@st.composite
def sessions(draw: st.DrawFn) -> Session:
    """Some agents' events: swapped, late, repeated, in sessions that overlap, after long silence, with gaps between."""
    steps = st.sampled_from([0, 0, 1, 1, 2, 30, HOURS_12 - 1, HOURS_12])
    count = draw(st.integers(1, 25))
    rows, now = [], NOON
    for seq in range(1, count + 1):
        now += draw(steps)
        created = now + draw(st.sampled_from([0, 0, 0, 0, -1, 1, -30, 40, -HOURS_12]))
        activity = draw(st.sampled_from([UNKNOWN, SIGNED_OUT, NONE, AVAILABLE, OTHER, NAMED]))
        reason = draw(st.sampled_from([51, 52])) if activity in {OTHER, NAMED} else 0
        agent = draw(st.sampled_from([1, 1, 1, 2, 0]))
        session = draw(st.sampled_from([91, 91, 91, 92, 0]))
        code = draw(st.sampled_from([1, 3]))
        category = draw(st.sampled_from([1, 1, 1, 3]))
        notes = draw(st.sampled_from([0, 0, 0, int(Note.LATE), int(Note.REPEAT)]))
        received = now * 1_000_000 + draw(st.sampled_from([0, 300_000, 999_999]))
        rows.append([seq, received, created, category, code, agent, session, activity, reason, notes, 1])
    cuts = sorted(draw(st.lists(st.integers(0, count), max_size=4)))
    batches = np.split(np.array(rows, np.int64), cuts)
    moments = st.integers(-40, now - NOON + 40).map(lambda second: (NOON + second) * 1_000_000 + 300_000)
    known = draw(st.dictionaries(st.integers(0, len(batches)), st.lists(moments, max_size=3), max_size=3))
    return Session(batches, known)
