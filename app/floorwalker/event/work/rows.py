"""Work items as rows of numbers, and how steps become such rows.

Whether a step goes on with an item depends only on the step of the same item before it, so that neighbours decide.
"""

from collections.abc import Sequence
from typing import Final, NamedTuple, TypeAlias

import numpy as np
from numpy.typing import NDArray

from floorwalker.event.work.items import Step, WorkItem

Ints: TypeAlias = NDArray[np.int64]

NOT_TOLD: Final = 1 << 62
"""In place of a time or a seq where no event told the step."""

STEPS: Final = tuple(Step)
PLACES: Final = {int(step): place for place, step in enumerate(STEPS)}
"""A step's place in its row, by its code."""

_COUNT: Final = len(STEPS)
TIMES: Final = slice(0, _COUNT)
SEQS: Final = slice(_COUNT, 2 * _COUNT)
KEY: Final = 2 * _COUNT
TEXT: Final = KEY + 1
WIDTH: Final = TEXT + 1
"""A row: when each step was, in seconds; the seq of each; what tells items of an agent apart, 0 for those that events
do not name; and where the item's id is kept."""

_GOES_ON: Final = np.array([[WorkItem(0, "").with_step(one, 0).takes(other) for other in STEPS] for one in STEPS])


class Steps(NamedTuple):
    """Steps of one agent in any order, in columns. created: in seconds. place: see `PLACES`. key, text: as in a row."""

    created: Ints
    place: Ints
    seq: Ints
    key: Ints
    text: Ints

    def taken(self, order: Ints) -> "Steps":
        """Those at some places."""
        return Steps(*(column[order] for column in self))


def key_of(item: str) -> int:
    """What stands for an item's id. That two ids of one agent share it is less likely than a broken disk."""
    return (hash(item) or 1) if item else 0


def goes_on(before: int, place: int) -> bool:
    """Whether a step goes on with an item whose last step is another."""
    return bool(_GOES_ON[before, place])


def joined(parts: Sequence[Steps]) -> Steps:
    """All steps of some."""
    return parts[0] if len(parts) == 1 else Steps(*(np.concatenate(column) for column in zip(*parts, strict=True)))


def rows_of(steps: Steps) -> Ints:
    """The items that steps make, in no order. A step that is there twice counts once."""
    order = np.lexsort((steps.seq, np.where(steps.key != 0, steps.place, 0), steps.created, steps.key))
    steps = steps.taken(order)
    twice = (steps.key[1:] == steps.key[:-1]) & (steps.seq[1:] == steps.seq[:-1])
    if twice.any():
        steps = steps.taken(np.delete(np.arange(len(order)), np.flatnonzero(twice) + 1))
    begins = np.ones(len(steps.seq), np.bool_)
    begins[1:] = (steps.key[1:] != steps.key[:-1]) | ~_GOES_ON[steps.place[:-1], steps.place[1:]]
    first, row = np.flatnonzero(begins), np.cumsum(begins) - 1
    rows = np.full((len(first), WIDTH), NOT_TOLD, np.int64)
    rows[row, steps.place] = steps.created
    rows[row, steps.place + _COUNT] = steps.seq
    rows[:, KEY] = steps.key[first]
    rows[:, TEXT] = np.maximum.reduceat(steps.text, first)
    return rows


def steps_of(rows: Ints) -> Steps:
    """The steps that made items."""
    row, place = np.nonzero(rows[:, TIMES] != NOT_TOLD)
    return Steps(rows[row, place], place, rows[row, place + _COUNT], rows[row, KEY], rows[row, TEXT])


def ordered(rows: Ints) -> Ints:
    """Items in the order in which they began, those of one second as they arrived."""
    place = np.argmin(rows[:, TIMES], axis=1)
    each = np.arange(len(rows))
    arranged: Ints = rows[np.lexsort((rows[each, place + _COUNT], rows[each, place]))]
    return arranged


def began(rows: Ints) -> Ints:
    """When items began."""
    times: Ints = rows[:, TIMES].min(axis=1)
    return times


def last_place(known: NDArray[np.bool_]) -> Ints:
    """Of each item the place of the last step, from which steps are known; every item has one."""
    places: Ints = _COUNT - 1 - np.argmax(known[:, ::-1], axis=1)
    return places
