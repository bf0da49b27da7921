"""How long to wait before a feed is connected to again."""

import random
from dataclasses import dataclass
from typing import Final

from floorwalker.feed.websocket.losses import Loss

_FIRST: Final = (0.05, 0.5)
"""Seconds, between which the first wait after a loss is drawn."""

_LONGEST: Final = 30.0
_LONGEST_HOPELESS: Final = 300.0


@dataclass(slots=True)
class Backoff:
    """Waits that grow from loss to loss, and differ from reader to reader, so that a feed that comes back is not run
    down by all of them at once. `reset` when the feed has brought an event.
    """

    _losses: int = 0

    def reset(self) -> None:
        """The next wait is the first again."""
        self._losses = 0

    def next(self, loss: Loss) -> float:
        """Seconds to wait after a loss: at most half a second the first time, then 1, 2, 4 … 30, or 30, 60 … 300 where
        only a person can help; each less up to a half of it, by chance.
        """
        self._losses += 1
        if self._losses == 1:
            wait = random.uniform(*_FIRST)  # noqa: S311 no secret
        else:
            base, longest = (_LONGEST, _LONGEST_HOPELESS) if loss.hopeless else (1.0, _LONGEST)
            wait = min(longest, base * 2 ** min(self._losses - 2, 16)) * random.uniform(0.5, 1)  # noqa: S311 no secret
        return max(wait, loss.wait)
