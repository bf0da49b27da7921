"""Numbers of an agent's work items in a time, as far as events prove them."""

from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from floorwalker.event.work import Step

_STEPS: Final = tuple(Step)
_OFFERED, _ACCEPTED, _DECLINED, _RELEASED = range(len(_STEPS))
_NEEDED: Final = ((_ACCEPTED, _OFFERED), (_DECLINED, _OFFERED), (_RELEASED, _OFFERED), (_RELEASED, _ACCEPTED))
"""Last steps, each with one that must have been before it (see `WorkItem.lacks`)."""


class WorkNumbers(NamedTuple):
    """ring: mean seconds of the items accepted in the time, handle: of those released; None where events prove none.

    unproven: how many items with their last step in it lack a step before: `{"released without accepted": 1}`.
    """

    ring: float | None
    handle: float | None
    unproven: dict[str, int]


def numbers_of(times: NDArray[np.int64], start: int, end: float) -> WorkNumbers:
    """Of one agent's items, as `WorkItems.times` gives them, from a moment on up to another, both in seconds and
    included; what came later is not known."""
    known = times <= end
    ring = _mean_between(times, known, (_OFFERED, _ACCEPTED), start)
    return WorkNumbers(ring, _mean_between(times, known, (_ACCEPTED, _RELEASED), start), _unproven(times, known, start))


def _mean_between(
    times: NDArray[np.int64], known: NDArray[np.bool_], steps: tuple[int, int], start: int
) -> float | None:
    """Mean seconds from one step to another, of the items that had the second since a moment."""
    first, then = steps
    meant = known[:, first] & known[:, then] & (times[:, then] >= start)
    count = int(meant.sum())
    return int((times[meant, then] - times[meant, first]).sum()) / count if count else None


def _unproven(times: NDArray[np.int64], known: NDArray[np.bool_], start: int) -> dict[str, int]:
    found: dict[str, int] = {}
    for last, needed in _NEEDED:
        is_last = known[:, last] & (times[:, last] >= start) & ~known[:, last + 1 :].any(axis=1)
        if count := int((is_last & ~known[:, needed]).sum()):
            found[f"{_STEPS[last].name.lower()} without {_STEPS[needed].name.lower()}"] = count
    return found
