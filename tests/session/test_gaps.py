from pathlib import Path

import pytest

from floorwalker.session.gaps import unknown_times
from floorwalker.session.journal import Journal
from floorwalker.session.reader import Reader
from floorwalker.session.records import Gap
from tests.session.made import CATALOG, delivery, micros, new_journal, payload


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "session.fw"


def go_on(path: Path, at: float) -> Journal:
    """The next capture of a session, which starts so many seconds after noon."""
    return Journal.open(path, CATALOG, micros(at))


def gaps_of(path: Path) -> list[tuple[float, float, int | None]]:
    """A session's gaps, in seconds after noon."""
    with Reader.open(path) as reader:
        gaps = reader.gaps()
        assert reader.info().gaps == len(gaps)
    return [(gap.start / 1e6 - micros(0) / 1e6, gap.end / 1e6 - micros(0) / 1e6, gap.feed) for gap in gaps]


def kill(journal: Journal) -> None:
    """Ends a capture without telling the file, as SIGKILL does."""
    journal._connection.close()
    journal._lock.release()


def test_that_the_time_between_two_captures_is_a_gap(path: Path) -> None:
    journal = new_journal(path, at=-10)
    journal.append([delivery(payload(0), at=1)])
    journal.close(micros(60))
    assert gaps_of(path) == []
    journal = go_on(path, 100)
    assert gaps_of(path) == [(60, 100, None)]
    journal.append([delivery(payload(110), at=110)])
    journal.close(micros(120))
    assert gaps_of(path) == [(60, 100, None)]
    go_on(path, 130).close(micros(140))
    assert gaps_of(path) == [(60, 100, None), (120, 130, None)]


def test_that_the_gap_of_a_killed_capture_begins_at_its_last_sign_of_life(path: Path) -> None:
    journal = new_journal(path)
    journal.append([delivery(payload(0), at=1)])
    journal.heartbeat(micros(11))
    kill(journal)
    go_on(path, 30).close(micros(31))
    assert gaps_of(path) == [(11, 30, None)]


@pytest.mark.parametrize(("late", "known"), [(-301, False), (-300, True), (0, True), (300, True), (301, False)])
def test_that_only_a_live_session_has_gaps(path: Path, late: int, known: bool) -> None:
    journal = new_journal(path)
    journal.append([delivery(payload(5000), at=5000 + late)])
    journal.close(micros(6000))
    go_on(path, 7000).close(micros(7001))
    assert gaps_of(path) == ([(6000, 7000, None)] if known else [])


def test_that_the_last_event_before_the_gap_tells_whether_it_was_live(path: Path) -> None:
    journal = new_journal(path)
    journal.append([delivery(payload(0), at=1), delivery(payload(2), at=1000)])
    journal.close(micros(1001))
    journal = go_on(path, 1100)
    journal.append([delivery(payload(1101), at=1101)])
    journal.close(micros(1200))
    go_on(path, 1300).close(micros(1301))
    assert gaps_of(path) == [(1200, 1300, None)]


def test_that_a_session_without_events_has_no_gaps(path: Path) -> None:
    new_journal(path).close(micros(1))
    go_on(path, 10).close(micros(11))
    assert gaps_of(path) == []


def test_that_the_time_from_a_feeds_loss_to_its_return_is_a_gap(path: Path) -> None:
    with new_journal(path) as journal:
        feed = journal.feed("connect", "ws://there/feed")
        journal.feed_state(feed, micros(0), "connecting")
        journal.feed_state(feed, micros(1), "connected")
        journal.append([delivery(payload(2), at=2, feed=feed)])
        journal.feed_state(feed, micros(5), "reconnecting", "the connection was closed")
        assert gaps_of(path) == []
        journal.feed_state(feed, micros(6), "connecting")
        journal.feed_state(feed, micros(9), "connected")
        assert gaps_of(path) == [(5, 9, feed)]
        journal.feed_state(feed, micros(20), "stopped")
        journal.feed_state(feed, micros(25), "connected")
        assert gaps_of(path) == [(5, 9, feed), (20, 25, feed)]


