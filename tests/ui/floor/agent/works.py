"""Work items as tests write them."""

from __future__ import annotations

import numpy as np

from floorwalker.event.row import FIELDS
from floorwalker.event.work import Step, WorkItems
from tests.ui.floor.floors import NOON

OFFERED, ACCEPTED, DECLINED, RELEASED = Step


def work_of(agent: int, *steps: tuple[int, Step, str]) -> WorkItems:
    """Each step: seconds after noon, which one, and the item's id. The events are number 1001 and so on."""
    rows = np.zeros((len(steps), len(FIELDS)), np.int64)
    for number, (second, step, _) in enumerate(steps):
        told = {"seq": 1001 + number, "created": NOON + second, "category": 1, "code": step, "agent": agent}
        for name, value in told.items():
            rows[number, FIELDS.index(name)] = value
    work = WorkItems()
    work.append(rows, {1001 + number: item for number, (_, _, item) in enumerate(steps)})
    return work
