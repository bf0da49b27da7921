"""One agent's work items, kept up to date step by step.

A step that comes in its order costs a look at the items; others wait, and are put in their place together as soon as
someone asks or enough of them have come together.
"""

from collections.abc import Sequence
from typing import Final, overload

import numpy as np
from numpy.typing import NDArray

from floorwalker.event.work.items import Step, WorkItem
from floorwalker.event.work.rows import (
    KEY,
    NOT_TOLD,
    PLACES,
    SEQS,
    TEXT,
    TIMES,
    WIDTH,
    Ints,
    Steps,
    began,
    goes_on,
    joined,
    key_of,
    last_place,
    ordered,
    rows_of,
    steps_of,
)

_MOST_WAITING: Final = 64
_LENGTH_BITS: Final = 24
"""An id stands in a payload, whose bytes these can count."""
_OFFERED, _ACCEPTED = PLACES[Step.OFFERED], PLACES[Step.ACCEPTED]


class Items(Sequence[WorkItem]):
    """Items that are made when they are looked at. They hold until the next append."""

    def __init__(self, agent: int, rows: Ints, texts: bytearray) -> None:
        self._agent = agent
        self._rows = rows
        self._texts = texts

    def __len__(self) -> int:
        """How many items there are."""
        return len(self._rows)

    @overload
    def __getitem__(self, place: int) -> WorkItem: ...
    @overload
    def __getitem__(self, place: slice) -> "Items": ...
    def __getitem__(self, place: int | slice) -> "WorkItem | Items":
        """An item, or some."""
        if isinstance(place, slice):
            return Items(self._agent, self._rows[place], self._texts)
        row = self._rows[place].tolist()
        times = (None if at == NOT_TOLD else at for at in row[TIMES])
        return WorkItem(self._agent, _text(self._texts, row[TEXT]), *times)