def test_that_a_feed_that_never_was_there_leaves_no_gap(path: Path) -> None:
    with new_journal(path) as journal:
        journal.append([delivery(payload(0), at=0)])
        feed = journal.feed("connect", "ws://there/feed")
        for second, state in enumerate(("connecting", "reconnecting", "connecting", "connected")):
            journal.feed_state(feed, micros(second), state)
        assert gaps_of(path) == []


def test_that_a_feed_that_was_up_when_its_capture_was_killed_is_missed_until_it_is_back(path: Path) -> None:
    journal = new_journal(path)
    feed = journal.feed("connect", "ws://there/feed")
    journal.feed_state(feed, micros(1), "connected")
    journal.append([delivery(payload(2), at=2, feed=feed)])
    kill(journal)
    with go_on(path, 10) as journal:
        assert gaps_of(path) == [(2, 10, None)]
        journal.feed_state(feed, micros(10.5), "connecting")
        journal.feed_state(feed, micros(12), "connected")
        assert gaps_of(path) == [(2, 12, None)]


def test_that_gaps_that_overlap_are_one(path: Path) -> None:
    with new_journal(path) as journal:
        journal.append([delivery(payload(0), at=0)])
        one, other = journal.feed("connect", "ws://one"), journal.feed("connect", "ws://other")
        journal.feed_state(one, micros(1), "connected")
        journal.feed_state(other, micros(1), "connected")
        journal.feed_state(one, micros(10), "reconnecting")
        journal.feed_state(other, micros(15), "reconnecting")
        journal.feed_state(other, micros(16), "connected")
        journal.feed_state(one, micros(20), "connected")
        assert gaps_of(path) == [(10, 20, None)]


def test_that_a_return_that_brings_all_that_was_missed_leaves_a_gap_in_which_nothing_is_unknown(path: Path) -> None:
    with new_journal(path) as journal:
        journal.append([delivery(payload(0), at=0)])
        feed = journal.feed("connect", "ws://there/feed")
        journal.feed_state(feed, micros(1), "connected")
        journal.feed_state(feed, micros(5), "reconnecting")
        journal.feed_state(feed, micros(9), "connected", whole=True)
        journal.feed_state(feed, micros(15), "reconnecting")
        journal.feed_state(feed, micros(20), "connected")
    with Reader.open(path) as reader:
        assert reader.gaps() == [Gap(micros(5), micros(9), feed, whole=True), Gap(micros(15), micros(20), feed)]
        assert unknown_times(reader.gaps()) == [(micros(15), micros(20))]


def test_that_a_whole_return_does_not_mend_what_others_lost_at_the_same_time(path: Path) -> None:
    with new_journal(path) as journal:
        journal.append([delivery(payload(0), at=0)])
        one, other = journal.feed("connect", "ws://one"), journal.feed("connect", "ws://other")
        for feed in (one, other):
            journal.feed_state(feed, micros(1), "connected")
            journal.feed_state(feed, micros(5), "reconnecting")
        journal.feed_state(one, micros(9), "connected", whole=True)
        journal.feed_state(other, micros(8), "connected")
    with Reader.open(path) as reader:
        assert reader.gaps() == [Gap(micros(5), micros(9), None)]


def test_that_a_clock_that_was_set_back_makes_no_gap(path: Path) -> None:
    journal = new_journal(path)
    journal.append([delivery(payload(0), at=1)])
    journal.close(micros(60))
    go_on(path, 30).close(micros(31))
    assert gaps_of(path) == []


def test_that_a_reader_tells_gaps_that_come_while_it_is_open(path: Path) -> None:
    journal = new_journal(path)
    journal.append([delivery(payload(0), at=0)])
    with Reader.open(path) as reader:
        assert reader.gaps() == []
        journal.close(micros(1))
        with go_on(path, 5):
            assert reader.gaps() == [Gap(micros(1), micros(5), None)]
