from hypothesis import given
from hypothesis import strategies as st

from floorwalker.event.statuses import Statuses
from tests.event.statuses.plain import plain_spans
from tests.event.statuses.rows import ANN, BEN
from tests.event.statuses.sessions import Session, sessions

NOBODY = 999


@given(sessions(), st.sets(st.sampled_from([ANN, BEN, NOBODY])))
def test_that_some_agents_are_told_as_their_last_span_and_newest_event_are(session: Session, wanted: set[int]) -> None:
    statuses = Statuses()
    statuses.append(session.rows)
    told = statuses.newest_of(wanted)
    spans = plain_spans(session.rows, [])
    assert told.agents.tolist() == [agent for agent in wanted if agent in spans]
    assert list(zip(told.since.tolist(), told.activity, told.reason, told.seq, strict=True)) == [
        spans[agent][-1] for agent in told.agents.tolist()
    ]
    everyone = statuses.snapshot()
    assert told.heard.tolist() == [int(everyone.heard[everyone.agents == agent][0]) for agent in told.agents]
