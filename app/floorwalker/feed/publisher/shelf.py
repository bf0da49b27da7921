"""A session's events, read for all followers together: on one thread of their own, in small portions."""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from types import TracebackType
from typing import ParamSpec, Self, TypeVar

from floorwalker.feed.publisher.wire import Batch, batch
from floorwalker.session.errors import SessionError
from floorwalker.session.reader import Reader

_EVENTS = 500
_SIZE = 256 * 2**10
"""Bytes of payloads in a batch, unless one event alone has more: a millisecond's work."""

_P = ParamSpec("_P")
_T = TypeVar("_T")


class Shelf:
    """Reads a session's file for one event loop. Make it there, and use it as an asynchronous context.

    on_trouble: told the problem and the remedy when the file cannot be read; once for each problem, because followers
    come again. The methods raise the SessionError to whoever asks.
    """

    def __init__(self, path: Path, on_trouble: Callable[[str, str], None]) -> None:
        self._path = path
        self._on_trouble = on_trouble
        self._told: set[str] = set()
        self._loop = asyncio.get_running_loop()
        self._thread = ThreadPoolExecutor(1, "publisher")
        self._reader: Reader | None = None
        self._being_read: dict[tuple[int, bool], asyncio.Future[Batch]] = {}

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        await self._loop.run_in_executor(self._thread, self._close)
        self._thread.shutdown()

    async def bounds(self) -> tuple[int, int]:
        """The oldest and the newest seq."""
        return await self._on_thread(self._bounds)

    async def after(self, seq: int, *, plain: bool) -> Batch:
        """What comes after an event, read once for all who ask for it at the same time."""
        reading = self._being_read.get((seq, plain))
        if reading is None:
            reading = self._being_read[seq, plain] = self._on_thread(self._read, seq, plain)
            reading.add_done_callback(lambda done: self._put_back(seq, plain, done))
        # Whoever stops waiting must not end it for the others.
        return await asyncio.shield(reading)

    def ring(self) -> None:
        """There is something new: what is being read may lack it."""
        self._being_read.clear()

    def _put_back(self, seq: int, plain: bool, done: asyncio.Future[Batch]) -> None:
        if self._being_read.get((seq, plain)) is done:
            del self._being_read[seq, plain]

    def _on_thread(self, work: Callable[_P, _T], *given: _P.args, **_: _P.kwargs) -> asyncio.Future[_T]:
        future = self._loop.run_in_executor(self._thread, work, *given)
        future.add_done_callback(self._notice)
        return future

    def _notice(self, done: "asyncio.Future[_T]") -> None:
        trouble = None if done.cancelled() else done.exception()
        if isinstance(trouble, SessionError) and trouble.problem not in self._told:
            self._told.add(trouble.problem)
            self._on_trouble(trouble.problem, trouble.remedy)

    def _opened(self) -> Reader:
        if self._reader is None:
            self._reader = Reader.open(self._path)
        return self._reader

    def _bounds(self) -> tuple[int, int]:
        return self._opened().bounds()

    def _read(self, seq: int, plain: bool) -> Batch:
        events, newest = self._opened().portion_after(seq, _EVENTS, _SIZE)
        return batch(seq, events, newest, plain=plain)

    def _close(self) -> None:
        if self._reader is not None:
            self._reader.close()
