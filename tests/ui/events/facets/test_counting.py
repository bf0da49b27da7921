"""The counts of all facets against a plain loop, while filters change and events arrive and leave."""

from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from floorwalker.session.columns import FIELDS
from floorwalker.session.filter import Scope, parse_filter
from floorwalker.session.journal import Journal
from floorwalker.session.keeping import Retention
from floorwalker.ui.events import sliced
from floorwalker.ui.events.facets.facet import Facet
from tests.session import made

if TYPE_CHECKING:
    from tests.ui.events.conftest import Shown

Show = Callable[[Path], "Shown"]

FILTERS = {
    "": ["", "", "", ""],
    "event:agent/1": ["", "event:agent/1", "event:agent/1", "event:agent/1"],
    "event:agent/1,2/* -agent:agent.1": [
        "-agent:agent.1",
        "event:agent/1,2/*",
        "event:agent/1,2/* -agent:agent.1",
        "event:agent/1,2/* -agent:agent.1",
    ],
    '"agent.2" is:noted feed:1': ['"agent.2" is:noted feed:1'] * 2 + ['"agent.2" is:noted', '"agent.2" feed:1'],
    "code:3 OR agent:agent.0": ["code:3 OR agent:agent.0"] * 4,
}
"""An expression, and what is left of it for kinds, agents, feeds and notes."""


def event(number: int) -> bytes:
    return made.payload(number, Category=1 + number % 2, Code=1 + number % 3, Username=f"agent.{number % 4}")


def counted(shown: "Shown", rest: list[str]) -> tuple[Counter[object], ...]:
    """By kind, agent's name, feed, and the bits of notes."""
    found: list[Counter[object]] = []
    scope = Scope(names=shown.live.names, now=0)
    for expression, what in zip(rest, (_kind, _agent, _feed, _notes), strict=True):
        wanted, counts = parse_filter(expression, made.CATALOG), Counter[object]()
        for row in shown.live.columns.take(slice(None)).tolist():
            numbers = dict(zip(FIELDS, row, strict=True))
            number = numbers["seq"] - 1
            if wanted.accepts(numbers, event(number), scope):
                counts[what(numbers)] += 1
        found.append(counts)
    return tuple(found)


def _kind(row: dict[str, int]) -> object:
    return row["category"], row["code"]


def _agent(row: dict[str, int]) -> object:
    return row["agent"]


def _feed(row: dict[str, int]) -> object:
    return row["feed"]


def _notes(row: dict[str, int]) -> object:
    return "noted" if row["notes"] else ""


def told(shown: "Shown") -> tuple[Counter[object], ...]:
    counts = shown.view.facets.counting.counts
    agents = dict(enumerate(counts.agents.tolist()))
    notes = {word: counts.notes[word] for word in ("noted", "")}
    return tuple(+Counter[object](counted) for counted in (counts.kinds, agents, counts.feeds, notes))


@pytest.mark.parametrize("expression", FILTERS)
def test_that_counts_are_those_of_a_plain_loop_while_events_arrive_and_leave(
    expression: str, journal: Journal, show: Show, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sliced, "STEP", 16)
    journal.append([made.delivery(event(number), at=number) for number in range(100)])
    shown = show(journal.path)
    shown.view.set_filter(expression)
    assert len(FILTERS[expression]) == len(Facet)
    shown.qtbot.waitUntil(lambda: told(shown) == counted(shown, FILTERS[expression]))
    for first in range(100, 160, 20):
        journal.append([made.delivery(event(number), at=number) for number in range(first, first + 20)])
        while journal.keep_within(Retention(age=1), made.micros(first - 80 - 0.5)):
            pass
        shown.wait_for_rows(100)
        shown.qtbot.waitUntil(lambda: told(shown) == counted(shown, FILTERS[expression]))
    shown.view.set_filter("")
    shown.qtbot.waitUntil(lambda: told(shown) == counted(shown, [""] * 4))
