"""The mix as pixels. Nothing here is of Qt."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from floorwalker.ui.floor.paints import Colours
    from floorwalker.ui.floor.timeline.picture import Hatching


def heights_of(counts: NDArray[np.int64], most: int, height: int) -> NDArray[np.int64]:
    """Where each layer ends above the ground, in lines, of the shape of counts (layers, columns): the first one lies
    lowest. *most* agents are *height* lines high."""
    lines: NDArray[np.int64] = np.rint(counts.cumsum(axis=0) * (height / max(most, 1))).astype(np.int64)
    return lines


def picture_of(
    counts: NDArray[np.int64], colours: Colours, hatching: Hatching, most: int, height: int
) -> NDArray[np.uint32]:
    """Layers upon each other in 0xAARRGGBB, of shape (height, columns); 0 where nothing is."""
    above = np.arange(height - 1, -1, -1)[:, np.newaxis]
    layer = np.zeros((height, counts.shape[1]), np.intp)
    for edge in heights_of(counts, most, height):
        layer += edge <= above
    fill = np.append(colours.fill, np.uint32(0)).astype(np.uint32)[layer]
    unknown = np.append(colours.hatched, False)[layer]
    slants = (np.arange(height)[:, np.newaxis] + np.arange(counts.shape[1])) % hatching.step < hatching.thickness
    return np.where(unknown & slants, np.uint32(hatching.colour), fill)
