"""Which events are repeats of one that a session already has, exactly, in 16 bytes an event.

A unique index over the Ids on disk is touched at random by every event and holds a batch to a third of its speed. Here
the newest Ids are in a set; of the older ones a 64-bit hash and the event's seq are kept in sorted arrays. A hash that
is found there is only a suspicion: the stored event's own Id decides.
"""

import hashlib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from floorwalker.event.model import identity, is_guid
from floorwalker.event.values import usual_guids

_YOUNG = 1 << 16
"""So many Ids are kept whole, some 8 MB: more than any sender repeats within a minute."""

_FACTOR = np.int64(-0x61C8_8646_80B5_83EB)
"""2**64 divided by the golden ratio, as a signed number: products of near numbers lie far apart."""

KEY = 16
"""Bytes of a short key."""


def key_of(event_id: str) -> bytes:
    """What makes two Ids the same (see `floorwalker.event.model.identity`): a GUID's 16 bytes, 33 of another Id."""
    same = identity(event_id)
    if is_guid(event_id):
        return bytes.fromhex(same)
    # JSON can spell half a surrogate pair, and an Id may have one.
    return b"#" + hashlib.sha256(same.encode("utf-8", "surrogatepass")).digest()


def short_key(event_id: str) -> bytes:
    """As much of an Id's key as is kept of an event that is gone: all of a GUID's, half a SHA-256 of another Id."""
    return key_of(event_id)[-KEY:]


def keys_of(ids: Sequence[str]) -> list[bytes]:
    """The keys of many Ids, at a quarter of the time where all are GUIDs in the usual spelling."""
    guids = usual_guids(ids)
    if guids is not None:
        return [guids[at : at + 16] for at in range(0, len(guids), 16)]
    return [key_of(one) for one in ids]


def hashes_of(keys: Iterable[bytes]) -> NDArray[np.int64]:
    """The 64-bit hashes that a session's file keeps, the same on every machine.

    Ids that count up in either half of a GUID have different ones, as an odd factor gives each half its own.
    """
    halves = np.frombuffer(b"".join([key[-KEY:] for key in keys]), dtype="<i8").reshape(-1, 2)
    hashes: NDArray[np.int64] = halves[:, 0] * _FACTOR ^ halves[:, 1]
    return hashes


@dataclass(slots=True)
class Checked:
    """A batch that `Repeats.check` looked at: which of its events are repeats, and what `Repeats.remember` needs."""

    hashes: NDArray[np.int64]
    repeats: list[bool]
    first_seq: int
    fresh: dict[bytes, int]
    """The new Ids, each with its position in the batch."""


@dataclass(frozen=True, slots=True)
class _Run:
    """Hashes in ascending order, each with its event's seq."""

    hashes: NDArray[np.int64]
    seqs: NDArray[np.int64]
    ends: tuple[int, int]
    """The least and the greatest seq."""

    @classmethod
    def of(cls, hashes: NDArray[np.int64], seqs: NDArray[np.int64]) -> "_Run":
        """Of what is in order already."""
        return cls(hashes, seqs, (int(seqs.min()), int(seqs.max())) if len(seqs) else (0, 0))

    def since(self, seq: int) -> "_Run":
        """Those of events from a seq on."""
        young = self.seqs >= seq
        return _Run.of(self.hashes[young], self.seqs[young])


