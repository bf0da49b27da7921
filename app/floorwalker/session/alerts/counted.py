"""Whether something happened so many times within a time: to an agent, or at all."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Final

from floorwalker.session.alerts.alert import Breach, Kind
from floorwalker.session.alerts.rules import CountingRule, DeclinedRule

MOST: Final = 1000
"""Times that are remembered of each: more than that is said to be that many."""

_NEVER: Final = float("inf")


@dataclass(slots=True)
class _Count:
    """times: when, by the sender's clock, with the seq, ascending. reached: when they first were enough, None where
    they have not been since there was none."""

    times: list[tuple[float, int]] = field(default_factory=list)
    reached: float | None = None


class Counted:
    """Watches one rule. What was told stands until nothing has come for the whole time of the rule."""

    def __init__(self, rule: CountingRule) -> None:
        self._rule = rule
        self._kind = Kind.DECLINED if isinstance(rule, DeclinedRule) else Kind.FILTER
        self._counts: dict[int, _Count] = {}

    def take(self, events: Iterable[tuple[int, float, int]], now: float) -> None:
        """More of them: (agent, or 0 for whomever, when, seq). What claims to be of the future is of now."""
        came: dict[int, list[tuple[float, int]]] = {}
        for whom, at, seq in events:
            came.setdefault(whom, []).append((min(at, now), seq))
        for whom, times in came.items():
            count = self._counts.setdefault(whom, _Count())
            count.times = sorted([*count.times, *times])[-MOST:]

    def look(self, now: float) -> Iterator[Breach]:
        """What stands. now: by the sender's clock."""
        for whom in list(self._counts):
            count = self._counts[whom]
            self._pass(count, now)
            if not count.times:
                del self._counts[whom]
            elif count.reached is not None:
                yield self._standing(whom, count)

    def due(self) -> float:
        """When that will next be different, if nothing comes."""
        ends = [count.times[-1][0] for count in self._counts.values() if count.reached is not None]
        return min(ends) + self._rule.within if ends else _NEVER

    def _pass(self, count: _Count, now: float) -> None:
        """What is too long ago counts no more."""
        kept = [told for told in count.times if told[0] > now - self._rule.within]
        count.times = kept
        if count.reached is None and len(kept) >= self._rule.times:
            count.reached = kept[self._rule.times - 1][0]

    def _standing(self, whom: int, count: _Count) -> Breach:
        since = count.reached or 0.0
        seq, times = count.times[-1][1], len(count.times)
        return Breach(self._kind, self._rule.stage, since, self._rule, whom, seq=seq, many=times)
