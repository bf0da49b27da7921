"""A set of numbers asked of a column, and of each of its numbers."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from floorwalker.session.filter.numbering import Lookup, Numbers, Span

_FAR = [-(2**63), -(2**40), -(2**31), -1, 0, 1, 2, 3, 5, 100, 2**20, 2**31 - 1, 2**40, 2**63 - 1]
_wanted = st.sampled_from([*_FAR, -(2**70), 2**70, *range(4, 30)])
_spans = st.builds(Span, st.none() | _wanted, st.none() | _wanted)


@given(st.frozensets(_wanted, max_size=20), st.lists(_spans, max_size=3).map(tuple))
def test_that_a_column_holds_what_its_numbers_hold(single: frozenset[int], spans: tuple[Span, ...]) -> None:
    numbers = Numbers(single, spans)
    wide = [*_FAR, *range(4, 40)]
    narrow = [number for number in wide if -(2**31) <= number < 2**31]
    assert numbers.mask(np.array(wide, np.int64)).tolist() == [number in numbers for number in wide]
    assert numbers.mask(np.array(narrow, np.int32)).tolist() == [number in numbers for number in narrow]


def test_that_hundreds_of_numbers_are_looked_up_in_a_column() -> None:
    column = np.arange(-1000, 5000, dtype=np.int32)
    wanted = frozenset(range(7, 4000, 3))
    assert Lookup(wanted).mask(column).tolist() == [number in wanted for number in column.tolist()]


def test_that_numbers_far_apart_are_looked_up_without_a_table_between_them() -> None:
    column = np.array([-(2**62), 5, 2**61, 7], np.int64)
    wanted = {2**61 + step for step in range(0, 2**60, 2**55)}
    assert Lookup(wanted).mask(column).tolist() == [False, False, True, False]
