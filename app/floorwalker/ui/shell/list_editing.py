"""A list while it is being edited: every change can be undone."""

from __future__ import annotations

from typing import Generic, TypeVar

from PySide6.QtCore import QObject, Signal

Item = TypeVar("Item")


class ListEditing(QObject, Generic[Item]):
    """Items that never change themselves, and which of them is chosen. changed: something is another now. For the
    window's thread only.
    """

    changed = Signal()

    def __init__(
        self, items: tuple[Item, ...], beginning: tuple[Item, ...], most: int, parent: QObject | None = None
    ) -> None:
        """beginning: what a user begins with. most: how many there may be."""
        super().__init__(parent)
        self.items = items
        self.chosen = 0 if items else -1
        self._beginning = beginning
        self._most = most
        self._before: list[tuple[tuple[Item, ...], int]] = []
        self._last = ""

    @property
    def item(self) -> Item | None:
        """The chosen one."""
        return self.items[self.chosen] if 0 <= self.chosen < len(self.items) else None

    @property
    def can_undo(self) -> bool:
        """Whether anything was changed."""
        return bool(self._before)

    @property
    def can_add(self) -> bool:
        """Whether there is room for another."""
        return len(self.items) < self._most

    def choose(self, number: int) -> None:
        """That one is edited from now on."""
        if number != self.chosen:
            self.chosen, self._last = number, ""
            self.changed.emit()

    def replace(self, number: int, item: Item, what: str) -> None:
        """Put another in the place of one. Several changes of the same thing (what) of one in a row are undone at once,
        as they were typed."""
        if item != self.items[number]:
            self._keep(f"{number} {what}")
            self.items = (*self.items[:number], item, *self.items[number + 1 :])
            self.changed.emit()

    def add(self, item: Item, *, at_end: bool = False) -> None:
        """A new one before all others, or behind them."""
        if self.can_add:
            self._change((*self.items, item) if at_end else (item, *self.items), len(self.items) if at_end else 0)

    def remove(self) -> None:
        """Take the chosen one away."""
        if self.item is not None:
            rest = self.items[: self.chosen] + self.items[self.chosen + 1 :]
            self._change(rest, min(self.chosen, len(rest) - 1))

    def move(self, step: int) -> None:
        """The chosen one trades places with the one before (-1) or after it (1)."""
        other = self.chosen + step
        if self.item is not None and 0 <= other < len(self.items):
            moved = list(self.items)
            moved[self.chosen], moved[other] = moved[other], moved[self.chosen]
            self._change(tuple(moved), other)

    def reset(self) -> None:
        """What a user begins with."""
        self._change(self._beginning, 0)

    def undo(self) -> None:
        """As it was before the last change."""
        if self._before:
            self.items, self.chosen = self._before.pop()
            self._last = ""
            self.changed.emit()

    def _change(self, items: tuple[Item, ...], chosen: int) -> None:
        self._keep("")
        self.items, self.chosen = items, chosen
        self.changed.emit()

    def _keep(self, what: str) -> None:
        if not what or what != self._last:
            self._before.append((self.items, self.chosen))
        self._last = what
