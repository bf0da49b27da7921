"""Whether a transaction is written where it stands, on the event loop's own thread.

To hand it to the journal's thread and to get its outcome back, two threads have to be woken one after the other. That
takes as long as a quick disk takes to make a few events durable, and for so long the loop may as well be busy. What may
take longer is handed over: much at once, and anything on a disk that has not lately been quick.
"""

_FEW = 100
"""Events of a transaction that takes no longer than the disk does."""

_QUICK = 0.001
"""Seconds: a few times what handing over takes, and so little that nobody else on the loop notices."""

_PROOF = 16
"""So many transactions of few events have to be quick, one after the other."""


class Briskness:
    """What a disk has shown of its speed. For one thread."""

    def __init__(self) -> None:
        self._quick = 0

    def allows(self, events: int) -> bool:
        """Whether a transaction of so many is over in a moment, as far as can be known."""
        return events <= _FEW and self._quick >= _PROOF

    def took(self, events: int, seconds: float) -> None:
        """A transaction of so many took so long."""
        if events <= _FEW:
            self._quick = self._quick + 1 if seconds < _QUICK else 0
