"""Keeping count of senders that were turned away unread, so that a flood of them does not become a flood of rows."""

from dataclasses import dataclass

_PAUSE = 1.0
"""Seconds between two rows about the same sender and status."""

_SENDERS = 1000


@dataclass(frozen=True, slots=True)
class Refusal:
    """A request whose body was not kept. size: bytes of it that came. headers: what the answer has besides. verdict:
    on its signature.
    """

    status: int
    size: int
    why: str
    headers: tuple[tuple[bytes, bytes], ...] = ()
    verdict: str = ""


@dataclass(slots=True)
class _Last:
    noted: float
    since: int = 0


class TurnedAway:
    """Decides which refusals get a row of their own; the next row tells how many had none."""

    def __init__(self) -> None:
        self._last: dict[tuple[str, int], _Last] = {}

    def worth_noting(self, refusal: Refusal, client: tuple[str, int] | None, now: float) -> str | None:
        """The words to note it with, None where another was noted just before. now: seconds of a monotonic clock."""
        key = (client[0] if client else "", refusal.status)
        last = self._last.get(key)
        if last is not None and now - last.noted < _PAUSE:
            last.since += 1
            return None
        if len(self._last) >= _SENDERS:
            self._last.clear()
        self._last[key] = _Last(now)
        if last is None or not last.since:
            return refusal.why
        return f"{refusal.why} (And {last.since:,} more like it since the one before.)"
