"""Frames that came together are stored as deliveries that came one by one."""

import sqlite3
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given
from hypothesis import strategies as st

from floorwalker.event.body import Columns, read_objects
from floorwalker.session.journal import Journal
from floorwalker.session.reader import Reader
from floorwalker.session.records import Delivery, Envelope, Frames, Receipt, Sent
from tests.session.made import CATALOG, delivery, micros, new_journal, payload

ENVELOPE = Envelope("", "/feed")
BODIES = st.one_of(
    st.integers(0, 20).map(payload),
    st.just(payload(3, Username="another")),
    st.just(b'{"Id": "x"}'),
)
GROUPS = st.lists(st.tuples(st.lists(BODIES, min_size=1, max_size=9), st.booleans(), st.booleans()), max_size=5)


def frames(bodies: Sequence[bytes], at: float, feed: int, first: int = 0) -> Frames:
    """Frames that came together. first: the seq of the first one elsewhere, 0 for none."""
    items = read_objects(bodies, CATALOG)
    assert items is not None
    sents = [Sent("there", first + number, micros(number)) for number in range(len(bodies))] if first else ()
    return Frames(micros(at), feed, "10.0.0.1:80", ENVELOPE, [len(body) + 7 for body in bodies], items, sents)


def one_by_one(came: Frames) -> list[Delivery]:
    sents: Sequence[Sent | None] = came.sents or [None] * len(came.items)
    items = came.items.events() if isinstance(came.items, Columns) else came.items
    each = zip(came.sizes, items, sents, strict=True)
    return [
        Delivery(came.received, came.feed, came.peer, came.envelope, size, None, [item], "", sent)
        for size, item, sent in each
    ]


def content(path: Path) -> dict[str, list[tuple[object, ...]]]:
    tables = ("events", "payloads", "deliveries", "refused", "names", "envelopes", "positions")
    with closing(sqlite3.connect(path)) as connection:
        return {table: connection.execute(f"SELECT * FROM {table} ORDER BY 1").fetchall() for table in tables}  # noqa: S608 our own tables


def total(receipts: Sequence[Receipt]) -> tuple[int, int, int, list[int]]:
    """What became of all of them."""
    accepted = sum(receipt.accepted for receipt in receipts)
    duplicates = sum(receipt.duplicates for receipt in receipts)
    rejected = sum(receipt.rejected for receipt in receipts)
    return accepted, duplicates, rejected, [seq for receipt in receipts for seq in receipt.seqs]


@given(st.lists(GROUPS, min_size=1, max_size=2))
def test_that_frames_together_leave_the_session_that_they_would_leave_one_by_one(
    transactions: list[list[tuple[list[bytes], bool, bool]]],
) -> None:
    with TemporaryDirectory() as folder:
        one, other = Path(folder) / "one.fw", Path(folder) / "other.fw"
        with new_journal(one) as together, new_journal(other) as alone:
            for groups in transactions:
                _append(groups, together, alone)
        assert content(one) == content(other)


def _append(groups: list[tuple[list[bytes], bool, bool]], together: Journal, alone: Journal) -> None:
    came: list[Delivery | Frames] = []
    apart: list[Delivery] = []
    widths = []
    for at, (bodies, is_post, is_sent) in enumerate(groups):
        more: Delivery | Frames = (
            delivery(*bodies, at=at) if is_post else frames(bodies, at, 2 + is_sent, 100 * is_sent)
        )
        separate = [more] if isinstance(more, Delivery) else one_by_one(more)
        came.append(more)
        apart += separate
        widths.append(len(separate))
    receipts, expected = together.append(came), alone.append(apart)
    assert (together.totals, together.last_seq) == (alone.totals, alone.last_seq)
    for receipt, width in zip(receipts, widths, strict=True):
        assert total([receipt]) == total(expected[:width])
        expected = expected[width:]


def test_that_each_frame_has_a_delivery_of_its_own_with_its_size(tmp_path: Path) -> None:
    with new_journal(tmp_path / "a.fw") as journal, Reader.open(tmp_path / "a.fw") as reader:
        came = frames([payload(0), payload(1, Note="longer"), payload(2)], 2.5, 1)
        journal.append([came])
        arrived = [reader.delivery(seq) for seq in (1, 2, 3)]
    assert [one.size for one in arrived if one] == list(came.sizes)
    assert {(one.received, one.peer, one.answer) for one in arrived if one} == {(micros(2.5), "10.0.0.1:80", None)}
