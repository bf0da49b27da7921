"""Agents' sessions of events, held against a plain look at them."""

import random
from collections.abc import Iterable
from typing import NamedTuple

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from floorwalker.event.agent_sessions import AgentSessions, sessions_in
from floorwalker.event.facts import Activity
from floorwalker.event.notes import Note

NOON = 1_790_000_000
OUT = Activity.SIGNED_OUT


class Told(NamedTuple):
    """One event: of an agent (by number) in a session (by number), at a second after noon."""

    at: int
    agent: int
    session: int
    activity: int = 16


def rows_of(events: Iterable[Told], notes: int = 0) -> NDArray[np.int64]:
    told = [
        [seq, 0, NOON + one.at, 1, 3, one.agent, one.session, one.activity, 0, notes, 1]
        for seq, one in enumerate(events, 1)
    ]
    return np.array(told, np.int64).reshape(-1, 11)


def sessions_of(*portions: NDArray[np.int64]) -> AgentSessions:
    sessions = AgentSessions()
    for rows in portions:
        for one in sessions_in(rows):
            sessions.take(one)
    return sessions


def session_at(sessions: AgentSessions, agent: int, at: int) -> int | None:
    found = sessions.at(agent, NOON + at)
    return None if found is None else found.session


def plainly(events: list[Told], agent: int, at: int) -> int | None:
    """Of the sessions begun by then and not over, the one that began last."""
    mine = [one for one in events if (one.agent, one.session != 0) == (agent, True)]
    found: list[tuple[int, int]] = []
    for session in {one.session for one in mine}:
        own = [one for one in mine if one.session == session]
        begun = min(one.at for one in own)
        outs = [one.at for one in own if one.activity == OUT]
        heard = max([one.at for one in own if one.activity != OUT], default=-1)
        is_over = bool(outs) and heard <= max(outs) <= at
        if begun <= at and not is_over:
            found.append((begun, session))
    return max(found)[1] if found else None


# Sessions are numbered in the order in which they begin, so that two never begin in the same second of one agent.
events_of_two = st.lists(
    st.builds(
        Told,
        st.integers(0, 40),
        st.sampled_from([1, 2]),
        st.sampled_from([0, 3, 4, 5]),
        st.sampled_from([16, int(OUT)]),
    ),
    max_size=25,
).filter(lambda events: len(first_seconds(events)) == len(set(first_seconds(events))))


def first_seconds(events: list[Told]) -> list[tuple[int, int]]:
    sessions = {(one.agent, one.session) for one in events}
    return [
        (agent, min(one.at for one in events if (one.agent, one.session) == (agent, session)))
        for agent, session in sessions
    ]


@given(events_of_two, st.integers(0, 25), st.randoms(use_true_random=False))
def test_that_sessions_are_those_of_a_plain_look_however_their_events_come(
    events: list[Told], cut: int, random_: random.Random
) -> None:
    rows = rows_of(events)[random_.sample(range(len(events)), len(events))]
    sessions = sessions_of(rows[cut:], rows[:cut])
    for agent in (1, 2, 9):
        for at in range(-1, 42):
            assert session_at(sessions, agent, at) == plainly(events, agent, at)


def test_that_repeats_and_events_of_other_categories_tell_of_no_session() -> None:
    rows = rows_of([Told(0, 1, 3)])
    email = rows.copy()
    email[:, 3] = 3
    assert session_at(sessions_of(rows_of([Told(0, 1, 3)], Note.REPEAT), email), 1, 5) is None


def test_that_a_session_heard_of_after_its_sign_out_goes_on() -> None:
    told = [Told(0, 1, 3), Told(10, 1, 3, OUT), Told(20, 1, 3)]
    assert session_at(sessions_of(rows_of(told[:2])), 1, 15) is None
    assert session_at(sessions_of(rows_of(told)), 1, 25) == 3


def test_that_old_sessions_are_forgotten_but_for_each_agents_last() -> None:
    sessions = sessions_of(rows_of([Told(0, 1, 3), Told(5, 1, 3, OUT), Told(10, 1, 4), Told(0, 2, 5)]))
    sessions.forget(NOON + 100)
    assert session_at(sessions, 1, 4) is None
    assert session_at(sessions, 1, 12) == 4
    assert session_at(sessions, 2, 12) == 5