class Log:
    """All items of one agent, as `ordered` says."""

    __slots__ = ("_agent", "_ids", "_length", "_rows", "_texts", "_waiting")

    def __init__(self, agent: int) -> None:
        self._agent = agent
        self._rows: Ints = np.empty((0, WIDTH), np.int64)
        self._length = 0
        self._texts = bytearray()
        # Steps not yet in their place. The texts of these are numbers below 0: -1 is the first of the ids.
        self._waiting: list[Steps] = []
        self._ids: list[str] = []

    @property
    def is_settled(self) -> bool:
        """Whether all steps are in their place."""
        return not self._waiting

    @property
    def items(self) -> Items:
        """All items."""
        return Items(self._agent, self.rows, self._texts)

    @property
    def rows(self) -> Ints:
        """All items as rows; a view, until the log changes."""
        self.settle()
        return self._rows[: self._length]

    def put(self, steps: Steps, ids: Sequence[str]) -> None:
        """More steps, in any order, and their items' ids. Their texts don't count."""
        texts = np.arange(-1 - len(self._ids), -1 - len(self._ids) - len(ids), -1)
        self._waiting.append(steps._replace(text=texts))
        self._ids += ids

    def add(self, created: int, place: int, seq: int, item: str) -> None:
        """One more step."""
        if not self._waiting and self._goes_in_order(created, place, seq, item):
            return
        self.put(Steps(*(np.array([number]) for number in (created, place, seq, key_of(item), 0))), [item])
        if len(self._waiting) >= _MOST_WAITING:
            self.settle()

    def forget(self, before: int) -> None:
        """Let go of the items whose last step was before a moment, in seconds."""
        rows = self.rows
        times = rows[:, TIMES]
        stays = np.where(times == NOT_TOLD, -NOT_TOLD, times).max(axis=1, initial=-NOT_TOLD) >= before
        if not stays.all():
            texts, self._texts = self._texts, bytearray()
            self._rows = rows[stays]
            self._rows[:, TEXT] = [self._keep(_text(texts, text)) for text in self._rows[:, TEXT].tolist()]
            self._length = len(self._rows)

    def current(self, when: float) -> WorkItem | None:
        """What the agent works on at a moment, in seconds, inf for after all; steps after it are not known."""
        rows, when = self.rows, min(when, NOT_TOLD - 1)
        rows = rows[began(rows) <= when]
        if not len(rows):
            return None
        known = rows[:, TIMES] <= when
        place = last_place(known)
        newest = _newest(rows, place)
        if place[newest] != _OFFERED:
            accepted = np.flatnonzero(place == _ACCEPTED)
            if not len(accepted):
                return None
            newest = accepted[_newest(rows[accepted], place[accepted])]
        row = rows[newest : newest + 1].copy()
        row[:, TIMES][~known[newest : newest + 1]] = NOT_TOLD
        return Items(self._agent, row, self._texts)[0]

    def counts(self, start: float, end: float) -> list[int]:
        """How many events told each step from a moment on and before another (inf for all), in the order of `Step`."""
        times = self.rows[:, TIMES]
        counts: list[int] = ((times >= start) & (times < min(end, NOT_TOLD))).sum(axis=0).tolist()
        return counts

    def settle(self) -> None:
        """Put all steps in their place."""
        if not self._waiting:
            return
        steps = joined(self._waiting)
        rows = self._rows[: self._length]
        begins = began(rows)
        touched = _touched(rows, begins, steps)
        # Before the first of those, and of the steps, all stays as it is.
        first = int(np.searchsorted(begins, min(steps.created.min(), begins[touched].min(initial=NOT_TOLD)), "left"))
        rows, touched = rows[first:], touched[first:]
        made = rows_of(joined([steps_of(rows[touched]), steps]))
        new = np.flatnonzero(made[:, TEXT] < 0)
        made[new, TEXT] = [self._keep(self._ids[-1 - text]) for text in made[new, TEXT].tolist()]
        self._end_with(first, ordered(np.concatenate([rows[~touched], made])))
        self._waiting, self._ids = [], []

    def _end_with(self, first: int, rows: Ints) -> None:
        """Put some items in place of those from a place on."""
        self._length = first + len(rows)
        if self._length > len(self._rows):
            grown = np.empty((self._length + (self._length // 8 if first else 0), WIDTH), np.int64)
            grown[:first] = self._rows[:first]
            self._rows = grown
        self._rows[first : self._length] = rows

    def _goes_in_order(self, created: int, place: int, seq: int, item: str) -> bool:
        """Adds a step that comes after the others of its item; tells whether it does."""
        key = key_of(item)
        own = np.flatnonzero(self._rows[: self._length, KEY] == key)[-2:].tolist()
        if not own:
            return self._begins_in_order(created, place, seq, key, item)
        rows = self._rows[own].tolist()
        begins = [min(row[TIMES]) for row in rows]
        at, last = max((at, number) for number, at in enumerate(rows[-1][TIMES]) if at != NOT_TOLD)
        before = (at, last if key else 0, rows[-1][SEQS][last])
        if (created, place if key else 0, seq) <= before or (len(own) > 1 and begins[0] == begins[1]):
            return False
        if not goes_on(last, place):
            return self._begins_in_order(created, place, seq, key, item)
        self._rows[own[-1], [place, place + SEQS.start]] = created, seq
        return True

    def _begins_in_order(self, created: int, place: int, seq: int, key: int, item: str) -> bool:
        if self._length and min(self._rows[self._length - 1, TIMES].tolist()) >= created:
            return False
        row = np.full((1, WIDTH), NOT_TOLD)
        row[0, [place, place + SEQS.start, KEY, TEXT]] = created, seq, key, self._keep(item)
        self._end_with(self._length, row)
        return True

    def _keep(self, item: str) -> int:
        encoded = item.encode("utf-8", "surrogatepass")
        text = len(self._texts) << _LENGTH_BITS | len(encoded)
        self._texts += encoded
        return text


def _touched(rows: Ints, begins: Ints, steps: Steps) -> NDArray[np.bool_]:
    """Which items some steps may change: those with the same ids, and of those without any the ones from the last that
    began before the first of these steps on."""
    touched = np.isin(rows[:, KEY], steps.key[steps.key != 0])
    nameless = np.flatnonzero(rows[:, KEY] == 0)
    if len(nameless) and (steps.key == 0).any():
        place = np.searchsorted(begins[nameless], steps.created[steps.key == 0].min(), "left") - 1
        touched[nameless[max(int(place), 0) :]] = True
    return touched


def _text(texts: bytearray, text: int) -> str:
    place, length = text >> _LENGTH_BITS, text & ((1 << _LENGTH_BITS) - 1)
    return texts[place : place + length].decode("utf-8", "surrogatepass")


def _newest(rows: Ints, place: Ints) -> int:
    """Of some items the one whose step at its place was last. In one second what goes on comes after what has ended,
    which made room for it, and an acceptance after an offer; then the one that arrived later."""
    each = np.arange(len(rows))
    rank = rows[each, place] * 3 + (place == _OFFERED) + 2 * (place == _ACCEPTED)
    newest = np.flatnonzero(rank == rank.max())
    return int(newest[np.argmax(rows[newest, place[newest] + SEQS.start])])
