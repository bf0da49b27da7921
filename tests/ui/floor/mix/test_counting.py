"""Agents per status at many moments, held against asking the statuses moment by moment."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from floorwalker.event.facts import Activity
from floorwalker.event.statuses import STALE_AFTER, Statuses
from floorwalker.event.statuses import copies as copying
from floorwalker.event.statuses.copies import SpanCopy, tables_of
from floorwalker.ui.floor.mix.counting import UNHEARD, mix_of
from floorwalker.ui.floor.timeline.strips import Sight
from tests.event.statuses.rows import AVAILABLE, NAMED, OTHER, SIGNED_OUT, Day
from tests.event.statuses.sessions import NOON, sessions

if TYPE_CHECKING:
    from collections.abc import Iterable

    import pytest

    from tests.event.statuses.sessions import Session


def statuses_of(session: Session) -> Statuses:
    statuses = Statuses()
    for number, batch in enumerate(session.batches):
        statuses.set_gaps((start, start + 1) for start in session.gaps.get(number, []))
        statuses.append(batch)
    statuses.set_gaps((start, start + 1) for starts in session.gaps.values() for start in starts)
    return statuses


def asked(statuses: Statuses, agents: Iterable[int], when: float) -> Counter[tuple[int, int]]:
    """The plain way: each agent's last span that had begun, and whether anything was heard since."""
    found: Counter[tuple[int, int]] = Counter()
    for agent in agents:
        activity, reason, _, _ = statuses.at(agent, when)
        if not (statuses.spans(agent).starts <= when).any():
            found[UNHEARD] += 1
        elif activity != SIGNED_OUT and statuses._lines[agent].heard_by(when) + STALE_AFTER <= when:
            found[Activity.UNKNOWN, 0] += 1
        else:
            found[activity, reason if activity == NAMED else 0] += 1
    return found


@given(sessions(), st.integers(-60, 60), st.sampled_from([0.5, 1.0, 7.0, 3600.0, 40_000.0]))
def test_that_each_column_counts_every_agent_once_as_its_first_moment_says(
    session: Session, begin: int, scale: float
) -> None:
    statuses = statuses_of(session)
    agents = statuses.agents()
    sight = Sight(NOON + begin, scale, 6, NOON + 200_000.0)
    mix = mix_of(tables_of([SpanCopy.of(statuses, agent) for agent in agents]), sight)
    for column in range(mix.counts.shape[1]):
        assert mix.at(column) == asked(statuses, agents, sight.start + column * scale)


def test_that_it_makes_no_difference_how_many_spans_are_counted_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    day, statuses = Day(), Statuses()
    for number in range(300):
        day.add(NOON + number, (AVAILABLE, OTHER, SIGNED_OUT)[number % 7 % 3], agent=1 + number % 13)
    statuses.append(day.rows)
    copies, sight = [SpanCopy.of(statuses, agent) for agent in statuses.agents()], Sight(NOON, 9.0, 40, NOON + 299)
    whole = mix_of(tables_of(copies), sight)
    for at_once in (1, 20, 50, 299):
        monkeypatch.setattr(copying, "_AT_ONCE", at_once)
        tables = tables_of(copies)
        assert [agent for table in tables for agent in table.agents] == statuses.agents()
        assert max(len(table.starts) for table in tables) <= at_once + max(len(copy.starts) for copy in copies)
        assert (len(tables) == 1) == (at_once == 299)
        parts = mix_of(tables, sight)
        assert [parts.at(column) for column in range(40)] == [whole.at(column) for column in range(40)]


def test_that_nothing_is_counted_after_now() -> None:
    day, statuses = Day(), Statuses()
    day.add(NOON, AVAILABLE)
    statuses.append(day.rows)
    mix = mix_of(
        tables_of([SpanCopy.of(statuses, agent) for agent in statuses.agents()]), Sight(NOON - 2, 1, 10, NOON + 3.5)
    )
    assert [dict(mix.at(column)) for column in range(10)] == ([{UNHEARD: 1}] * 2 + [{(AVAILABLE, 0): 1}] * 4 + [{}] * 4)


def test_that_a_copy_stays_as_it_was_when_the_session_goes_on() -> None:
    day, statuses = Day(), Statuses()
    day.add(NOON, AVAILABLE)
    statuses.append(day.rows)
    copies = [SpanCopy.of(statuses, agent) for agent in statuses.agents()]
    day.add(NOON - 5, OTHER)
    day.add(NOON + 5, SIGNED_OUT)
    statuses.append(day.rows[1:])
    assert len(copies[0].starts) == 1
    assert mix_of(tables_of(copies), Sight(NOON, 1, 1, NOON)).at(0) == {(AVAILABLE, 0): 1}


def test_that_of_nobody_nothing_is_counted() -> None:
    assert mix_of(tables_of([]), Sight(NOON, 1, 3, NOON + 9)).at(1) == {}
