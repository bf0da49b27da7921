"""The numbers of a session's events, held in memory column by column, and the names that the numbers stand for.

A million events are 56 bytes each here; their payloads stay in the file. `Columns` and `Names` grow on one thread; what
they hand out (views, texts, tuples) may be read on any other thread meanwhile, because nothing already there changes.
"""

from collections.abc import Iterable, Sequence
from copy import copy
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

from floorwalker.event.row import FIELDS

__all__ = ["AGENT", "AGENT_SESSION", "FIELDS", "REASON", "WIDE", "Columns", "Names", "Rows"]

Rows: TypeAlias = NDArray[np.int64]
"""Events as an array of shape (n, len(FIELDS)), in ascending order of seq."""

AGENT, REASON, AGENT_SESSION = 1, 2, 3
"""The kinds of names. They are stored in session files: never renumber."""

WIDE = frozenset({"seq", "received", "created"})
"""The fields that need 64 bits. The others fit into 32."""

_FIRST_CAPACITY = 4096


class Columns:
    """The events' numbers, one array a field.

    Each field of `FIELDS` is a property that gives a read-only view of exactly `len(self)` numbers: int64 for seq,
    received and created, int32 for the rest. A view stays valid, and what it was, whatever is appended or
    let go later.
    """

    __slots__ = ("_arrays", "_end", "_first")

    def __init__(self) -> None:
        self._arrays: dict[str, NDArray[Any]] = {name: np.empty(_FIRST_CAPACITY, _dtype(name)) for name in FIELDS}
        self._first = self._end = 0

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
                self._arrays[name][self._end : end] = rows[:, position]
            self._end = end
        return slice(there, len(self))

    def forget(self, count: int) -> None:
        """Lets the oldest events go, so many: those that stay have lower rows by as many."""
        self._first = min(self._first + count, self._end)
        if self._first * 8 > self._end:
            self._move(len(self) + len(self) // 8 + _FIRST_CAPACITY)

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
        there = slice(self._first, self._end)
        return np.stack([self._arrays[name][there][rows] for name in FIELDS], axis=1, dtype=np.int64)

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
    def category(self) -> NDArray[np.int32]:
        """Their Category."""
        return self._narrow("category")

    @property
    def code(self) -> NDArray[np.int32]:
        """Their Code."""
        return self._narrow("code")

    @property
    def agent(self) -> NDArray[np.int32]:
        """The names' ids of their agents, 0 for none."""
        return self._narrow("agent")

    @property
    def agent_session(self) -> NDArray[np.int32]:
        """The names' ids of their agents' sessions, 0 for none."""
        return self._narrow("agent_session")

    @property
    def activity(self) -> NDArray[np.int32]:
        """The activity that each sets."""
        return self._narrow("activity")

    @property
    def reason(self) -> NDArray[np.int32]:
        """The names' ids of the activities' reasons, 0 for none."""
        return self._narrow("reason")

    @property
    def notes(self) -> NDArray[np.int32]:
        """The bits of their notes."""
        return self._narrow("notes")

    @property
    def feed(self) -> NDArray[np.int32]:
        """The ids of the feeds that brought them."""
        return self._narrow("feed")

    def _wide(self, name: str) -> NDArray[np.int64]:
        return _read_only(self._arrays[name][self._first : self._end])

    def _narrow(self, name: str) -> NDArray[np.int32]:
        return _read_only(self._arrays[name][self._first : self._end])

    def _check_order(self, seqs: NDArray[np.int64]) -> None:
        behind = not len(self) or seqs[0] > self._arrays["seq"][self._end - 1]
        if not behind or np.any(seqs[1:] <= seqs[:-1]):
            raise ValueError("events come in ascending order of seq, behind those already there")

    def _make_room(self, more: int) -> None:
        if self._end + more > len(self._arrays["seq"]):
            # Half as much again: at a million events no more than 28 MB lie idle.
            needed = len(self) + more
            self._move(max(needed, needed + len(self) // 2))

    def _move(self, capacity: int) -> None:
        """Into new arrays, because views of the old ones may be in use."""
        there, length = slice(self._first, self._end), len(self)
        moved: dict[str, NDArray[Any]] = {}
        for name, array in self._arrays.items():
            moved[name] = np.empty(capacity, array.dtype)
            moved[name][:length] = array[there]
        self._arrays, self._first, self._end = moved, 0, length


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


def _dtype(name: str) -> type[np.int64 | np.int32]:
    return np.int64 if name in WIDE else np.int32


def _read_only(view: NDArray[Any]) -> NDArray[Any]:
    view.flags.writeable = False
    return view
