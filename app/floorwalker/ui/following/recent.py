"""A store of what was used last, up to a size."""

from __future__ import annotations

from collections import OrderedDict
from typing import TYPE_CHECKING, Generic, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

T = TypeVar("T")


class Recent(Generic[T]):
    """Values by an event's seq; those used longest ago are let go first. None stands for "known to be missing".

    limit: of the sum of the values' sizes; the newest value stays however large it is, because somebody waits for it.
    """

    def __init__(self, limit: int, size_of: Callable[[T], int]) -> None:
        self._limit = limit
        self._size_of = size_of
        self._held: OrderedDict[int, T | None] = OrderedDict()
        self._size = 0

    def __contains__(self, seq: int) -> bool:
        return seq in self._held

    def __len__(self) -> int:
        return len(self._held)

    def get(self, seq: int) -> T | None:
        """The value of a seq that is here, used just now."""
        self._held.move_to_end(seq)
        return self._held[seq]

    def update(self, found: Mapping[int, T | None]) -> None:
        """Take in new values."""
        for seq, value in found.items():
            if seq in self._held:
                self._size -= self._weight(self._held.pop(seq))
            self._held[seq] = value
            self._size += self._weight(value)
        while self._size > self._limit and len(self._held) > 1:
            _, value = self._held.popitem(last=False)
            self._size -= self._weight(value)

    def _weight(self, value: T | None) -> int:
        return 1 if value is None else self._size_of(value)
