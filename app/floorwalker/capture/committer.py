"""Between the event loop and the disk: deliveries wait, all that wait are committed together, then all are answered.

While one transaction is on its way to the disk the next gathers; there is never more than one in flight. What may
wait is bounded, so that a slow disk ends in refusals that senders can act on, and never in growth.
"""

import asyncio
import logging
import time
from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any, NamedTuple, TypeVar

from floorwalker.capture.brisk import Briskness
from floorwalker.capture.gathering import Gathering
from floorwalker.capture.journal_thread import JournalThread
from floorwalker.feed.receiver.application import Unavailable, settle
from floorwalker.session.errors import SessionError
from floorwalker.session.journal import Journal, clock
from floorwalker.session.records import Delivery, Frames, Receipt, Totals

_log = logging.getLogger(__name__)

Value = TypeVar("Value")


@dataclass(frozen=True, slots=True)
class Bounds:
    """What may wait for the disk: deliveries, and bytes of memory that they take. transaction: so many events at most
    are committed together, some tenths of a second's work, after which those who wait get their answers. quiet:
    seconds of it after which the session is told that its capture lives.
    """

    deliveries: int = 10_000
    bytes: int = 64 * 2**20
    transaction: int = 20_000
    quiet: float = 10.0


@dataclass(frozen=True, slots=True)
class Progress:
    """What is on the disk: the newest event's seq and the session's totals."""

    seq: int
    totals: Totals


@dataclass(slots=True)
class _Waiting:
    """Deliveries that are not yet on the disk, and will be together. told: takes the receipt of the one that came
    alone, or a list of a group's, or Unavailable. events: refused elements too. since: seconds of the monotonic clock.
    """

    deliveries: Sequence[Delivery | Frames]
    is_group: bool
    told: Callable[[Any], None]
    weight: int
    events: int
    since: float


class _Outcome(NamedTuple):
    """What became of a transaction. took: seconds. failure: why nothing of it was stored."""

    receipts: list[Receipt]
    progress: Progress
    took: float
    failure: BaseException | None


