"""Tells what a capture does, one line at a time, without ever making it wait for who listens.

Whoever reads the other end may be slow, stuck or gone: lines are written by a thread of their own, and of counts only
the newest is kept until it can be written.
"""

import os
import threading
import time
from collections import deque

from floorwalker.capture.messages import Ended, FeedState, Problem, Ready, Stored

PACE = 0.05
"""Seconds between two lines of counts at least; after quiet a line is written at once."""

_MOST_LINES = 1000
"""More lines than this wait only for a reader that reads no more; the oldest of them are of no use to it."""

_FAREWELL = 5.0


class Herald:
    """Writes messages to a file descriptor. Its methods return at once and may be called on any thread, until
    `close`.
    """

    def __init__(self, descriptor: int) -> None:
        self._descriptor = descriptor
        self._news = threading.Condition()
        self._lines: deque[str] = deque(maxlen=_MOST_LINES)
        self._counts: Stored | None = None
        self._due = 0.0
        self._closing = False
        # A daemon, because a reader that is stuck for good must not keep the process from ending.
        self._thread = threading.Thread(target=self._run, name="herald", daemon=True)
        self._thread.start()

    def say(self, message: Ready | FeedState | Problem | Ended) -> None:
        """Writes a message as soon as may be."""
        with self._news:
            # Counts of before come before: a trouble that is told is over once there are counts again.
            self._lines.extend(each.encode() for each in (self._counts, message) if each is not None)
            self._counts = None
            self._news.notify()

    def stored(self, counts: Stored) -> None:
        """Writes counts, unless newer ones replace them before their time has come."""
        with self._news:
            if self._counts is None:
                self._news.notify()
            self._counts = counts

    def close(self, last: Ended | None = None) -> None:
        """Returns when everything is written, newest counts and last message too, or after some seconds where nobody
        reads it."""
        with self._news:
            self._lines.extend(message.encode() for message in (self._counts, last) if message is not None)
            self._counts = None
            self._closing = True
            self._news.notify()
        self._thread.join(_FAREWELL)

    def _run(self) -> None:
        while (text := self._next()) is not None:
            try:
                _write_all(self._descriptor, text.encode())
            except OSError:
                # Nobody reads it any more. The session is the truth, and the capture goes on.
                return

    def _next(self) -> str | None:
        """What to write now, once there is something; None at the end."""
        with self._news:
            while True:
                if self._lines:
                    text = "".join(self._lines)
                    self._lines.clear()
                    return text
                if self._closing:
                    return None
                now = time.monotonic()
                if self._counts is not None and now >= self._due:
                    counts, self._counts = self._counts, None
                    self._due = now + PACE
                    return counts.encode()
                self._news.wait(None if self._counts is None else self._due - now)


def _write_all(descriptor: int, data: bytes) -> None:
    while data:
        data = data[os.write(descriptor, data) :]
