"""Rows of events, written as a test reads them."""

import numpy as np
from numpy.typing import NDArray

from floorwalker.event.facts import Activity

NONE, UNKNOWN = int(Activity.NONE), int(Activity.UNKNOWN)
SIGNED_OUT, NAMED = int(Activity.SIGNED_OUT), int(Activity.NAMED)
NOT_READY, AVAILABLE, ON_CALL, ON_BREAK, OTHER = 0, 16, 33, 34, 36
ANN, BEN = 1, 2
TRAINING, MEETING = 51, 52

_CODES = {UNKNOWN: 1, SIGNED_OUT: 2, NONE: 5}


class Day:
    """Events of a day, in order of arrival: each call of `add` is one, one second after it was created."""

    def __init__(self) -> None:
        self._rows: list[list[int]] = []

    def add(
        self,
        created: int,
        activity: int,
        reason: int = 0,
        *,
        agent: int = ANN,
        session: int = 91,
        notes: int = 0,
        received: int | None = None,
        category: int = 1,
        code: int | None = None,
    ) -> int:
        """One event; returns its seq."""
        seq = len(self._rows) + 1
        at = created * 1_000_000 + 1_000_000 if received is None else received
        code = _CODES.get(activity, 3) if code is None else code
        self._rows.append([seq, at, created, category, code, agent, session, activity, reason, notes, 1])
        return seq

    @property
    def rows(self) -> NDArray[np.int64]:
        """All of them."""
        return np.array(self._rows, np.int64).reshape(-1, 11)
