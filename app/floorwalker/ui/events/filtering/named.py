"""Filters with names, which can be switched off without losing them. They lie in `filters.json` beside the settings."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

from pydantic import ConfigDict, TypeAdapter, ValidationError
from pydantic.dataclasses import dataclass as checked
from PySide6.QtCore import QObject, QSettings, Signal

from floorwalker.files import write_setting

if TYPE_CHECKING:
    from collections.abc import Iterator

_REMEDY: Final = "Mend it or move it away, then start again"
_LARGEST: Final = 4 * 1024 * 1024
"""Bytes of the file: thousands of filters."""


@checked(frozen=True, config=ConfigDict(extra="forbid"))
class NamedFilter:
    """An expression by a name. Nothing says that it is right: the file is there to be edited."""

    name: str
    expression: str
    on: bool = True


@dataclass(frozen=True, slots=True)
class _Deleted:
    place: int
    filter: NamedFilter


_FILE: Final = TypeAdapter(dict[str, list[NamedFilter]])


class NamedFilters(QObject):
    """Those of one view, in their order. changed: they are others. failed(words): the file cannot be used.

    What cannot be written stays in use until the window is closed. A file that cannot be read is never written over.
    """

    changed = Signal()
    failed = Signal(str)

    def __init__(self, of: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._of = of
        self._filters: list[NamedFilter] = []
        self._deleted: _Deleted | None = None

    def __iter__(self) -> Iterator[NamedFilter]:
        return iter(self._filters)

    def __len__(self) -> int:
        return len(self._filters)

    def __getitem__(self, place: int) -> NamedFilter:
        return self._filters[place]

    @property
    def deleted(self) -> NamedFilter | None:
        """The one that was deleted last, if nothing was done since."""
        return None if self._deleted is None else self._deleted.filter

    def load(self) -> None:
        """Take in what the file has."""
        problem = ""
        try:
            self._filters = _read().get(self._of, [])
        except (OSError, ValueError) as error:
            problem = _unreadable(error)
        self._tell(problem)

    def add(self, named: NamedFilter) -> None:
        """Put one at the end, or in place of the one with that name."""
        place = self.place_of(named.name)
        self._keep([*self._filters, named] if place is None else _changed(self._filters, place, named))

    def change(self, place: int, named: NamedFilter) -> None:
        """Put one in another's place."""
        self._keep(_changed(self._filters, place, named))

    def switch(self, place: int, *, on: bool) -> None:
        """Let it hold, or not."""
        self.change(place, replace(self._filters[place], on=on))

    def switch_all_off(self) -> None:
        """Let none hold."""
        if any(named.on for named in self._filters):
            self._keep([replace(named, on=False) for named in self._filters])

    def move(self, place: int, by: int) -> int:
        """Move one on by so many places, as far as there are any. Where it is then."""
        target = min(max(place + by, 0), len(self._filters) - 1)
        rest = [*self._filters[:place], *self._filters[place + 1 :]]
        if target != place:
            self._keep([*rest[:target], self._filters[place], *rest[target:]])
        return target

    def delete(self, place: int) -> None:
        """Take one away; `undo` brings it back."""
        deleted = _Deleted(place, self._filters[place])
        self._keep([*self._filters[:place], *self._filters[place + 1 :]], deleted)

    def undo(self) -> None:
        """Bring back the one that was deleted last."""
        if self._deleted is not None:
            place, named = self._deleted.place, self._deleted.filter
            self._keep([*self._filters[:place], named, *self._filters[place:]])

    def place_of(self, name: str) -> int | None:
        """Where the one with that name is, without regard to case."""
        wanted = name.strip().casefold()
        return next((place for place, named in enumerate(self._filters) if named.name.casefold() == wanted), None)

    def _keep(self, filters: list[NamedFilter], deleted: _Deleted | None = None) -> None:
        self._filters, self._deleted = filters, deleted
        problem = ""
        try:
            _write({**_read(), self._of: filters})
        except (OSError, ValueError) as error:
            problem = _unreadable(error)
        self._tell(problem)

    def _tell(self, problem: str) -> None:
        self.changed.emit()
        if problem:
            self.failed.emit(problem)


def file() -> Path:
    """Where they lie."""
    return Path(QSettings().fileName()).with_name("filters.json")


def _read() -> dict[str, list[NamedFilter]]:
    """Raises OSError, and ValueError for what is no such file."""
    if not file().exists():
        return {}
    if file().stat().st_size > _LARGEST:
        raise ValueError(f"it is larger than {_LARGEST // 1024 // 1024} MB")
    try:
        return _FILE.validate_json(file().read_bytes())
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        raise ValueError(f"{'/'.join(map(str, first['loc'])) or 'its beginning'}: {first['msg']}") from error


def _write(filters: dict[str, list[NamedFilter]]) -> None:
    """The file is replaced whole. Raises OSError."""
    text = json.dumps(
        {of: [asdict(named) for named in some] for of, some in filters.items()}, indent=2, ensure_ascii=False
    )
    write_setting(file(), text + "\n")


def _unreadable(error: OSError | ValueError) -> str:
    reason = error.strerror or str(error) if isinstance(error, OSError) else str(error)
    return f"Named filters are not remembered: {file()} cannot be used ({reason}). {_REMEDY}."


def _changed(filters: list[NamedFilter], place: int, named: NamedFilter) -> list[NamedFilter]:
    return [*filters[:place], named, *filters[place + 1 :]]
