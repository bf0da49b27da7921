"""Thirty filters on 50,000 events that nobody built the program for: the window, `export` and a plain loop agree.

The day that the events tell of lies two days back, so that what is relative to now means all of it or nothing.
"""

import re
import subprocess
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.capture.running import FLOORWALKER
from tests.ui.events.whole.centre import Centre, store
from tests.ui.events.whole.loop import Event, equals, events_of, fold, like, looped, matches, moment_of, within

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from floorwalker.ui.window import Window
    from tests.ui.windows import OpenWindow

Means = Callable[[Event], object]

COUNT = 50_000
SEED = 40_004
WITHIN = 30_000
"""Milliseconds for a search on a busy machine."""
MORNING = datetime.now(UTC).replace(hour=6, minute=0, second=0, microsecond=0) - timedelta(days=3)


def at(hours: float) -> datetime:
    """A moment of the day, so many hours after its first event."""
    return MORNING + timedelta(hours=hours)


def written(hours: float) -> str:
    return f"{at(hours):%Y-%m-%dT%H:%M}"


def second(hours: float) -> float:
    return at(hours).timestamp()


def due_within(event: Event, low: float, high: float) -> bool:
    due = moment_of(event["DueDate"])
    return due is not None and second(low) <= due <= second(high)


LEADS_WITH_SEQ = re.compile(rb'\{"seq": ?(\d+)')
INDIAN = timedelta(hours=5, minutes=30)
THIRTY: dict[str, Means] = {
    "category:agent code:StatusChanged,signed_out": lambda e: e.category == 1 and e.code in {3, 2},
    "category:VOICE,ivr,9 -code:3": lambda e: e.category in {4, 2, 9} and e.code != 3,
    "code:*workitem": lambda e: e.category == 1 and e.code in {4, 5, 6, 8},
    "event:agent/3,email/*,9/5": lambda e: (e.category, e.code) in {(1, 3), (9, 5)} or e.category == 3,
    "code:2..5 -event:agent/3,agent/4": lambda e: 2 <= e.code <= 5 and not (e.category == 1 and e.code in {3, 4}),
    "agent:J.SMITH": lambda e: e.agent == "j.smith",
    "agent:kelvin.K agent:*": lambda e: e.agent == "kelvin.k",
    "agent:straße,ilkay,οδυσσευσ": lambda e: e.agent in {"strasse", "ilkay", "οδυσσευσ"},
    "agent:*ss*,İ* -agent:bot*": lambda e: "ss" in e.agent or like(e.agent, "İ*"),
    r'agent:"say \"hi\"","a*b","x\\y","a, (b)"': lambda e: e.agent in {'say "hi"', "a*b", "x\\y", "a, (b)"},
    "status:BusyOnBreak,lunch": lambda e: e.status & {"busyonbreak", "lunch"},
    "status:busy* -status:BusyOther": lambda e: (
        any(one.startswith("busy") for one in e.status) and "busyother" not in e.status
    ),
    'status:"coffee BREAK",41 OR status:signedout': lambda e: e.status & {"coffeebreak", "41", "signedout"},
    "ActivityCode:36 activity_name:training": lambda e: (
        equals(e["ActivityCode"], "36") and equals(e["ActivityName"], "training")
    ),
    "ExitCode:3,n/a": lambda e: equals(e["ExitCode"], "3") or equals(e["ExitCode"], "n/a"),
    '"exit code":>=3': lambda e: within(e["ExitCode"], low="3"),
    "WaitTime:29.5..60 wait_time:<61": lambda e: within(e["Wait Time"], "29.5", "60"),
    "WorkItem:12345678901234567890": lambda e: equals(e["WorkItem"], "12345678901234567890"),
    "WorkItem:>9007199254740992 -WorkItem:>12345678901234567890": lambda e: within(
        e["WorkItem"], "9007199254740993", "12345678901234567890"
    ),
    'QueueName:~"^sales" QUEUENAME:*o*': lambda e: (
        matches(e["QueueName"], "^sales") and "o" in fold(str(e["QueueName"]))
    ),
    "QueueName:zürich,*SALES": lambda e: (
        e["QueueName"] is not None and (equals(e["QueueName"], "zürich") or like(str(e["QueueName"]), "*sales"))
    ),
    "field.Status:open,7": lambda e: equals(e["Status"], "open") or equals(e["Status"], "7"),
    f"DueDate:{written(3)}..{written(4)}": lambda e: due_within(e, 3, 4),
    f'created:{written(2)}..{written(2.5)} received:>="{at(2.25) + INDIAN:%Y-%m-%d %H:%M:%S}+05:30"': lambda e: (
        second(2) <= e.created <= second(2.5) and e.received / 1e6 >= second(2.25)
    ),
    "created:<-30h received:..-1m seq:100..40000": lambda e: 100 <= e.seq <= 40_000,
    "is:duplicate OR is:late code:StatusChanged": lambda e: (
        e.is_repeat or (e.is_late and e.code == 3 and e.category == 1)
    ),
    "is:noted event:agent/3 -field.Status:*": lambda e: (
        (e.category, e.code) == (1, 3) and e["Status"] is None and e.is_noted
    ),
    '"hold music" -note:~"^he"': lambda e: e.has("hold music") and not matches(e["Note"], "^he"),
    '(größe OR "NAÏVE CAFÉ" OR 😀 OR "he said \\"hold") NOT (category:ivr,email OR feed:2)': lambda e: (
        any(map(e.has, ("größe", "naïve café", "😀", 'he said "hold'))) and e.category not in {2, 3} and e.feed != 2
    ),
    'feed:ws* "C:\\\\temp\\\\u0041" OR feed:3 deep detail:*': lambda e: (
        (e.feed in {2, 3} and e.has("C:\\temp\\u0041")) or (e.feed == 3 and e.has("deep") and e["Detail"] is not None)
    ),
}


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("held-out") / "held-out.fw"


