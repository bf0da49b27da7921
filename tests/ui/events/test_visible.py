from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from floorwalker.session.errors import SessionError
from floorwalker.session.filter import Filter, FilterError, parse_filter, select
from floorwalker.session.journal import Journal, clock
from floorwalker.ui.events import judge, visible
from floorwalker.ui.events.visible import VisibleRows
from tests.session import made

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

Visible = Callable[[Path], VisibleRows]
Write = Callable[..., None]


def filter_of(expression: str) -> Filter:
    return parse_filter(expression, made.CATALOG)


def rows(of: VisibleRows) -> list[int]:
    return list(map(int, of.rows))


def test_that_everything_is_shown_at_first(session: Path, visible_of: Visible) -> None:
    assert rows(visible_of(session)) == [0, 1, 2, 3, 4]


def test_that_a_filter_of_numbers_is_applied_at_once(session: Path, visible_of: Visible) -> None:
    shown = visible_of(session)
    shown.set_filter(filter_of("agent:agent.1"))
    assert rows(shown) == [1, 4]
    assert not shown.is_working


def test_that_many_rows_are_judged_on_the_thread(
    session: Path, visible_of: Visible, qtbot: "QtBot", monkeypatch: pytest.MonkeyPatch
) -> None:
    shown = visible_of(session)
    monkeypatch.setattr(visible, "AT_ONCE", 2)
    monkeypatch.setattr(visible, "BLINK", -1)
    shown.set_filter(filter_of("agent:agent.1"))
    assert shown.is_working
    assert rows(shown) == [0, 1, 2, 3, 4]
    qtbot.waitUntil(lambda: rows(shown) == [1, 4])
    assert not shown.is_working


def test_that_a_filter_of_payloads_is_applied_on_the_thread(session: Path, visible_of: Visible, qtbot: "QtBot") -> None:
    shown = visible_of(session)
    shown.set_filter(filter_of(f'"{made.guid(3)}"'))
    assert shown.is_working
    qtbot.waitUntil(lambda: rows(shown) == [3])


def test_that_what_was_shown_stays_until_the_new_filter_has_an_answer(
    session: Path, visible_of: Visible, qtbot: "QtBot", monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(visible, "PATIENCE", 60_000)
    shown = visible_of(session)
    shown.set_filter(filter_of("PhoneNo:nothing"))
    assert rows(shown) == [0, 1, 2, 3, 4]
    qtbot.waitUntil(lambda: rows(shown) == [])


def test_that_hits_are_shown_as_they_are_found(
    session: Path, visible_of: Visible, qtbot: "QtBot", monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(judge, "BY_PAYLOADS", 1)
    shown = visible_of(session)
    shown.set_filter(filter_of("PhoneNo:100"))
    shown._show_held()
    appended: list[tuple[int, int]] = []
    shown.appended.connect(lambda first, end: appended.append((first, end)))
    qtbot.waitUntil(lambda: rows(shown) == [0, 1, 2, 3, 4])
    assert appended == [(0, 1), (1, 2), (2, 3), (3, 4), (4, 5)]


def test_that_an_arriving_event_is_judged_alone(
    journal: Journal, visible_of: Visible, write: Write, qtbot: "QtBot", monkeypatch: pytest.MonkeyPatch
) -> None:
    write(0, 1, 2)
    shown = visible_of(journal.path)
    shown.set_filter(filter_of("agent:agent.0"))
    judged: list[object] = []

    def _select(*args: object) -> object:
        judged.append(args[2])
        return select(*args)  # type: ignore[arg-type]

    monkeypatch.setattr(visible, "select", _select)
    write(3)
    qtbot.waitUntil(lambda: rows(shown) == [0, 3])
    assert judged == [slice(3, 4)]


def test_that_an_event_that_arrives_during_a_search_is_searched_too(
    journal: Journal, visible_of: Visible, write: Write, qtbot: "QtBot"
) -> None:
    write(0, 1, 2)
    shown = visible_of(journal.path)
    shown.set_filter(filter_of("PhoneNo:100"))
    write(3)
    qtbot.waitUntil(lambda: rows(shown) == [0, 1, 2, 3])


def test_that_a_newer_filter_ends_the_search_of_the_one_before(
    session: Path, visible_of: Visible, qtbot: "QtBot"
) -> None:
    shown = visible_of(session)
    shown.set_filter(filter_of("PhoneNo:100"))
    first = shown._job
    shown.set_filter(filter_of(f'"{made.guid(2)}"'))
    assert first is not None
    assert first.is_ended()
    qtbot.waitUntil(lambda: rows(shown) == [2])


def test_that_a_stopped_search_keeps_its_hits_and_judges_what_arrives_later(
    journal: Journal, visible_of: Visible, write: Write, qtbot: "QtBot", monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(judge, "BY_PAYLOADS", 1)
    write(0, 1, 2)
    shown = visible_of(journal.path)
    shown.progress.connect(lambda judged, _: shown.stop_working() if judged == 1 else None)
    shown.set_filter(filter_of("PhoneNo:100"))
    with qtbot.waitSignal(shown.stopped) as stopped:
        pass
    assert stopped.args == [1, 3]
    assert rows(shown) == [0]
    write(3)
    qtbot.waitUntil(lambda: rows(shown) == [0, 3])


def test_that_a_filter_with_the_same_answer_resets_nothing(session: Path, visible_of: Visible, qtbot: "QtBot") -> None:
    shown = visible_of(session)
    with qtbot.assertNotEmitted(shown.reset):
        shown.set_filter(filter_of("category:agent"))
    assert shown.filter == filter_of("category:agent")


def test_that_a_filter_relative_to_now_forgets_what_has_become_old(
    journal: Journal, visible_of: Visible, qtbot: "QtBot", monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(visible, "AGEING", 50)
    at = clock() / 1_000_000 - made.NOON
    journal.append([made.delivery(made.payload(0), at=at - 3600), made.delivery(made.payload(1), at=at)])
    shown = visible_of(journal.path)
    shown.set_filter(filter_of("received:>-2s"))
    assert rows(shown) == [1]
    qtbot.waitUntil(lambda: rows(shown) == [])


def test_that_a_pattern_that_runs_wild_is_told_and_stopped(
    journal: Journal, visible_of: Visible, write: Write, qtbot: "QtBot"
) -> None:
    write(0, PhoneNo="a" * 40)
    shown = visible_of(journal.path)
    with qtbot.waitSignal(shown.failed) as failed:
        shown.set_filter(filter_of('PhoneNo:~"^(a|aa)+$b"'))
    assert failed.args is not None
    assert isinstance(failed.args[0], FilterError)
    assert not shown.is_working


def test_that_a_session_that_cannot_be_read_is_told(
    session: Path, visible_of: Visible, qtbot: "QtBot", tmp_path: Path
) -> None:
    shown = visible_of(session)
    session.rename(tmp_path / "elsewhere.fw")
    with qtbot.waitSignal(shown.failed) as failed:
        shown.set_filter(filter_of("PhoneNo:100"))
    assert failed.args is not None
    assert isinstance(failed.args[0], SessionError)
