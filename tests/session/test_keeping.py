"""The oldest events go, by age or by size, and what has to outlive them does."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from io import BytesIO
from itertools import count
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from floorwalker.event.catalog import Activity
from floorwalker.event.statuses import Statuses
from floorwalker.session.errors import SessionError
from floorwalker.session.export import write_export
from floorwalker.session.gaps import unknown_times
from floorwalker.session.journal import Journal
from floorwalker.session.keeping import Retention
from floorwalker.session.reader import Reader
from floorwalker.session.records import Delivery, Envelope, Totals
from floorwalker.session.schema import wal_of
from tests.session.made import CATALOG, NOON, delivery, guid, micros, new_journal, payload

SECOND = 1_000_000
HOUR, DAY = 3600 * SECOND, 24 * 3600 * SECOND


def keep(journal: Journal, limits: Retention, at: float) -> int:
    """Does all that is due so many seconds after noon, and returns in how many steps."""
    return next(steps for steps in count() if not journal.keep_within(limits, micros(at)))


def counted(path: Path, table: str) -> int:
    with closing(sqlite3.connect(path)) as connection:
        return int(connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0])  # noqa: S608


def size_of(path: Path) -> int:
    return sum(file.stat().st_size for file in (path, wal_of(path)) if file.exists())


@pytest.fixture
def journal(tmp_path: Path) -> Iterator[Journal]:
    """An empty one."""
    journal = new_journal(tmp_path / "a.fw")
    yield journal
    journal.close(micros(10_000))


def fill(journal: Journal, numbers: range) -> None:
    """One delivery an event, a second apart."""
    journal.append([delivery(payload(number), at=number) for number in numbers])


def test_that_what_arrived_before_the_limit_goes_and_the_rest_stays(journal: Journal) -> None:
    fill(journal, range(1200))
    journal.append([delivery(payload(1200), b'{"Id": 1}', at=1200), delivery(b"[]", at=1201)])
    keep(journal, Retention(age=100 * SECOND), at=1100)
    with Reader.open(journal.path) as reader:
        assert reader.bounds()[0] == 1001
        assert reader.rows_after(0, 10_000)[:, 0].tolist() == list(range(1001, 1202))
        assert reader.payload(1000) is None
        assert reader.payload(1001) == payload(1000)
        assert reader.delivery(1001) is not None
        assert reader.totals() == journal.totals == Totals(201, 0, 1)
        assert len(reader.refused()) == 1
    assert counted(journal.path, "payloads") == 201
    assert counted(journal.path, "deliveries") == 202
    keep(journal, Retention(age=100 * SECOND), at=2000)
    assert journal.totals == Totals(0, 0, 0)
    assert [counted(journal.path, table) for table in ("events", "payloads", "deliveries", "refused")] == [0] * 4


def test_that_counts_are_of_what_is_there(journal: Journal) -> None:
    journal.append([delivery(payload(0), payload(0), b"{}", at=0), delivery(payload(0), payload(1), b"{}", at=50)])
    assert journal.totals == Totals(4, 2, 2)
    keep(journal, Retention(age=10 * SECOND), at=40)
    assert journal.totals == Totals(2, 1, 1)
    with Reader.open(journal.path) as reader:
        info = reader.info()
    assert (info.events, info.duplicates, info.rejected, sum(info.by.values())) == (2, 1, 1, 2)


def test_that_a_seq_is_never_given_again_though_everything_is_gone(tmp_path: Path) -> None:
    with new_journal(tmp_path / "a.fw") as journal:
        fill(journal, range(5))
        keep(journal, Retention(age=SECOND), at=100)
        assert journal.totals.events == 0
    with Journal.open(tmp_path / "a.fw", CATALOG, micros(200)) as journal:
        assert journal.last_seq == 5
        [receipt] = journal.append([delivery(payload(7), at=201)])
        assert list(receipt.seqs) == [6]
        assert journal.totals.events == 1


def test_that_an_export_has_what_is_there(journal: Journal) -> None:
    fill(journal, range(3000))
    keep(journal, Retention(age=SECOND), at=2990)
    out = BytesIO()
    with Reader.open(journal.path) as reader:
        assert write_export(reader, out, layout="ndjson") == 11
    assert out.getvalue() == b"".join(payload(number) + b"\n" for number in range(2989, 3000))


def test_that_one_large_delivery_goes_in_several_steps(journal: Journal) -> None:
    journal.append([delivery(*map(payload, range(2500)), at=0), delivery(payload(3000), at=50)])
    assert journal.keep_within(Retention(age=SECOND), micros(10))
    assert 0 < journal.totals.events < 2501
    with Reader.open(journal.path) as reader:
        assert reader.delivery(reader.bounds()[0]) is not None
    keep(journal, Retention(age=SECOND), at=10)
    assert journal.totals.events == 1
    assert counted(journal.path, "deliveries") == 1


def test_that_a_clock_that_was_ahead_does_not_keep_what_came_after(journal: Journal) -> None:
    journal.append([delivery(payload(0), at=1_000_000)])
    fill(journal, range(1, 10))
    keep(journal, Retention(age=SECOND), at=100)
    assert journal.totals.events == 0


# What repeats


def repeats(journal: Journal, numbers: list[int], at: float) -> int:
    [receipt] = journal.append([delivery(*map(payload, numbers), at=at)])
    return receipt.duplicates


def test_that_a_repeat_of_an_event_that_is_gone_is_told_for_a_day(tmp_path: Path) -> None:
    path = tmp_path / "a.fw"
    with new_journal(path) as journal:
        journal.append([delivery(payload(0), payload(0, Id="order-1"), payload(0), payload(1), at=0)])
        keep(journal, Retention(age=SECOND), at=100)
        assert journal.totals.events == 0
        assert repeats(journal, [0, 2], at=110) == 1
    with Journal.open(path, CATALOG, micros(200)) as journal:
        keep(journal, Retention(age=SECOND), at=200)
        [receipt] = journal.append(
            [delivery(payload(1), payload(9, Id="order-1"), payload(9, Id="Order-1"), payload(3), at=300)]
        )
        assert (receipt.accepted, receipt.duplicates) == (2, 2)
    with Journal.open(path, CATALOG, micros(90_000)) as journal:
        keep(journal, Retention(age=SECOND), at=400 + 86_400)
        assert counted(path, "departed") == 0
    with Journal.open(path, CATALOG, micros(90_000)) as journal:
        assert repeats(journal, [0, 1, 2, 3], at=90_001) == 0


def test_that_ids_that_are_gone_for_a_day_take_no_memory(tmp_path: Path) -> None:
    path = tmp_path / "a.fw"
    with new_journal(path) as journal:
        fill(journal, range(1000))
    with Journal.open(path, CATALOG, micros(1000)) as journal:
        assert len(journal._repeats) == 1000
        keep(journal, Retention(age=SECOND), at=1000)
        assert len(journal._repeats) == 1000
        keep(journal, Retention(age=SECOND), at=86_400 + 1000)
        assert len(journal._repeats) == 0


def test_that_an_event_that_went_after_more_than_a_day_leaves_no_id(journal: Journal) -> None:
    fill(journal, range(3))
    keep(journal, Retention(age=2 * DAY), at=3 * 86_400)
    assert journal.totals.events == 0
    assert counted(journal.path, "departed") == 0


# Room


def test_that_the_file_and_its_wal_keep_within_the_size(tmp_path: Path) -> None:
    limits = Retention(size=2_000_000)
    path = tmp_path / "a.fw"
    with new_journal(path) as journal:
        for first in range(0, 12_000, 50):
            fill(journal, range(first, first + 50))
            keep(journal, limits, at=first + 50)
            assert size_of(path) <= 2_060_000
        assert counted(path, "events") > 1000
        assert journal.keep_within(limits, micros(12_000)) is False
    assert path.stat().st_size > 1_200_000
    assert size_of(path) == path.stat().st_size


def test_that_the_file_gets_smaller_when_old_events_are_gone(tmp_path: Path) -> None:
    path = tmp_path / "a.fw"
    with new_journal(path) as journal:
        for first in range(0, 6000, 500):
            fill(journal, range(first, first + 500))
        journal.keep_within(Retention(age=DAY), micros(6000))
        before = size_of(path)
        keep(journal, Retention(age=100 * SECOND), at=6000)
    assert path.stat().st_size < before / 3


def test_that_the_ids_of_what_is_gone_take_a_quarter_of_the_size_at_most(tmp_path: Path) -> None:
    limits = Retention(age=SECOND, size=1_000_000)
    with new_journal(tmp_path / "a.fw") as journal:
        for first in range(0, 20_000, 500):
            fill(journal, range(first, first + 500))
            keep(journal, limits, at=first + 1000)
        with closing(sqlite3.connect(journal.path)) as connection:
            [(kept,)] = connection.execute("SELECT sum(length(keys)) FROM departed")
        assert 200_000 < kept <= 250_000
    with Journal.open(tmp_path / "a.fw", CATALOG, micros(30_000)) as journal:
        assert repeats(journal, [19_900, 10], at=30_000) == 1


def test_that_envelopes_and_sessions_that_nothing_uses_any_more_go(tmp_path: Path) -> None:
    path = tmp_path / "a.fw"
    with new_journal(path) as journal:
        for first in range(0, 9000, 500):
            journal.append([_signed(number) for number in range(first, first + 500)])
            keep(journal, Retention(age=100 * SECOND), at=first + 500)
        assert journal.totals.events == 100
        assert counted(path, "envelopes") < 4000
        assert counted(path, "names") < 4000
        with Reader.open(path) as reader:
            arrived = reader.delivery(9000)
            sessions = {text for _, _, text in reader.names_after(0)}
        assert arrived is not None
        assert arrived.headers == (("webhook-id", "8999"),)
        assert {"agent.0", "agent.1", "agent.2", "session-8999"} <= sessions
    with Journal.open(path, CATALOG, micros(10_000)) as journal:
        journal.append([_signed(8999)])
        with Reader.open(path) as reader:
            assert len(set(reader.rows_after(8999, 10)[:, 6].tolist())) == 1


def _signed(number: int) -> Delivery:
    """From a sender whose requests all differ, in sessions that do."""
    one = delivery(payload(number, SessionId=f"session-{number}"), at=number)
    one.envelope = Envelope("POST", "/events", (("webhook-id", str(number)),))
    return one


def test_that_a_removal_that_fails_changes_nothing_and_is_done_later(journal: Journal) -> None:
    fill(journal, range(50))
    with closing(sqlite3.connect(journal.path)) as spoiling:
        spoiling.executescript(
            "CREATE TRIGGER full BEFORE DELETE ON payloads BEGIN SELECT RAISE(ABORT, 'no such luck'); END"
        )
        with pytest.raises((SessionError, sqlite3.Error)):
            journal.keep_within(Retention(age=SECOND), micros(100))
        assert journal.totals.events == 50
        assert counted(journal.path, "events") == 50
        spoiling.executescript("DROP TRIGGER full")
    keep(journal, Retention(age=SECOND), at=100)
    assert journal.totals.events == 0
    with Reader.open(journal.path) as reader:
        assert sorted(Statuses(past=reader.floor()).snapshot().since.tolist()) == [NOON, NOON + 1, NOON + 2]


# Statuses and gaps


def floor_of(path: Path) -> dict[str, tuple[int, int, int]]:
    """By each agent's name: activity, since and seq, as a reader who comes now works them out."""
    with Reader.open(path) as reader:
        statuses = Statuses(past=reader.floor())
        statuses.append(reader.rows_after(0, 100_000))
        statuses.set_gaps(unknown_times(reader.gaps()))
        names = {number: text for number, _, text in reader.names_after(0)}
    now = statuses.snapshot()
    told = zip(now.agents.tolist(), now.activity.tolist(), now.since.tolist(), now.seq.tolist(), strict=True)
    return {names[agent]: (activity, since, seq) for agent, activity, since, seq in told}


