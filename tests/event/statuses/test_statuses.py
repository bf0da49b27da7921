"""The rules by which events tell statuses, one by one, as if all at once and one event after the other."""

import numpy as np
import pytest

from floorwalker.event.notes import Note
from floorwalker.event.row import FIELDS
from floorwalker.event.statuses import STALE_AFTER, Statuses
from tests.event.statuses.rows import (
    ANN,
    AVAILABLE,
    BEN,
    MEETING,
    NAMED,
    NONE,
    NOT_READY,
    ON_BREAK,
    ON_CALL,
    OTHER,
    SIGNED_OUT,
    TRAINING,
    UNKNOWN,
    Day,
)

T = 1_790_000_000
A, B = 91, 92


@pytest.fixture(params=[1, 1000], ids=["at once", "one by one"])
def statuses(request: pytest.FixtureRequest) -> Statuses:
    return Statuses(many=request.param)


@pytest.fixture
def day() -> Day:
    return Day()


def told(statuses: Statuses, agent: int = ANN) -> list[tuple[int, int, int]]:
    """(seconds after T, activity, seq) of each span."""
    spans = statuses.spans(agent)
    return [(int(s) - T, int(a), int(q)) for s, a, q in zip(spans.starts, spans.activity, spans.seq, strict=True)]


def now(statuses: Statuses, agent: int = ANN) -> int:
    """The activity after everything."""
    return int(statuses.spans(agent).activity[-1])


def test_that_a_status_lasts_until_the_next_one(statuses: Statuses, day: Day) -> None:
    day.add(T, AVAILABLE)
    day.add(T + 60, ON_CALL)
    statuses.append(day.rows)
    assert told(statuses) == [(0, AVAILABLE, 1), (60, ON_CALL, 2)]
    assert statuses.at(ANN, T + 59) == (AVAILABLE, 0, T, 1)
    assert statuses.at(ANN, T + 60) == (ON_CALL, 0, T + 60, 2)


def test_that_nothing_is_known_before_the_first_event(statuses: Statuses, day: Day) -> None:
    day.add(T, AVAILABLE)
    statuses.append(day.rows)
    assert statuses.at(ANN, T - 1) == (UNKNOWN, 0, 0, 0)


def test_that_an_agent_who_signs_in_is_unknown_until_a_status_is_told(statuses: Statuses, day: Day) -> None:
    day.add(T, AVAILABLE)
    day.add(T + 10, UNKNOWN)
    day.add(T + 12, NOT_READY)
    statuses.append(day.rows)
    assert told(statuses) == [(0, AVAILABLE, 1), (10, UNKNOWN, 2), (12, NOT_READY, 3)]


def test_that_a_status_that_cannot_be_read_is_an_unknown_one_and_no_sign_in(statuses: Statuses, day: Day) -> None:
    day.add(T, AVAILABLE)
    day.add(T, UNKNOWN, code=3)
    day.add(T, SIGNED_OUT)
    odd = day.add(T + 1, UNKNOWN, code=3)
    statuses.append(day.rows)
    assert told(statuses) == [(0, AVAILABLE, 1), (0, UNKNOWN, 2), (0, SIGNED_OUT, 3), (1, UNKNOWN, 4)]
    assert statuses.after_sign_out(ANN) == [odd]


def test_that_an_agent_first_seen_at_work_is_there_in_an_unknown_status(statuses: Statuses, day: Day) -> None:
    day.add(T, NONE)
    day.add(T + 5, NONE)
    day.add(T + 9, ON_CALL)
    statuses.append(day.rows)
    assert told(statuses) == [(0, UNKNOWN, 1), (9, ON_CALL, 3)]


def test_that_the_same_status_again_is_no_new_span(statuses: Statuses, day: Day) -> None:
    day.add(T, OTHER, TRAINING)
    day.add(T + 60, OTHER, TRAINING)
    statuses.append(day.rows)
    assert told(statuses) == [(0, OTHER, 1)]


def test_that_another_reason_is_a_new_span(statuses: Statuses, day: Day) -> None:
    day.add(T, OTHER, TRAINING)
    day.add(T + 60, OTHER, MEETING)
    statuses.append(day.rows)
    assert told(statuses) == [(0, OTHER, 1), (60, OTHER, 2)]
    assert statuses.spans(ANN).reason.tolist() == [TRAINING, MEETING]


def test_that_statuses_known_by_their_text_alone_are_told_apart_by_it(statuses: Statuses, day: Day) -> None:
    day.add(T, NAMED, 70)
    day.add(T + 1, NAMED, 70)
    day.add(T + 2, NAMED, 71)
    statuses.append(day.rows)
    assert told(statuses) == [(0, NAMED, 1), (2, NAMED, 3)]