@pytest.fixture(scope="module")
def events(path: Path) -> list[Event]:
    """The session's events, as the loop reads them from the bytes that were sent."""
    return events_of(store(path, list(Centre(SEED, int(MORNING.timestamp())).requests(COUNT))))


@pytest.fixture(scope="module")
def wanted(events: list[Event]) -> dict[str, list[int]]:
    """What the loop finds for each filter."""
    return {expression: list(looped(events, means)) for expression, means in THIRTY.items()}


@pytest.fixture
def exported(path: Path, events: list[Event]) -> Iterator[dict[str, Future[bytes]]]:
    """What the command hands over for each filter: a process each, two at a time, while the test goes on."""
    del events

    def export(expression: str) -> bytes:
        command = [*FLOORWALKER, "export", str(path), "--format", "ndjson", "--with-delivery", "--filter", expression]
        return subprocess.run(command, capture_output=True, check=True, timeout=100).stdout

    with ThreadPoolExecutor(2) as threads:
        yield {expression: threads.submit(export, expression) for expression in THIRTY}


def test_that_there_are_thirty_filters_and_each_tells_some_events_from_others(wanted: dict[str, list[int]]) -> None:
    assert len(THIRTY) == 30
    assert [expression for expression, seqs in wanted.items() if not 0 < len(seqs) < COUNT] == []


def test_that_the_events_have_every_oddity(events: list[Event]) -> None:
    raw = [event.payload for event in events]
    assert {event.category for event in events} == {1, 2, 3, 4, 9}
    assert {event.feed for event in events} == {1, 2, 3}
    assert sum(event.is_repeat for event in events) > 1000
    assert sum(event.is_late for event in events) > 500
    for oddity in (rb"\\u00[0-9a-f]{2}", rb'"Code" ?: ?"3"', rb'additional_fields|"AdditionalFields" ?: ?\[', b"\n"):
        assert sum(re.search(oddity, payload) is not None for payload in raw) > 500


def shown_of(window: "Window") -> list[int]:
    """The numbers of the events that the events view shows."""
    seqs: list[int] = window.live.columns.seq[window.events.visible.rows].tolist()
    assert window.events.model.rowCount() == len(seqs)
    return seqs


def test_that_the_window_shows_what_a_plain_loop_over_the_payloads_finds(
    path: Path, wanted: dict[str, list[int]], open_window: "OpenWindow", qtbot: "QtBot"
) -> None:
    window = open_window(path, look_only=True, view="events")
    qtbot.waitUntil(lambda: window.live.is_loaded, timeout=WITHIN)
    differences = {}
    for expression, seqs in wanted.items():
        window.events.set_filter(expression)
        assert window.events.expression == expression
        qtbot.waitUntil(lambda: not window.events.visible.is_working, timeout=WITHIN)
        differences[expression] = difference(shown_of(window), seqs)
    assert {expression: told for expression, told in differences.items() if told} == {}


def test_that_the_command_exports_what_a_plain_loop_over_the_payloads_finds(
    events: list[Event], wanted: dict[str, list[int]], exported: dict[str, Future[bytes]]
) -> None:
    differences = {}
    for expression, seqs in wanted.items():
        lines = exported[expression].result(100).splitlines()
        differences[expression] = difference([int(LEADS_WITH_SEQ.match(line)[1]) for line in lines], seqs)  # type: ignore[index]
        for line, seq in zip(lines, seqs, strict=False):
            assert line.endswith(events[seq - 1].payload.replace(b"\n", b" ") + b"}")
    assert {expression: told for expression, told in differences.items() if told} == {}


def difference(found: list[int], wanted: list[int]) -> str:
    """What is too much and too little, in short."""
    more, less = set(found) - set(wanted), set(wanted) - set(found)
    if more or less or found != wanted:
        return f"{len(more)} too many {sorted(more)[:3]}, {len(less)} missing {sorted(less)[:3]}"
    return ""
