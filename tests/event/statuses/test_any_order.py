"""`Statuses` says the same as a plain recomputation, however events are batched and in whatever order they arrive."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from floorwalker.event.statuses import Statuses
from tests.event.statuses.plain import HOURS_12, as_lists, plain_spans
from tests.event.statuses.sessions import NOON, Session, sessions


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