class Committer:
    """Group commit for one event loop, on whose thread all of this is called. The journal is used on `thread`, and
    where a transaction is over in a moment and `thread` has nothing to do, at once (see `Briskness`).

    on_stored is called after each commit of deliveries, and when commits succeed again; on_trouble once when commits
    begin to fail, and again only after one succeeded.
    """

    def __init__(
        self,
        journal: Journal,
        thread: JournalThread,
        on_stored: Callable[[Progress], None],
        on_trouble: Callable[[str, str], None],
        bounds: Bounds = Bounds(),
    ) -> None:
        self._journal = journal
        self._thread = thread
        self._on_stored = on_stored
        self._on_trouble = on_trouble
        self._bounds = bounds
        self._loop = asyncio.get_running_loop()
        self._waiting: deque[_Waiting] = deque()
        self._in_flight: list[_Waiting] = []
        self._weight = 0
        self._count = 0
        self._gathering = Gathering()
        self._briskness = Briskness()
        self._asides = 0
        self._busy = False
        self._closing = False
        self._at_rest = asyncio.Event()
        self._at_rest.set()
        self.progress = Progress(journal.last_seq, journal.totals)
        self.failing = False
        self._last_commit = time.monotonic()
        self._heart = self._loop.call_later(bounds.quiet, self._beat)

    @property
    def waiting(self) -> int:
        """Deliveries that are not yet on the disk."""
        return self._count

    @property
    def lag(self) -> float:
        """Seconds for which the oldest of them has been waiting, 0 where there is none."""
        oldest = self._in_flight or self._waiting
        return time.monotonic() - oldest[0].since if oldest else 0.0

    def commit(self, delivery: Delivery, told: Callable[[Receipt | Unavailable], None]) -> None:
        """Tells when the delivery is on the disk, or that the journal failed. Raises Unavailable where it cannot wait
        any more.
        """
        self._take(_Waiting((delivery,), False, told, delivery.weight, len(delivery.items), time.monotonic()))

    def commit_group(self, deliveries: Sequence[Delivery | Frames], weight: int) -> asyncio.Future[list[Receipt]]:
        """As `commit`, for deliveries that are stored together or not at all, in their order; the future raises
        Unavailable where the journal fails. weight: of all of them.
        """
        answer: asyncio.Future[list[Receipt]] = self._loop.create_future()
        events = sum([len(delivery.items) for delivery in deliveries])
        self._take(_Waiting(deliveries, True, partial(settle, answer), weight, events, time.monotonic()))
        return answer

    def aside(self, work: Callable[[Journal], Value]) -> asyncio.Future[Value]:
        """Does something else with the journal, on its thread, behind the transactions that are on their way."""
        told: asyncio.Future[Value] = self._loop.create_future()
        self._asides += 1
        self._thread.post(partial(self._aside_on_thread, work, told))
        return told

    def _aside_on_thread(self, work: Callable[[Journal], Value], told: asyncio.Future[Value]) -> None:
        outcome: Value | BaseException
        try:
            outcome = work(self._journal)
        except BaseException as failure:  # noqa: BLE001 whoever waits is told
            outcome = failure
        self._loop.call_soon_threadsafe(self._aside_is_done, told, outcome)

    def _aside_is_done(self, told: asyncio.Future[Value], outcome: Value | BaseException) -> None:
        self._asides -= 1
        settle(told, outcome)

    def lower(self, progress: Progress) -> None:
        """Some of what was stored has gone since. A commit that came later has told it already."""
        if progress.seq >= self.progress.seq and progress != self.progress:
            self.progress = progress
            self._on_stored(progress)

    async def close(self) -> None:
        """Takes no more, and returns when all that waits is on the disk, or has failed, and the capture's end is too.

        Raises SessionError where the latter fails.
        """
        self._closing = True
        self._heart.cancel()
        await self._at_rest.wait()
        await self._loop.run_in_executor(self._thread, self._journal.close)

    def _take(self, waiting: _Waiting) -> None:
        if self._closing:
            raise Unavailable("The capture is ending.")
        weight = self._weight + waiting.weight
        if (self._weight and weight > self._bounds.bytes) or self._count >= self._bounds.deliveries:
            raise Unavailable("Events arrive faster than the disk takes them.")
        self._weight = weight
        self._count += len(waiting.deliveries)
        self._waiting.append(waiting)
        if not self._busy:
            self._busy = True
            self._at_rest.clear()
            self._gather_from_now()

    def _beat(self) -> None:
        """A sign of life, unless a commit has been one; the next is due so long after the last."""
        left = self._last_commit + self._bounds.quiet - time.monotonic()
        if left <= 0 and not self._busy:
            self._busy = True
            self._at_rest.clear()
            self._write()
        if not self._closing:
            self._heart = self._loop.call_later(left if left > 0 else self._bounds.quiet, self._beat)

    def _gather_from_now(self) -> None:
        self._gathering.begin(time.monotonic())
        self._loop.call_soon(self._gather)

    def _gather(self) -> None:
        if self._gathering.goes_on(len(self._waiting), time.monotonic()):
            self._loop.call_soon(self._gather)
        else:
            self._write()

    def _write(self) -> None:
        """Sends the next transaction on its way; one with nothing in it is a sign of life."""
        self._in_flight = self._next_transaction()
        deliveries = [delivery for waiting in self._in_flight for delivery in waiting.deliveries]
        events = sum([waiting.events for waiting in self._in_flight])
        if not self._asides and self._briskness.allows(events):
            self._written(self._outcome(deliveries))
        else:
            self._thread.post(partial(self._on_thread, deliveries))

    def _next_transaction(self) -> list[_Waiting]:
        events = 0
        batch: list[_Waiting] = []
        while self._waiting:
            events += self._waiting[0].events
            if batch and events > self._bounds.transaction:
                break
            batch.append(self._waiting.popleft())
        return batch

    def _on_thread(self, deliveries: list[Delivery | Frames]) -> None:
        self._loop.call_soon_threadsafe(self._written, self._outcome(deliveries))

    def _outcome(self, deliveries: list[Delivery | Frames]) -> _Outcome:
        """Writes a transaction, on the thread that has the journal meanwhile."""
        began = time.monotonic()
        receipts: list[Receipt] = []
        failure: BaseException | None = None
        try:
            if deliveries:
                receipts = self._journal.append(deliveries)
            else:
                self._journal.heartbeat(clock())
        except BaseException as error:  # noqa: BLE001 told to all who wait
            failure = error
        progress = Progress(self._journal.last_seq, self._journal.totals)
        return _Outcome(receipts, progress, time.monotonic() - began, failure)

    def _written(self, outcome: _Outcome) -> None:
        batch, self._in_flight = self._in_flight, []
        self._weight -= sum([waiting.weight for waiting in batch])
        self._count -= sum([len(waiting.deliveries) for waiting in batch])
        if outcome.failure is not None:
            self._failed(batch, outcome.failure)
        else:
            self._succeeded(batch, outcome)
        self._briskness.took(sum([waiting.events for waiting in batch]), outcome.took)
        self._gathering.ended(len(batch) + len(self._waiting), outcome.took)
        self._tidy()
        if self._waiting:
            self._gather_from_now()
        else:
            self._busy = False
            self._at_rest.set()

    def _tidy(self) -> None:
        """Lets the journal's thread do what would make one of the next transactions take longer than the others."""
        if self._journal.is_untidy and not self._asides and not self.failing:
            self.aside(Journal.tidy)

    def _succeeded(self, batch: list[_Waiting], outcome: _Outcome) -> None:
        recovers, self.failing = self.failing, False
        self.progress = outcome.progress
        receipts, at = outcome.receipts, 0
        for waiting in batch:
            end = at + len(waiting.deliveries)
            waiting.told(receipts[at:end] if waiting.is_group else receipts[at])
            at = end
        self._last_commit = time.monotonic()
        if batch or recovers:
            self._on_stored(self.progress)

    def _failed(self, batch: list[_Waiting], failure: BaseException) -> None:
        if isinstance(failure, SessionError):
            problem, remedy = failure.problem, failure.remedy
        else:
            # Ours, not the disk's: whoever reports it needs to know where it happened.
            _log.error("The journal failed.", exc_info=failure)
            problem, remedy = f"The journal failed: {failure!r}.", "Please report this with the log."
        for waiting in batch:
            waiting.told(Unavailable(f"The event could not be stored: {problem}", retry_after=5))
        if not self.failing:
            self.failing = True
            self._on_trouble(problem, remedy)
