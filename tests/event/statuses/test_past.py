"""What is left of events that are gone says the same of the time since as the events would."""

from itertools import pairwise
from unittest.mock import patch

import numpy as np
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from floorwalker.event.statuses import Past, Statuses, line
from floorwalker.event.statuses.told import reach, told_by
from tests.event.statuses.plain import as_lists, plain_spans
from tests.event.statuses.rows import ANN, AVAILABLE, ON_BREAK, SIGNED_OUT, UNKNOWN, Day
from tests.event.statuses.sessions import NOON, Session, sessions


def left_of(session: Session, first: int, gaps: list[int]) -> dict[int, Past]:
    """What is left of a session's events before one."""
    past: dict[int, Past] = {}
    agents, events = told_by(session.rows[:first])
    for agent, told in zip(agents.tolist(), events.tolist(), strict=True):
        past.setdefault(agent, Past()).take(told, gaps)
    return {agent: Past.of_text(one.text()) for agent, one in past.items()}


def is_in_time(session: Session, first: int, past: dict[int, Past]) -> bool:
    """Whether no event belongs before those that are folded."""
    agents, events = told_by(session.rows[first:])
    return all(
        agent not in past or past[agent].span is None or event["key"] > past[agent].state.created * 4 + 2
        for agent, event in zip(agents.tolist(), events, strict=True)
    )


@settings(max_examples=300)
@given(sessions(), st.integers(0, 25), st.sampled_from([1, 1000]))
def test_that_statuses_go_on_from_what_is_left_as_from_the_events_themselves(
    session: Session, first: int, many: int
) -> None:
    gaps = sorted({gap for some in session.gaps.values() for gap in some})
    past = left_of(session, first, gaps)
    assume(is_in_time(session, first, past))
    statuses = Statuses(many, past)
    statuses.append(session.rows[first:])
    statuses.set_gaps([(gap, gap + 1) for gap in gaps])
    expected = plain_spans(session.rows, gaps)
    assert sorted(statuses.agents()) == sorted(expected)
    for agent in statuses.agents():
        spans = as_lists(statuses.spans(agent))
        assert spans
        assert spans == expected[agent][-len(spans) :]


@settings(max_examples=150)
@given(sessions(), st.integers(0, 25), st.integers(-1, 40))
def test_that_a_gap_that_is_forgotten_has_done_its_work(session: Session, first: int, seconds: int) -> None:
    gap = (NOON + seconds) * 1_000_000 + 300_000
    past = left_of(session, first, [gap])
    for one in past.values():
        one.pass_gap(gap, [gap])
    assume(is_in_time(session, first, past))
    assume(all(reach(int(row[2]), int(row[1])) >= gap for row in session.rows[first:]))
    statuses = Statuses(past=past)
    statuses.append(session.rows[first:])
    expected = plain_spans(session.rows, [gap])
    for agent in statuses.agents():
        if agent in past:
            spans = as_lists(statuses.spans(agent))
            assert spans == expected[agent][-len(spans) :]


@settings(max_examples=150)
@given(sessions(), st.lists(st.integers(0, 25), max_size=3))
def test_that_statuses_that_forget_say_the_same_of_the_time_since(session: Session, cuts: list[int]) -> None:
    with patch.multiple(line, _STRIDE=2, _FINE=1, _NEAR=1):
        statuses = Statuses(1)
        bounds = [0, *sorted({cut for cut in cuts if cut < len(session.rows)}), len(session.rows)]
        for first, end in pairwise(bounds):
            statuses.append(session.rows[first:end])
            floors = {agent: statuses.floor(agent) for agent in statuses.agents()}
            rest_agents, rest = told_by(session.rows[end:])
            statuses.forget(end // 2, 1000)
            statuses.forget(end // 2, 1000)
            later = zip(rest_agents.tolist(), rest["key"].tolist(), strict=True)
            assume(all(agent not in floors or key > statuses.floor(agent) + 2 for agent, key in later))
    expected = plain_spans(session.rows, [])
    for agent in statuses.agents():
        spans = as_lists(statuses.spans(agent))
        assert spans
        assert spans == expected[agent][-len(spans) :]


def test_that_statuses_that_forget_keep_a_bounded_number_of_spans() -> None:
    day, statuses = Day(), Statuses()
    for number in range(10_000):
        day.add(NOON + number, AVAILABLE if number % 2 else ON_BREAK)
    for first in range(0, 10_000, 100):
        statuses.append(day.rows[first : first + 100])
        statuses.forget(first - 400, 10)
        statuses.forget(first - 400, 10)
        assert len(statuses.spans(ANN)) <= 500 + 2 * 64 + 100
    assert statuses.at(ANN, NOON + 9_999.5)[0] == AVAILABLE


def test_that_an_event_from_before_what_is_left_tells_nothing() -> None:
    day = Day()
    for second in range(100, 120):
        day.add(second, ON_BREAK if second % 2 else AVAILABLE)
    past = Past()
    for told in told_by(day.rows)[1].tolist():
        past.take(told, [])
    late = Day()
    late.add(50, SIGNED_OUT)
    statuses = Statuses(past={ANN: past})
    assert not statuses.append(late.rows + np.array([100, *[0] * 10]))
    assert statuses.at(ANN, 200)[0] == ON_BREAK


def test_that_who_was_heard_of_last_is_known_from_what_is_left() -> None:
    day = Day()
    for second in range(100, 120):
        day.add(second, UNKNOWN)
    past = Past()
    for told in told_by(day.rows)[1].tolist():
        past.take(told, [])
    assert Statuses(past={ANN: past}).snapshot(111).heard.tolist() == [111]
    assert Statuses(past={ANN: past}).snapshot(119).heard.tolist() == [119]
    assert Statuses(past={ANN: past}).snapshot().since.tolist() == [100]
