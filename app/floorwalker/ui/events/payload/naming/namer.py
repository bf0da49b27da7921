"""Writes names into the user's catalog, puts them to use at once, and takes them back."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QObject, Signal

from floorwalker.event.names import normal
from floorwalker.event.own_catalog import (
    Steps,
    activity_steps,
    category_steps,
    code_steps,
    entry_at,
    lay,
    own_catalog,
    put,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from pydantic import JsonValue

    from floorwalker.event.catalog import Catalog
    from floorwalker.event.entries import ActivityEntry, Entry
    from floorwalker.ui.events.payload.facts import Subject
    from floorwalker.ui.following import LiveSession


class _Done(NamedTuple):
    subject: Subject
    steps: Steps
    before: JsonValue


class Namer(QObject):
    """Names numbers, for the window's thread only. told(line): what came of it; `can_undo` tells whether it can be
    taken back. Every method raises CatalogError where the user's file cannot be used; then nothing has changed.
    """

    told = Signal(str)

    def __init__(self, live: LiveSession, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._live = live
        self._done: list[_Done] = []
        self.file = own_catalog()

    @property
    def can_undo(self) -> bool:
        """Whether anything was named since the window was opened."""
        return bool(self._done)

    @property
    def unlisted(self) -> ActivityEntry:
        """How a status without a name looks."""
        return self._live.catalog.unlisted

    def entry(self, subject: Subject) -> Entry | None:
        """What the catalog has of it by now."""
        catalog = self._live.catalog
        match subject.kind:
            case "category":
                return catalog.categories.get(subject.number)
            case "code":
                return catalog.code(subject.category, subject.number)
        return catalog.activities.get(subject.number)

    def name(self, subject: Subject, members: Mapping[str, JsonValue]) -> None:
        """Give it that name and those other members. Names that it had stay names that it is found by."""
        entry, name = self.entry(subject), str(members["name"])
        had = () if entry is None else (*entry.aliases, entry.name)
        aliases: list[JsonValue] = [one for one in dict.fromkeys(had) if normal(one) != normal(name)]
        more: dict[str, JsonValue] = {"aliases": aliases} if entry is not None else {}
        if subject.kind == "activity":
            more["assumed"] = False
        self._write(subject, {**members, **more}, f"{subject} is {name} now, everywhere in the window.")

    def confirm(self, subject: Subject) -> None:
        """The number that was assumed is right."""
        entry = self.entry(subject)
        name = "" if entry is None else entry.name
        self._write(subject, {"assumed": False}, f"{subject} is {name}: confirmed, and assumed no more.")

    def undo(self) -> None:
        """Take the last one back."""
        done = self._done[-1]
        catalog = put(self.file, done.steps, done.before)
        self._done.pop()
        self._live.set_catalog(catalog)
        entry = self.entry(done.subject)
        self.told.emit(f"Taken back: {done.subject} {'has no name' if entry is None else f'is {entry.name}'} again.")

    def taken_by(self, subject: Subject, name: str) -> str:
        """What else has that name already, "" where nothing does."""
        own, wanted = subject.number, normal(name)
        others = ((number, entry) for number, entry in self._beside(subject) if number != own)
        number = next((number for number, entry in others if wanted in entry.normal_names), None)
        return "" if number is None else str(subject._replace(number=number))

    def _beside(self, subject: Subject) -> Iterable[tuple[int, Entry]]:
        catalog: Catalog = self._live.catalog
        match subject.kind:
            case "category":
                return catalog.categories.items()
            case "code":
                return catalog.categories[subject.category].codes.items()
        return catalog.activities.items()

    def _write(self, subject: Subject, members: Mapping[str, JsonValue], line: str) -> None:
        steps = _steps(subject)
        before = entry_at(self.file, steps)
        catalog = lay(self.file, steps, members)
        self._done.append(_Done(subject, steps, before))
        self._live.set_catalog(catalog)
        self.told.emit(line)


def _steps(subject: Subject) -> Steps:
    match subject.kind:
        case "category":
            return category_steps(subject.number)
        case "code":
            return code_steps(subject.category, subject.number)
    return activity_steps(subject.number)
