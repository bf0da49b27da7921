"""All agents' spans in flat arrays, held against a plain look at one agent and one second after the other."""

from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from floorwalker.event.notes import Note
from floorwalker.event.statuses import STALE_AFTER, SpanTable, Statuses
from tests.event.statuses.plain import Span, plain_spans
from tests.event.statuses.rows import (
    ANN,
    AVAILABLE,
    BEN,
    MEETING,
    NAMED,
    NONE,
    ON_BREAK,
    ON_CALL,
    OTHER,
    SIGNED_OUT,
    TRAINING,
    UNKNOWN,
    Day,
)
from tests.event.statuses.sessions import NOON, Session, sessions

T = NOON


class PlainFloor(NamedTuple):
    """Everyone's spans, and when each was heard of."""

    spans: dict[int, list[Span]]
    heard: dict[int, list[int]]

    @classmethod
    def of(cls, rows: NDArray[np.int64], gaps: Sequence[int]) -> "PlainFloor":
        heard: dict[int, list[int]] = {}
        for _, _, created, category, _, agent, _, activity, _, notes, _ in rows.tolist():
            if agent and not notes & Note.REPEAT and (category == 1 or activity != NONE):
                heard.setdefault(agent, []).append(created)
        return cls(plain_spans(rows.tolist(), gaps), heard)

    def span_at(self, agent: int, when: float) -> Span | None:
        return next((span for span in reversed(self.spans[agent]) if span[0] <= when), None)

    def is_stale(self, agent: int, when: float) -> bool:
        span = self.span_at(agent, when)
        newest = max((created for created in self.heard[agent] if created <= when), default=None)
        told = span is not None and span[1] != SIGNED_OUT and newest is not None
        return told and newest is not None and when - newest >= STALE_AFTER

    def status_at(self, agent: int, when: float, *, reasons: bool) -> tuple[int, int] | None:
        span = self.span_at(agent, when)
        if span is None:
            return None
        if self.is_stale(agent, when):
            return UNKNOWN, 0
        return span[1], span[2] if reasons or span[1] == NAMED else 0


def _made(session: Session, agents: Sequence[int] | None = None) -> tuple[SpanTable, PlainFloor]:
    gaps = sorted({gap for some in session.gaps.values() for gap in some})
    statuses = Statuses(4)
    for batch in session.batches:
        statuses.append(batch)
    statuses.set_gaps([(gap, gap + 1) for gap in gaps])
    return SpanTable.of(statuses, agents), PlainFloor.of(session.rows, gaps)


moments = st.integers(-40, 4 * STALE_AFTER).map(lambda second: NOON + second)


@settings(max_examples=200)
@given(sessions(), st.lists(moments, max_size=6), st.sampled_from([0.0, 0.5]))
def test_that_a_table_says_of_each_agent_and_moment_what_a_plain_look_says(
    session: Session, whens: list[int], fraction: float
) -> None:
    table, plain = _made(session)
    assert sorted(table.agents.tolist()) == sorted(plain.spans)
    edges = {when for spans in plain.spans.values() for when, *_ in spans}
    for when in [*whens, *edges, *(edge + STALE_AFTER for edge in edges), *(edge - 1 for edge in edges)]:
        places = table.at(when + fraction).tolist()
        told = [
            None if place < 0 else tuple(int(column[place]) for column in (table.starts, table.activity, table.seq))
            for place in places
        ]
        spans = [plain.span_at(agent, when + fraction) for agent in table.agents.tolist()]
        assert told == [None if span is None else (span[0], span[1], span[3]) for span in spans]


@settings(max_examples=200)
@given(sessions(), st.lists(moments, max_size=9), st.booleans())
def test_that_agents_are_counted_per_status_at_each_moment(session: Session, whens: list[int], reasons: bool) -> None:
    table, plain = _made(session)
    edges = sorted([*whens, *(start for spans in plain.spans.values() for start, *_ in spans)])
    counts = table.counts(np.array(edges, np.float64), reasons=reasons)
    for place, when in enumerate(edges):
        found = Counter(plain.status_at(agent, when, reasons=reasons) for agent in plain.spans)
        del found[None]
        told = dict(zip(counts.statuses, counts.values[:, place].tolist(), strict=True))
        assert {status: count for status, count in told.items() if count} == found


@settings(max_examples=200)
@given(sessions(), moments, st.integers(-5, 90), st.booleans())
def test_that_seconds_per_agent_and_status_are_what_counting_them_gives(
    session: Session,
    start: int,
    length: int,
    reasons: bool,
) -> None:
    table, plain = _made(session)
    seconds = table.seconds(start, start + length, reasons=reasons)
    for place, agent in enumerate(table.agents.tolist()):
        found = Counter(
            plain.status_at(agent, second, reasons=reasons) for second in range(start, start + max(length, 0))
        )
        del found[None]
        told = dict(zip(seconds.statuses, seconds.values[place].tolist(), strict=True))
        assert {status: lasted for status, lasted in told.items() if lasted} == found


