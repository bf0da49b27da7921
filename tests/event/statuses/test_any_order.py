"""`Statuses` says the same as a plain recomputation, however events are batched and in whatever order they arrive."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from floorwalker.event.notes import Note
from floorwalker.event.statuses import Statuses
from tests.event.statuses.plain import HOURS_12, as_lists, plain_spans
from tests.event.statuses.rows import AVAILABLE, NONE, ON_CALL, UNKNOWN, Day
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


moments = st.integers(-100, 4 * HOURS_12).map(lambda second: NOON + second + 0.5)


def _plain_snapshot(rows: NDArray[np.int64], gaps: list[int], when: float) -> dict[int, tuple[int, ...]]:
    """activity, reason, since, seq and heard of each agent."""
    found = {}
    for agent, spans in plain_spans(rows, gaps).items():
        start, *status, seq = next((one for one in reversed(spans) if one[0] <= when), (0, UNKNOWN, 0, 0))
        heard = (
            created
            for _, _, created, category, _, of, _, activity, _, notes, _ in rows.tolist()
            if of == agent and (category == 1 or activity != NONE) and not notes & Note.REPEAT and created <= when
        )
        found[agent] = (*status, start, seq, max(heard, default=0))
    return found


@settings(max_examples=300)
@given(sessions(), st.lists(moments, min_size=1, max_size=3), st.sampled_from([1, 4, 1000]))
def test_that_a_past_moment_is_as_a_plain_recomputation_says_while_events_go_on_arriving(
    session: Session, whens: list[float], many: int
) -> None:
    statuses = Statuses(many)
    gaps: list[int] = []
    for number, batch in enumerate([*session.batches, session.rows[:0]]):
        gaps = sorted({*gaps, *session.gaps.get(number, [])})
        statuses.set_gaps([(gap, gap + 1) for gap in gaps])
        statuses.append(batch)
        for when in whens:
            snapshot = statuses.snapshot(when)
            columns = (snapshot.activity, snapshot.reason, snapshot.since, snapshot.seq, snapshot.heard)
            told = dict(zip(snapshot.agents.tolist(), np.stack(columns, 1).tolist(), strict=True))
            arrived = np.concatenate(session.batches[: number + 1])
            assert {agent: tuple(one) for agent, one in told.items()} == _plain_snapshot(arrived, gaps, when)
            assert all(statuses.at(agent, when) == tuple(one[:4]) for agent, one in told.items())


def test_that_a_late_event_which_moves_a_gap_before_itself_changes_the_time_since_the_gap() -> None:
    """The sender's clock is ahead: its event from before the gap lies behind the late one from after it."""
    gap = NOON * 1_000_000 + 100_300_000
    day, statuses = Day(), Statuses()
    day.add(NOON, AVAILABLE)
    day.add(NOON + 120, ON_CALL, received=gap - 1)
    day.add(NOON + 150, AVAILABLE)
    statuses.append(day.rows)
    statuses.set_gaps([(gap, gap + 1)])
    assert statuses.snapshot(NOON + 105).activity.tolist() == [AVAILABLE]
    day.add(NOON + 110, ON_CALL, received=gap + 60_000_000)
    statuses.append(day.rows[3:])
    assert statuses.snapshot(NOON + 105).activity.tolist() == [UNKNOWN]
    assert statuses.snapshot(NOON + 105).since.tolist() == [NOON + 100]


def test_that_a_past_moment_is_asked_of_what_is_left_after_forgetting() -> None:
    day, statuses = Day(), Statuses(many=2000)
    for number in range(1000):
        day.add(NOON + number, AVAILABLE if number % 2 else ON_CALL)
    statuses.append(day.rows)
    assert statuses.snapshot(NOON + 10).since.tolist() == [NOON + 10]
    for _ in range(2):
        statuses.forget(900, 10)
    for when in (NOON + 10, NOON + 990):
        [since], [heard] = statuses.snapshot(when).since.tolist(), statuses.snapshot(when).heard.tolist()
        assert (since, heard) == ((0, 0) if when < NOON + 500 else (when, when))
        assert statuses.at(1, when)[2] == since


def test_that_past_moments_are_right_again_after_nobody_has_asked_for_long() -> None:
    day, statuses = Day(), Statuses()
    for number in range(1200):
        day.add(NOON + number, AVAILABLE if number % 2 else ON_CALL)
        statuses.append(day.rows[-1:])
        if number == 10:
            assert statuses.snapshot(NOON + 10).since.tolist() == [NOON + 10]
    assert statuses.snapshot(NOON + 1190).since.tolist() == [NOON + 1190]
