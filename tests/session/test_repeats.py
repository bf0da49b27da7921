import uuid
from collections.abc import Iterable

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from floorwalker.event.model import identity
from floorwalker.session.repeats import Checked, Repeats, hashes_of, key_of, keys_of, short_key
from tests.session.made import guid


def poor_hashes(keys: Iterable[bytes]) -> NDArray[np.int64]:
    """Eight values for all Ids, so that nearly every Id is suspected."""
    return hashes_of(keys) % 8


class Stored:
    """The Ids of a session's events, by seq, and how often one was looked up."""

    def __init__(self) -> None:
        self.ids: dict[int, str] = {}
        self.looked_up = 0

    def key(self, seq: int) -> bytes | None:
        self.looked_up += 1
        return short_key(self.ids[seq]) if seq in self.ids else None

    def add(self, repeats: Repeats, ids: list[str]) -> Checked:
        """Checks and stores a batch."""
        checked = repeats.check(ids, len(self.ids) + 1)
        self.ids.update(enumerate(ids, len(self.ids) + 1))
        repeats.remember(checked)
        return checked


SPELLINGS = (
    "5f0c7d52-8d7e-4a1f-9c3b-00000000000a",
    "5F0C7D52-8D7E-4A1F-9C3B-00000000000A",
    "{5f0c7d52-8d7e-4a1f-9c3b-00000000000a}",
    "5f0c7d528d7e4a1f9c3b00000000000a",
)
IDS = st.one_of(
    st.integers(0, 40).map(guid),
    st.integers(0, 40).map(lambda number: guid(number).upper()),
    st.text(st.characters(codec=None), min_size=1, max_size=3),
    st.integers(0, 3).map(lambda number: "x" * 100 + str(number)),
)


@given(st.lists(st.lists(IDS, max_size=12), max_size=12), st.integers(1, 20), st.booleans())
def test_that_repeats_are_those_of_a_plain_set_though_hashes_collide_and_runs_are_joined(
    batches: list[list[str]], young: int, tidies: bool
) -> None:
    stored, seen = Stored(), set[str]()
    repeats = Repeats(stored.key, hashing=poor_hashes, young=young)
    for batch in batches:
        expected = []
        for one in batch:
            expected.append(identity(one) in seen)
            seen.add(identity(one))
        assert stored.add(repeats, batch).repeats == expected
        if tidies:
            repeats.tidy()
            assert not repeats.are_untidy


@pytest.mark.parametrize("again", SPELLINGS)
def test_that_spellings_of_one_guid_are_one_id(again: str) -> None:
    stored = Stored()
    repeats = Repeats(stored.key, young=1)
    assert stored.add(repeats, [SPELLINGS[0]]).repeats == [False]
    assert stored.add(repeats, [again]).repeats == [True]


def test_that_ids_that_are_no_guids_differ_in_case() -> None:
    stored = Stored()
    assert stored.add(Repeats(stored.key), ["order-1", "Order-1", "order-1"]).repeats == [False, False, True]


@given(st.lists(IDS, max_size=6))
def test_that_many_ids_have_the_keys_of_each(ids: list[str]) -> None:
    assert keys_of(ids) == [key_of(one) for one in ids]


@pytest.mark.parametrize(
    "odd",
    [
        guid(1).replace("-", "x"),
        guid(1)[:-1] + "g",
        guid(1)[:-2] + " 1",
        guid(1)[:-1] + "-",
        guid(1)[:8] + guid(1)[9:] + "-",
    ],
)
def test_that_what_only_looks_like_a_guid_is_kept_apart_from_guids(odd: str) -> None:
    assert len(odd) == len(guid(1))
    keys = keys_of([guid(1), odd])
    assert [len(key) for key in keys] == [16, 33]


@given(st.lists(IDS, unique_by=identity, max_size=8))
def test_that_ids_that_differ_have_different_keys(ids: list[str]) -> None:
    assert len(set(keys_of(ids))) == len(ids)


@pytest.mark.parametrize("place", [0, 20, 28, 63, 64, 96, 110])
def test_that_guids_that_count_up_anywhere_have_hashes_of_their_own(place: int) -> None:
    guids = [str(uuid.UUID(int=number << place)) for number in range(5000)]
    assert len(set(hashes_of(keys_of(guids)).tolist())) == 5000


def test_that_hashes_stay_what_they_are_in_files() -> None:
    keys = keys_of([guid(0), guid(1), "order-1"])
    assert hashes_of(keys).tolist() == [6399208783946857559, 6471266377984785495, 804271094989266557]


def test_that_a_batch_that_was_not_stored_leaves_no_trace() -> None:
    stored = Stored()
    repeats = Repeats(stored.key)
    assert repeats.check([guid(1), guid(1)], 1).repeats == [False, True]
    assert repeats.check([guid(1)], 1).repeats == [False]


def test_that_repeats_of_events_loaded_from_a_file_are_found() -> None:
    stored = Stored()
    ids = [guid(number) for number in range(1000)]
    stored.ids = dict(enumerate(ids, 1))
    repeats = Repeats(stored.key)
    repeats.load(hashes_of(map(key_of, ids)), np.arange(1, 1001, dtype=np.int64))
    assert repeats.check([guid(500), guid(1000)], 1001).repeats == [True, False]


def test_that_an_event_no_longer_stored_has_no_repeats() -> None:
    stored = Stored()
    repeats = Repeats(stored.key, young=1)
    stored.add(repeats, [guid(1)])
    del stored.ids[1]
    assert repeats.check([guid(1)], 2).repeats == [False]


def test_that_new_ids_need_no_look_at_the_file() -> None:
    stored = Stored()
    repeats = Repeats(stored.key, young=500)
    for first in range(0, 20_000, 100):
        stored.add(repeats, [guid(number) for number in range(first, first + 100)])
    assert stored.looked_up == 0


def test_that_an_older_event_costs_sixteen_bytes() -> None:
    stored = Stored()
    repeats = Repeats(stored.key, young=1000)
    for first in range(0, 20_000, 100):
        stored.add(repeats, [guid(number) for number in range(first, first + 100)])
    assert sum(run.hashes.nbytes + run.seqs.nbytes for run in repeats._runs) == 16 * 20_000
    assert len(repeats._runs) < 6


def test_that_ids_that_are_forgotten_leave_memory_and_are_no_repeats() -> None:
    stored = Stored()
    repeats = Repeats(stored.key, young=1000)
    for first in range(0, 20_000, 1000):
        stored.add(repeats, [guid(number) for number in range(first, first + 1000)])
    for seq in range(1, 16_000, 100):
        stored.ids.pop(seq, None)
        repeats.forget(seq)
        assert len(repeats) <= (20_001 - seq) * 4 // 3 + 1000
    assert repeats.check([guid(0), guid(19_999)], 20_001).repeats == [False, True]
