"""How wide each tile of a row is."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence


def shared(wanted: Sequence[int], room: int, most: int) -> list[int]:
    """Pixels for each of a row of at least one: equal ones, *most* at most, but what is wanted where that is more and
    the others can spare it. Where they cannot, all are equal, and what is wanted is cut."""
    equal = min(room // len(wanted), most)
    while sum(max(width, equal) for width in wanted) > room:
        wide = [width for width in wanted if width > equal]
        if len(wide) == len(wanted):
            return [room // len(wanted)] * len(wanted)
        equal = (room - sum(wide)) // (len(wanted) - len(wide))
    return [max(width, equal) for width in wanted]