def test_that_the_order_is_that_of_creation(statuses: Statuses, day: Day) -> None:
    day.add(T + 60, ON_CALL)
    day.add(T, AVAILABLE)
    statuses.append(day.rows)
    assert told(statuses) == [(0, AVAILABLE, 2), (60, ON_CALL, 1)]


def test_that_within_a_second_sign_in_is_first_sign_out_last_and_others_as_they_arrived(
    statuses: Statuses, day: Day
) -> None:
    day.add(T, SIGNED_OUT)
    day.add(T, ON_BREAK)
    day.add(T, AVAILABLE)
    day.add(T, UNKNOWN)
    statuses.append(day.rows)
    assert told(statuses) == [(0, UNKNOWN, 4), (0, ON_BREAK, 2), (0, AVAILABLE, 3), (0, SIGNED_OUT, 1)]


def test_that_repeats_do_not_count(statuses: Statuses, day: Day) -> None:
    day.add(T, AVAILABLE)
    day.add(T + 60, ON_CALL)
    day.add(T + 90, AVAILABLE, notes=int(Note.REPEAT | Note.LATE))
    statuses.append(day.rows)
    assert told(statuses) == [(0, AVAILABLE, 1), (60, ON_CALL, 2)]


def test_that_an_agent_is_signed_out_when_the_last_session_ends(statuses: Statuses, day: Day) -> None:
    day.add(T, UNKNOWN, session=A)
    day.add(T + 1, UNKNOWN, session=B)
    day.add(T + 2, ON_CALL, session=A)
    day.add(T + 3, SIGNED_OUT, session=B)
    statuses.append(day.rows)
    assert told(statuses) == [(0, UNKNOWN, 1), (2, ON_CALL, 3)]
    day.add(T + 4, SIGNED_OUT, session=A)
    statuses.append(day.rows[4:])
    assert told(statuses)[-1] == (4, SIGNED_OUT, 5)


def test_that_with_two_sessions_the_newest_status_counts(statuses: Statuses, day: Day) -> None:
    day.add(T, AVAILABLE, session=A)
    day.add(T + 1, ON_BREAK, session=B)
    day.add(T + 2, ON_CALL, session=A)
    statuses.append(day.rows)
    assert [activity for _, activity, _ in told(statuses)] == [AVAILABLE, ON_BREAK, ON_CALL]


def test_that_a_session_seen_at_work_is_left_when_another_ends(statuses: Statuses, day: Day) -> None:
    day.add(T, AVAILABLE, session=A)
    day.add(T + 1, UNKNOWN, session=B)
    day.add(T + 2, NOT_READY, session=B)
    day.add(T + 3, SIGNED_OUT, session=B)
    statuses.append(day.rows)
    assert now(statuses) == NOT_READY


def test_that_a_sign_out_that_names_no_session_ends_all(statuses: Statuses, day: Day) -> None:
    day.add(T, AVAILABLE, session=A)
    day.add(T + 1, AVAILABLE, session=B)
    day.add(T + 2, SIGNED_OUT, session=0)
    statuses.append(day.rows)
    assert now(statuses) == SIGNED_OUT


def test_that_a_status_after_sign_out_counts_and_is_noted_once(statuses: Statuses, day: Day) -> None:
    day.add(T, AVAILABLE)
    day.add(T + 10, SIGNED_OUT)
    after = day.add(T + 20, ON_BREAK)
    day.add(T + 30, AVAILABLE)
    statuses.append(day.rows)
    assert told(statuses)[-2:] == [(20, ON_BREAK, 3), (30, AVAILABLE, 4)]
    assert statuses.after_sign_out(ANN) == [after]


def test_that_a_status_after_a_new_sign_in_is_not_noted(statuses: Statuses, day: Day) -> None:
    day.add(T, SIGNED_OUT, session=A)
    day.add(T + 10, UNKNOWN, session=B)
    day.add(T + 20, AVAILABLE, session=B)
    statuses.append(day.rows)
    assert statuses.after_sign_out(ANN) == []


def test_that_other_work_after_sign_out_shows_that_the_agent_is_there(statuses: Statuses, day: Day) -> None:
    day.add(T, SIGNED_OUT)
    day.add(T + 10, NONE)
    statuses.append(day.rows)
    assert told(statuses) == [(0, SIGNED_OUT, 1), (10, UNKNOWN, 2)]


