"""Steps of work items as small marks on their agents' strips. Nothing here is of Qt."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Final

import numpy as np

from floorwalker.event.work import NOT_TOLD, Step

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from floorwalker.event.work import WorkItems
    from floorwalker.ui.floor.timeline.picture import Lines
    from floorwalker.ui.floor.timeline.strips import Sight

TICKS_FROM: Final = 16
"""Pixels of row height from which there is room for ticks."""
SIZE: Final = 7
"""Pixels that a tick is wide and high."""
_APART: Final = 30
"""Pixels from one tick to the next, on average, that leave room to tell them apart."""
_REACH: Final = 5
"""Pixels beside a tick's middle that still mean it."""


@dataclass(frozen=True, slots=True)
class ShownSteps:
    """All steps of the agents in some rows, in no order: row, when (seconds), kind (a `Step`) and the event's seq."""

    row: NDArray[np.int64]
    when: NDArray[np.int64]
    kind: NDArray[np.int64]
    seq: NDArray[np.int64]

    @classmethod
    def of(cls, work: WorkItems, agents: Sequence[int]) -> ShownSteps:
        """On the thread of the items."""
        times = [work.times(agent) for agent in agents]
        when = np.concatenate([_NO_ITEMS, *times])
        seq = np.concatenate([_NO_ITEMS, *(work.seqs(agent) for agent in agents)])
        row = np.repeat(np.arange(len(times)), [len(of_one) for of_one in times])
        item, place = np.nonzero(when != NOT_TOLD)
        return cls(row[item], when[item, place], _KINDS[place], seq[item, place])

    def in_sight(self, sight: Sight, rows: int, density: float) -> Ticks | None:
        """Those that are seen in so many rows; None where there is no room for them all. density: columns a pixel."""
        seen = np.flatnonzero((self.when >= sight.start) & (self.when <= sight.end))
        if len(seen) * _APART * density > rows * sight.columns:
            return None
        column = np.floor((self.when[seen] - sight.start) / sight.scale).astype(np.int64)
        return Ticks(self.row[seen], column, self.kind[seen], self.seq[seen], density)


@dataclass(frozen=True, slots=True)
class Ticks:
    """Where steps are painted: in which row and around which column. kind, seq: as in `ShownSteps`."""

    row: NDArray[np.int64]
    column: NDArray[np.int64]
    kind: NDArray[np.int64]
    seq: NDArray[np.int64]
    density: float

    def nearest(self, row: int, column: float) -> int | None:
        """Which of them is meant by a place in a row; None where none is near."""
        distance = np.where(self.row == row, np.abs(self.column - column), np.inf)
        if not len(distance):
            return None
        nearest = int(distance.argmin())
        return nearest if distance[nearest] <= _REACH * self.density else None

    def paint(self, picture: NDArray[np.uint32], lines: Lines, ink: int, halo: int) -> None:
        """Put them on the lower edges of their strips. ink, halo: of the marks and around them, 0xAARRGGBB."""
        _, below = lines.padding
        first_row = lines.offset // lines.row_height
        bottom = (self.row + first_row + 1) * lines.row_height - below - lines.offset
        line = np.round(bottom * self.density).astype(np.int64)
        for kind in Step:
            of_kind = self.kind == kind
            shape = shape_of(kind, round(SIZE * self.density))
            for mask, colour in ((_widened(shape), halo), (shape, ink)):
                _stamp(picture, mask, line[of_kind], self.column[of_kind], colour)


@cache
def shape_of(kind: int, size: int) -> NDArray[np.bool_]:
    """The mark of a kind of step, so many pixels wide and high: a ring, a triangle, a cross or a square."""
    middle, stroke = (size - 1) / 2, max(1.0, size / SIZE)
    down, across = np.mgrid[0:size, 0:size] - middle
    shape: NDArray[np.bool_]
    if kind == Step.OFFERED:
        distance = np.hypot(down, across)
        shape = (distance <= middle + 0.3) & (distance > middle - 1.2 * stroke)
    elif kind == Step.ACCEPTED:
        shape = np.abs(across) <= (down + middle) / 2 + 0.1
    elif kind == Step.DECLINED:
        shape = np.abs(np.abs(down) - np.abs(across)) <= stroke
    else:
        shape = np.maximum(np.abs(down), np.abs(across)) <= middle - 0.6 * stroke
    shape.flags.writeable = False
    return shape


def _widened(shape: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """By one pixel on each side."""
    wide = np.pad(shape, 1)
    for axis in (0, 1):
        wide = wide | np.roll(wide, 1, axis) | np.roll(wide, -1, axis)
    return wide


def _stamp(
    picture: NDArray[np.uint32],
    mask: NDArray[np.bool_],
    line: NDArray[np.int64],
    column: NDArray[np.int64],
    colour: int,
) -> None:
    """Paint a mask around each of some places, as far as it lies within the picture."""
    down, across = np.nonzero(mask)
    lines = (line[:, np.newaxis] + down - mask.shape[0] // 2).ravel()
    columns = (column[:, np.newaxis] + across - mask.shape[1] // 2).ravel()
    inside = (lines >= 0) & (lines < picture.shape[0]) & (columns >= 0) & (columns < picture.shape[1])
    picture[lines[inside], columns[inside]] = colour


_KINDS: Final = np.array([int(step) for step in Step])
_NO_ITEMS: Final = np.empty((0, len(Step)), np.int64)
