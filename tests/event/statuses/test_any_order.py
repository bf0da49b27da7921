"""`Statuses` says the same as a plain recomputation, however events are batched and in whatever order they arrive."""

from dataclasses import dataclass

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from floorwalker.event.notes import Note
from floorwalker.event.statuses import Statuses
from tests.event.statuses.plain import HOURS_12, as_lists, plain_spans
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


@settings(max_examples=600)
@given(sessions(), st.sampled_from([1, 4, 1000]))
def test_that_any_batches_in_any_order_give_the_spans_of_a_plain_recomputation(session: Session, many: int) -> None:
    statuses = Statuses(many)
    gaps: list[int] = []
    for number, batch in enumerate([*session.batches, session.rows[:0]]):
        gaps = sorted({*gaps, *session.gaps.get(number, [])})
        statuses.set_gaps([(gap, gap + 1) for gap in gaps])
        statuses.append(batch)
        arrived = np.concatenate(session.batches[: number + 1])
        told = {agent: as_lists(statuses.spans(agent)) for agent in statuses.agents()}
        assert told == plain_spans(arrived, gaps)


@settings(max_examples=200)
@given(sessions())
def test_that_events_are_noted_after_sign_out_alike_in_any_batches(session: Session) -> None:
    at_once, one_by_one = Statuses(1), Statuses(1000)
    at_once.append(session.rows)
    for row in session.rows:
        one_by_one.append(row[np.newaxis])
    for agent in at_once.agents():
        assert at_once.after_sign_out(agent) == one_by_one.after_sign_out(agent)


@settings(max_examples=200)
@given(sessions(), st.integers(-100, 4 * HOURS_12))
def test_that_a_snapshot_of_a_moment_says_of_each_agent_what_at_says(session: Session, seconds: int) -> None:
    statuses = Statuses()
    statuses.append(session.rows)
    when = NOON + seconds + 0.5
    snapshot = statuses.snapshot(when)
    for number, agent in enumerate(snapshot.agents.tolist()):
        told = (snapshot.activity[number], snapshot.reason[number], snapshot.since[number], snapshot.seq[number])
        assert told == statuses.at(agent, when)
        created = [int(row[2]) for row in session.rows if row[5] == agent and row[2] <= when]
        assert snapshot.heard[number] <= max(created, default=0)
