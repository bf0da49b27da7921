from collections import Counter

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from floorwalker.event.notes import Note
from floorwalker.session.columns import FIELDS, Columns
from floorwalker.ui.events.facets.counts import Counts

NUMBERS = st.one_of(st.integers(0, 9), st.integers(-(2**31), 2**31 - 1))
KINDS = st.lists(st.tuples(NUMBERS, NUMBERS), max_size=60)


@given(st.lists(KINDS, max_size=6))
def test_that_every_event_is_counted_once_whatever_its_numbers(batches: list[list[tuple[int, int]]]) -> None:
    columns, counts, sent_off = Columns(), Counts(), Counts()
    for kinds in batches:
        rows = np.zeros((len(kinds), len(FIELDS)), np.int64)
        rows[:, 0] = np.arange(len(kinds)) + len(columns) + 1
        for at, (category, code) in enumerate(kinds):
            rows[at, FIELDS.index("category")], rows[at, FIELDS.index("code")] = category, code
        added = columns.append(rows)
        if added.start != added.stop:
            counts.count_kinds(columns, added)
            sent_off.count_kinds(columns, added)
    flat = [kind for kinds in batches for kind in kinds]
    assert dict(counts.kinds) == {kind: flat.count(kind) for kind in set(flat)}
    sent_off.count_kinds(columns, slice(0, len(columns)), sign=-1)
    assert not any(sent_off.kinds.values())
    assert counts.of_category(1) == sum(category == 1 for category, _ in flat)


@given(st.lists(st.lists(NUMBERS, max_size=60), max_size=5))
def test_that_agents_feeds_and_notes_are_counted_whatever_their_numbers(batches: list[list[int]]) -> None:
    columns, counts = Columns(), Counts()
    for numbers in batches:
        rows = np.zeros((len(numbers), len(FIELDS)), np.int64)
        rows[:, 0] = np.arange(len(numbers)) + len(columns) + 1
        for field in ("agent", "feed", "notes"):
            rows[:, FIELDS.index(field)] = numbers
        added = columns.append(rows)
        for count in (counts.count_agents, counts.count_feeds, counts.count_notes):
            count(columns, added)
    flat = [number for numbers in batches for number in numbers]
    assert {number: count for number, count in counts.feeds.items() if count} == Counter(flat)
    ids = np.arange(20)
    assert counts.of_agents(ids).tolist() == [flat.count(number) for number in ids.tolist()]
    assert counts.notes[""] == flat.count(0)
    assert counts.notes["late"] == sum(bool(number & Note.LATE) for number in flat)
    assert counts.notes["noted"] == len(flat) - flat.count(0)
