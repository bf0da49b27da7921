"""What one agent's work items say, and what they do not."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from floorwalker.event.facts import Activity
from floorwalker.event.notes import Note
from floorwalker.event.work import Step, WorkItem, WorkItems, steps_in

NOON = 1_790_000_000


def _items(*steps: tuple[int, int] | tuple[int, int, str]) -> list[WorkItem]:
    """The items of (second, code, id) in order of arrival."""
    work = WorkItems()
    rows = [[seq, 0, NOON + at, 1, code, 1, 0, Activity.NONE, 0, 0, 1] for seq, (at, code, *_) in enumerate(steps, 1)]
    work.append(np.array(rows, np.int64), {seq: item for seq, (_, _, *ids) in enumerate(steps, 1) for item in ids})
    return list(work.items(1))


@given(st.permutations([4, 5, 8]))
def test_that_a_named_items_steps_within_one_second_are_in_their_order_however_they_arrive(codes: list[int]) -> None:
    [item] = _items(*((0, code, "A") for code in codes))
    assert (item.ring, item.handle, item.lacks) == (0, 0, ())


def test_that_steps_that_name_no_item_are_as_they_arrived_within_one_second() -> None:
    released, offered = _items((0, 8), (0, 4))
    assert (released.last[1], offered.last[1]) == (Step.RELEASED, Step.OFFERED)


def test_that_ring_and_handle_time_are_from_offer_to_acceptance_to_release() -> None:
    [item] = _items((0, 4), (7, 5), (127, 8))
    assert (item.ring, item.handle, item.lacks) == (7, 120, ())


@pytest.mark.parametrize(
    ("codes", "lacks"),
    [
        ((5,), [(Step.OFFERED,)]),
        ((6,), [(Step.OFFERED,)]),
        ((8,), [(Step.OFFERED, Step.ACCEPTED)]),
        ((4, 8), [(Step.ACCEPTED,)]),
        ((4, 5, 6), [(), (Step.OFFERED,)]),
        ((4, 6, 8), [(), (Step.OFFERED, Step.ACCEPTED)]),
        ((4, 4, 5), [(), ()]),
    ],
)
def test_that_a_step_that_no_event_told_is_said_to_lack(codes: tuple[int, ...], lacks: list[tuple[Step, ...]]) -> None:
    items = _items(*enumerate(codes))
    assert [item.lacks for item in items] == lacks
    assert all(item.ring is None or item.offered is not None for item in items)


def test_that_two_named_items_at_once_keep_apart() -> None:
    items = _items((0, 4, "A"), (2, 5, "A"), (5, 4, "B"), (9, 5, "B"), (20, 8, "A"), (50, 8, "B"))
    assert [(one.item, one.ring, one.handle) for one in items] == [("A", 2, 18), ("B", 4, 41)]


def test_that_only_agent_events_of_known_agents_tell_steps_and_repeats_do_not() -> None:
    rows = np.array([[seq, 0, NOON, 1, 4, 1, 0, Activity.NONE, 0, 0, 1] for seq in range(1, 6)], np.int64)
    rows[1, 3], rows[2, 4], rows[3, 5], rows[4, 9] = 2, 3, 0, Note.REPEAT
    assert steps_in(rows)[:, 0].tolist() == [1]