def test_that_everyone_ever_seen_keeps_their_status(journal: Journal) -> None:
    journal.append([delivery(payload(0, Username="Ann", ActivityCode=34), at=0)])
    fill(journal, range(1, 2000))
    before = floor_of(journal.path)
    keep(journal, Retention(age=SECOND), at=5000)
    assert journal.totals.events == 0
    assert floor_of(journal.path) == before
    assert before["Ann"] == (34, NOON, 1)


@settings(max_examples=25, deadline=None)
@given(
    st.lists(
        st.tuples(st.sampled_from([1, 2, 3, 4]), st.sampled_from([16, 34]), st.integers(0, 2), st.integers(-3, 3)),
        min_size=1,
        max_size=40,
    ),
    st.lists(st.integers(0, 40), max_size=3),
)
def test_that_statuses_are_the_same_whatever_is_gone(
    tmp_path_factory: pytest.TempPathFactory, told: list[tuple[int, int, int, int]], cuts: list[int]
) -> None:
    folder = tmp_path_factory.mktemp("sessions")
    with new_journal(folder / "all.fw") as whole, new_journal(folder / "some.fw") as some:
        for number, (code, activity, session, late) in enumerate(told):
            # Up to three seconds early or late, which is six events of an agent.
            event = payload(number - late, Id=guid(number), Code=code, ActivityCode=activity, SessionId=str(session))
            for journal in (whole, some):
                journal.append([delivery(event, at=number)])
            if number in cuts:
                keep(some, Retention(age=SECOND), at=number)
        assert floor_of(whole.path) == floor_of(some.path)


