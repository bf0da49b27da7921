"""Work items as the window gets to know them, beside the window."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from floorwalker.event.catalog import Catalog
from floorwalker.event.work import WorkItem
from floorwalker.session.columns import AGENT
from floorwalker.session.journal import Journal
from floorwalker.session.keeping import Retention
from floorwalker.ui.following import LiveSession, details_reader, tail
from tests.session import made

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

Follow = Callable[..., LiveSession]
CODES = (4, 5, 8)


def step(number: int, **changed: object) -> bytes:
    """A step of an item: of three agents, each has one item after the other, offered, accepted and released."""
    item = f"W-{number // 9}-{number % 3}"
    return made.payload(number, Code=CODES[number // 3 % 3], WorkItemId=item, **changed)


def items_of(live: LiveSession) -> dict[str, list[WorkItem]]:
    work = live.details.work
    return {name: list(work.items(agent)) for agent, name in live.names.of_kind(AGENT)}


def plainly(numbers: range, agent: int) -> list[tuple[str, dict[str, int]]]:
    """The items of the steps with these numbers, in order: id, and when each step was."""
    items: dict[str, dict[str, int]] = {}
    for number in numbers:
        if number % 3 == agent:
            name = ("offered", "accepted", "released")[number // 3 % 3]
            items.setdefault(f"W-{number // 9}-{agent}", {})[name] = made.NOON + number
    return list(items.items())


def as_plain(items: list[WorkItem]) -> list[tuple[str, dict[str, int]]]:
    steps = ("offered", "accepted", "declined", "released")
    return [(one.item, {name: at for name in steps if (at := getattr(one, name)) is not None}) for one in items]


def items_told(live: LiveSession) -> dict[str, list[tuple[str, dict[str, int]]]]:
    return {name: as_plain(items) for name, items in items_of(live).items()}


def items_of_day(numbers: range) -> dict[str, list[tuple[str, dict[str, int]]]]:
    return {f"agent.{agent}": plainly(numbers, agent) for agent in range(3)}


def check(live: LiveSession, numbers: range) -> None:
    assert items_told(live) == items_of_day(numbers)


@pytest.mark.parametrize("portion", [7, 1000])
def test_that_items_are_those_of_all_steps_whether_they_were_there_or_arrive(
    journal: Journal, follow: Follow, qtbot: "QtBot", monkeypatch: pytest.MonkeyPatch, portion: int
) -> None:
    monkeypatch.setattr(details_reader, "PORTION", portion)
    journal.append([made.delivery(step(number), at=number) for number in range(100)])
    live = follow(journal.path)
    qtbot.waitUntil(lambda: live.is_loaded)
    for number in range(100, 130):
        journal.append([made.delivery(step(number), at=number)])
    qtbot.waitUntil(lambda: len(live.columns) == 130)
    qtbot.waitUntil(lambda: live.details.is_complete and len(live.details.work.items(1)) == 15)
    qtbot.waitUntil(lambda: sum(len(plain) for plain in map(as_plain, items_of(live).values())) == 45)
    check(live, range(130))


def test_that_now_is_known_before_the_past(
    tmp_path: Path, follow: Follow, qtbot: "QtBot", monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(details_reader, "PORTION", 9)
    live = follow(made.session_of(tmp_path / "a.fw", map(step, range(180))))
    with qtbot.waitSignal(live.details.changed):
        pass
    check(live, range(171, 180))
    qtbot.waitUntil(lambda: live.details.is_complete)
    check(live, range(180))


def test_that_a_late_step_finds_its_item_and_tells_of_its_agent_alone(
    journal: Journal, follow: Follow, qtbot: "QtBot"
) -> None:
    journal.append([made.delivery(step(number), at=number) for number in range(9) if number != 3])
    live = follow(journal.path)
    qtbot.waitUntil(lambda: live.details.is_complete)
    before = items_of(live)
    with qtbot.waitSignal(live.details.changed) as told:
        journal.append([made.delivery(step(3), at=60)])
    assert [live.names.text(agent) for agent in told.args[0]] == ["agent.0"]
    assert before["agent.0"][0].accepted is None
    check(live, range(9))


def test_that_the_current_item_ends_with_the_sign_out(journal: Journal, follow: Follow, qtbot: "QtBot") -> None:
    journal.append([made.delivery(step(0)), made.delivery(made.payload(30, Code=2), at=30)])
    live = follow(journal.path)
    qtbot.waitUntil(lambda: live.details.is_complete)
    [agent] = live.statuses.agents()
    spans = live.statuses.spans(agent)
    now, after = (live.details.current(agent, made.NOON + at, spans) for at in (29, 30))
    assert now is not None
    assert (now.item, after) == ("W-0-0", None)


def test_that_items_go_with_their_events_and_those_that_stay_are_whole(
    journal: Journal, follow: Follow, qtbot: "QtBot", monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tail, "PACE", 0.0)
    journal.append([made.delivery(step(number), at=number) for number in range(90)])
    live = follow(journal.path)
    qtbot.waitUntil(lambda: live.details.is_complete)
    assert live.kept_from() is None
    with qtbot.waitSignal(live.rows_removed):
        while journal.keep_within(Retention(age=1), made.micros(50)):
            pass
    qtbot.waitUntil(lambda: live.kept_from() == made.NOON + 50)
    for number in range(90, 99):
        journal.append([made.delivery(step(number), at=number)])
        newest = made.NOON + number
        qtbot.waitUntil(lambda: int(live.columns.created[-1]) == newest)  # noqa: B023 it waits within the round
    qtbot.waitUntil(lambda: items_told(live) == items_of_day(range(45, 99)))


def test_that_steps_whose_payloads_have_gone_unread_make_no_items(
    journal: Journal, follow: Follow, qtbot: "QtBot", monkeypatch: pytest.MonkeyPatch
) -> None:
    def _read(_self: object, seqs: list[int]) -> list[tuple[int, bytes]]:
        return [(seq, step(seq - 1)) for seq in seqs if seq > 9]

    monkeypatch.setattr("floorwalker.session.reader.Reader.payloads_in_order", _read)
    journal.append([made.delivery(step(number), at=number) for number in range(27)])
    live = follow(journal.path)
    qtbot.waitUntil(lambda: live.details.is_complete)
    check(live, range(9, 27))


def test_that_another_field_for_items_has_all_payloads_looked_into_anew(
    tmp_path: Path, follow: Follow, qtbot: "QtBot"
) -> None:
    bodies = [made.payload(0, Code=4, WorkItemId="W", Ticket="T", Line="9")]
    live = follow(made.session_of(tmp_path / "a.fw", bodies))
    qtbot.waitUntil(lambda: live.details.is_complete)
    [agent] = live.statuses.agents()
    live.set_catalog(made.CATALOG)
    assert live.details.is_complete
    live.set_catalog(Catalog.laid_over({"subject_fields": ["Ticket"], "phone_fields": ["Line"]}, None))
    assert not live.details.is_complete
    qtbot.waitUntil(lambda: live.details.is_complete)
    assert [one.item for one in live.details.work.items(agent)] == ["T"]
    assert live.details.phone(agent, made.NOON) == "9"
