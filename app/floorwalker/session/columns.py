"""The numbers of a session's events, held in memory column by column, and the names that the numbers stand for.

An event is some 40 bytes here, 56 at most; payloads stay in the file. `Columns` and `Names` grow on one thread; what
they hand out (views, texts, tuples) may be read on any other thread meanwhile, because nothing already there changes.
"""

from collections.abc import Iterable, Sequence
from copy import copy
from itertools import takewhile
from typing import Any, Final, NamedTuple, TypeAlias

import numpy as np
from numpy.typing import NDArray

from floorwalker.event.row import FIELDS

__all__ = ["AGENT", "AGENT_SESSION", "FIELDS", "REASON", "WIDE", "Columns", "Names", "Narrow", "Rows"]

Rows: TypeAlias = NDArray[np.int64]
"""Events as an array of shape (n, len(FIELDS)), in ascending order of seq."""
Narrow: TypeAlias = NDArray[np.signedinteger[Any]]
"""Numbers of 8, 16 or 32 bits: as many as those that have come need. To reckon with them, take them wider first."""

AGENT, REASON, AGENT_SESSION = 1, 2, 3
"""The kinds of names. They are stored in session files: never renumber."""

WIDE = frozenset({"seq", "received", "created"})
"""The fields that need 64 bits. The others fit into 32."""
_WIDENED: Final = frozenset({"category", "code", "agent", "agent_session", "reason", "feed"})
"""The fields whose numbers are mostly small: they begin with 8 bits, and get 16 or 32 when one needs them."""
_WIDTHS: Final = (np.int8, np.int16, np.int32)

_FIRST_CAPACITY = 4096

_DUE = 12
"""Numbers move to an array of another size when one part of so many is left at its end, or lies unused before its
first."""
_PIECE = 65_536
"""Numbers that are moved with one call, half a megabyte: a millisecond or two where memory is touched the first time,
while to move a million events at once is 50 to 200."""
_PER_ROW = 200
"""Numbers that are moved for each event that is added, at least: all fields of so many events as there are have moved
before a twelfth as many have come."""


class _Column(NamedTuple):
    """A field's numbers. base: which of all the events that ever were here the first one in the array belongs to."""

    numbers: NDArray[Any]
    base: int


