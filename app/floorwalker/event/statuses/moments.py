"""All agents at past moments, asked again and again while events go on arriving: as when the floor is rewound."""

import math
from collections.abc import Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

from floorwalker.event.facts import Activity
from floorwalker.event.statuses.line import NEVER, Line
from floorwalker.event.statuses.spans import Spans
from floorwalker.event.statuses.table import bounds_of, joined, last_by
from floorwalker.event.statuses.told import LAST

MOST_CHANGED: Final = 64
"""Agents who are looked at one by one, in less than a millisecond. With more, all are laid out anew."""

_NEVER: Final = np.zeros(1, np.int64)
_NOTHING_KNOWN: Final = Spans(_NEVER, np.array([Activity.UNKNOWN], np.int32), np.zeros(1, np.int32), _NEVER)
"""Laid behind all, where the place -1 finds it."""


class Moments:
    """Lines as they once were, laid out flat; where something has changed since, the line itself is asked.

    It takes 24 bytes a span and 8 an event.
    """

    __slots__ = ("_key_bounds", "_keys", "_span_bounds", "_spans")

    def __init__(self, lines: Sequence[Line]) -> None:
        """The lines forget what had changed, so that only one of these can go with them."""
        spans, keys = [line.spans for line in lines], [line.keys for line in lines]
        self._spans, self._span_bounds = joined([*spans, _NOTHING_KNOWN]), bounds_of(spans)
        self._keys, self._key_bounds = np.concatenate([*keys, _NEVER]), bounds_of(keys)
        for line in lines:
            line.changed = NEVER

    def at(self, when: float, lines: Sequence[Line], changed: NDArray[np.bool_]) -> NDArray[np.int64]:
        """activity, reason, since, seq and heard of each line, as in `Snapshot`, of shape (5, lines). The lines are
        those from before and any new ones behind them. changed: which of them may have changed by that moment."""
        known = len(self._span_bounds) - 1
        told = np.empty((5, len(lines)), np.int64)
        span = last_by(self._spans.starts, self._span_bounds[:-1], self._span_bounds[1:], when)
        for row, column in enumerate((1, 2, 0, 3)):
            told[row, :known] = self._spans[column][span]
        event = last_by(self._keys, self._key_bounds[:-1], self._key_bounds[1:], math.floor(when) * 4 + LAST)
        told[4, :known] = self._keys[event] >> 2
        for place in np.flatnonzero(changed).tolist():
            told[:, place] = (*lines[place].at(when), lines[place].heard_by(when))
        return told
