"""How a command that a window or a capture has started is told to end: by a line `stop` on its standard input, or its
end.

Whoever started it may also crash: then its pipe ends too, and nothing is left running.
"""

import os
import signal
import sys
import threading
from asyncio import AbstractEventLoop
from collections.abc import Callable

_STOP = b"stop"


def on_stop(loop: AbstractEventLoop, stop: Callable[[], object], *, by_stdin: bool) -> None:
    """Calls `stop` on the loop for each SIGTERM and SIGINT and, if wanted, when standard input says so. Call it on the
    main thread."""
    for number in (signal.SIGTERM, signal.SIGINT):
        try:
            loop.add_signal_handler(number, stop)
        except NotImplementedError:  # Windows
            signal.signal(number, lambda *_: loop.call_soon_threadsafe(stop))
    if by_stdin:
        # A thread, because not every kind of standard input can be watched by an event loop; a daemon, because nothing
        # can wake it up.
        threading.Thread(target=_watch_stdin, args=(loop, stop), name="stdin", daemon=True).start()


def _watch_stdin(loop: AbstractEventLoop, stop: Callable[[], object]) -> None:
    # Not sys.stdin: its lock would be held by this thread when the process ends.
    line = b""
    while chunk := _read(0):
        *lines, line = (line + chunk).split(b"\n")
        if any(whole.strip() == _STOP for whole in lines):
            break
        line = line[-len(_STOP) - 2 :]
    if not loop.is_closed():
        loop.call_soon_threadsafe(stop)


def _read(descriptor: int) -> bytes:
    try:
        return os.read(descriptor, 4096)
    except OSError:  # closed from the beginning: as good as its end
        return b""


def child_command(*arguments: str) -> list[str]:
    """Floorwalker itself with other arguments, as a command."""
    if getattr(sys, "frozen", False):
        return [sys.executable, *arguments]
    return [sys.executable, "-m", "floorwalker", *arguments]
