"""Between a connection and the journal: what arrives while one group is on its way to the disk is the next group.

There is never more than one group of a feed on its way, and one that the journal does not take is offered again before
anything behind it: so the order holds, and the position of a feed that can be resumed never runs ahead of what is
stored. Who fills it waits while it is full; then the connection is not read, and its sender feels it.
"""

import asyncio
import logging
from collections.abc import Callable, Sequence
from typing import Final

from floorwalker.feed.receiver.application import Unavailable
from floorwalker.session.records import Delivery, Frames, Receipt

_MOST_DELIVERIES: Final = 4_000
_MOST_BYTES: Final = 8 * 2**20
"""Of a group that is being gathered; the last delivery in it may exceed this."""

CommitGroup = Callable[[Sequence[Delivery | Frames], int], asyncio.Future[list[Receipt]]]
"""Stores deliveries together, or raises Unavailable, at once or by the future. Its second argument is their weight."""

_log = logging.getLogger(__name__)


class Intake:
    """The deliveries of one feed, in their order. For one event loop; make it there."""

    def __init__(self, commit_group: CommitGroup) -> None:
        self._commit_group = commit_group
        self._loop = asyncio.get_running_loop()
        self._gathered: list[Delivery | Frames] = []
        self._count = 0
        self._weight = 0
        self._on_its_way: tuple[list[Delivery | Frames], int] | None = None
        self._again: asyncio.TimerHandle | None = None
        self._changed = asyncio.Event()

    @property
    def is_full(self) -> bool:
        """True while nothing should be taken."""
        return self._count >= _MOST_DELIVERIES or self._weight >= _MOST_BYTES

    @property
    def is_waiting(self) -> bool:
        """True while the journal does not take what it is offered."""
        return self._again is not None

    def take(self, came: Delivery | Frames) -> None:
        """Will store it."""
        if not self._gathered and self._on_its_way is None:
            # Not at once: whoever has one frame often has more, which shall go together.
            self._loop.call_soon(self._next_group)
        self._gathered.append(came)
        self._count += _deliveries(came)
        self._weight += came.weight

    async def room(self) -> None:
        """Returns when something may be taken."""
        while self.is_full:
            await self._change()

    async def stored(self) -> None:
        """Returns when all that was taken is on the disk."""
        while self._gathered or self._on_its_way is not None:
            await self._change()

    def give_up(self) -> int:
        """Offers nothing any more; tells how many deliveries are not on the disk."""
        if self._again is not None:
            self._again.cancel()
        left = self._count + (sum(map(_deliveries, self._on_its_way[0])) if self._on_its_way else 0)
        self._gathered, self._count, self._on_its_way = [], 0, None
        return left

    async def _change(self) -> None:
        self._changed.clear()
        await self._changed.wait()

    def _next_group(self) -> None:
        if self._on_its_way is None and self._gathered:
            self._on_its_way = (self._gathered, self._weight)
            self._gathered, self._count, self._weight = [], 0, 0
            self._offer()

    def _offer(self) -> None:
        self._again = None
        if self._on_its_way is None:
            return
        try:
            stored = self._commit_group(*self._on_its_way)
        except Unavailable as busy:
            self._offer_later(busy)
        else:
            stored.add_done_callback(self._on_stored)

    def _offer_later(self, busy: Unavailable) -> None:
        if self._on_its_way is None:
            return
        _log.info("The journal is busy, tried again in %d s: %s", busy.retry_after, busy.why)
        self._again = self._loop.call_later(busy.retry_after, self._offer)

    def _on_stored(self, stored: asyncio.Future[list[Receipt]]) -> None:
        try:
            stored.result()
        except Unavailable as busy:
            self._offer_later(busy)
            return
        self._on_its_way = None
        self._next_group()
        self._changed.set()


def _deliveries(came: Delivery | Frames) -> int:
    return len(came.items) if isinstance(came, Frames) else 1