def test_that_an_email_event_shows_nothing_about_the_agent_it_names(statuses: Statuses, day: Day) -> None:
    day.add(T, SIGNED_OUT)
    day.add(T + 10, NONE, category=3)
    day.add(T + 10, NONE, category=3, agent=BEN)
    statuses.append(day.rows)
    assert told(statuses) == [(0, SIGNED_OUT, 1)]
    assert statuses.agents() == [ANN]


def test_that_a_late_event_repairs_the_span_before_it(statuses: Statuses, day: Day) -> None:
    day.add(T, AVAILABLE)
    day.add(T + 60, ON_BREAK)
    statuses.append(day.rows)
    day.add(T + 30, ON_CALL)
    assert statuses.append(day.rows[2:]) == {ANN}
    assert told(statuses) == [(0, AVAILABLE, 1), (30, ON_CALL, 3), (60, ON_BREAK, 2)]


def test_that_a_late_sign_out_takes_back_what_came_after_it(statuses: Statuses, day: Day) -> None:
    day.add(T, AVAILABLE, session=A)
    day.add(T + 20, NONE, session=A)
    day.add(T + 30, AVAILABLE, session=A)
    statuses.append(day.rows)
    day.add(T + 10, SIGNED_OUT, session=A)
    statuses.append(day.rows[3:])
    assert told(statuses) == [(0, AVAILABLE, 1), (10, SIGNED_OUT, 4), (20, UNKNOWN, 2), (30, AVAILABLE, 3)]
    assert statuses.after_sign_out(ANN) == [3]


def test_that_a_late_event_of_yesterday_leaves_today_as_it_was(statuses: Statuses, day: Day) -> None:
    day.add(T, AVAILABLE)
    day.add(T + 100, SIGNED_OUT)
    day.add(T + 86_400, UNKNOWN)
    day.add(T + 86_401, AVAILABLE)
    statuses.append(day.rows)
    today = told(statuses)[1:]
    day.add(T + 50, ON_CALL)
    statuses.append(day.rows[4:])
    assert told(statuses) == [(0, AVAILABLE, 1), (50, ON_CALL, 5), *today]


def test_that_a_shift_goes_on_over_midnight(statuses: Statuses, day: Day) -> None:
    midnight = T - T % 86_400 + 86_400
    day.add(midnight - 3600, AVAILABLE)
    day.add(midnight + 3600, SIGNED_OUT)
    statuses.append(day.rows)
    assert statuses.at(ANN, midnight) == (AVAILABLE, 0, midnight - 3600, 1)


def test_that_a_gap_makes_every_agent_unknown_until_their_next_event(statuses: Statuses, day: Day) -> None:
    day.add(T, AVAILABLE, agent=ANN)
    day.add(T, SIGNED_OUT, agent=BEN)
    day.add(T + 200, AVAILABLE, agent=ANN)
    statuses.append(day.rows)
    statuses.set_gaps([(T * 1_000_000 + 100_500_000, T * 1_000_000 + 150_000_000)])
    assert told(statuses, ANN) == [(0, AVAILABLE, 1), (100, UNKNOWN, 0), (200, AVAILABLE, 3)]
    assert told(statuses, BEN) == [(0, SIGNED_OUT, 2), (100, UNKNOWN, 0)]


def test_that_after_a_gap_the_status_stays_unknown_until_one_is_told(statuses: Statuses, day: Day) -> None:
    day.add(T, AVAILABLE)
    day.add(T + 200, NONE)
    day.add(T + 300, ON_CALL)
    statuses.set_gaps([(T * 1_000_000 + 100_000_000, T * 1_000_000 + 150_000_000)])
    statuses.append(day.rows)
    assert told(statuses) == [(0, AVAILABLE, 1), (100, UNKNOWN, 0), (200, UNKNOWN, 2), (300, ON_CALL, 3)]


def test_that_an_event_which_arrived_before_a_gap_does_not_end_it(statuses: Statuses, day: Day) -> None:
    """The sender's clock is ahead of ours."""
    gap = T * 1_000_000 + 100_000_000
    day.add(T, AVAILABLE)
    day.add(T + 110, ON_CALL, received=gap - 1)
    statuses.append(day.rows)
    statuses.set_gaps([(gap, gap + 1)])
    assert told(statuses) == [(0, AVAILABLE, 1), (110, ON_CALL, 2), (110, UNKNOWN, 0)]


