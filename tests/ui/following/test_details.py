"""What only payloads tell of agents, as it is read beside the window."""

import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QElapsedTimer

from floorwalker.session.columns import AGENT
from floorwalker.session.journal import Journal
from floorwalker.ui.following import LiveSession, details_reader
from tests.session import made

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

Follow = Callable[..., LiveSession]


def agent_of(live: LiveSession, name: str) -> int:
    return next(number for number, text in live.names.of_kind(AGENT) if text == name)


def phone_of(live: LiveSession, name: str, at: float = 1e6) -> str:
    return live.details.phone(agent_of(live, name), made.NOON + at)


def complete(qtbot: "QtBot", live: LiveSession) -> None:
    qtbot.waitUntil(lambda: live.details.is_complete)


def test_that_each_agents_session_type_and_phone_are_told_of_the_session_of_the_moment(
    tmp_path: Path, follow: Follow, qtbot: "QtBot"
) -> None:
    told = {"Username": "ann", "SessionId": "morning", "PhoneNo": "100"}
    later = {"Username": "ann", "SessionId": "evening", "PhoneNo": "200", "SessionType": "TelAgent"}
    bodies = [made.payload(0, Code=1, **told), made.payload(9, Code=2, **told), made.payload(20, **later)]
    live = follow(made.session_of(tmp_path / "a.fw", bodies))
    complete(qtbot, live)
    ann = agent_of(live, "ann")
    known = [(live.details.session_type(ann, made.NOON + at), phone_of(live, "ann", at)) for at in (-1, 5, 15, 25)]
    assert known == [("", ""), ("CCA", "100"), ("", ""), ("TelAgent", "200")]


def test_that_the_newest_is_told_first_and_then_the_past(
    tmp_path: Path, follow: Follow, qtbot: "QtBot", monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(details_reader, "PORTION", 10)
    bodies = [
        made.payload(number, Username=f"agent.{number // 10}", SessionId=f"{number // 10}") for number in range(35)
    ]
    live = follow(made.session_of(tmp_path / "many.fw", bodies))
    told: list[set[str]] = []
    progress: list[tuple[int, int]] = []
    live.details.changed.connect(lambda agents: told.append({live.names.text(agent) for agent in agents}))
    live.details.progress.connect(lambda done, total: progress.append((done, total)))
    complete(qtbot, live)
    assert told == [{"agent.2", "agent.3"}, {"agent.1", "agent.2"}, {"agent.0", "agent.1"}, {"agent.0"}]
    assert progress == [(10, 35), (20, 35), (30, 35), (35, 35)]
    assert phone_of(live, "agent.0", 0) == "100"


def test_that_what_arrives_is_told_within_three_tenths_of_a_second_also_while_the_past_is_read(
    journal: Journal, follow: Follow, qtbot: "QtBot", monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(details_reader, "PORTION", 100)
    for first in range(0, 10_000, 500):
        journal.append([made.delivery(made.payload(number), at=number) for number in range(first, first + 500)])
    live = follow(journal.path)
    with qtbot.waitSignal(live.details.changed):
        pass
    assert not live.details.is_complete
    since = QElapsedTimer()
    since.start()
    journal.append([made.delivery(made.payload(10_001, Username="new", SessionId="new", PhoneNo="7"), at=10_001)])
    live.ring()
    qtbot.waitUntil(lambda: any(text == "new" for _, text in live.names.of_kind(AGENT)))
    qtbot.waitUntil(lambda: phone_of(live, "new") == "7")
    assert since.elapsed() < 300
    complete(qtbot, live)


def test_that_at_most_one_portion_waits_while_the_window_is_busy(
    tmp_path: Path, follow: Follow, qtbot: "QtBot", monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(details_reader, "PORTION", 10)
    live = follow(made.session_of(tmp_path / "many.fw", [made.payload(number) for number in range(50)]))
    qtbot.waitUntil(lambda: live.is_loaded)
    reader = details_reader.DetailsReader(live.path, made.CATALOG)
    read: list[int] = []
    reader.found.connect(lambda found: read.append(found.done))
    reader.look(live.columns.as_now())
    qtbot.waitUntil(lambda: read == [10])
    with qtbot.assertNotEmitted(reader.found, wait=200):
        reader.look(live.columns.as_now())
    reader.take_next()
    qtbot.waitUntil(lambda: read == [10, 20])
    reader.stop()


def test_that_payloads_that_cannot_be_read_are_told_and_read_again_when_they_can(
    session: Path, follow: Follow, qtbot: "QtBot"
) -> None:
    rename(session, "body", "gone")
    live = follow(session)
    with qtbot.waitSignal(live.failed) as told:
        pass
    assert told.args[1].endswith(".")
    assert live.is_loaded
    assert phone_of(live, "agent.0") == ""
    rename(session, "gone", "body")
    live.retry()
    complete(qtbot, live)
    assert phone_of(live, "agent.0") == "100"


def rename(session: Path, column: str, name: str) -> None:
    with sqlite3.connect(session) as connection:
        connection.execute(f"ALTER TABLE payloads RENAME COLUMN {column} TO {name}")
    connection.close()


def test_that_a_bug_on_the_way_does_not_keep_what_comes_next_from_being_told(
    journal: Journal, follow: Follow, qtbot: "QtBot", monkeypatch: pytest.MonkeyPatch
) -> None:
    live = follow(journal.path)
    qtbot.waitUntil(lambda: live.is_loaded)

    def _fail(_found: object) -> None:
        raise ZeroDivisionError

    with qtbot.captureExceptions() as exceptions, monkeypatch.context() as broken:
        broken.setattr(live.details, "_take", _fail)
        journal.append([made.delivery(made.payload(0))])
        qtbot.waitUntil(lambda: len(exceptions) == 1)
    with qtbot.waitSignal(live.details.changed):
        journal.append([made.delivery(made.payload(1))])


def test_that_nothing_is_told_after_it_was_stopped(journal: Journal, follow: Follow, qtbot: "QtBot") -> None:
    live = follow(journal.path)
    qtbot.waitUntil(lambda: live.is_loaded)
    live.stop()
    with qtbot.assertNotEmitted(live.details.changed, wait=200):
        live.details.look(live.columns)
