"""All that the board says, held against a plain look at the payloads of a simulated centre."""

import random
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from floorwalker.feed.demo.centre import Centre
from floorwalker.feed.demo.simulation import Simulation
from floorwalker.session.floor.board import ReadFloor, Standing, read_floor
from floorwalker.session.keeping import Retention
from floorwalker.session.reader import Reader
from tests.session.floor.plain_floor import PlainFloor
from tests.session.made import CATALOG, NOON, delivery, micros, new_journal, payload, session_of

HOURS = 3
MOMENTS = 40


def centre(agents: int, hours: float) -> list[tuple[float, bytes]]:
    """What arrives from a simulated centre that opened at noon: seconds after that, and payloads."""
    arrivals = Centre(Simulation(agents, None, seed=5), NOON).until(hours * 3600)
    return [(arrival.due, arrival.payload) for arrival in arrivals]


def shuffled(random_: random.Random, arrivals: list[tuple[float, bytes]]) -> list[bytes]:
    """As they may arrive: a tenth of them twice, each up to five minutes late."""
    both = [*arrivals, *random_.sample(arrivals, len(arrivals) // 10)]
    return [one for _, one in sorted(both, key=lambda arrival: arrival[0] + random_.uniform(0, 300))]


def as_told(standing: Standing) -> dict[str, Any]:
    """What `PlainAgent.tell` says, of a standing."""
    told = standing.model_dump(exclude={"agent", "name", "team", "words", "activity", "seq", "stale", "covers_from"})
    times = {name: told[name] for name in ("since", "heard", "item_since")}
    return told | {name: time and int(datetime.fromisoformat(time).timestamp()) for name, time in times.items()}


def check(floor: ReadFloor, plain: PlainFloor, moments: list[int]) -> None:
    for moment in sorted(moments):
        board = {one.agent: as_told(one) for one in floor.board(moment).standings}
        assert board == plain.at(moment)


@pytest.mark.parametrize("arrive", ["in order", "shuffled, and a tenth twice"])
def test_that_the_board_of_any_moment_says_what_a_plain_look_at_the_payloads_gives(tmp_path: Path, arrive: str) -> None:
    random_ = random.Random(3)
    arrivals = centre(12, HOURS)
    payloads = [one for _, one in arrivals] if arrive == "in order" else shuffled(random_, arrivals)
    moments = [NOON + random_.randrange(HOURS * 3600) for _ in range(MOMENTS)]
    with Reader.open(session_of(tmp_path / "day.fw", payloads)) as reader:
        check(read_floor(reader, CATALOG), PlainFloor(payloads), moments)


def test_that_what_is_read_up_to_a_moment_says_the_same_of_it_as_what_is_read_whole(tmp_path: Path) -> None:
    payloads = [one for _, one in centre(5, 1)]
    with Reader.open(session_of(tmp_path / "day.fw", payloads)) as reader:
        whole = read_floor(reader, CATALOG)
        for moment in range(NOON + 60, NOON + 3600, 600):
            assert read_floor(reader, CATALOG, until=moment).board(moment) == whole.board(moment)


def test_that_the_board_says_from_when_on_its_counts_are_where_older_events_have_gone(tmp_path: Path) -> None:
    told = {"Username": "ann", "SessionId": "one", "WorkItemId": "W"}
    with new_journal(tmp_path / "a.fw") as journal:
        for second, code in ((0, 4), (5, 5), (100, 8), (200, 4)):
            journal.append([delivery(payload(second, Code=code, **told), at=second)])
        while journal.keep_within(Retention(age=1), micros(51)):
            pass
        with Reader.open(journal.path) as reader:
            floor = read_floor(reader, CATALOG)
    board = floor.board(NOON + 300)
    [ann] = board.standings
    assert board.covers_from == ann.covers_from == "2026-11-22T12:01:40Z"
    assert (ann.offered, ann.accepted, ann.released, ann.unproven) == (
        1,
        0,
        1,
        {"released without offered": 1, "released without accepted": 1},
    )
    assert floor.board(NOON + 86_400).covers_from is None
