"""Work items of events, held against a plain look at them."""

import random
from collections.abc import Iterable, Sequence
from typing import NamedTuple

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from floorwalker.event.facts import Activity
from floorwalker.event.notes import Note
from floorwalker.event.work import Step, WorkItem, current, items_of, steps_in

NOON = 1_790_000_000


class Happened(NamedTuple):
    """One event as the centre made it."""

    created: int
    code: int
    agent: int
    item: str


def _arriving(events: Iterable[Happened], repeats: Sequence[bool] = ()) -> tuple[NDArray[np.int64], dict[int, str]]:
    """Rows in this order of arrival, and the items that payloads name."""
    told = list(events)
    marked = [*repeats, *[False] * len(told)]
    rows = [
        [seq, 0, one.created, 1, one.code, one.agent, 0, Activity.NONE, 0, Note.REPEAT * marked[seq - 1], 1]
        for seq, one in enumerate(told, 1)
    ]
    return np.array(rows, np.int64).reshape(-1, 11), {seq: one.item for seq, one in enumerate(told, 1) if one.item}


def _items(*steps: tuple[int, int], item: str = "") -> list[WorkItem]:
    rows, named = _arriving(Happened(NOON + at, code, 1, item) for at, code in steps)
    return items_of(steps_in(rows), named)


def _plainly(events: Iterable[Happened]) -> list[dict[str, int | str]]:
    """Each step goes to the newest item of its agent and id that may still take it, else it begins one."""
    items: list[dict[str, int | str]] = []
    may_follow = {"": {4, 5, 6, 8}, "4": {5, 6, 8}, "5": {8}, "6": set(), "8": set()}
    for event in events:
        own = [one for one in items if (one["agent"], one["item"]) == (event.agent, event.item)]
        if not own or event.code not in may_follow[str(own[-1]["last"])]:
            own = [{"agent": event.agent, "item": event.item}]
            items += own
        own[-1][Step(event.code).name.lower()] = event.created
        own[-1]["last"] = event.code
    return items


def _as_plain(items: Iterable[WorkItem]) -> list[dict[str, int | str]]:
    told = [{name: value for name, value in item._asdict().items() if value is not None} for item in items]
    return [{**one, "last": int(item.last[1])} for one, item in zip(told, items, strict=True)]


def _sorted(items: list[dict[str, int | str]]) -> list[str]:
    return sorted(repr(sorted(item.items())) for item in items)


histories = st.lists(
    st.tuples(
        st.integers(0, 90), st.sampled_from(list(Step)), st.sampled_from([1, 2]), st.sampled_from(["A", "B", ""])
    ),
    max_size=30,
).map(
    lambda steps: sorted(
        {
            Happened(NOON + second * 10 + number % 10, int(code), agent, item)
            for number, (second, code, agent, item) in enumerate(steps)
        }
    )
)
"""Events of some agents, in the order in which they happened."""


@settings(max_examples=400)
@given(histories, st.randoms(use_true_random=False))
def test_that_any_order_of_arrival_and_repeats_give_the_items_of_a_plain_look(
    events: list[Happened], random_: random.Random
) -> None:
    # One agent does one thing a second without a named item: inside of a second such events are as they arrived.
    events = list({(one.created, one.agent, one.item): one for one in reversed(events)}.values())[::-1]
    repeated = random_.sample(events, len(events) // 3)
    both = [*events, *repeated]
    both.sort(key=lambda one: one.created + random_.randrange(300))
    repeats = [one in both[:place] for place, one in enumerate(both)]
    rows, named = _arriving(both, repeats)
    assert _sorted(_as_plain(items_of(steps_in(rows), named))) == _sorted(_plainly(events))


@given(st.permutations([4, 5, 8]))
def test_that_a_named_items_steps_within_one_second_are_in_their_order_however_they_arrive(codes: list[int]) -> None:
    [item] = _items(*((0, code) for code in codes), item="A")
    assert (item.ring, item.handle, item.lacks) == (0, 0, ())


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
    told = [(0, 4, "A"), (2, 5, "A"), (5, 4, "B"), (9, 5, "B"), (20, 8, "A"), (50, 8, "B")]
    rows, named = _arriving(Happened(NOON + at, code, 1, item) for at, code, item in told)
    assert [(one.item, one.ring, one.handle) for one in items_of(steps_in(rows), named)] == [("A", 2, 18), ("B", 4, 41)]


def test_that_only_agent_events_of_known_agents_tell_steps() -> None:
    rows, _ = _arriving([Happened(NOON, 4, 1, "")] * 4)
    rows[1, 3], rows[2, 4], rows[3, 5] = 2, 3, 0
    assert steps_in(rows)[:, 0].tolist() == [1]


def test_that_the_current_item_is_a_newest_offer_or_what_was_accepted_and_not_released() -> None:
    accepted, ringing = WorkItem(1, "A", 0, 3), WorkItem(1, "B", 10)
    assert current([accepted, ringing]) == ringing
    assert current([accepted, ringing, WorkItem(1, "C", 11, None, 12)]) == accepted
    assert current([ringing, WorkItem(1, "C", 11, None, 12)]) is None
    assert current([]) is None
