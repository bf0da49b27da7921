"""Work items kept up to date, held against a plain look at all events, whatever arrives in which order."""

import math
from collections.abc import Iterable
from typing import NamedTuple

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from floorwalker.event.facts import Activity
from floorwalker.event.notes import Note
from floorwalker.event.work import NOT_TOLD, Step, WorkItem, WorkItems

NOON = 1_790_000_000
MAY_FOLLOW = {4: {5, 6, 8}, 5: {8}, 6: set[int](), 8: set[int]()}
NAMES = {4: "offered", 5: "accepted", 6: "declined", 8: "released"}


class Told(NamedTuple):
    """One event."""

    created: int
    code: int
    agent: int
    item: str
    seq: int
    is_repeat: bool

    @property
    def order(self) -> tuple[int, int, int]:
        return self.created, self.code if self.item else 0, self.seq


def _rows(events: Iterable[Told]) -> tuple[NDArray[np.int64], dict[int, str]]:
    told = list(events)
    rows = [
        [one.seq, 0, one.created, 1, one.code, one.agent, 0, Activity.NONE, 0, Note.REPEAT * one.is_repeat, 1]
        for one in told
    ]
    return np.array(rows, np.int64).reshape(-1, 11), {one.seq: one.item for one in told if one.item}


def _plain_items(events: Iterable[Told], agent: int) -> list[list[Told]]:
    """The steps of each item in the order in which items began: a step goes to the newest of its id, if it can follow
    there, else it begins another."""
    items: list[list[Told]] = []
    for event in sorted((one for one in events if one.agent == agent and not one.is_repeat), key=lambda one: one.order):
        own = [item for item in items if item[0].item == event.item]
        if own and event.code in MAY_FOLLOW[own[-1][-1].code]:
            own[-1].append(event)
        else:
            items.append([event])
    return sorted(items, key=lambda item: (item[0].created, item[0].seq))


def _plain_item(steps: list[Told]) -> WorkItem:
    return WorkItem(steps[0].agent, steps[0].item, **{NAMES[step.code]: step.created for step in steps})


def _plain_current(events: Iterable[Told], agent: int, when: float) -> WorkItem | None:
    items = _plain_items([one for one in events if one.created <= when], agent)
    items.sort(
        key=lambda item: (item[-1].created, (4, 5).index(item[-1].code) + 1 if item[-1].code < 6 else 0, item[-1].seq)
    )
    if items and items[-1][-1].code == 4:
        return _plain_item(items[-1])
    return next((_plain_item(item) for item in reversed(items) if item[-1].code == 5), None)


@st.composite
def histories(draw: st.DrawFn) -> list[Told]:
    """Some agents' events: in the same second, swapped, repeated, named and not."""
    steps = st.tuples(
        st.integers(0, 3) | st.integers(0, 40),
        st.sampled_from([4, 4, 5, 5, 6, 8, 8]),
        st.sampled_from([1, 1, 1, 2]),
        st.sampled_from(["A", "B", "", "", "Ü" * 9]),
        st.sampled_from([False, False, False, True]),
    )
    drawn = draw(st.lists(steps, max_size=30))
    return [
        Told(NOON + at, code, agent, item, seq, is_repeat)
        for seq, (at, code, agent, item, is_repeat) in enumerate(drawn, 1)
    ]


@st.composite
def arrivals(draw: st.DrawFn) -> tuple[list[Told], list[list[Told]]]:
    """Events, and batches of them as they become known: in any order, and some of them again."""
    events = draw(histories())
    known = [*events, *draw(st.lists(st.sampled_from(events), max_size=5) if events else st.just([]))]
    if draw(st.booleans()):
        known = draw(st.permutations(known))
    cuts = sorted(draw(st.lists(st.integers(0, len(known)), max_size=6)))
    return events, [known[a:b] for a, b in zip([0, *cuts], [*cuts, len(known)], strict=True)]


def _told(batches: Iterable[list[Told]], many: int) -> WorkItems:
    work = WorkItems(many)
    for batch in batches:
        assert work.append(*_rows(batch)) == {one.agent for one in batch if not one.is_repeat}
    return work


@settings(max_examples=600)
@given(arrivals(), st.sampled_from([1, 3, 1000]))
def test_that_any_batches_in_any_order_give_the_items_of_a_plain_look(
    arrived: tuple[list[Told], list[list[Told]]], many: int
) -> None:
    events, batches = arrived
    work = _told(batches, many)
    for agent in (1, 2):
        plain = _plain_items(events, agent)
        assert list(work.items(agent)) == [_plain_item(steps) for steps in plain]
        seqs = [[at for at in row if at != NOT_TOLD] for row in work.seqs(agent).tolist()]
        assert seqs == [[step.seq for step in steps] for steps in plain]


