"""The events of a session that a filter means."""

from collections.abc import Callable, Iterator

import numpy as np
from numpy.typing import NDArray

from floorwalker.session.columns import FIELDS, Columns
from floorwalker.session.filter.base import Filter, Scope
from floorwalker.session.filter.narrowing import Narrowing
from floorwalker.session.reader import Reader

_PART = 16_000
"""Events whose numbers are compared at a time. What that takes is small enough to lie where the processor is quick, and
in memory that is in use already: for a million at once the system would have to find and clear some for each step."""
_BATCH = 1000
"""Payloads asked for at a time, so that no more than these are in memory."""
_NARROWED = 50_000
"""Events among which the database looks for candidates at a time: some 15 ms."""


def select(
    filter: Filter,  # noqa: A002 what it is called everywhere
    columns: Columns,
    rows: slice,
    reader: Reader | None,
    scope: Scope,
    stop: Callable[[], bool] | None = None,
) -> NDArray[np.int32]:
    """The indices of the rows whose events are meant, ascending.

    Payloads are read for those rows alone that the columns leave open and the database does not rule out. An event
    whose payload is gone is not meant. Where *stop* says True, the search ends with what it has found so far. *reader*
    may be None where `filter.needs_payload` is False. For any thread that the reader belongs to. Raises FilterError as
    `Filter.accepts`, SessionError as the reader.
    """
    start, end, _ = rows.indices(len(columns))
    sure, open_ = _decided(filter, columns, slice(start, end), scope)
    if len(open_) == 0:
        return sure
    if reader is None:
        raise ValueError("a filter that looks into payloads needs a reader")
    found = np.fromiter(_accepted(filter, columns, open_, reader, scope, stop or _never), np.int32)
    return np.sort(np.concatenate((sure, found)))


def _decided(
    filter: Filter,  # noqa: A002 the same
    columns: Columns,
    rows: slice,
    scope: Scope,
) -> tuple[NDArray[np.int32], NDArray[np.int32]]:
    """The rows that the columns decide for, and those that they leave open."""
    sure, open_ = _Places(rows), _Places(rows)
    for first in range(rows.start, rows.stop, _PART):
        verdict = filter.decide(columns, slice(first, min(first + _PART, rows.stop)), scope)
        sure.add(verdict.yes, first)
        open_.add(verdict.open, first)
    return sure.found, open_.found


class _Places:
    """Where masks are true, gathered part by part in memory that is taken only as far as it is used."""

    def __init__(self, rows: slice) -> None:
        self._rows = np.empty(max(0, rows.stop - rows.start), np.int32)
        self._count = 0

    @property
    def found(self) -> NDArray[np.int32]:
        return self._rows[: self._count]

    def add(self, mask: NDArray[np.bool_], first: int) -> None:
        places = np.flatnonzero(mask)
        if len(places):
            end = self._count + len(places)
            np.add(places, first, out=self._rows[self._count : end], casting="same_kind")
            self._count = end


def _accepted(
    filter: Filter,  # noqa: A002 the same
    columns: Columns,
    rows: NDArray[np.int32],
    reader: Reader,
    scope: Scope,
    stop: Callable[[], bool],
) -> Iterator[int]:
    """The rows whose payloads say yes."""
    for batch in _candidates(filter.narrowing, columns, rows, reader):
        # Each event's numbers as a dict, by its seq; the payloads of some may be gone.
        numbers = (dict(zip(FIELDS, row, strict=True)) for row in columns.take(batch).tolist())
        events = {event["seq"]: (row, event) for row, event in zip(batch.tolist(), numbers, strict=True)}
        for seq, payload in reader.payloads(tuple(events)):
            if stop():
                return
            row, event = events[seq]
            if filter.accepts(event, payload, scope):
                yield row
        if not len(batch) and stop():
            return


def _candidates(
    narrowing: Narrowing | None, columns: Columns, rows: NDArray[np.int32], reader: Reader
) -> Iterator[NDArray[np.int32]]:
    """The rows whose payloads have to be asked, some at a time, perhaps none."""
    for first in range(0, len(rows), _NARROWED):
        part = rows[first : first + _NARROWED]
        if narrowing is not None:
            part = _narrowed(narrowing, columns, part, reader)
        for start in range(0, max(1, len(part)), _BATCH):
            yield part[start : start + _BATCH]


def _narrowed(narrowing: Narrowing, columns: Columns, rows: NDArray[np.int32], reader: Reader) -> NDArray[np.int32]:
    seqs = columns.seq[rows]
    found = reader.seqs_where(narrowing.sql, narrowing.texts, int(seqs[0]), int(seqs[-1]))
    return rows[np.isin(seqs, found, assume_unique=True)]


def _never() -> bool:
    return False
