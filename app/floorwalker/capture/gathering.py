"""How long a transaction gathers before it is written.

Each costs much the same, however little is in it. Most senders wait for their answer before they send again, so those
who have just been answered are likely to be back in a moment, and a transaction that begins without some of them makes
them wait for the next: from then on there are two of half the size, for twice the cost.
"""

_LONGEST = 0.005
"""Seconds for which a transaction gathers while there is no end of requests."""

_SHARE = 0.25
_MOST_PATIENCE = 0.0002
"""The wait for one more is a part of the time that a transaction takes, and so many seconds at most."""


class Gathering:
    """The gathering of one transaction after another. For one thread; all times are seconds of one monotonic clock."""

    def __init__(self) -> None:
        self._expected = 0
        self._patience = 0.0
        self._waiting = 0
        self._grown = 0.0
        self._until = 0.0

    def begin(self, now: float) -> None:
        """The next transaction may be written from now on."""
        self._waiting = 0
        self._grown = now
        self._until = now + _LONGEST

    def goes_on(self, waiting: int, now: float) -> bool:
        """Whether more are worth waiting for. waiting: how many requests there are; ask when all that came is read."""
        if waiting >= self._expected or now >= self._until:
            return False
        if waiting > self._waiting:
            self._waiting, self._grown = waiting, now
        return now - self._grown < self._patience

    def ended(self, requests: int, took: float) -> None:
        """A transaction is over: so many requests were answered, or came in the meantime. took: seconds to write it."""
        self._expected = requests
        self._patience = min(took * _SHARE, _MOST_PATIENCE)
