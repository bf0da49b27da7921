"""Values that are stored once and meant by number afterwards."""

from collections.abc import Hashable, Iterable
from collections.abc import Set as AbstractSet
from typing import Generic, TypeVar

Value = TypeVar("Value")


class Interned(Generic[Value]):
    """Numbers for values, 1, 2, 3 …, in two steps: what a transaction adds is settled by `keep` when it is on the disk
    and forgotten by `drop` when it failed. For one thread.

    limit: so many are remembered; beyond it all are forgotten, and a value seen again gets a second number.
    """

    def __init__(self, last_id: int, limit: int | None = None) -> None:
        self._last_id = last_id
        self._limit = limit
        self._known: dict[Hashable, int] = {}
        self._added: dict[Hashable, tuple[int, Value]] = {}

    def load(self, key: Hashable, number: int) -> None:
        """Takes in what a file has. Where several have one key, the first is meant."""
        self._known.setdefault(key, number)

    def number(self, key: Hashable, value: Value) -> int:
        """The value's number, an old one or a new one."""
        known = self._known.get(key)
        if known is not None:
            return known
        added = self._added.get(key)
        if added is None:
            added = (self._last_id + len(self._added) + 1, value)
            self._added[key] = added
        return added[0]

    @property
    def added(self) -> list[tuple[int, Value]]:
        """What is new since the last `keep` or `drop`, in order of number."""
        return list(self._added.values())

    def keep(self) -> None:
        """Settles what is new."""
        if self._limit is not None and len(self._known) + len(self._added) > self._limit:
            self._known.clear()
        self._known.update((key, number) for key, (number, _) in self._added.items())
        self._last_id += len(self._added)
        self._added.clear()

    def numbers(self) -> Iterable[int]:
        """Those that are remembered."""
        return self._known.values()

    def forget(self, numbers: AbstractSet[int]) -> None:
        """Remembers these numbers no more: a value seen again gets another."""
        self._known = {key: number for key, number in self._known.items() if number not in numbers}

    def drop(self) -> None:
        """Forgets what is new: its numbers are given again."""
        self._added.clear()
