import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pytest
from PySide6.QtCore import QTimer

from floorwalker.event.statuses import Statuses
from floorwalker.session.columns import AGENT
from floorwalker.session.journal import Journal
from floorwalker.session.keeping import Retention
from floorwalker.ui.following import LiveSession, tail
from tests.session import made

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

Follow = Callable[..., LiveSession]


def wait_for_rows(qtbot: "QtBot", live: LiveSession, rows: int) -> None:
    qtbot.waitUntil(lambda: len(live.columns) == rows)


def write(journal: Journal, *numbers: int) -> None:
    journal.append([made.delivery(made.payload(number), at=number) for number in numbers])


def test_that_a_closed_session_is_read_whole(session: Path, follow: Follow, qtbot: "QtBot") -> None:
    live = follow(session)
    with qtbot.waitSignal(live.loaded):
        pass
    assert live.columns.seq.tolist() == [1, 2, 3, 4, 5]
    assert live.totals.events == 5
    assert [text for _, text in live.names.of_kind(AGENT)] == ["agent.0", "agent.1", "agent.2"]
    assert [feed.address for feed in live.feeds.values()] == ["http://127.0.0.1:8787/events"]


def test_that_an_empty_session_is_loaded_too(journal: Journal, follow: Follow, qtbot: "QtBot") -> None:
    live = follow(journal.path)
    with qtbot.waitSignal(live.loaded):
        pass
    assert live.is_loaded
    assert len(live.columns) == 0


def test_that_what_is_captured_later_arrives_without_anyone_ringing(
    journal: Journal, follow: Follow, qtbot: "QtBot"
) -> None:
    live = follow(journal.path)
    qtbot.waitUntil(lambda: live.is_loaded)
    write(journal, 0, 1)
    wait_for_rows(qtbot, live, 2)
    write(journal, 2)
    with qtbot.waitSignal(live.rows_appended) as told:
        pass
    assert told.args == [2, 3]


def test_that_a_ring_brings_news_at_once(
    journal: Journal, follow: Follow, qtbot: "QtBot", monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tail, "GLANCE", 3600.0)
    live = follow(journal.path)
    qtbot.waitUntil(lambda: live.is_loaded)
    write(journal, 0)
    with qtbot.waitSignal(live.rows_appended):
        live.ring()


def test_that_names_are_there_before_the_rows_that_use_them(journal: Journal, follow: Follow, qtbot: "QtBot") -> None:
    live = follow(journal.path)
    seen: list[str] = []
    live.rows_appended.connect(lambda first, _: seen.append(live.names.text(int(live.columns.agent[first]))))
    write(journal, 0)
    wait_for_rows(qtbot, live, 1)
    assert seen == ["agent.0"]


@pytest.mark.parametrize("rows", [40, 41])
def test_that_a_session_of_many_batches_is_loaded_with_progress_also_when_the_last_is_full(
    tmp_path: Path, follow: Follow, qtbot: "QtBot", monkeypatch: pytest.MonkeyPatch, rows: int
) -> None:
    monkeypatch.setattr(tail, "BATCH", 10)
    path = made.session_of(tmp_path / "many.fw", [made.payload(number) for number in range(rows)])
    progress: list[tuple[int, int]] = []
    live = follow(path)
    live.load_progress.connect(lambda done, total: progress.append((done, total)))
    with qtbot.waitSignal(live.loaded):
        pass
    assert progress[:4] == [(10, rows), (20, rows), (30, rows), (40, rows)]
    assert live.columns.seq.tolist() == list(range(1, rows + 1))


@pytest.mark.parametrize("loaded_in_pieces_of", [7, 100_000])
def test_that_statuses_are_those_of_all_events_whether_loaded_or_arrived_live(
    journal: Journal, follow: Follow, qtbot: "QtBot", monkeypatch: pytest.MonkeyPatch, loaded_in_pieces_of: int
) -> None:
    monkeypatch.setattr(tail, "BATCH", 10)
    monkeypatch.setattr(tail, "FOLD", loaded_in_pieces_of)
    statuses = [16, 33, 35, 34, 17]
    events = [made.payload(number, ActivityCode=statuses[number % 5]) for number in range(60)]
    journal.append([made.delivery(one, at=at) for at, one in enumerate(events[:45])])
    live = follow(journal.path)
    changed: set[int] = set()
    live.agents_changed.connect(changed.update)
    qtbot.waitUntil(lambda: live.is_loaded)
    assert changed == set(live.statuses.agents())
    journal.append([made.delivery(one, at=at) for at, one in enumerate(events[45:], 45)])
    wait_for_rows(qtbot, live, 60)
    afresh = Statuses()
    afresh.append(live.columns.take(slice(None)))
    assert len(afresh.agents()) == 3
    for agent in afresh.agents():
        assert np.array_equal(live.statuses.spans(agent).starts, afresh.spans(agent).starts)
        assert np.array_equal(live.statuses.spans(agent).activity, afresh.spans(agent).activity)


