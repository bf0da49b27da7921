from __future__ import annotations

import math
import time

import numpy as np
import pytest

from floorwalker.event.limits import ALERTS, DEFAULTS, WARNS
from floorwalker.event.statuses import STALE_AFTER, Snapshot
from floorwalker.session.alerts import (
    AvailableRule,
    DeclinedRule,
    FilterRule,
    Kind,
    Moment,
    StatusRule,
)
from floorwalker.session.alerts.shortage import CALM
from tests.session.alerts.floors import (
    AVAILABLE,
    INTERNAL,
    NOON,
    ON_BREAK,
    ON_CALL,
    OTHER,
    SIGNED_OUT,
    TRAINING,
    UNKNOWN,
    A,
    B,
    C,
    Watched,
    told,
)

BREAK = StatusRule(status="BusyOnBreak", warns=900, alerts=1200)


def test_that_an_agent_over_a_limit_is_told_once_at_each_stage_and_cleared_when_the_status_ends() -> None:
    floor = Watched(BREAK)
    floor.tell(A, ON_BREAK, since=0, seq=5)
    assert floor.at(899.9).fired == []
    assert told(floor.at(900).fired) == [(A, WARNS)]
    assert [floor.at(second).fired for second in (900.5, 1000, 1199)] == [[], [], []]
    assert told(floor.at(1200).fired) == [(A, ALERTS)]
    assert not floor.at(5000).is_other
    assert floor.engine.standing()[0].about.seq == 5
    floor.tell(A, AVAILABLE, since=5001)
    changes = floor.at(5001)
    assert (changes.fired, told(changes.cleared)) == ([], [(A, ALERTS)])
    assert floor.engine.standing() == []


def test_that_when_to_look_again_is_the_next_limit_and_never_where_none_will_be_reached() -> None:
    floor = Watched(BREAK)
    floor.tell(A, ON_BREAK, since=0)
    floor.tell(B, ON_BREAK, since=100)
    assert [floor.wait(second) for second in (0, 850, 900, 1000)] == [900, 50, 100, 200]
    assert floor.wait(1300) == STALE_AFTER - 1300
    floor.tell(A, SIGNED_OUT, since=1300)
    floor.tell(B, SIGNED_OUT, since=1300)
    assert floor.wait(1300) == math.inf


def test_that_a_second_break_is_another_cause() -> None:
    floor = Watched(BREAK)
    floor.tell(A, ON_BREAK, since=0)
    floor.at(900)
    floor.tell(A, AVAILABLE, since=901)
    floor.at(901)
    floor.tell(A, ON_BREAK, since=902)
    assert floor.at(1801).fired == []
    assert told(floor.at(1802).fired) == [(A, WARNS)]


def test_that_a_second_break_between_two_looks_is_another_cause_too() -> None:
    floor = Watched(BREAK)
    floor.tell(A, ON_BREAK, since=0)
    floor.at(900)
    floor.tell(A, ON_BREAK, since=902)
    assert told(floor.at(902.2).cleared) == [(A, WARNS)]
    assert told(floor.at(1802).fired) == [(A, WARNS)]


def test_that_a_late_event_that_undoes_a_cause_clears_it() -> None:
    floor = Watched(BREAK)
    floor.tell(A, ON_BREAK, since=0, seq=1)
    floor.at(900)
    floor.tell(A, ON_BREAK, since=600, seq=9)
    assert told(floor.at(901).cleared) == [(A, WARNS)]


def test_that_a_late_event_that_moves_the_beginning_of_a_cause_does_not_tell_it_again() -> None:
    floor = Watched(BREAK)
    floor.tell(A, ON_BREAK, since=10, seq=1)
    floor.at(910)
    floor.tell(A, ON_BREAK, since=4, seq=9)
    changes = floor.at(911)
    assert (changes.fired, changes.cleared) == ([], [])
    [alert] = floor.engine.standing()
    assert (alert.about.since, alert.about.seq) == (NOON + 4, 9)


def test_that_a_limit_of_a_reason_counts_for_that_reason_alone() -> None:
    floor = Watched(
        StatusRule(status="BusyOther", alerts=60), StatusRule(status="BusyOther", reason="training", alerts=90)
    )
    floor.tell(A, OTHER, since=0)
    floor.tell(B, OTHER, since=0, reason=TRAINING)
    assert told(floor.at(60).fired) == [(A, ALERTS)]
    assert told(floor.at(90).fired) == [(B, ALERTS)]


def test_that_the_senders_clock_seeming_to_go_back_a_little_undoes_nothing() -> None:
    floor = Watched(BREAK)
    floor.tell(A, ON_BREAK, since=0)
    floor.at(900)
    assert [floor.at(second).cleared for second in (899, 898)] == [[], []]
    assert floor.at(900.5).fired == []


