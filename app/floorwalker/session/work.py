"""Agents' work items and their numbers of a day, from a session: ids of items are in payloads only."""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import groupby
from operator import attrgetter
from typing import Final

import numpy as np

from floorwalker.event.catalog import Catalog
from floorwalker.event.row import FIELDS
from floorwalker.event.work import Step, WorkItem, items_of
from floorwalker.session.columns import Rows
from floorwalker.session.in_payloads import InPayloads
from floorwalker.session.reader import Reader

_SEQ, _CREATED, _CODE, _AGENT = (FIELDS.index(name) for name in ("seq", "created", "code", "agent"))
_DAY: Final = 24 * 3600


@dataclass(frozen=True, slots=True)
class Day:
    """The UTC day of a moment until then. start: in seconds. items: each agent's, of older days too, so that an
    item over midnight is whole. counts: how many events of the day told an agent's step, by both.
    """

    start: int
    items: Mapping[int, list[WorkItem]]
    counts: Mapping[tuple[int, int], int]


def read_day(reader: Reader, steps: Rows, moment: int, catalog: Catalog) -> Day:
    """The day of a moment in seconds, which is included, from rows that `steps_in` gave.

    Reads the steps' payloads. Raises SessionError where the file cannot be read.
    """
    start = moment - moment % _DAY
    steps = steps[steps[:, _CREATED] <= moment]
    read = InPayloads(catalog).items(reader.payloads(steps[:, _SEQ].tolist()))
    items = items_of(steps, {seq: item for seq, item in read if item})
    of_day = steps[steps[:, _CREATED] >= start]
    kinds, counts = np.unique(of_day[:, (_AGENT, _CODE)], axis=0, return_counts=True)
    counted = {(agent, code): count for (agent, code), count in zip(kinds.tolist(), counts.tolist(), strict=True)}
    return Day(start, {agent: list(own) for agent, own in groupby(items, key=attrgetter("agent"))}, counted)


def mean_times(items: list[WorkItem], start: int) -> tuple[float | None, float | None]:
    """Mean ring time of items accepted and mean handle time of those released since a moment, in seconds; None where
    there is none that events prove."""
    rings = [item.ring for item in items if item.ring is not None and (item.accepted or 0) >= start]
    handles = [item.handle for item in items if item.handle is not None and (item.released or 0) >= start]
    return _mean(rings), _mean(handles)


def unproven(items: list[WorkItem], start: int) -> dict[str, int]:
    """How many items whose last step was since a moment lack a step before it: `{"released without accepted": 1}`."""
    found: dict[str, int] = {}
    for item in items:
        at, last = item.last
        for step in item.lacks if at >= start else ():
            words = f"{Step(last).name.lower()} without {step.name.lower()}"
            found[words] = found.get(words, 0) + 1
    return found


def _mean(seconds: list[int]) -> float | None:
    return sum(seconds) / len(seconds) if seconds else None
