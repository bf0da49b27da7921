"""A time limit for many short waits: one look at all of them now and then costs less than a timer for each."""

import asyncio

_LOOKS = 10
"""So often within the limit; what is overdue ends by a tenth of the limit too late at most."""


class Patience:
    """Cancels tasks of one event loop that wait for longer than so many seconds. Make it on that loop.

    Between `begin` and `end` a task may be cancelled by it, which `was_lost` tells from any other cancellation.
    """

    def __init__(self, seconds: float) -> None:
        self._seconds = seconds
        self._loop = asyncio.get_running_loop()
        self._since: dict[asyncio.Task[object], float] = {}
        self._lost: set[asyncio.Task[object]] = set()
        self._timer: asyncio.TimerHandle | None = None

    def begin(self) -> "asyncio.Task[object]":
        """The current task waits from now on."""
        task = asyncio.current_task()
        if task is None:
            raise RuntimeError("only a task can wait")
        self._since[task] = self._loop.time()
        if self._timer is None:
            self._timer = self._loop.call_later(self._seconds / _LOOKS, self._look)
        return task

    def end(self, task: "asyncio.Task[object]") -> None:
        """The task waits no more."""
        self._since.pop(task, None)

    def was_lost(self, task: "asyncio.Task[object]") -> bool:
        """Whether a task that was cancelled was so because it has waited too long; then it may go on."""
        if task not in self._lost:
            return False
        self._lost.discard(task)
        task.uncancel()
        return True

    def _look(self) -> None:
        latest = self._loop.time() - self._seconds
        for task, since in list(self._since.items()):
            if since < latest:
                del self._since[task]
                self._lost.add(task)
                task.cancel()
        self._timer = self._loop.call_later(self._seconds / _LOOKS, self._look) if self._since else None