def test_that_a_gap_goes_with_the_last_event_before_it_and_has_made_its_agents_unknown(tmp_path: Path) -> None:
    path = tmp_path / "a.fw"
    journal = new_journal(path)
    fill(journal, range(3))
    journal.close(micros(10))
    with Journal.open(path, CATALOG, micros(4000)) as journal:
        journal.append([delivery(payload(4001), at=4001)])
        before = floor_of(path)
        assert sorted(activity for activity, _, _ in before.values()) == [Activity.UNKNOWN, Activity.UNKNOWN, 16]
        keep(journal, Retention(age=HOUR), at=4100)
        assert journal.totals.events == 1
        with Reader.open(path) as reader:
            assert reader.gaps() == []
        assert floor_of(path) == before
        assert counted(path, "captures") <= 2


def test_that_a_gap_after_what_is_gone_stays(tmp_path: Path) -> None:
    path = tmp_path / "a.fw"
    journal = new_journal(path)
    fill(journal, range(10))
    journal.close(micros(10))
    with Journal.open(path, CATALOG, micros(4000)) as journal:
        feed = journal.feed("connect", "ws://there/feed")
        journal.feed_state(feed, micros(4000), "connected")
        journal.append([delivery(payload(4001), at=4001, feed=feed)])
        journal.feed_state(feed, micros(4002), "reconnecting")
        journal.feed_state(feed, micros(4010), "connected")
        journal.append([delivery(payload(4011), at=4011, feed=feed)])
        with Reader.open(path) as reader:
            gaps = reader.gaps()
            assert len(gaps) == 2
            keep(journal, Retention(age=HOUR), at=3605)
            assert reader.bounds()[0] == 6
            assert reader.gaps() == gaps
            keep(journal, Retention(age=9 * SECOND), at=4010)
            assert reader.gaps() == gaps[1:]


def test_that_the_ups_and_downs_of_a_feed_do_not_grow_for_ever(journal: Journal) -> None:
    feed = journal.feed("connect", "ws://there/feed")
    for number in range(0, 300, 3):
        journal.append([delivery(payload(number), at=number)])
        journal.feed_state(feed, micros(number), "connected")
        journal.feed_state(feed, micros(number + 1), "reconnecting")
        keep(journal, Retention(age=30 * SECOND), at=number)
    assert counted(journal.path, "feed_states") < 30
