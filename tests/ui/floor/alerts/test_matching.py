from __future__ import annotations

import time
from typing import TYPE_CHECKING

import pytest

from floorwalker.session.alerts import CountingRule, DeclinedRule, FilterRule
from floorwalker.session.alerts.counted import MOST
from floorwalker.session.keeping import Retention
from floorwalker.ui.floor.alerts.matching import Matching
from tests.session import made

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from floorwalker.session.journal import Journal
    from floorwalker.ui.following import LiveSession

DECLINES = DeclinedRule()
MUSIC = FilterRule(filter='"hold music"')
SECOND = FilterRule(filter="agent:agent.1", within=600)
OLD = -3600


class Matched:
    """A session that is written into as time goes by, and what is matched in it. Seconds are from now."""

    def __init__(self, journal: Journal, live: LiveSession) -> None:
        self.journal = journal
        self.live = live
        self.matching = Matching(live)
        self.found: list[tuple[CountingRule, int]] = []
        self.failed: list[CountingRule] = []
        self.now = int(time.time())
        self.matching.matched.connect(self._on_matched)
        self.matching.failed.connect(lambda rule, _: self.failed.append(rule))
        live.rows_appended.connect(self.matching.catch_up)

    def _on_matched(self, rule: CountingRule, events: list[tuple[int, float, int]]) -> None:
        self.found += [(rule, seq) for _, _, seq in events]

    def write(self, *numbers: int, second: int = 0, **changed: object) -> None:
        at = self.now + second
        bodies = [made.payload(number, CreationDateUtc=made.stamp(at), **changed) for number in numbers]
        self.journal.append([made.delivery(*bodies, at=at - made.NOON)])

    def seqs(self, rule: CountingRule) -> list[int]:
        return [seq for of, seq in self.found if of == rule]


@pytest.fixture
def matched(journal: Journal, follow: Callable[[Path], LiveSession], qtbot: QtBot) -> Iterator[Matched]:
    """Six events an hour ago, and six just now, of three agents in turn, each in a delivery of its own."""
    written = Matched.write
    stub = Matched.__new__(Matched)
    stub.journal, stub.now = journal, int(time.time())
    written(stub, *range(6), second=OLD)
    written(stub, *range(6, 12), second=-5)
    live = follow(journal.path)
    qtbot.waitUntil(lambda: live.is_loaded)
    matched = Matched(journal, live)
    yield matched
    matched.matching.stop()


def test_that_only_what_may_still_count_is_judged_at_first_and_then_what_arrives(
    matched: Matched, qtbot: QtBot
) -> None:
    matched.matching.set_rules([SECOND])
    assert matched.seqs(SECOND) == [8, 11]
    matched.write(13, 14)
    qtbot.waitUntil(lambda: matched.seqs(SECOND) == [8, 11, 13])


def test_that_payloads_are_read_elsewhere_and_each_event_is_judged_once(matched: Matched, qtbot: QtBot) -> None:
    matched.write(12, 13, Words="on hold music")
    qtbot.waitUntil(lambda: len(matched.live.columns) == 14)
    other = FilterRule(filter='"hold"')
    matched.matching.set_rules([MUSIC, other])
    qtbot.waitUntil(lambda: (matched.seqs(MUSIC), matched.seqs(other)) == ([13, 14], [13, 14]))
    matched.write(14, Words="hold music")
    qtbot.waitUntil(lambda: (matched.seqs(MUSIC), matched.seqs(other)) == ([13, 14, 15], [13, 14, 15]))


def test_that_declines_are_told_with_their_agent_and_without_repeats(matched: Matched, qtbot: QtBot) -> None:
    matched.matching.set_rules([DECLINES])
    with qtbot.waitSignal(matched.matching.matched) as told:
        matched.write(12, 13, 12, Code=6)
    rule, events = told.args or (None, [])
    assert rule == DECLINES
    names = [(matched.live.names.text(agent), seq) for agent, _, seq in events]
    assert names == [("agent.0", 13), ("agent.1", 14)]


def test_that_other_rules_leave_those_that_stay_where_they_were(matched: Matched) -> None:
    matched.matching.set_rules([SECOND])
    matched.matching.set_rules([SECOND, FilterRule(filter="agent:agent.2")])
    assert matched.seqs(SECOND) == [8, 11]


def test_that_events_that_leave_the_session_are_not_judged_again(matched: Matched, qtbot: QtBot) -> None:
    matched.matching.set_rules([SECOND, MUSIC])
    while matched.journal.keep_within(Retention(age=600_000_000), matched.now * 1_000_000):
        pass
    matched.write(13)
    qtbot.waitUntil(lambda: matched.live.columns.seq.tolist() == list(range(7, 14)))
    qtbot.waitUntil(lambda: matched.seqs(SECOND) == [8, 11, 13])
    assert matched.seqs(MUSIC) == []


def test_that_no_more_are_told_than_are_remembered(matched: Matched, qtbot: QtBot) -> None:
    matched.write(*range(100, 100 + MOST + 50))
    qtbot.waitUntil(lambda: len(matched.live.columns) == 12 + MOST + 50)
    everything = FilterRule(filter="category:agent")
    matched.matching.set_rules([everything])
    assert len(matched.seqs(everything)) == MOST
    assert min(matched.seqs(everything)) > 12


def test_that_a_pattern_that_runs_wild_is_told_and_asked_no_more(matched: Matched, qtbot: QtBot) -> None:
    wild = FilterRule(filter='Words:~"(x+x+)+y"')
    matched.write(12, Words="x" * 5000)
    qtbot.waitUntil(lambda: len(matched.live.columns) == 13)
    matched.matching.set_rules([wild, SECOND])
    qtbot.waitUntil(lambda: matched.failed == [wild], timeout=20_000)
    matched.write(13)
    qtbot.waitUntil(lambda: matched.seqs(SECOND) == [8, 11, 14])