class Columns:
    """The events' numbers, one array a field.

    Each field of `FIELDS` is a property that gives a read-only view of exactly `len(self)` numbers: int64 for seq,
    received and created, int32 for activity and notes, `Narrow` for the rest. A view stays valid, and what it was,
    whatever is appended or let go later.
    """

    __slots__ = ("_columns", "_end", "_first", "_moved", "_moving")

    def __init__(self) -> None:
        # Never changed, only replaced: `as_now` shares it.
        self._columns = {name: _Column(np.empty(_FIRST_CAPACITY, _dtype(name)), 0) for name in FIELDS}
        self._first = self._end = 0
        self._moving: tuple[str, _Column] | None = None
        self._moved = 0

    def __len__(self) -> int:
        return self._end - self._first

    def append(self, rows: Rows) -> slice:
        """Adds events behind those that are there and returns where they lie.

        Raises ValueError where rows are not in ascending order of seq, or not behind the last one.
        """
        there = len(self)
        if len(rows):
            self._check_order(rows[:, 0])
            self._make_room(len(rows))
            end = self._end + len(rows)
            for position, name in enumerate(FIELDS):
                if name in _WIDENED:
                    self._make_wide(name, rows[:, position])
                numbers, base = self._columns[name]
                numbers[self._end - base : end - base] = rows[:, position]
            self._end = end
            self._move_on(max(_PIECE, _PER_ROW * len(rows)))
        return slice(there, len(self))

    def reserve(self, count: int) -> None:
        """Say, before the first event comes, how many there will be: so many come without any that is there being
        moved. Room takes no memory until it is used."""
        if not len(self) and count > 0:
            self._columns = {
                name: _Column(np.empty(count + count // 8 + _FIRST_CAPACITY, column.numbers.dtype), self._first)
                for name, column in self._columns.items()
            }
            self._moving = None

    def forget(self, count: int) -> None:
        """Lets the oldest events go, so many: those that stay have lower rows by as many."""
        self._first = min(self._first + count, self._end)
        self._move_on(_PIECE)

    def as_now(self) -> "Columns":
        """The same events, whatever is appended or let go later; for another thread."""
        return copy(self)

    def row_of(self, seq: int) -> int | None:
        """The row of an event, or None where it is not here."""
        seqs = self.seq
        row = int(np.searchsorted(seqs, seq))
        return row if row < len(seqs) and seqs[row] == seq else None

    def take(self, rows: slice | NDArray[np.integer] | Sequence[int]) -> Rows:
        """A copy of some events, as `append` takes them."""
        return np.stack([self._view(name)[rows] for name in FIELDS], axis=1, dtype=np.int64)

    @property
    def seq(self) -> NDArray[np.int64]:
        """The events' numbers, ascending."""
        return self._wide("seq")

    @property
    def received(self) -> NDArray[np.int64]:
        """When they arrived, in microseconds since 1970."""
        return self._wide("received")

    @property
    def created(self) -> NDArray[np.int64]:
        """Their CreationDateUtc, in seconds since 1970."""
        return self._wide("created")

    @property
    def category(self) -> Narrow:
        """Their Category."""
        return self._narrow("category")

    @property
    def code(self) -> Narrow:
        """Their Code."""
        return self._narrow("code")

    @property
    def agent(self) -> Narrow:
        """The names' ids of their agents, 0 for none."""
        return self._narrow("agent")

    @property
    def agent_session(self) -> Narrow:
        """The names' ids of their agents' sessions, 0 for none."""
        return self._narrow("agent_session")

    @property
    def activity(self) -> NDArray[np.int32]:
        """The activity that each sets."""
        return self._narrow("activity")

    @property
    def reason(self) -> Narrow:
        """The names' ids of the activities' reasons, 0 for none."""
        return self._narrow("reason")

    @property
    def notes(self) -> NDArray[np.int32]:
        """The bits of their notes."""
        return self._narrow("notes")

    @property
    def feed(self) -> Narrow:
        """The ids of the feeds that brought them."""
        return self._narrow("feed")

    def _wide(self, name: str) -> NDArray[np.int64]:
        return _read_only(self._view(name))

    def _narrow(self, name: str) -> NDArray[Any]:
        return _read_only(self._view(name))

    def _view(self, name: str) -> NDArray[Any]:
        numbers, base = self._columns[name]
        return numbers[self._first - base : self._end - base]

    def _check_order(self, seqs: NDArray[np.int64]) -> None:
        behind = not len(self) or seqs[0] > self._view("seq")[-1]
        if not behind or np.any(seqs[1:] <= seqs[:-1]):
            raise ValueError("events come in ascending order of seq, behind those already there")

    def _make_room(self, more: int) -> None:
        """At once, where more come than there is room for: the first ones, and large batches."""
        for name, (numbers, base) in self._columns.items():
            if self._end + more - base > len(numbers):
                self._move_piece(self._begin_moving(name, more), len(self))

    def _make_wide(self, name: str, numbers: NDArray[np.int64]) -> None:
        """Give a field as many bits as some numbers need, which happens twice at most."""
        now = self._columns[name].numbers.dtype
        least, most = int(numbers.min()), int(numbers.max())
        if np.iinfo(now).min <= least and most <= np.iinfo(now).max:
            return
        fitting = (width for width in _WIDTHS if np.iinfo(width).min <= least and most <= np.iinfo(width).max)
        wider = max(now, np.dtype(next(fitting, np.int32)), key=lambda dtype: dtype.itemsize)
        if wider == now:
            return
        old, base = self._columns[name]
        new = np.empty(len(old), wider)
        new[self._first - base : self._end - base] = old[self._first - base : self._end - base]
        self._columns = {**self._columns, name: _Column(new, base)}
        if self._moving is not None and self._moving[0] == name:
            self._moving = None

    def _move_on(self, numbers: int) -> None:
        """Move so many numbers, field after field, where that is due."""
        while numbers > 0:
            moving = self._moving or self._begin_what_is_due()
            if moving is None:
                return
            numbers -= self._move_piece(moving, numbers)

    def _begin_what_is_due(self) -> tuple[str, _Column] | None:
        name = next((name for name, column in self._columns.items() if self._is_due(column)), None)
        return None if name is None else self._begin_moving(name, 0)

    def _is_due(self, column: _Column) -> bool:
        idle, room = self._first - column.base, len(column.numbers) - (self._end - column.base)
        return idle * _DUE > len(self) or room * _DUE < len(self)

    def _begin_moving(self, name: str, more: int) -> tuple[str, _Column]:
        """Into a new array, because views of the old one may be in use."""
        column, needed = self._columns[name], len(self) + more
        # Half as much again while a session grows, less where as many go as come: so little memory lies idle.
        room = needed // 6 if self._first > column.base else needed // 2
        new = np.empty(needed + room + _FIRST_CAPACITY, column.numbers.dtype)
        self._moving, self._moved = (name, _Column(new, self._first)), self._first
        return self._moving

    def _move_piece(self, moving: tuple[str, _Column], most: int) -> int:
        """Move at most so many numbers of the field that is being moved; how many."""
        name, new = moving
        numbers, base = self._columns[name]
        first, end = self._moved, min(self._moved + most, self._end)
        new.numbers[first - new.base : end - new.base] = numbers[first - base : end - base]
        self._moved = end
        if end == self._end:
            self._columns, self._moving = {**self._columns, name: new}, None
        return end - first


class Names:
    """The texts that `Columns` holds as numbers: agents, reasons, agents' sessions. Id 0 is no name, the empty text."""

    __slots__ = ("_names",)

    def __init__(self) -> None:
        self._names: dict[int, tuple[int, str]] = {}

    def __len__(self) -> int:
        return len(self._names)

    def add(self, names: Iterable[tuple[int, int, str]]) -> None:
        """Adds (id, kind, text)s as `Reader.names_after` gives them."""
        self._names.update((number, (kind, text)) for number, kind, text in names)

    @property
    def last_id(self) -> int:
        """The newest name's id, 0 where there is none."""
        return next(reversed(self._names), 0)

    def text(self, number: int) -> str:
        """The name with that id, "" where there is none."""
        name = self._names.get(number)
        return name[1] if name else ""

    def of_kind(self, kind: int) -> tuple[tuple[int, str], ...]:
        """All (id, text)s of AGENT, REASON or AGENT_SESSION, as they are now."""
        # list() of a dict's items is one step for other threads, a loop over them is not.
        return tuple((number, text) for number, (of, text) in list(self._names.items()) if of == kind)

    def newer_of_kind(self, kind: int, last_id: int) -> list[tuple[int, str]]:
        """All (id, text)s of a kind that came after the name with that id, oldest first; on the thread that adds them.

        It costs what has come since, however many names there are.
        """
        newer = takewhile(lambda item: item[0] > last_id, reversed(self._names.items()))
        return [(number, text) for number, (of, text) in newer if of == kind][::-1]


def _dtype(name: str) -> type[np.signedinteger[Any]]:
    return np.int64 if name in WIDE else _WIDTHS[0] if name in _WIDENED else np.int32


def _read_only(view: NDArray[Any]) -> NDArray[Any]:
    view.flags.writeable = False
    return view
