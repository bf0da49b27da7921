import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from floorwalker.session.columns import FIELDS, Columns
from floorwalker.ui.events.facets.counts import Counts

NUMBERS = st.one_of(st.integers(0, 9), st.integers(-(2**31), 2**31 - 1))
KINDS = st.lists(st.tuples(NUMBERS, NUMBERS), max_size=60)


@given(st.lists(KINDS, max_size=6))
def test_that_every_event_is_counted_once_whatever_its_numbers(batches: list[list[tuple[int, int]]]) -> None:
    columns, counts = Columns(), Counts()
    for kinds in batches:
        rows = np.zeros((len(kinds), len(FIELDS)), np.int64)
        rows[:, 0] = np.arange(len(kinds)) + len(columns) + 1
        for at, (category, code) in enumerate(kinds):
            rows[at, FIELDS.index("category")], rows[at, FIELDS.index("code")] = category, code
        added = columns.append(rows)
        if added.start != added.stop:
            counts.add(columns, added)
    flat = [kind for kinds in batches for kind in kinds]
    assert dict(counts.of) == {kind: flat.count(kind) for kind in set(flat)}
    assert counts.total == len(flat)
    assert counts.of_category(1) == sum(category == 1 for category, _ in flat)
