"""A simulated day of a centre as the floor is asked about it: rewound to random moments while events go on arriving."""

import random
from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from unittest.mock import patch

import numpy as np
import pytest

from floorwalker.event.notes import Note
from floorwalker.event.statuses import SpanTable, Statuses, statuses
from tests.event.statuses.plain import Span, plain_spans
from tests.event.statuses.rows import AVAILABLE, NONE, ON_BREAK, ON_CALL, OTHER, SIGNED_OUT, TRAINING, UNKNOWN, Day

NOON = 1_790_000_000
AGENTS, HOURS, BATCHES = 20, 3, 12


def _lived(random_: random.Random) -> list[tuple[int, int, int]]:
    """(second, agent, activity) of all that happens."""
    happened = []
    for agent in range(1, AGENTS + 1):
        at = random_.randrange(600)
        happened.append((at, agent, UNKNOWN))
        while (at := at + random_.randrange(1, 300)) < HOURS * 3600 - 60:
            happened.append((at, agent, random_.choice([AVAILABLE, ON_CALL, ON_CALL, ON_BREAK, OTHER, NONE])))
        happened.append((at, agent, SIGNED_OUT))
    return happened


def _arriving(random_: random.Random) -> Day:
    """As it arrives: each event up to five minutes late, and a tenth of them twice."""
    happened = _lived(random_)
    both = [(at + random_.uniform(0, 300), one) for one in happened for at in (one[0],)]
    both += [(one[0] + random_.uniform(0, 300), one) for one in random_.sample(happened, len(happened) // 10)]
    day, known = Day(), set[tuple[int, int, int]]()
    for due, one in sorted(both):
        at, agent, activity = one
        reason = TRAINING if activity == OTHER else 0
        notes = int(Note.REPEAT) if one in known else 0
        received = int((NOON + due) * 1_000_000)
        day.add(NOON + at, activity, reason, agent=agent, session=agent, notes=notes, received=received)
        known.add(one)
    return day


def _span_at(spans: list[Span], when: float) -> Span | None:
    place = bisect_right(spans, when, key=lambda span: span[0])
    return spans[place - 1] if place else None


def _check(told: Statuses, rows: Sequence[Sequence[int]], moments: list[float]) -> None:
    plain, table = plain_spans(rows, []), SpanTable.of(told)
    counts = table.counts(np.array(sorted(moments)))
    for column, when in enumerate(sorted(moments)):
        expected = {agent: _span_at(spans, when) for agent, spans in plain.items()}
        snapshot, places = told.snapshot(when), table.at(when).tolist()
        for row, agent in enumerate(snapshot.agents.tolist()):
            start, activity, reason, seq = expected[agent] or (0, UNKNOWN, 0, 0)
            shown = (snapshot.since[row], snapshot.activity[row], snapshot.reason[row], snapshot.seq[row])
            assert shown == (start, activity, reason, seq)
            assert (places[row] < 0) == (expected[agent] is None)
            assert expected[agent] is None or table.seq[places[row]] == seq
        found = Counter(span[1] for span in expected.values() if span is not None)
        of_moment = zip(counts.statuses, counts.values[:, column].tolist(), strict=True)
        assert {status[0]: count for status, count in of_moment if count} == found


@pytest.mark.parametrize("most_changed", [5, 1000])
def test_that_a_shuffled_day_is_told_right_of_random_moments_while_it_arrives_and_after(most_changed: int) -> None:
    random_ = random.Random(7)
    day, told = _arriving(random_).rows, Statuses()
    moments = [NOON + random_.uniform(0, HOURS * 3600) for _ in range(25)]
    with patch.object(statuses, "MOST_CHANGED", most_changed):
        arrived = 0
        for number, batch in enumerate(np.array_split(day, BATCHES)):
            told.append(batch)
            arrived += len(batch)
            if number % 4 == 3:
                now = int(day[arrived - 1, 1]) / 1_000_000
                _check(told, day[:arrived].tolist(), [*moments, now, now - 60, now - 240])
