"""The fields of two events side by side, each with what became of it."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING, NamedTuple

from floorwalker.ui.events.payload.facts import Fact, flat

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from floorwalker.ui.events.payload.facts import Group


class Change(Enum):
    """What became of a field from the left event to the right one, in a word."""

    SAME = "same"
    CHANGED = "changed"
    ADDED = "added"
    REMOVED = "removed"


class Pair(NamedTuple):
    """One field: its path, and its line in each event, None where that has none."""

    path: str
    left: Fact | None
    right: Fact | None

    @property
    def change(self) -> Change:
        """What became of it. A value counts as it was sent: 16 is another than "16"."""
        if self.left is None:
            return Change.ADDED
        if self.right is None:
            return Change.REMOVED
        return Change.SAME if _value(self.left) == _value(self.right) else Change.CHANGED

    def line(self) -> str:
        """`ActivityCode: 16 (Available) → 34 (BusyOnBreak)`."""
        return f"{self.path}: {_written(self.left)} → {_written(self.right)}"


def pairs(left: Sequence[Group], right: Sequence[Group]) -> list[Pair]:
    """All fields, in the order of the left event, those that only the right one has behind the one they follow there.

    An object or a list whose values are compared one by one has no line of its own where both events have one.
    """
    ours, theirs = _by_path(left), _by_path(right)
    made = [Pair(path, ours.get(path), theirs.get(path)) for path in _merged(list(ours), list(theirs))]
    differing = {pair.path for pair in made if pair.change is not Change.SAME}
    return [
        pair for pair in made if not (_is_opened(pair) and (pair.path not in differing or _any_in(pair, differing)))
    ]


def _is_opened(pair: Pair) -> bool:
    return bool(pair.left and pair.right and pair.left.inside and pair.right.inside)


def _any_in(pair: Pair, differing: set[str]) -> bool:
    """Whether a difference is told by a line inside of it: of a large one not all have a line."""
    return any(path.startswith(f"{pair.path}/") for path in differing)


def _by_path(groups: Sequence[Group]) -> dict[str, Fact]:
    return dict(pair for group in groups for pair in flat(group.facts))


def _merged(ours: list[str], theirs: list[str]) -> Iterator[str]:
    """Ours, with each run of what only they have behind what it follows there."""
    known = set(ours)
    follows: dict[str, list[str]] = {}
    last = ""
    for path in theirs:
        if path in known:
            last = path
        else:
            follows.setdefault(last, []).append(path)
    yield from follows.get("", ())
    for path in ours:
        yield path
        yield from follows.get(path, ())


def _value(fact: Fact) -> object:
    sent = fact.sent
    return fact.value if sent is None else (sent.is_json, sent.text)


def _written(fact: Fact | None) -> str:
    if fact is None:
        return "(none)"
    return f"{fact.value} ({fact.meaning})" if fact.meaning else fact.value
