"""What is left of an agent's events when they go: enough to go on from, however long ago the first of them was.

All but the newest few are folded into a state and the span that it is in. The newest stay as what they told, because
one that arrives late may belong before them. What comes so late that it belongs before the state tells nothing any
more.
"""

import json
from bisect import insort
from collections.abc import Sequence
from typing import Final

from floorwalker.event.statuses.fold import Fold, Span, State
from floorwalker.event.statuses.told import Told

NEWEST: Final = 8
"""Events of an agent that are kept as what they told: some minutes of work."""

_OPEN: Final = 16
"""Sessions of an agent that are remembered as not ended: more are never open, but some never end."""


class Past:
    """state: after the events that are folded. span: the one it is in, None where nothing was told. newest: those after
    them, in their order.
    """

    __slots__ = ("newest", "span", "state")

    def __init__(
        self, state: State | None = None, span: Span | None = None, newest: Sequence[Told] | None = None
    ) -> None:
        self.state = state or State()
        self.span = span
        self.newest: list[Told] = list(newest or ())

    def take(self, told: Told, gaps: Sequence[int]) -> None:
        """One more event goes. gaps: their starts, ascending, as in `Fold`."""
        if self.span is not None and told[0] < self.state.created * 4:
            return
        insort(self.newest, told)
        if len(self.newest) > NEWEST:
            fold = Fold(self.state, gaps)
            fold.take((self.newest.pop(0),))
            self._settle(fold)

    def pass_gap(self, start: int, gaps: Sequence[int]) -> bool:
        """A gap, one of gaps, is about to be forgotten: it makes the status unknown where no event came after it.

        Tells whether it made a difference.
        """
        if self.state.reached >= start:
            return False
        fold = Fold(self.state, gaps)
        fold.take(self.newest)
        fold.reach(start)
        self.newest.clear()
        self._settle(fold)
        return True

    def text(self) -> str:
        """As a session's file keeps it."""
        state = self.state
        parts = [state.activity, state.reason, state.away, sorted(state.open), state.created, state.reached]
        return json.dumps([parts, self.span, self.newest], separators=(",", ":"))

    @classmethod
    def of_text(cls, text: str) -> "Past":
        """From what `text` gave."""
        (activity, reason, away, left, created, reached), span, newest = json.loads(text)
        state = State(activity, reason, away, set(left), created, reached)
        return cls(state, None if span is None else tuple(span), [tuple(told) for told in newest])

    def names(self) -> set[int]:
        """The ids of the agent's sessions and of the reasons that it still needs."""
        named = {name for *_, reason, session in self.newest for name in (reason, session)}
        return named | self.state.open | {self.state.reason} | ({self.span[2]} if self.span else set())

    def _settle(self, fold: Fold) -> None:
        if fold.spans:
            self.span = fold.spans[-1]
        if len(self.state.open) > _OPEN:
            self.state.open = set(sorted(self.state.open)[-_OPEN:])
