"""The strips as pixels. Nothing here is of Qt; one call paints all rows in sight."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, NamedTuple

import numpy as np

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
    """All strips in 0xAARRGGBB, of shape (lines, columns); 0 where nothing is. colours: of each span of the strips."""
    row, is_strip = lines.places()
    is_strip &= row < strips.rows
    fill = _filled(strips, colours)
    # A line more than there are rows, the last one: nothing.
    picture: NDArray[np.uint32] = fill.take(np.where(is_strip, row, strips.rows), axis=0)
    _hatch(picture, fill == _HATCHED, row, is_strip, _Slants(hatching, round(lines.offset * lines.density)))
    return picture


def _filled(strips: Strips, colours: Colours) -> NDArray[np.uint32]:
    """The colour of each column of each row, `_HATCHED` where it is to be hatched; and one more row of nothing."""
    values = np.where(colours.hatched, _HATCHED, colours.fill)
    fill = np.zeros((strips.rows + 1, strips.sight.columns), np.uint32)
    fill[:-1] = strips.painted(values, int(_HATCHED), 0)
    notched = _notched(strips, colours.fill)
    fill[strips.row[notched], strips.first[notched]] = 0
    return fill


def _notched(strips: Strips, fill: NDArray[np.uint32]) -> NDArray[np.intp]:
    """The spans that would run into the one before them, having its colour, and are wide enough to be set off."""
    same = (strips.row[1:] == strips.row[:-1]) & (fill[1:] == fill[:-1]) & (fill[1:] != 0)
    spans = np.flatnonzero(same) + 1
    return spans[strips.end[spans] - strips.first[spans] >= _NOTCH_FROM]


def _hatch(
    picture: NDArray[np.uint32],
    hatched: NDArray[np.bool_],
    row: NDArray[np.intp],
    is_strip: NDArray[np.bool_],
    slants: _Slants,
) -> None:
    """Put slanting lines where it is hatched: of each row, in the columns that are so in any."""
    lines = np.flatnonzero(is_strip)
    rows: NDArray[np.bool_] = np.any(hatched, axis=1)
    lines = lines[rows[row[lines]]]
    columns = np.flatnonzero(hatched.any(axis=0))
    if not len(lines):
        return
    left, right = int(columns[0]), int(columns[-1]) + 1
    part = picture[lines, left:right]
    np.copyto(part, slants.at(lines, left, right), where=hatched[row[lines], left:right])
    picture[lines, left:right] = part


class _Slants(NamedTuple):
    """The lines of a hatching. offset: device pixels that the picture is scrolled by."""

    hatching: Hatching
    offset: int

    def at(self, lines: NDArray[np.intp], left: int, right: int) -> NDArray[np.uint32]:
        """Their pixels in some lines, from a column to another."""
        step = self.hatching.step
        of_phase = (np.arange(step)[:, np.newaxis] + np.arange(left, right)) % step < self.hatching.thickness
        return np.where(of_phase, np.uint32(self.hatching.colour), np.uint32(0))[(lines + self.offset) % step]


_HATCHED: Final = np.uint32(1)
"""No colour of a picture: one of no opacity is 0."""
