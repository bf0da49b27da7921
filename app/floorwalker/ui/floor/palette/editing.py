"""What the user does to statuses' looks, before it is kept. Nothing here is of Qt."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal, TypeAlias

from floorwalker.event.catalog import Catalog, read_own
from floorwalker.event.names import normal
from floorwalker.event.own_catalog import activity_steps, entry_in, with_entry, write

if TYPE_CHECKING:
    from pathlib import Path

    from pydantic import JsonValue

    from floorwalker.event.entries import ActivityEntry

Member: TypeAlias = Literal["words", "colour", "icon"]
_MEMBERS: Final[tuple[Member, ...]] = ("words", "colour", "icon")


class PaletteEditing:
    """The user's catalog as it would be. Raises CatalogError where the file cannot be used.

    Only what differs from the program's catalog is kept, so that a later release may still mend what was not touched.
    """

    def __init__(self, file: Path) -> None:
        self._file = file
        self._first = self._laid = read_own(file)
        self._brought = Catalog.load()
        self._past: list[JsonValue] = []
        self.catalog = Catalog.laid_over(self._laid, file)

    @property
    def can_undo(self) -> bool:
        """Whether anything was changed."""
        return bool(self._past)

    @property
    def is_changed(self) -> bool:
        """Whether there is anything to keep."""
        return self._laid != self._first

    def entry(self, activity: int) -> ActivityEntry:
        """A status as it would be."""
        return self.catalog.activities[activity]

    def is_own(self, activity: int) -> bool:
        """Whether the user has changed how it looks, or its words, now or before."""
        own = entry_in(self._laid, activity_steps(activity))
        return activity in self._brought.activities and isinstance(own, dict) and not own.keys().isdisjoint(_MEMBERS)

    def change(self, activity: int, member: Member, value: str) -> None:
        """Words, colour (`#RRGGBB`) or icon of a status; ones that it has already change nothing."""
        if getattr(self.entry(activity), member) == value:
            return
        brought = self._brought.activities.get(activity)
        own = entry_in(self._laid, activity_steps(activity))
        entry = dict(own) if isinstance(own, dict) else {}
        if brought is not None and getattr(brought, member) == value:
            entry.pop(member, None)
        else:
            entry[member] = value
        self._put(with_entry(self._laid, activity_steps(activity), entry))

    def reset(self, activity: int) -> None:
        """A status as the program brings it."""
        own = entry_in(self._laid, activity_steps(activity))
        if isinstance(own, dict):
            kept = {name: value for name, value in own.items() if name not in _MEMBERS}
            self._put(with_entry(self._laid, activity_steps(activity), kept))

    def reset_all(self) -> None:
        """All statuses that the program brings, as it brings them."""
        before, past = self._laid, list(self._past)
        for activity in filter(self.is_own, self.catalog.activities):
            self.reset(activity)
        self._past = [*past, before] if self._laid != before else past

    def undo(self) -> None:
        """As it was before the last change."""
        self._set(self._past.pop())

    def keep(self) -> Catalog:
        """Write the file. Raises CatalogError where that is not possible; the file is then as before."""
        return write(self._file, self._laid)

    def fault(self, activity: int, words: str) -> str:
        """What is wrong with words for a status, "" for nothing: statuses are found by their words as well."""
        if not words.strip():
            return "A status needs a word: colour alone says nothing to many people."
        wanted = normal(words)
        others = (entry for number, entry in self.catalog.activities.items() if number != activity)
        taken = next((entry.words for entry in others if wanted in entry.normal_names), "")
        return f"“{taken}” is called that already: choose another word." if taken else ""

    def _put(self, laid: JsonValue) -> None:
        self._past.append(self._laid)
        self._set(laid)

    def _set(self, laid: JsonValue) -> None:
        self._laid = laid
        self.catalog = Catalog.laid_over(laid, self._file)