def test_that_a_status_that_nobody_has_heard_of_for_twelve_hours_is_over_no_limit() -> None:
    floor = Watched(BREAK)
    floor.tell(A, ON_BREAK, since=0)
    floor.at(1200)
    assert floor.at(STALE_AFTER - 1).cleared == []
    assert told(floor.at(STALE_AFTER).cleared) == [(A, ALERTS)]


def test_that_what_was_acknowledged_is_told_again_only_at_a_graver_stage() -> None:
    floor = Watched(BREAK)
    floor.tell(A, ON_BREAK, since=0)
    [alert] = floor.at(900).fired
    alert.acknowledged = True
    assert floor.at(1100).fired == []
    assert floor.at(1200).fired == [alert]
    assert not alert.acknowledged


def test_that_other_limits_count_at_once_and_tell_nothing_twice() -> None:
    floor = Watched(BREAK)
    floor.tell(A, ON_BREAK, since=0)
    floor.at(900)
    floor.set_rules(StatusRule(status="BusyOnBreak", warns=600))
    assert floor.at(901).fired == []
    floor.set_rules()
    assert told(floor.at(902).cleared) == [(A, WARNS)]


def test_that_events_of_the_past_that_are_caught_up_with_are_not_told_of_but_what_stands_after_them() -> None:
    floor = Watched(StatusRule(status="BusyOnBreak", warns=600))
    fired = []
    for look in range(20):
        # An hour of the floor comes in four seconds, and with it breaks of twelve minutes that are over.
        floor.tell(A, (AVAILABLE, ON_BREAK)[look % 6 > 0], since=look // 6 * 1080 + (180 if look % 6 else 0))
        fired += floor.engine.look(Moment(NOON + look * 180, NOON + 5000 + look * 0.2)).fired
    floor.tell(A, ON_BREAK, since=2500)
    for later in range(11):
        now = Moment(NOON + 3420 + 180 + later * 0.1, NOON + 5003.8 + 0.2 + later * 0.1)
        fired += floor.engine.look(now).fired
    assert told(fired) == [(A, WARNS)]


def test_that_a_session_sent_again_faster_than_it_was_is_told_of() -> None:
    floor = Watched(BREAK)
    floor.tell(A, ON_BREAK, since=0)
    fired = [alert for look in range(101) for alert in floor.engine.look(Moment(NOON + look * 10, NOON + look)).fired]
    assert told(fired) == [(A, WARNS)]


def test_that_only_what_stands_when_somebody_begins_to_look_is_told() -> None:
    floor = Watched(BREAK)
    floor.tell(A, ON_BREAK, since=0)
    floor.tell(B, AVAILABLE, since=5000)
    assert told(floor.at(10_000).fired) == [(A, ALERTS)]


def test_that_nothing_stands_while_nobody_captures() -> None:
    floor = Watched(BREAK)
    floor.tell(A, ON_BREAK, since=0)
    floor.at(900)
    floor.engine.rest()
    assert told(floor.at(901).cleared) == [(A, WARNS)]
    assert floor.wait(901) == math.inf
    floor.engine.begin(NOON + 950)
    assert told(floor.at(950).fired) == [(A, WARNS)]


def test_that_too_few_available_is_told_after_its_time_and_over_when_enough_are_for_a_while() -> None:
    floor = Watched(AvailableRule(fewer_than=2, lasting=30))
    floor.tell(A, AVAILABLE, since=0)
    floor.tell(B, AVAILABLE, since=0)
    assert floor.at(100).fired == []
    floor.tell(B, ON_CALL, since=100)
    floor.at(100)
    assert floor.wait(100) == 30
    assert floor.at(129.9).fired == []
    [alert] = floor.at(130).fired
    assert (alert.about.kind, alert.about.since, alert.about.many) == (Kind.AVAILABLE, NOON + 100, 1)
    floor.tell(B, AVAILABLE, since=200)
    assert floor.at(200).cleared == []
    assert floor.wait(200) == CALM
    assert floor.at(200 + CALM).cleared == [alert]


def test_that_a_shortage_interrupted_for_a_moment_is_one_cause() -> None:
    floor = Watched(AvailableRule(lasting=30))
    floor.tell(A, ON_CALL, since=0)
    floor.at(30)
    for second in range(100, 200, 2):
        floor.tell(A, (AVAILABLE, ON_CALL)[second // 2 % 2], since=second)
        changes = floor.at(second)
        assert (changes.fired, changes.cleared) == ([], [])


def test_that_a_short_lack_is_never_told() -> None:
    floor = Watched(AvailableRule(lasting=30))
    fired = []
    for second in range(0, 600, 20):
        floor.tell(A, (AVAILABLE, ON_CALL)[second // 20 % 2], since=second)
        fired += [*floor.at(second).fired, *floor.at(second + 19).fired]
    assert fired == []


def test_that_whose_status_is_unknown_may_be_available() -> None:
    floor = Watched(AvailableRule(lasting=30))
    floor.tell(A, ON_CALL, since=0)
    floor.tell(B, UNKNOWN, since=0)
    assert floor.at(100).fired == []
    floor.tell(B, SIGNED_OUT, since=100)
    floor.at(100)
    assert len(floor.at(130).fired) == 1


def test_that_nobody_lacks_where_nobody_is_signed_in() -> None:
    floor = Watched(AvailableRule(lasting=30))
    floor.tell(A, SIGNED_OUT, since=0)
    floor.tell(B, ON_CALL, since=0)
    assert len(floor.at(40).fired) == 1
    floor.tell(B, SIGNED_OUT, since=50)
    floor.at(50)
    assert len(floor.at(50 + CALM).cleared) == 1


def test_that_a_shortage_may_be_of_some_agents_and_of_several_statuses() -> None:
    floor = Watched(AvailableRule(lasting=30, filter="agent:a*"), AvailableRule(lasting=30, status="17, Available"))
    floor.tell(A, INTERNAL, since=0)
    floor.tell(C, AVAILABLE, since=0)  # whom the filter does not mean
    [alert] = floor.at(40).fired
    assert alert.about.rule == AvailableRule(lasting=30, filter="agent:a*")


DECLINES = DeclinedRule(times=3, within=600)


def test_that_an_agent_who_declined_n_times_within_the_time_is_told_once_until_none_came_for_as_long() -> None:
    floor = Watched(DECLINES)
    for second in (0, 100, 650):
        floor.engine.take_events(
            DECLINES, [(A, NOON + second, second + 1), (B, NOON + second, 0)][: 2 - (second == 100)], NOON + second
        )
        assert floor.at(second).fired == []
    floor.engine.take_events(DECLINES, [(A, NOON + 690, 7)], NOON + 690)
    [alert] = floor.at(690).fired
    assert (alert.about.whom, alert.about.many, alert.about.seq) == (A, 3, 7)
    floor.engine.take_events(DECLINES, [(A, NOON + 800, 8)], NOON + 800)
    assert floor.at(800).fired == []
    assert floor.wait(800) == 600
    assert floor.at(1399).cleared == []
    assert floor.at(1400).cleared == [alert]


def test_that_declines_count_for_when_they_happened_not_for_when_they_came() -> None:
    floor = Watched(DECLINES)
    floor.engine.take_events(DECLINES, [(A, NOON - 700, 1), (A, NOON - 650, 2), (A, NOON - 10, 3)], NOON)
    assert floor.at(0).fired == []
    floor.engine.take_events(DECLINES, [(A, NOON - 300, 4), (A, NOON - 400, 5)], NOON)
    assert told(floor.at(1).fired) == [(A, ALERTS)]


def test_that_events_of_a_filter_are_counted_together_and_what_claims_to_be_of_the_future_is_of_now() -> None:
    rule = FilterRule(filter="event:agent/2", times=2, within=60, severity="warns")
    floor = Watched(rule)
    floor.engine.take_events(rule, [(0, NOON + 9000, 1)], NOON)
    floor.engine.take_events(rule, [(0, NOON + 50, 2)], NOON + 50)
    [alert] = floor.at(50).fired
    assert (alert.about.kind, alert.about.stage, alert.about.since) == (Kind.FILTER, WARNS, NOON + 50)
    assert floor.at(109.9).cleared == []
    assert floor.at(110).cleared == [alert]


def test_that_an_edited_rule_counts_anew_and_the_others_go_on() -> None:
    kept, other = FilterRule(filter="code:1", times=1), FilterRule(filter="code:2", times=1)
    floor = Watched(kept, other)
    for rule in (kept, other):
        floor.engine.take_events(rule, [(0, NOON, 1)], NOON)
    assert len(floor.at(0).fired) == 2
    floor.set_rules(kept, FilterRule(filter="code:2", times=1, within=60))
    changes = floor.at(1)
    assert changes.fired == []
    assert [alert.about.rule for alert in changes.cleared] == [other]


@pytest.mark.parametrize("over", [0, 2000])
def test_that_a_full_look_at_two_thousand_agents_takes_less_than_two_milliseconds(over: int) -> None:
    floor = Watched(*(StatusRule(**limit.model_dump()) for limit in DEFAULTS), AvailableRule(), DECLINES)
    count = 2000
    since = np.full(count, NOON - (5000 if over else 0))
    rows = (np.arange(1, count + 1), np.full(count, ON_BREAK), np.zeros(count), since, since, since)
    agents = Snapshot(*(row.astype(np.int64) for row in rows))
    floor.engine.take_agents(agents, everyone=True)
    floor.at(0)
    floor.at(40)
    taken = []
    for look in range(20):
        begun = time.perf_counter()
        floor.engine.take_agents(agents)
        floor.engine.look(Moment(NOON + 41 + look, NOON + 41 + look))
        taken.append(time.perf_counter() - begun)
    assert len([alert for alert in floor.engine.standing() if alert.about.kind == Kind.STATUS]) == over
    # All of them over their limit at once is what no centre has; it may take what two frames do.
    assert min(taken) < (0.016 if over else 0.002)
