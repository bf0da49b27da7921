"""Copied spans against the table of everything."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from floorwalker.event.statuses import STALE_AFTER, SpanTable, Statuses
from floorwalker.event.statuses.copies import SpanCopy, table_of
from tests.event.statuses.rows import ANN, AVAILABLE, ON_CALL, Day
from tests.event.statuses.sessions import NOON, Session, sessions

MOMENTS = st.integers(-40, 4 * STALE_AFTER).map(lambda second: NOON + second)


def statuses_of(session: Session) -> Statuses:
    statuses = Statuses(4)
    for batch in session.batches:
        statuses.append(batch)
    statuses.set_gaps([(gap, gap + 1) for gaps in session.gaps.values() for gap in gaps])
    return statuses


@settings(max_examples=200)
@given(sessions(), MOMENTS, st.integers(1, 2 * STALE_AFTER), st.lists(st.floats(0, 1), min_size=1, max_size=9))
def test_that_of_copies_as_many_agents_are_in_each_status(
    session: Session, since: int, seconds: int, shares: list[float]
) -> None:
    statuses = statuses_of(session)
    copies = [SpanCopy.of(statuses, agent) for agent in statuses.agents()]
    moments = np.sort(since + np.array(shares) * (seconds - 0.5))
    counts = (table.counts(moments) for table in (table_of(copies), SpanTable.of(statuses)))
    copied, all_ = (
        {status: values.tolist() for status, values in zip(*one, strict=True) if values.any()} for one in counts
    )
    assert copied == all_


def test_that_a_copy_stays_as_it_was_while_the_session_goes_on() -> None:
    day, statuses = Day(), Statuses()
    day.add(NOON, AVAILABLE)
    statuses.append(day.rows)
    copy = SpanCopy.of(statuses, ANN)
    day.add(NOON + 60, ON_CALL)
    statuses.append(day.rows[1:])
    assert table_of([copy]).counts(np.array([NOON + 90])).statuses == [(AVAILABLE, 0)]
