from hypothesis import given
from hypothesis import strategies as st

from floorwalker.session.filter import EventSelection
from floorwalker.ui.events.facets.choice import EVERYTHING, all_but, changed, only

KNOWN = [(1, 1), (1, 2), (1, 3), (2, 12), (3, 1)]
PARTS = st.frozensets(st.sampled_from([*KNOWN, (1, None), (2, None), (9, None), (1, 99)]), max_size=4)


def excluded(*parts: tuple[int, int | None]) -> EventSelection:
    return EventSelection(excluded=frozenset(parts))


def included(*parts: tuple[int, int | None]) -> EventSelection:
    return EventSelection(included=frozenset(parts))


def test_that_unticking_one_excludes_it_so_that_unknown_kinds_stay_shown() -> None:
    assert changed(EVERYTHING, KNOWN, {(1, 2)}, shown=False) == excluded((1, 2))


def test_that_unticking_a_whole_category_excludes_all_of_it() -> None:
    assert changed(EVERYTHING, KNOWN, {(1, 1), (1, 2), (1, 3)}, shown=False) == excluded((1, None))


def test_that_ticking_one_more_adds_it_to_those_included() -> None:
    assert changed(included((1, 3)), KNOWN, {(1, 1)}, shown=True) == included((1, 1), (1, 3))


def test_that_ticking_the_last_one_shows_everything() -> None:
    assert changed(excluded((1, 2)), KNOWN, {(1, 2)}, shown=True) == EVERYTHING


def test_that_unticking_the_last_one_shows_everything() -> None:
    assert changed(included((1, 3)), KNOWN, {(1, 3)}, shown=False) == EVERYTHING


def test_that_what_no_event_is_yet_stays_as_it_was_said() -> None:
    before = EventSelection(excluded=frozenset({(9, None), (1, 1)}))
    assert changed(before, KNOWN, {(1, 2)}, shown=False) == excluded((9, None), (1, 1), (1, 2))


@given(PARTS, PARTS, st.sets(st.sampled_from(KNOWN), min_size=1), st.booleans())
def test_that_exactly_the_switched_kinds_change(
    include: frozenset[tuple[int, int | None]],
    exclude: frozenset[tuple[int, int | None]],
    switched: set[tuple[int, int]],
    shown: bool,
) -> None:
    before = EventSelection(include, exclude)
    after = changed(before, KNOWN, switched, shown=shown)
    wanted = {kind for kind in KNOWN if (shown if kind in switched else before.shows(*kind))}
    assert {kind for kind in KNOWN if after.shows(*kind)} == (wanted or set(KNOWN))


def test_that_only_and_all_but_mean_what_they_say() -> None:
    assert [kind for kind in KNOWN if only((1, None)).shows(*kind)] == [(1, 1), (1, 2), (1, 3)]
    assert [kind for kind in KNOWN if all_but((1, None)).shows(*kind)] == [(2, 12), (3, 1)]