def test_that_an_event_from_before_a_gap_which_arrives_after_it_does_not_end_it(statuses: Statuses, day: Day) -> None:
    gap = T * 1_000_000 + 100_000_000
    day.add(T, AVAILABLE)
    statuses.append(day.rows)
    statuses.set_gaps([(gap, gap + 1)])
    day.add(T + 50, ON_CALL, received=gap + 60_000_000)
    statuses.append(day.rows[1:])
    assert told(statuses) == [(0, AVAILABLE, 1), (50, ON_CALL, 2), (100, UNKNOWN, 0)]


def test_that_a_gap_that_was_none_is_taken_back(statuses: Statuses, day: Day) -> None:
    gap = T * 1_000_000 + 100_000_000
    day.add(T, AVAILABLE)
    day.add(T + 200, AVAILABLE)
    statuses.append(day.rows)
    statuses.set_gaps([(gap, gap + 1)])
    statuses.set_gaps([])
    assert told(statuses) == [(0, AVAILABLE, 1)]


def test_that_a_session_from_before_a_gap_does_not_keep_the_agent_signed_in(statuses: Statuses, day: Day) -> None:
    gap = T * 1_000_000 + 100_000_000
    day.add(T, AVAILABLE, session=A)
    day.add(T + 200, UNKNOWN, session=B)
    day.add(T + 300, SIGNED_OUT, session=B)
    statuses.append(day.rows)
    statuses.set_gaps([(gap, gap + 1)])
    assert now(statuses) == SIGNED_OUT


@pytest.mark.parametrize(("silence", "after"), [(STALE_AFTER - 1, AVAILABLE), (STALE_AFTER, SIGNED_OUT)])
def test_that_a_session_is_forgotten_after_twelve_hours_of_silence(
    statuses: Statuses, day: Day, silence: int, after: int
) -> None:
    day.add(T, UNKNOWN, session=A)
    statuses.append(day.rows)
    day.add(T + silence, AVAILABLE, session=0)
    statuses.append(day.rows[1:])
    day.add(T + silence + 1, SIGNED_OUT, session=B)
    statuses.append(day.rows[2:])
    assert now(statuses) == after


def test_that_a_status_is_stale_after_twelve_hours_without_any_event(statuses: Statuses, day: Day) -> None:
    day.add(T, AVAILABLE)
    day.add(T + 100, NONE)
    statuses.append(day.rows)
    snapshot = statuses.snapshot(T + 200)
    assert snapshot.since.tolist() == [T]
    assert snapshot.heard.tolist() == [T + 100]
    assert snapshot.stale(T + 99 + STALE_AFTER).tolist() == [False]
    assert snapshot.stale(T + 100 + STALE_AFTER).tolist() == [True]


def test_that_a_snapshot_of_now_tells_everyones_last_span(statuses: Statuses, day: Day) -> None:
    day.add(T, AVAILABLE, agent=ANN)
    day.add(T + 5, OTHER, TRAINING, agent=BEN)
    day.add(T + 9, ON_CALL, agent=ANN)
    statuses.append(day.rows)
    snapshot = statuses.snapshot()
    assert len(snapshot) == 2
    assert snapshot.agents.tolist() == [ANN, BEN]
    assert snapshot.activity.tolist() == [ON_CALL, OTHER]
    assert snapshot.reason.tolist() == [0, TRAINING]
    assert snapshot.since.tolist() == [T + 9, T + 5]
    assert snapshot.seq.tolist() == [3, 2]


def test_that_only_agents_with_new_events_are_told_as_changed(statuses: Statuses, day: Day) -> None:
    day.add(T, AVAILABLE, agent=ANN)
    day.add(T, AVAILABLE, agent=BEN)
    statuses.append(day.rows)
    day.add(T + 1, AVAILABLE, agent=BEN, notes=int(Note.REPEAT))
    day.add(T + 2, NONE, agent=ANN)
    assert statuses.append(day.rows[2:]) == {ANN}


def test_that_a_year_far_away_is_no_trouble(statuses: Statuses, day: Day) -> None:
    day.add(T, AVAILABLE)
    day.add(1 << 62, ON_CALL, received=T * 1_000_000)
    day.add(-(1 << 62), ON_BREAK, received=T * 1_000_000)
    statuses.append(day.rows)
    statuses.set_gaps([(T * 1_000_000 - 1, T * 1_000_000)])
    assert statuses.spans(ANN).activity.tolist() == [ON_BREAK, UNKNOWN, AVAILABLE, ON_CALL]


def test_that_an_agent_never_seen_has_no_spans(statuses: Statuses) -> None:
    with pytest.raises(KeyError):
        statuses.spans(ANN)
    assert statuses.append(np.empty((0, len(FIELDS)), np.int64)) == set()
    assert len(statuses.snapshot()) == 0
