"""The numbers by which columns are sorted: texts are ranked once, and then only numbers are compared.

Pure functions over what never changes; any thread.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, NamedTuple

import numpy as np

from floorwalker.event.notes import Note
from floorwalker.ui.events.table.columns import Column

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from numpy.typing import NDArray

    from floorwalker.event.catalog import Catalog
    from floorwalker.session.columns import Columns, Names

_MOST_LOOKED_UP: Final = 1 << 20
_MILLION: Final = 1_000_000


class Words(NamedTuple):
    """What the columns' numbers stand for. feeds: their addresses by their ids."""

    names: Names
    catalog: Catalog
    feeds: Mapping[int, str]


def ranks_of(
    column: Column, columns: Columns, words: Words, rows: NDArray[np.int32], *, descending: bool
) -> NDArray[Any]:
    """For each row a number: in their order the rows are sorted by what the column shows."""
    if column in _NUMBERS:
        numbers = _NUMBERS[column](columns)[rows]
        return small(~numbers if descending else numbers)
    numbers_of, text_of = _TEXTS[column]
    distinct, which = _distinct(numbers_of(columns)[rows])
    texts = (text_of(int(number), words) for number in distinct)
    ranks = ranked_texts(texts, descending=descending)
    return ranks.take(which)


def ranked_texts(texts: Iterable[str], *, descending: bool) -> NDArray[Any]:
    """A rank for each text, without regard to case; empty ones are last."""
    folded = [text.casefold() for text in texts]
    rank_of = {text: rank for rank, text in enumerate(sorted(set(folded)))}
    ranks = np.array([rank_of[text] for text in folded], np.int64)
    is_empty = np.array([not text for text in folded], np.bool_)
    return directed(ranks, is_empty, descending=descending)


def directed(ranks: NDArray[Any], is_missing: NDArray[np.bool_], *, descending: bool) -> NDArray[Any]:
    """The same ranks for the other direction where that is wanted, what is missing always behind the others."""
    last = int(ranks.max(initial=0)) + 1
    turned = last - 1 - ranks if descending else ranks
    return small(np.where(is_missing, last, turned))


def small(numbers: NDArray[Any]) -> NDArray[Any]:
    """The same order in sixteen bits where that is possible: numpy sorts those four times as fast."""
    if not len(numbers):
        return numbers
    least, most = int(numbers.min()), int(numbers.max())
    return (numbers - least).astype(np.uint16) if most - least < 1 << 16 else numbers


def _distinct(numbers: NDArray[Any]) -> tuple[NDArray[Any], NDArray[Any]]:
    """The different numbers, and for each which of these it is."""
    if not len(numbers) or numbers.min() < 0 or numbers.max() >= _MOST_LOOKED_UP:
        return np.unique(numbers, return_inverse=True)
    is_there = np.zeros(int(numbers.max()) + 1, np.bool_)
    is_there[numbers] = True
    return np.flatnonzero(is_there), (np.cumsum(is_there) - 1)[numbers]


def _pairs(first: NDArray[Any], second: NDArray[Any]) -> NDArray[np.int64]:
    return (first.astype(np.int64) << 32) | (second.astype(np.int64) & 0xFFFF_FFFF)


def _split(pair: int) -> tuple[int, int]:
    second = pair & 0xFFFF_FFFF
    return pair >> 32, second - (1 << 32) if second >> 31 else second


def _event(pair: int, words: Words) -> str:
    category, code = _split(pair)
    return f"{words.catalog.event_label(category, code)} {code}"


def _status(pair: int, words: Words) -> str:
    activity, reason = _split(pair)
    return words.catalog.status(activity, words.names.text(reason)).words


def _name(number: int, words: Words) -> str:
    return words.names.text(number)


_NUMBERS: Final[dict[Column, Callable[[Columns], NDArray[Any]]]] = {
    Column.TIME: lambda columns: columns.received,
    Column.SEQ: lambda columns: columns.seq,
    Column.CREATED: lambda columns: columns.created,
    Column.LAG: lambda columns: (columns.received - columns.created * _MILLION) // _MILLION,
    Column.CATEGORY: lambda columns: columns.category.astype(np.int32),
    Column.CODE: lambda columns: columns.code.astype(np.int32),
}
_TEXTS: Final[dict[Column, tuple[Callable[[Columns], NDArray[Any]], Callable[[int, Words], str]]]] = {
    Column.EVENT: (lambda columns: _pairs(columns.category, columns.code), _event),
    Column.AGENT: (lambda columns: columns.agent, _name),
    Column.SESSION: (lambda columns: columns.agent_session, _name),
    Column.STATUS: (lambda columns: _pairs(columns.activity, columns.reason), _status),
    Column.FEED: (lambda columns: columns.feed, lambda number, words: words.feeds.get(number, "")),
    Column.NOTES: (lambda columns: columns.notes, lambda bits, _: Note(bits).label),
    Column.REPEAT: (lambda columns: columns.notes & int(Note.REPEAT), lambda bits, _: "repeat" if bits else ""),
}
