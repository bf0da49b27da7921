"""The floor at a moment, held against a plain look at the payloads."""

import json
import random
import time
from pathlib import Path

import pytest

from floorwalker.session.floor.board import Standing, read_board
from floorwalker.session.reader import Reader
from floorwalker.session.times import iso_seconds
from tests.session.floor.day import Told, day_of, plainly, shuffled
from tests.session.made import CATALOG, NOON, delivery, micros, new_journal, payload, session_of, stamp

_MOMENTS = 200


def _board(path: Path, at: int | None = None) -> dict[str, Standing]:
    with Reader.open(path) as reader:
        return {one.agent: one for one in read_board(reader, CATALOG, at).standings}


def _told(board: dict[str, Standing]) -> dict[str, Told]:
    return {agent: Told(one.status, one.reason, one.since) for agent, one in board.items()}


@pytest.mark.parametrize("arrive", ["in order", "shuffled, and a tenth twice"])
def test_that_the_board_of_any_moment_is_what_a_plain_look_at_the_events_gives(tmp_path: Path, arrive: str) -> None:
    random_ = random.Random(11)
    events = day_of(random_)
    arriving = events if arrive == "in order" else shuffled(random_, events)
    path = session_of(tmp_path / "day.fw", (json.dumps(event).encode() for event in arriving))
    moments = [NOON + random_.randrange(8 * 3600) for _ in range(_MOMENTS)]
    with Reader.open(path) as reader:
        for moment in moments:
            board = {one.agent: one for one in read_board(reader, CATALOG, moment).standings}
            assert _told(board) == plainly(events, moment)


def test_that_the_moment_itself_is_included(tmp_path: Path) -> None:
    path = session_of(tmp_path / "a.fw", [payload(7)])
    assert _board(path, NOON + 7)["agent.1"].status == "Available"
    assert _board(path, NOON + 6)["agent.1"] == Standing(
        agent="agent.1",
        name=None,
        team=None,
        status="Unknown",
        words="Unknown",
        activity=None,
        reason=None,
        since=None,
        seq=None,
        heard=None,
        stale=False,
        item=None,
        item_step=None,
        item_since=None,
        offered=0,
        accepted=0,
        declined=0,
        released=0,
        ring=None,
        handle=None,
        unproven={},
        logged_in=0,
        times={},
    )


def test_that_without_a_moment_a_session_of_the_past_is_told_of_after_its_last_event(tmp_path: Path) -> None:
    path = session_of(tmp_path / "a.fw", [payload(3), payload(9, ActivityCode=34)])
    with Reader.open(path) as reader:
        board = read_board(reader, CATALOG)
    assert board.moment == NOON + 9
    assert _told({one.agent: one for one in board.standings}) == {
        "agent.0": Told("BusyOnBreak", None, iso_seconds(NOON + 9))
    }


def test_that_without_a_moment_a_session_that_events_come_to_is_told_of_now(tmp_path: Path) -> None:
    now = int(time.time())
    with new_journal(tmp_path / "a.fw") as journal:
        journal.append([delivery(payload(1, CreationDateUtc=stamp(now)), at=now - NOON)])
    with Reader.open(tmp_path / "a.fw") as reader:
        assert now - 2 <= read_board(reader, CATALOG).moment <= int(time.time())


def test_that_a_status_that_nobody_confirmed_for_twelve_hours_is_stale(tmp_path: Path) -> None:
    path = session_of(tmp_path / "a.fw", [payload(0)])
    assert not _board(path, NOON + 12 * 3600 - 1)["agent.0"].stale
    stale = _board(path, NOON + 12 * 3600)["agent.0"]
    assert stale.stale
    assert stale.status == "Available"


def test_that_a_gap_makes_everyone_unknown_from_its_start(tmp_path: Path) -> None:
    path = tmp_path / "a.fw"
    journal = new_journal(path)
    journal.append([delivery(payload(0), at=0)])
    journal.close(micros(60))
    new_journal(path, at=120).close(micros(180))
    board = _board(path, NOON + 100)
    assert _told(board) == {"agent.0": Told("Unknown", None, iso_seconds(NOON + 60))}
    assert board["agent.0"].seq is None


def test_that_agents_are_listed_as_people_look_for_them(tmp_path: Path) -> None:
    names = ["b10", "B9", "a"]
    path = session_of(tmp_path / "a.fw", [payload(number, Username=name) for number, name in enumerate(names)])
    assert list(_board(path)) == ["a", "B9", "b10"]


@pytest.mark.parametrize(("changed", "has_it"), [({"Code": 2}, False), ({"ActivityCode": 33}, True)])
def test_that_an_item_whose_release_was_lost_ends_with_the_sign_out(
    tmp_path: Path, changed: dict[str, int], has_it: bool
) -> None:
    told = {"Username": "ann", "SessionId": "one", "WorkItemId": "W"}
    path = session_of(tmp_path / "a.fw", [payload(0, Code=5, **told), payload(5, **told, **changed)])
    assert _board(path)["ann"].item == ("W" if has_it else None)
    assert _board(path)["ann"].unproven == {"accepted without offered": 1}


def test_that_an_item_over_midnight_is_whole_and_its_events_count_on_their_own_days(tmp_path: Path) -> None:
    told = {"Username": "ann", "SessionId": "one", "WorkItemId": "W"}
    midnight = 12 * 3600
    events = [payload(midnight - 60, Code=4, **told), payload(midnight - 50, Code=5, **told)]
    path = session_of(tmp_path / "a.fw", [*events, payload(midnight + 50, Code=8, **told)])
    ann = _board(path, NOON + midnight + 50)["ann"]
    assert (ann.offered, ann.accepted, ann.released) == (0, 0, 1)
    assert (ann.ring, ann.handle, ann.unproven, ann.logged_in) == (None, 100.0, {}, 50)