@settings(max_examples=300)
@given(arrivals(), st.sampled_from([1, 3, 1000]))
def test_that_items_are_right_after_each_batch(arrived: tuple[list[Told], list[list[Told]]], many: int) -> None:
    """Whoever asks in between makes what waits be worked out."""
    work, known = WorkItems(many), set[Told]()
    for batch in arrived[1]:
        work.append(*_rows(batch))
        known.update(batch)
        for agent in (1, 2):
            assert list(work.items(agent)) == [_plain_item(steps) for steps in _plain_items(known, agent)]


@settings(max_examples=300)
@given(arrivals(), st.integers(-2, 45) | st.just(math.inf), st.sampled_from([0.0, 0.5]))
def test_that_what_an_agent_works_on_at_a_moment_knows_nothing_of_later(
    arrived: tuple[list[Told], list[list[Told]]], at: float, fraction: float
) -> None:
    events, batches = arrived
    work = _told(batches, 3)
    for agent in (1, 2):
        assert work.current(agent, NOON + at + fraction) == _plain_current(events, agent, NOON + at + fraction)


@settings(max_examples=300)
@given(arrivals(), st.integers(-2, 45), st.integers(-2, 45) | st.just(math.inf))
def test_that_each_event_counts_once_from_its_second_on(
    arrived: tuple[list[Told], list[list[Told]]], start: int, length: float
) -> None:
    events, batches = arrived
    work = _told(batches, 3)
    for agent in (1, 2):
        meant = [one.code for one in events if one.agent == agent and not one.is_repeat]
        inside = [
            one.code
            for one in events
            if one.agent == agent and not one.is_repeat and start <= one.created - NOON < start + length
        ]
        assert work.counts(agent, NOON + start, NOON + start + length) == tuple(map(inside.count, Step))
        assert sum(work.counts(agent, NOON, NOON + 100)) == len(meant)


def _one(*steps: tuple[int, int, str]) -> WorkItems:
    return _told([[Told(NOON + at, code, 1, item, seq, False) for seq, (at, code, item) in enumerate(steps, 1)]], 1000)


def test_that_a_late_acceptance_gives_an_item_its_times() -> None:
    work = _one((0, 4, "A"), (90, 8, "A"), (30, 5, "A"))
    [item] = work.items(1)
    assert (item.ring, item.handle, item.lacks) == (30, 60, ())


def test_that_a_step_follows_the_last_by_nature_of_one_second_even_where_that_arrived_first() -> None:
    work = _one((0, 6, "A"), (0, 5, "A"))
    assert [item.last[1] for item in work.items(1)] == [Step.DECLINED, Step.ACCEPTED]
    work.append(*_rows([Told(NOON + 9, 8, 1, "A", 3, False)]))
    assert [item.lacks for item in work.items(1)] == [
        (Step.OFFERED,),
        (Step.OFFERED,),
        (Step.OFFERED, Step.ACCEPTED),
    ]


def test_that_an_offer_in_the_second_in_which_the_last_item_was_released_is_the_current_one() -> None:
    offered, accepted = Told(NOON, 4, 1, "old", 1, is_repeat=False), Told(NOON + 1, 5, 1, "old", 2, is_repeat=False)
    both = [Told(NOON + 9, 4, 1, "new", 3, is_repeat=False), Told(NOON + 9, 8, 1, "old", 4, is_repeat=False)]
    work = WorkItems()
    work.append(*_rows([offered, accepted, *both]))
    assert work.current(1, NOON + 9) == WorkItem(1, "new", offered=NOON + 9)


def test_that_items_can_be_cut_like_a_list() -> None:
    items = _one((0, 4, "A"), (5, 4, "B"), (9, 4, "C")).items(1)
    assert [item.item for item in items[1:]] == ["B", "C"]
    assert items[-1].item == "C"
    with pytest.raises(IndexError):
        items[3]


def test_that_nothing_is_known_of_an_agent_without_events() -> None:
    work = WorkItems()
    assert list(work.items(7)) == []
    assert work.current(7, NOON) is None
    assert work.counts(7, 0, NOON) == (0, 0, 0, 0)
    assert work.times(7).shape == work.seqs(7).shape == (0, 4)


def test_that_old_items_go_whole_and_what_reaches_into_later_stays_whole() -> None:
    work = _one(
        (0, 4, "A"), (5, 5, "A"), (10, 8, "A"), (8, 4, "B"), (12, 5, "B"), (60, 8, "B"), (9, 4, "Ç"), (70, 6, "Ç")
    )
    for _ in range(2):
        work.forget(NOON + 11)
    assert [(item.item, item.ring, item.handle, item.lacks) for item in work.items(1)] == [
        ("B", 4, 48, ()),
        ("Ç", None, None, ()),
    ]
    rows, named = _rows([Told(NOON + 3, 5, 1, "A", 20, False), Told(NOON + 80, 4, 1, "D", 21, False)])
    assert work.append(rows, named) == {1}
    assert [item.item for item in work.items(1)] == ["B", "Ç", "D"]
