"""Many values judged at once, property by property.

A sender's events have a few sets of names, and are spelled as documented. What holds for all events of one set is asked
once, and a column of values is checked in a few steps instead of a few for each: that takes a third of the time. Where
one value of a set's is spelled otherwise, each event of that set is judged alone. Pure functions; any thread.
"""

from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import repeat
from typing import Any, Final, TypeAlias, TypeVar, cast

from floorwalker.event.catalog import Catalog
from floorwalker.event.facts import facts_of_each
from floorwalker.event.items import Accepted, Item, judged
from floorwalker.event.model import Fields, notes_of_numbers, the_four
from floorwalker.event.shapes import Shape
from floorwalker.event.values import are_int32, are_usual_guids, documented_times

_FEWEST: Final = 4
"""Fewer events of a set are judged alone, which is as quick then."""

Key = TypeVar("Key", bound=Hashable)
Value = TypeVar("Value")
Answer = TypeVar("Answer")
Places: TypeAlias = Sequence[int]

# They are made here by the thousand: without a call of Python's own for each.
_accepted: Final = cast("Callable[[tuple[Any, ...]], Accepted]", partial(tuple.__new__, Accepted))


def judged_together(
    values: Sequence[object], payloads: Sequence[bytes], catalog: Catalog, notes: int, first: int | None = None
) -> list[Item]:
    """The values that *payloads* spell, in their order, each as `judged` judges it. first: the index of the first one
    in a body, None where each is a body of its own.
    """

    def alone(place: int) -> Item:
        steps = () if first is None else (first + place,)
        return judged(values[place], payloads[place], catalog, notes, steps)

    def of_names(names: tuple[str, ...] | None, places: Places) -> Iterable[Item]:
        shape = None if names is None or len(places) < _FEWEST else catalog.shape(names)
        if shape is None or not shape.is_plain:
            return map(alone, places)
        objects = cast("Sequence[Fields]", _at(places, values))
        events = _Events.documented(objects, _at(places, payloads), shape)
        return map(alone, places) if events is None else events.judged(catalog, notes)

    return _by_key([tuple(value) if type(value) is dict else None for value in values], of_names)


@dataclass(slots=True)
class _Events:
    """Events of one shape that are spelled as documented, column by column."""

    shape: Shape
    objects: Sequence[Fields]
    payloads: Sequence[bytes]
    ids: Sequence[str]
    created: Sequence[int]
    kinds: Sequence[tuple[int, int]]

    @classmethod
    def documented(cls, objects: Sequence[Fields], payloads: Sequence[bytes], shape: Shape) -> "_Events | None":
        """What plain objects of that shape are; None where one of them is spelled otherwise, or is none."""
        ids, times, categories, codes = zip(*map(the_four, objects), strict=True)
        created = documented_times(times)
        if created is None or not (are_usual_guids(ids) and are_int32(categories) and are_int32(codes)):
            return None
        return cls(shape, objects, payloads, ids, created, list(zip(categories, codes, strict=True)))

    def judged(self, catalog: Catalog, notes: int) -> list[Item]:
        """Each as an item; *notes* are added to those that it earns itself."""

        def of_kind(kind: tuple[int, int], places: Places) -> Iterable[Item]:
            sets, bits, numbers = self.shape.told(*kind, catalog)
            objects = _at(places, self.objects)
            noted = notes_of_numbers(objects, numbers, notes | bits)
            facts = facts_of_each(objects, self.shape, sets, catalog)
            category, code = map(repeat, kind)
            ids, created, payloads = (_at(places, column) for column in (self.ids, self.created, self.payloads))
            return map(_accepted, zip(ids, created, category, code, noted, facts, payloads, strict=False))

        return _by_key(self.kinds, of_kind)


def _by_key(keys: Sequence[Key], ask: Callable[[Key, Places], Iterable[Answer]]) -> list[Answer]:
    """An answer for each key, in their order, where those that are equal are asked for together, by their places."""
    if len(set(keys)) == 1:
        return list(ask(keys[0], range(len(keys))))
    places: dict[Key, list[int]] = {}
    for place, key in enumerate(keys):
        places.setdefault(key, []).append(place)
    answers: dict[int, Answer] = {}
    for key, of_key in places.items():
        answers.update(zip(of_key, ask(key, of_key), strict=True))
    return [answers[place] for place in range(len(keys))]


def _at(places: Places, column: Sequence[Value]) -> Sequence[Value]:
    """What stands there in a column; the column itself where all of it is meant."""
    return column if len(places) == len(column) else [column[place] for place in places]
