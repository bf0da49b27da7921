"""How many work items were offered, accepted and declined until a moment."""

from __future__ import annotations

import random

import numpy as np

from floorwalker.event.notes import Note
from floorwalker.event.work import Step
from floorwalker.session.columns import FIELDS, Columns
from floorwalker.ui.floor.wallboard.today import StepsToday

T = 1_790_000_000


def rows(count: int, seed: int) -> list[dict[str, int]]:
    """Events of any kind, some of them repeats, some late."""
    chance = random.Random(seed)
    return [
        {
            "seq": number + 1,
            "created": T + chance.randrange(1_000),
            "category": chance.choice([1, 1, 1, 2]),
            "code": chance.choice([3, 4, 5, 6, 8]),
            "agent": chance.randrange(1, 5),
            "notes": chance.choice([0, 0, Note.REPEAT, Note.LATE]),
        }
        for number in range(count)
    ]


def test_that_steps_are_counted_as_a_plain_loop_counts_them_however_they_come() -> None:
    events, steps, columns = rows(400, seed=3), StepsToday(), Columns()
    for first in range(0, len(events), 37):
        part = events[first : first + 37]
        new = np.array([[event.get(name, 0) for name in FIELDS] for event in part], np.int64)
        steps.take(columns, columns.append(new))
    for start, end, agents in (
        (T, T + 999, None),
        (T + 100, T + 500, None),
        (T + 500, T + 100, None),
        (T, T + 700, [2, 4]),
    ):
        counts = steps.counts(start, end, None if agents is None else np.array(agents))
        assert counts == {
            step: sum(
                event["category"] == 1
                and event["code"] == step
                and not event["notes"] & Note.REPEAT
                and start <= event["created"] <= end
                and (agents is None or event["agent"] in agents)
                for event in events
            )
            for step in (Step.OFFERED, Step.ACCEPTED, Step.DECLINED)
        }