@settings(max_examples=100)
@given(sessions(), moments, st.lists(st.integers(0, 90), min_size=1, max_size=4))
def test_that_seconds_between_edges_are_those_of_each_time_by_itself(
    session: Session, start: int, lengths: list[int]
) -> None:
    table, _ = _made(session)
    edges = start + np.cumsum([0, *lengths], dtype=np.float64)
    seconds = table.seconds_between(edges)
    assert seconds.values.shape[:2] == (len(table), len(lengths))
    for place, (first, end) in enumerate(pairwise(edges.tolist())):
        alone = table.seconds(first, end)
        told = dict(zip(seconds.statuses, seconds.values[:, place].T.tolist(), strict=True))
        for status, values in zip(alone.statuses, alone.values.T.tolist(), strict=True):
            assert told.pop(status) == values
        assert not any(map(any, told.values()))


def _day() -> Statuses:
    day = Day()
    day.add(T, UNKNOWN, agent=ANN)
    day.add(T + 10, AVAILABLE, agent=ANN)
    day.add(T + 40, OTHER, TRAINING, agent=ANN)
    day.add(T + 70, OTHER, MEETING, agent=ANN)
    day.add(T + 90, SIGNED_OUT, agent=ANN)
    day.add(T + 20, ON_CALL, agent=BEN)
    day.add(T + 60, NAMED, 70, agent=BEN)
    statuses = Statuses()
    statuses.append(day.rows)
    return statuses


def test_that_a_table_of_some_agents_is_in_their_order() -> None:
    table = SpanTable.of(_day(), [BEN, ANN])
    assert table.agents.tolist() == [BEN, ANN]
    assert table.offsets.tolist() == [0, 2, 7]
    assert table.activity[table.at(T + 30)].tolist() == [ON_CALL, AVAILABLE]
    assert table.at(T + 19).tolist() == [-1, 3]
    with pytest.raises(KeyError):
        SpanTable.of(_day(), [3])


def test_that_reasons_are_told_apart_only_where_they_are_asked_for_or_are_the_status() -> None:
    table = SpanTable.of(_day())
    assert dict(zip(*_totals(table, reasons=False), strict=True)) == {
        (UNKNOWN, 0): 10,
        (AVAILABLE, 0): 30,
        (OTHER, 0): 50,
        (SIGNED_OUT, 0): 10,
        (ON_CALL, 0): 40,
        (NAMED, 70): 40,
    }
    told = dict(zip(*_totals(table, reasons=True), strict=True))
    assert (told[OTHER, TRAINING], told[OTHER, MEETING]) == (30, 20)


def _totals(table: SpanTable, *, reasons: bool) -> tuple[list[tuple[int, int]], list[float]]:
    seconds = table.seconds(T, T + 100, reasons=reasons)
    return seconds.statuses, seconds.total.tolist()


def test_that_an_agent_counts_nowhere_before_the_first_event() -> None:
    counts = SpanTable.of(_day()).counts(np.array([T - 1, T, T + 19.5, T + 20]))
    assert counts.values.sum(axis=0).tolist() == [0, 1, 1, 2]


def test_that_nothing_can_be_counted_of_nobody_and_at_no_moment() -> None:
    nobody = SpanTable.of(Statuses())
    assert nobody.at(T).tolist() == []
    assert nobody.counts(np.array([T])).values.shape == (0, 1)
    assert nobody.seconds(T, T + 1).values.shape == (0, 0)
    assert SpanTable.of(_day()).counts(np.empty(0)).values.shape == (0, 0)


def test_that_a_table_stays_as_it_was_when_events_arrive() -> None:
    statuses = _day()
    table = SpanTable.of(statuses)
    late = Day()
    late.add(T + 15, ON_BREAK, agent=ANN)
    statuses.append(late.rows + np.array([100, *[0] * 10]))
    assert table.activity[table.at(T + 20)].tolist() == [AVAILABLE, ON_CALL]
    assert SpanTable.of(statuses).activity[SpanTable.of(statuses).at(T + 20)].tolist() == [ON_BREAK, ON_CALL]


def test_that_a_status_is_unknown_from_twelve_hours_of_silence_to_the_next_event() -> None:
    day = Day()
    day.add(T, AVAILABLE)
    day.add(T + STALE_AFTER + 100, NONE)
    statuses = Statuses()
    statuses.append(day.rows)
    table = SpanTable.of(statuses)
    seconds = table.seconds(T, T + STALE_AFTER + 150)
    assert dict(zip(seconds.statuses, seconds.total.tolist(), strict=True)) == {
        (AVAILABLE, 0): STALE_AFTER + 50,
        (UNKNOWN, 0): 100,
    }
    assert table.starts[table.at(T + STALE_AFTER + 120)].tolist() == [T]
