"""The strips as pixels. Nothing here is of Qt; one call paints all rows in sight."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from floorwalker.ui.floor.timeline.strips import AFTER, BEFORE

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from floorwalker.ui.floor.paints import Colours
    from floorwalker.ui.floor.timeline.strips import Strips

_NOTCH_FROM: Final = 4
"""Columns that a span must have before its beginning is set off from a span of the same colour."""


@dataclass(frozen=True, slots=True)
class Lines:
    """Where rows lie on the screen: each so many pixels high, the first one *offset* pixels above the picture's top.

    lines: the picture's height in device pixels, of which `density` make a pixel.
    """

    row_height: int
    offset: int
    lines: int
    density: float = 1.0

    @property
    def padding(self) -> tuple[int, int]:
        """Pixels left free above and below a strip, within its row."""
        above = self.row_height // 6
        return above, max(above, 1 if self.row_height > 2 else 0)

    def places(self) -> tuple[NDArray[np.intp], NDArray[np.bool_]]:
        """For each line its row, counted from the first one in sight, and whether it is part of the strip."""
        top = (np.arange(self.lines) + 0.5) / self.density + self.offset
        row = np.floor(top / self.row_height).astype(np.intp)
        within = top - row * self.row_height
        above, below = self.padding
        return row - self.offset // self.row_height, (within >= above) & (within < self.row_height - below)


@dataclass(frozen=True, slots=True)
class Hatching:
    """Slanting lines of a colour (0xAARRGGBB), so many device pixels apart, each so many thick."""

    colour: int
    step: int
    thickness: int


def picture_of(strips: Strips, colours: Colours, hatching: Hatching, lines: Lines) -> NDArray[np.uint32]:
    """All strips in 0xAARRGGBB, of shape (lines, columns); 0 where nothing is."""
    # Each line of the picture is a copy of one of few different ones: a row's, in as many variants as its hatching has,
    # and an empty one.
    row, is_strip = lines.places()
    is_strip &= row < len(strips.cells)
    fill = _filled(strips, colours)
    source = np.where(is_strip, row + 1, 0)
    hatched = np.flatnonzero(is_strip)[np.isin(row[is_strip], _hatched_rows(strips, colours))]
    phase = (hatched + round(lines.offset * lines.density)) % hatching.step
    variants, which = np.unique(row[hatched] * hatching.step + phase, return_inverse=True)
    source[hatched] = 1 + len(fill) + which
    empty = np.zeros((1, fill.shape[1]), np.uint32)
    different = np.concatenate([empty, fill, _hatched(strips, colours, hatching, fill, variants)])
    return different.take(source, axis=0)


def _filled(strips: Strips, colours: Colours) -> NDArray[np.uint32]:
    """The colour of each cell."""
    # Cells hold BEFORE and AFTER as -1 and -2: places from the end.
    fill = np.append(colours.fill, np.zeros(-AFTER, np.uint32)).take(strips.cells, mode="wrap")
    notched = _notched(strips, colours.fill)
    fill[strips.row[notched], strips.first[notched]] = 0
    return fill


def _notched(strips: Strips, fill: NDArray[np.uint32]) -> NDArray[np.intp]:
    """The spans that would run into the one before them, having its colour, and are wide enough to be set off."""
    same = (strips.row[1:] == strips.row[:-1]) & (fill[1:] == fill[:-1]) & (fill[1:] != 0)
    spans = np.flatnonzero(same) + 1
    return spans[strips.end[spans] - strips.first[spans] >= _NOTCH_FROM]


def _hatched_rows(strips: Strips, colours: Colours) -> NDArray[np.intp]:
    """The rows with anything unknown in sight: a span that is, or the time before all spans."""
    rows = np.zeros(len(strips.cells), np.bool_)
    rows[strips.row[colours.hatched]] = True
    return np.flatnonzero(rows | (strips.cells[:, 0] == BEFORE))


def _hatched(
    strips: Strips, colours: Colours, hatching: Hatching, fill: NDArray[np.uint32], variants: NDArray[np.intp]
) -> NDArray[np.uint32]:
    """A line for each variant: its row times the hatching's step, plus the phase."""
    row, phase = np.divmod(variants, hatching.step)
    unknown = np.append(colours.hatched, [False, True]).take(strips.cells[row], mode="wrap")
    slants = (np.arange(hatching.step)[:, np.newaxis] + np.arange(fill.shape[1])) % hatching.step < hatching.thickness
    return np.where(unknown & slants[phase], np.uint32(hatching.colour), fill[row])
