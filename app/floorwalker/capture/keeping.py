"""Lets the oldest events go while a capture runs, in steps that fit between its transactions."""

import asyncio
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

from floorwalker.capture.committer import Committer, Progress
from floorwalker.session.errors import SessionError
from floorwalker.session.journal import Journal, clock
from floorwalker.session.keeping import Retention

_PACE = 0.1
"""Seconds between two looks while events arrive: at 5,000 a second some 300 kB."""
_HASTE = 0.02
"""The same where that would be a large part of what there may be."""
_LITTLE = 50_000_000
_QUIET = 1.0
"""Seconds between two looks otherwise: events come of age at any time."""
_AFTER_TROUBLE = 10.0


@asynccontextmanager
async def keeping(
    committer: Committer, limits: Retention, on_trouble: Callable[[str, str], None]
) -> AsyncIterator[None]:
    """Keeps the session within its limits while the context is open; does nothing where there are none.

    on_trouble: told the problem and the remedy where the file does not allow it.
    """
    if not limits:
        yield
        return
    async with asyncio.TaskGroup() as group:
        task = group.create_task(_Keeping(committer, limits, on_trouble).run())
        try:
            yield
        finally:
            task.cancel()


class _Keeping:
    def __init__(self, committer: Committer, limits: Retention, on_trouble: Callable[[str, str], None]) -> None:
        self._committer = committer
        self._limits = limits
        self._pace = _HASTE if limits.size is not None and limits.size < _LITTLE else _PACE
        self._on_trouble = on_trouble
        self._is_crowded = False

    async def run(self) -> None:
        while True:
            try:
                await self._follow()
            except SessionError as error:
                self._on_trouble(error.problem, error.remedy)
                await asyncio.sleep(_AFTER_TROUBLE)

    async def _follow(self) -> None:
        if not await self._committer.aside(Journal.let_shrink):
            self._on_trouble(
                "The session was made by an older Floorwalker: what old events leave is used again, but its file does "
                "not get smaller.",
                "Capture into a new session for that.",
            )
        while True:
            began = time.monotonic()
            if await self._step():
                # As long again for those who wait for their commits, and for the event loop.
                await asyncio.sleep(time.monotonic() - began)
            else:
                await self._news()

    async def _step(self) -> bool:
        more, is_crowded, progress = await self._committer.aside(self._on_thread)
        self._committer.lower(progress)
        if is_crowded and not self._is_crowded:
            self._on_trouble(
                "What is known of the agents and of the last day's Ids takes all the room that --max-size leaves: "
                "events go as soon as they have come.",
                "Allow more with --max-size.",
            )
        self._is_crowded = is_crowded
        return more

    def _on_thread(self, journal: Journal) -> tuple[bool, bool, Progress]:
        more = journal.keep_within(self._limits, clock())
        return more, not more and journal.is_full, Progress(journal.last_seq, journal.totals)

    async def _news(self) -> None:
        """Returns when events have come, or some may have come of age."""
        seen = self._committer.progress.seq
        for _ in range(round(_QUIET / self._pace)):
            await asyncio.sleep(self._pace)
            if self._committer.progress.seq != seen:
                return