def test_that_refused_bodies_alone_are_news(journal: Journal, follow: Follow, qtbot: "QtBot") -> None:
    live = follow(journal.path)
    qtbot.waitUntil(lambda: live.is_loaded)
    with qtbot.waitSignal(live.totals_changed) as told:
        journal.append([made.delivery(b'{"Category": 1}')])
    assert told.args[0].rejected == 1


def test_that_a_gap_between_two_captures_is_told(tmp_path: Path, follow: Follow, qtbot: "QtBot") -> None:
    path = tmp_path / "two.fw"
    first = made.new_journal(path)
    write(first, 0)
    first.close(made.micros(10))
    Journal.open(path, made.CATALOG, made.micros(70)).close(made.micros(80))
    live = follow(path)
    with qtbot.waitSignals([live.gaps_changed, live.loaded]):
        pass
    assert [(gap.start, gap.end) for gap in live.gaps] == [(made.micros(10), made.micros(70))]


def test_that_an_awaited_session_is_waited_for_until_it_is_made(tmp_path: Path, follow: Follow, qtbot: "QtBot") -> None:
    path = tmp_path / "soon.fw"
    live = follow(path, awaited=True)
    with qtbot.assertNotEmitted(live.failed, wait=300), made.new_journal(path) as journal:
        write(journal, 0)
        wait_for_rows(qtbot, live, 1)


def test_that_a_half_made_session_is_waited_for_like_one_that_is_not_there(
    tmp_path: Path, follow: Follow, qtbot: "QtBot"
) -> None:
    path = tmp_path / "half.fw"
    path.touch()
    live = follow(path, awaited=True)
    with qtbot.assertNotEmitted(live.failed, wait=300), made.new_journal(path) as journal:
        write(journal, 0)
        wait_for_rows(qtbot, live, 1)


def test_that_an_awaited_session_which_must_be_there_by_now_is_told_as_missing(
    tmp_path: Path, follow: Follow, qtbot: "QtBot"
) -> None:
    live = follow(tmp_path / "never.fw", awaited=True)
    with qtbot.waitSignal(live.failed) as told:
        live.insist()
    assert "never.fw is not there" in told.args[0]


@pytest.mark.parametrize(
    ("content", "problem"),
    [(None, "is not there"), (b"not a database at all, sorry\n" * 100, "is not a Floorwalker session")],
)
def test_that_what_cannot_be_read_is_told_with_a_remedy(
    tmp_path: Path, follow: Follow, qtbot: "QtBot", content: bytes | None, problem: str
) -> None:
    path = tmp_path / "broken.fw"
    if content is not None:
        path.write_bytes(content)
    live = follow(path)
    with qtbot.waitSignal(live.failed) as told:
        pass
    assert problem in told.args[0]
    assert told.args[1].endswith(".")


def test_that_a_session_of_a_newer_format_is_told_so(session: Path, follow: Follow, qtbot: "QtBot") -> None:
    with sqlite3.connect(session) as connection:
        connection.execute("PRAGMA user_version = 99")
    connection.close()
    live = follow(session)
    with qtbot.waitSignal(live.failed) as told:
        pass
    assert "format 99" in told.args[0]


def test_that_retrying_reads_a_session_that_is_there_by_now(tmp_path: Path, follow: Follow, qtbot: "QtBot") -> None:
    path = tmp_path / "later.fw"
    live = follow(path)
    with qtbot.waitSignal(live.failed):
        pass
    made.session_of(path, [made.payload(0)])
    with qtbot.waitSignal(live.loaded):
        live.retry()
    assert len(live.columns) == 1


def test_that_retrying_what_has_not_failed_changes_nothing(session: Path, follow: Follow, qtbot: "QtBot") -> None:
    live = follow(session)
    qtbot.waitUntil(lambda: live.is_loaded)
    live.retry()
    assert len(live.columns) == 5


def test_that_at_most_one_batch_waits_while_the_window_is_busy(
    tmp_path: Path, qtbot: "QtBot", monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tail, "BATCH", 10)
    path = made.session_of(tmp_path / "many.fw", [made.payload(number) for number in range(100)])
    following = tail.Tail(path, awaited=False)
    read: list[int] = []
    following.batch_read.connect(lambda batch: read.append(len(batch.rows)))
    following.start()
    qtbot.waitUntil(lambda: read == [10])
    with qtbot.assertNotEmitted(following.batch_read, wait=300):
        following.ring()
    following.take_next()
    qtbot.waitUntil(lambda: read == [10, 10])
    following.stop()


