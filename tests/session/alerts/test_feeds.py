from __future__ import annotations

from floorwalker.event.limits import ALERTS
from floorwalker.session.alerts import FeedRule, Kind, Moment, StatusRule
from floorwalker.session.alerts.feeds import RECEIVERS
from floorwalker.session.records import Feed, FeedNews
from tests.session.alerts.floors import NOON, ON_BREAK, A, Watched

RULE = FeedRule(silent=300, lost=10)
POSTS, SOCKET, OTHER = 1, 2, 3
FEEDS = {POSTS: Feed("listen", "127.0.0.1:8787"), SOCKET: Feed("connect", "wss://a"), OTHER: Feed("connect", "wss://b")}


def micros(second: float) -> int:
    return round((NOON + second) * 1_000_000)


def news(state: str, second: float, feed: int = SOCKET) -> dict[int, FeedNews]:
    return {feed: FeedNews(state, micros(second), "")}


def alerts(floor: Watched) -> list[tuple[Kind, int]]:
    return [(alert.about.kind, alert.about.whom) for alert in floor.engine.standing()]


def test_that_receivers_are_silent_when_nothing_came_for_the_time_and_no_more_when_something_does() -> None:
    floor = Watched(RULE)
    floor.engine.feeds.take(FEEDS, {})
    floor.at(1000)
    assert alerts(floor) == []
    floor.engine.feeds.arrived({POSTS: micros(1000)})
    assert floor.wait(1100) == 200
    assert floor.at(1299.9).fired == []
    [alert] = floor.at(1300).fired
    assert (alert.about.kind, alert.about.whom, alert.about.since) == (Kind.SILENT, RECEIVERS, NOON + 1000)
    assert alert.about.stage == ALERTS
    assert floor.at(4000).fired == []
    floor.engine.feeds.arrived({POSTS: micros(4001)})
    assert floor.at(4001).cleared == [alert]


def test_that_a_silence_begins_no_earlier_than_the_capture() -> None:
    floor = Watched(RULE)
    floor.engine.feeds.take(FEEDS, {})
    floor.engine.feeds.arrived({POSTS: micros(-50_000)})
    assert floor.at(299).fired == []
    assert len(floor.at(300).fired) == 1


def test_that_a_feed_is_lost_when_it_was_away_for_the_time_however_often_it_is_tried() -> None:
    floor = Watched(RULE)
    floor.engine.feeds.take(FEEDS, news("connected", 5))
    floor.engine.feeds.take(FEEDS, news("reconnecting", 100))
    assert floor.wait(101) == 9
    floor.engine.feeds.take(FEEDS, news("reconnecting", 108))
    assert floor.at(109.9).fired == []
    [alert] = floor.at(110).fired
    assert (alert.about.kind, alert.about.whom, alert.about.since) == (Kind.LOST, SOCKET, NOON + 100)
    floor.engine.feeds.take(FEEDS, news("connected", 120))
    assert floor.at(120).cleared == [alert]


def test_that_an_hourly_cut_is_no_loss() -> None:
    floor = Watched(RULE)
    for hour in range(3):
        floor.engine.feeds.take(FEEDS, news("connected", hour * 3600))
        floor.engine.feeds.arrived({SOCKET: micros(hour * 3600 + 3599)})
        floor.engine.feeds.take(FEEDS, news("reconnecting", hour * 3600 + 3599))
        assert floor.at(hour * 3600 + 3599.6).fired == []


def test_that_each_feed_is_silent_for_itself_and_a_receiver_of_another_capture_for_nobody() -> None:
    floor = Watched(RULE)
    floor.engine.feeds.arrived({POSTS: micros(-9000)})
    floor.engine.feeds.take(FEEDS, {**news("connected", 0), **news("connected", 0, OTHER)})
    floor.engine.feeds.arrived({OTHER: micros(290)})
    floor.at(310)
    assert alerts(floor) == [(Kind.SILENT, SOCKET)]
    floor.engine.feeds.arrived({POSTS: micros(311)})
    floor.at(700)
    assert sorted(alerts(floor)) == [(Kind.SILENT, RECEIVERS), (Kind.SILENT, SOCKET), (Kind.SILENT, OTHER)]


def test_that_a_feed_that_was_stopped_is_neither_silent_nor_lost() -> None:
    floor = Watched(RULE)
    floor.engine.feeds.take(FEEDS, news("connected", 0))
    floor.engine.feeds.take(FEEDS, news("stopped", 10))
    assert floor.at(9000).fired == []


def test_that_a_session_of_the_past_that_nothing_arrives_in_is_silent_and_nothing_else() -> None:
    floor = Watched(RULE, StatusRule(status="BusyOnBreak", alerts=60))
    floor.tell(A, ON_BREAK, since=-9000)
    floor.engine.feeds.take(FEEDS, {})
    floor.engine.feeds.arrived({POSTS: micros(-8000)})
    moments = [Moment(NOON - 8000, NOON + second, is_past=True) for second in (0, 299, 300)]
    assert [floor.engine.wait(moment) for moment in moments[:2]] == [300, 1]
    assert [len(floor.engine.look(moment).fired) for moment in moments] == [0, 0, 1]
    assert alerts(floor) == [(Kind.SILENT, RECEIVERS)]
