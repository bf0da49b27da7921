"""How many agents were in each status in the last half hour."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np
from PySide6.QtCore import QObject, Signal

from floorwalker.ui.floor.mix.counting import UNHEARD
from floorwalker.ui.floor.mix.gathering import Gathering
from floorwalker.ui.floor.tiles.figures import SIGNED_IN, SIGNED_OUT, UNKNOWN
from floorwalker.ui.floor.timeline.strips import Sight

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

    from floorwalker.event.statuses.table import Status
    from floorwalker.ui.floor.copies import Copies
    from floorwalker.ui.floor.mix.counting import Mix
    from floorwalker.ui.following import LiveSession

SECONDS: Final = 1800
"""How far back it goes."""
STEP: Final = 60

Lately = dict["Status", "NDArray[np.int64]"]


class HalfHour(QObject):
    """counted(Lately): of each status that anybody was in, the agents in it at the end of each minute of the half hour
    before the moment that was asked for, that moment at the end; `SIGNED_IN` among them. Whoever had not been heard of
    is Unknown then. For the window's thread, and counted there where it takes no time.
    """

    counted = Signal(object)

    def __init__(self, live: LiveSession, copies: Copies, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._live = live
        self._gathering = Gathering(live, copies, self)
        self._gathering.mixed.connect(self._on_mixed)

    def ask(self, now: float) -> None:
        """Count the half hour before a moment, in seconds."""
        statuses = self._live.statuses
        self._gathering.ask(statuses, statuses.agents(), Sight(now - SECONDS, STEP, SECONDS // STEP + 1, now + STEP))

    def stop(self) -> None:
        """Give up what is being counted."""
        self._gathering.stop()

    def _on_mixed(self, mix: Mix) -> None:
        self.counted.emit(_lately(mix))


def most(lately: Mapping[Status, NDArray[np.int64]]) -> dict[Status, int]:
    """The most agents at once in each status."""
    return {status: int(values.max(initial=0)) for status, values in lately.items()}


def _lately(mix: Mix) -> Lately:
    found: Lately = dict(zip(mix.statuses, mix.counts, strict=True))
    everyone = mix.counts.sum(axis=0)
    nobody = np.zeros_like(everyone)
    found[UNKNOWN] = found.get(UNKNOWN, nobody) + found.pop(UNHEARD)
    found[SIGNED_IN] = everyone - found[UNKNOWN] - found.get(SIGNED_OUT, nobody)
    return found