class Repeats:
    """Knows the Id of every event of a session. For one thread.

    stored_key gives the short key of the event with some seq, None where neither event nor Id is there any more.
    """

    def __init__(
        self,
        stored_key: Callable[[int], bytes | None],
        hashing: Callable[[Iterable[bytes]], NDArray[np.int64]] = hashes_of,
        young: int = _YOUNG,
    ) -> None:
        self._stored_key = stored_key
        self._hashing = hashing
        self._young_limit = young
        self._young: set[bytes] = set()
        self._young_hashes: list[NDArray[np.int64]] = []
        self._young_seqs: list[NDArray[np.int64]] = []
        self._runs: list[_Run] = []
        self._since = 0

    def __len__(self) -> int:
        """How many Ids take up memory."""
        return sum(len(run.hashes) for run in self._runs) + sum(map(len, self._young_hashes))

    def load(self, hashes: NDArray[np.int64], seqs: NDArray[np.int64]) -> None:
        """Takes in the events that a file has."""
        if len(hashes):
            self._add_run(hashes, seqs)

    def check(self, ids: Sequence[str], first_seq: int) -> Checked:
        """Tells which of a batch's events are repeats, of older ones or of one before it in the batch.

        Remembers nothing: that is for `remember`, once the batch is on the disk with seqs from first_seq on.
        """
        keys = keys_of(ids)
        hashes = self._hashing(keys)
        suspects = self._suspects(hashes)
        fresh = dict(zip(keys, range(len(keys)), strict=True))
        if not suspects and len(fresh) == len(keys) and self._young.isdisjoint(fresh):
            return Checked(hashes, [False] * len(keys), first_seq, fresh)
        return self._check_each(Checked(hashes, [True] * len(keys), first_seq, {}), keys, suspects)

    def _check_each(self, checked: Checked, keys: list[bytes], suspects: dict[int, list[int]]) -> Checked:
        for position, key in enumerate(keys):
            if key in self._young or key in checked.fresh:
                continue
            if position in suspects and self._is_stored(key, suspects[position]):
                continue
            checked.fresh[key] = position
            checked.repeats[position] = False
        return checked

    def remember(self, checked: Checked) -> None:
        """Adds a batch's new Ids."""
        if not checked.fresh:
            return
        hashes, seqs = checked.hashes, np.arange(checked.first_seq, checked.first_seq + len(checked.hashes))
        if len(checked.fresh) < len(hashes):
            positions = np.fromiter(checked.fresh.values(), np.int64, len(checked.fresh))
            hashes, seqs = hashes[positions], seqs[positions]
        self._young.update(checked.fresh)
        self._young_hashes.append(hashes)
        self._young_seqs.append(seqs)
        if len(self._young) >= self._young_limit:
            self._put_in_order()

    @property
    def are_untidy(self) -> bool:
        """Whether one of the next batches will put the young Ids among the older ones, which takes milliseconds."""
        return len(self._young) > self._young_limit * 7 // 8

    def tidy(self) -> None:
        """Does so now where it will soon be due."""
        if self.are_untidy:
            self._put_in_order()

    def _put_in_order(self) -> None:
        self._add_run(np.concatenate(self._young_hashes), np.concatenate(self._young_seqs))
        self._young, self._young_hashes, self._young_seqs = set(), [], []

    def forget(self, seq: int) -> None:
        """Events before a seq are gone, and so are their Ids. What is still in memory of them is a third at most of
        what there has to be.
        """
        self._since = seq
        self._runs = [run for run in map(self._lightened, self._runs) if len(run.seqs)]

    def _lightened(self, run: _Run) -> _Run:
        # Runs hold what came together, so that the ends tell well enough how much of one is gone.
        first, last = run.ends
        return run.since(self._since) if (self._since - first) * 4 >= last + 1 - first else run

    def _suspects(self, hashes: NDArray[np.int64]) -> dict[int, list[int]]:
        """For positions whose hash is known, the seqs of all events that have it."""
        suspects: dict[int, list[int]] = {}
        for run in self._runs:
            left = np.searchsorted(run.hashes, hashes)
            found = run.hashes[np.minimum(left, len(run.hashes) - 1)] == hashes
            for position in np.flatnonzero(found).tolist():
                right = np.searchsorted(run.hashes, hashes[position], side="right")
                suspects.setdefault(position, []).extend(run.seqs[left[position] : right].tolist())
        return suspects

    def _is_stored(self, key: bytes, seqs: list[int]) -> bool:
        return any(self._stored_key(seq) == key[-KEY:] for seq in seqs)

    def _add_run(self, hashes: NDArray[np.int64], seqs: NDArray[np.int64]) -> None:
        """Adds hashes as a run of their own, and joins runs so that each is at least twice as long as the next."""
        order = np.argsort(hashes, kind="stable")
        self._runs.append(_Run.of(hashes[order], seqs[order]))
        while len(self._runs) > 1 and len(self._runs[-2].hashes) < 2 * len(self._runs[-1].hashes):
            newer, older = self._runs.pop(), self._runs.pop()
            self._add_sorted(older, newer)

    def _add_sorted(self, older: _Run, newer: _Run) -> None:
        hashes = np.concatenate((older.hashes, newer.hashes))
        # A stable sort of two sorted halves is one merge.
        order = np.argsort(hashes, kind="stable")
        self._runs.append(_Run.of(hashes[order], np.concatenate((older.seqs, newer.seqs))[order]))
