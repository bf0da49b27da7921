"""The one thread on which a capture uses its journal."""

from collections.abc import Callable
from concurrent.futures import Executor, Future
from queue import SimpleQueue
from threading import Thread
from typing import ParamSpec, TypeVar

Parameters = ParamSpec("Parameters")
Value = TypeVar("Value")


class JournalThread(Executor):
    """Does one thing after another, in the order in which they were given; any thread may give.

    An executor like any other; `post` is for what happens thousands of times a second and needs no future.
    """

    def __init__(self) -> None:
        self._work: SimpleQueue[Callable[[], None] | None] = SimpleQueue()
        self._thread = Thread(target=self._run, name="journal")
        self._thread.start()

    def post(self, work: Callable[[], None]) -> None:
        """Do that. It must not raise."""
        self._work.put(work)

    def submit(
        self, fn: Callable[Parameters, Value], /, *args: Parameters.args, **kwargs: Parameters.kwargs
    ) -> Future[Value]:
        """Do that; the future has what it returns or raises."""
        future: Future[Value] = Future()

        def work() -> None:
            if not future.set_running_or_notify_cancel():
                return
            try:
                value = fn(*args, **kwargs)
            except BaseException as error:  # noqa: BLE001 whoever waits is told
                future.set_exception(error)
            else:
                future.set_result(value)

        self.post(work)
        return future

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """Ends the thread when it has done all that it was given; nothing that was given is ever left out."""
        del cancel_futures
        self._work.put(None)
        if wait:
            self._thread.join()

    def _run(self) -> None:
        while (work := self._work.get()) is not None:
            work()