def test_that_a_bug_on_the_way_does_not_keep_the_next_events_from_being_shown(
    journal: Journal, follow: Follow, qtbot: "QtBot", monkeypatch: pytest.MonkeyPatch
) -> None:
    live = follow(journal.path)
    qtbot.waitUntil(lambda: live.is_loaded)

    def _fail(_rows: object) -> set[int]:
        raise ZeroDivisionError

    with qtbot.captureExceptions() as exceptions, monkeypatch.context() as broken:
        broken.setattr(live.statuses, "append", _fail)
        write(journal, 0)
        qtbot.waitUntil(lambda: len(exceptions) == 1)
    write(journal, 1)
    wait_for_rows(qtbot, live, 2)


def test_that_nothing_is_told_after_it_was_stopped(journal: Journal, follow: Follow, qtbot: "QtBot") -> None:
    live = follow(journal.path)
    qtbot.waitUntil(lambda: live.is_loaded)
    live.stop()
    with qtbot.assertNotEmitted(live.rows_appended, wait=300):
        write(journal, 0)


def test_that_the_windows_thread_goes_on_while_a_large_session_is_loaded(
    tmp_path: Path, follow: Follow, qtbot: "QtBot"
) -> None:
    bodies = [b"[" + b",".join(made.payload(n) for n in range(at, at + 500)) + b"]" for at in range(0, 30_000, 500)]
    with made.new_journal(tmp_path / "large.fw") as journal:
        journal.append([made.delivery(body) for body in bodies])
    beats: list[int] = []
    timer = QTimer()
    live = follow(tmp_path / "large.fw")
    timer.timeout.connect(lambda: beats.append(len(live.columns)))
    timer.start(1)
    with qtbot.waitSignal(live.loaded):
        pass
    timer.stop()
    assert len(live.columns) == 30_000
    assert 20_000 in beats


def keep(journal: Journal, seconds: float) -> None:
    while journal.keep_within(Retention(age=1), made.micros(seconds)):
        pass


def statuses_of(live: LiveSession) -> list[tuple[str, int, int]]:
    now = live.statuses.snapshot()
    told = zip(now.agents.tolist(), now.activity.tolist(), now.since.tolist(), strict=True)
    return sorted((live.names.text(agent), activity, since) for agent, activity, since in told)


def test_that_statuses_outlive_events_that_were_gone_before_the_window_came(
    journal: Journal, follow: Follow, qtbot: "QtBot"
) -> None:
    write(journal, *range(10))
    keep(journal, 100)
    write(journal, 10)
    live = follow(journal.path)
    qtbot.waitUntil(lambda: live.is_loaded)
    assert live.columns.seq.tolist() == [11]
    assert [(name, activity) for name, activity, _ in statuses_of(live)] == [
        ("agent.0", 16),
        ("agent.1", 16),
        ("agent.2", 16),
    ]


def test_that_events_that_came_and_went_unseen_have_told_their_statuses(
    journal: Journal, follow: Follow, qtbot: "QtBot"
) -> None:
    write(journal, *range(6))
    live = follow(journal.path)
    qtbot.waitUntil(lambda: live.is_loaded)
    journal.append([made.delivery(made.payload(20, ActivityCode=34, Username="new"), at=20)])
    keep(journal, 100)
    qtbot.waitUntil(lambda: len(live.columns) == 0 and len(live.statuses.agents()) == 4)
    assert ("new", 34, made.NOON + 20) in statuses_of(live)
    write(journal, 30)
    wait_for_rows(qtbot, live, 1)
    assert len(live.statuses.agents()) == 4


def test_that_rows_that_are_gone_are_told_before_and_after(journal: Journal, follow: Follow, qtbot: "QtBot") -> None:
    write(journal, *range(10))
    live = follow(journal.path)
    qtbot.waitUntil(lambda: live.is_loaded)
    told: list[tuple[str, int, int]] = []
    live.about_to_remove_rows.connect(lambda count: told.append(("before", count, len(live.columns))))
    live.rows_removed.connect(lambda count: told.append(("after", count, len(live.columns))))
    with qtbot.waitSignal(live.rows_removed):
        keep(journal, 3.5)
    assert told == [("before", 4, 10), ("after", 4, 6)]
    assert live.columns.seq.tolist() == list(range(5, 11))
