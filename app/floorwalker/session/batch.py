"""Makes the rows of a transaction, before anything is written."""

import json
import sqlite3
from collections.abc import Iterable, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from itertools import chain
from typing import cast

from floorwalker.event.notes import Note
from floorwalker.session.arrived import Arrived
from floorwalker.session.columns import AGENT, AGENT_SESSION, REASON
from floorwalker.session.inserts import insert
from floorwalker.session.interned import Interned
from floorwalker.session.records import Delivery, Envelope, Frames, Receipt, Sent, Totals
from floorwalker.session.repeats import Checked
from floorwalker.session.schema import counted

_ENVELOPES = 1000
"""So many envelopes are remembered. A sender that signs sends a new one each time, and shares none."""

_LATE_BY = 5
"""Seconds that an event may lie before the newest of its feed and is still in time (our decision)."""

_TOGETHER = """
INSERT INTO deliveries SELECT ?1 + key, ?2, ?3, ?4, ?5, value, NULL, '', NULL, NULL FROM json_each(?6)
"""

_REPEAT, _LATE = int(Note.REPEAT), int(Note.LATE)
_NEVER = -(1 << 62)


@dataclass(slots=True)
class Batch:
    """The rows of one transaction, and what each delivery's sender is told after it.

    last_seq, last_delivery and totals: the session's, with this batch. newest: of its feeds, the newest CreationDateUtc
    of any event until then, in seconds. Each list holds a table's values, row after row, as `insert` takes them:
    without a tuple for each row there is less for the garbage collector to go through. together: what many deliveries
    share, and their sizes.
    """

    last_seq: int
    last_delivery: int
    totals: Totals = field(default_factory=Totals)
    envelopes: list[int | str] = field(default_factory=list)
    names: list[int | str] = field(default_factory=list)
    deliveries: list[int | str | None] = field(default_factory=list)
    together: list[tuple[int | str, ...]] = field(default_factory=list)
    positions: dict[int, Sent] = field(default_factory=dict)
    events: list[int] = field(default_factory=list)
    payloads: list[int | bytes] = field(default_factory=list)
    refused: list[int | str | bytes | None] = field(default_factory=list)
    receipts: list[Receipt] = field(default_factory=list)
    newest: dict[int, int] = field(default_factory=dict)

    def write(self, connection: sqlite3.Connection) -> None:
        """Inserts the rows."""
        insert(connection, "envelopes", 2, self.envelopes)
        insert(connection, "names", 3, self.names)
        insert(connection, "deliveries", 10, self.deliveries)
        connection.executemany(_TOGETHER, self.together)
        insert(connection, "events", 13, self.events)
        insert(connection, "payloads", 2, self.payloads)
        insert(connection, "refused", 6, self.refused)
        for feed, sent in self.positions.items():
            connection.execute("INSERT OR REPLACE INTO positions VALUES (?, ?, ?)", (feed, sent.session, sent.seq))


class BatchMaker:
    """Turns deliveries into rows, with numbers for what is stored once. For one thread.

    What a batch adds to the numbers is settled by `keep` when the batch is on the disk, or forgotten by `drop`.
    """

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._last_seq, self._totals = counted(connection)
        [self._last_delivery, last_envelope, last_name] = (
            connection.execute(f"SELECT coalesce(max(id), 0) FROM {table}").fetchone()[0]  # noqa: S608 our own tables
            for table in ("deliveries", "envelopes", "names")
        )
        self._envelopes = Interned[Envelope](last_envelope, _ENVELOPES)
        self._last_envelope: tuple[Envelope | None, int] = (None, 0)
        self._names = Interned[tuple[int, str]](last_name)
        for number, kind, text in connection.execute("SELECT id, kind, text FROM names ORDER BY id"):
            self._names.load(_name_key(kind, text), number)
        # The numbers of names by their spellings, which spares nearly all events the way over a name's key.
        self._spelled: dict[int, dict[str | None, int]] = {}
        self._forget_spellings()
        newest = "SELECT feed, max(created) FROM events GROUP BY feed"
        self._newest: dict[int, int] = dict(connection.execute(newest).fetchall())

    @property
    def last_seq(self) -> int:
        """The newest event's seq, of what was kept."""
        return self._last_seq

    @property
    def totals(self) -> Totals:
        """The session's counts, of what was kept."""
        return self._totals

    def arrived(self, came: Sequence[Delivery | Frames]) -> Arrived:
        """What is to be stored next, numbered."""
        return Arrived(came, self._last_delivery + 1)

    def batch(self, arrived: Arrived, checked: Checked) -> Batch:
        """The rows for what has arrived, whose events were checked for repeats."""
        batch = Batch(self._last_seq + len(checked.repeats), arrived.numbers.stop - 1)
        self._add_deliveries(batch, arrived)
        if arrived.events:
            self._add_events(batch, arrived, checked)
        if arrived.refused:
            _add_refused(batch, arrived)
        batch.receipts = arrived.receipts(checked.repeats, self._last_seq + 1)
        counts = (len(arrived.events), sum(checked.repeats), len(arrived.refused))
        batch.totals = Totals(*(before + more for before, more in zip(self._totals, counts, strict=True)))
        batch.envelopes = [part for new, envelope in self._envelopes.added for part in (new, envelope.text())]
        batch.names = [part for new, name in self._names.added for part in (new, *name)]
        return batch

    def keep(self, batch: Batch) -> None:
        """The batch is on the disk."""
        self._names.keep()
        self._envelopes.keep()
        self._last_seq, self._totals = batch.last_seq, batch.totals
        self._last_delivery = batch.last_delivery
        self._newest.update(batch.newest)

    def drop(self) -> None:
        """The batch is not on the disk: what it made new is forgotten, and its numbers are given again."""
        self._names.drop()
        self._envelopes.drop()
        self._last_envelope = (None, 0)
        self._forget_spellings()

    def lower(self, gone: Totals) -> None:
        """So much has gone from the session."""
        self._totals = Totals(*(had - went for had, went in zip(self._totals, gone, strict=True)))

    def envelopes_at_hand(self) -> Iterable[int]:
        """The numbers of the envelopes that may be given again."""
        return (*self._envelopes.numbers(), self._last_envelope[1])

    def forget_names(self, numbers: AbstractSet[int]) -> None:
        """These names have gone from the session; one that is seen again gets a new number."""
        self._names.forget(numbers)
        self._forget_spellings()

    def _add_deliveries(self, batch: Batch, arrived: Arrived) -> None:
        for came, first in zip(arrived.came, arrived.firsts, strict=True):
            envelope = self._envelope(came.envelope)
            if isinstance(came, Frames):
                _add_frames(batch, came, first, envelope)
            else:
                _add_delivery(batch, came, first, envelope)

    def _envelope(self, envelope: Envelope) -> int:
        """Its number. A sender's deliveries follow each other and share it, which spares them its hash."""
        if envelope is not self._last_envelope[0]:
            self._last_envelope = (envelope, self._envelopes.number(envelope, envelope))
        return self._last_envelope[1]

    def _add_events(self, batch: Batch, arrived: Arrived, checked: Checked) -> None:
        """Adds all events, column by column: all that arrives passes here, and a loop over rows takes three times as
        long.
        """
        events = arrived.events
        seqs = range(self._last_seq + 1, batch.last_seq + 1)
        columns = (
            seqs,
            arrived.received,
            events.created,
            events.categories,
            events.codes,
            self._numbers(AGENT, events.agents),
            self._numbers(AGENT_SESSION, events.agent_sessions),
            events.activities,
            self._numbers(REASON, events.reasons),
            _noted(events.notes, checked.repeats, self._late(batch, events.created, arrived.feeds)),
            arrived.feeds,
            arrived.deliveries,
            checked.hashes.tolist(),
        )
        batch.events = list(chain.from_iterable(zip(*columns, strict=True)))
        batch.payloads = list(chain.from_iterable(zip(seqs, events.payloads, strict=True)))

    def _late(self, batch: Batch, created: Sequence[int], feeds: Sequence[int]) -> list[int]:
        """Which of the events are late, by their places in the batch."""
        late: list[int] = []
        batch.newest = {feed: self._newest.get(feed, _NEVER) for feed in set(feeds)}
        if len(batch.newest) == 1:
            [(feed, newest)] = batch.newest.items()
            newest = max([newest, *created])
            if min(created) >= newest - _LATE_BY:
                batch.newest[feed] = newest
                return late
        for place, (moment, feed) in enumerate(zip(created, feeds, strict=True)):
            newest = batch.newest[feed]
            if moment > newest:
                batch.newest[feed] = moment
            elif moment < newest - _LATE_BY:
                late.append(place)
        return late

    def _numbers(self, kind: int, texts: Sequence[str | None]) -> list[int]:
        known = self._spelled[kind]
        numbers = list(map(known.get, texts))
        if None in numbers:
            return [self._name(kind, text) if text not in known else known[text] for text in texts]
        return cast("list[int]", numbers)

    def _name(self, kind: int, text: str | None) -> int:
        """The number of a name in a spelling that is not remembered."""
        if not text:
            return 0
        number = self._names.number(_name_key(kind, text), (kind, text))
        self._spelled[kind][text] = number
        return number

    def _forget_spellings(self) -> None:
        self._spelled = {kind: {None: 0} for kind in (AGENT, AGENT_SESSION, REASON)}


def _add_delivery(batch: Batch, one: Delivery, number: int, envelope: int) -> None:
    seq = received = None
    if one.sent is not None:
        batch.positions[one.feed], (_, seq, received) = one.sent, one.sent
    row = (number, one.received, one.feed, one.peer, envelope, one.size, one.answer, one.verdict, seq, received)
    batch.deliveries += row


def _add_frames(batch: Batch, frames: Frames, first: int, envelope: int) -> None:
    """Adds the deliveries of frames that came together, in one step where they share all but their sizes."""
    address = (frames.received, frames.feed, frames.peer, envelope)
    if not frames.sents:
        batch.together.append((first, *address, json.dumps(frames.sizes)))
        return
    for number, (size, sent) in enumerate(zip(frames.sizes, frames.sents, strict=True), first):
        batch.deliveries += (number, *address, size, None, "", *sent[1:])
    batch.positions[frames.feed] = frames.sents[-1]


def _name_key(kind: int, text: str) -> tuple[int, str]:
    """Agents are the same however their name is spelled, upper or lower case; other names are not."""
    return (kind, text.casefold() if kind == AGENT else text)


def _noted(notes: Sequence[int], repeats: Sequence[bool], late: Sequence[int]) -> Sequence[int]:
    if not late and True not in repeats:
        return notes
    noted = [note | _REPEAT if again else note for note, again in zip(notes, repeats, strict=True)]
    for place in late:
        noted[place] |= _LATE
    return noted


def _add_refused(batch: Batch, arrived: Arrived) -> None:
    for number, came, refused in arrived.refused:
        problems = json.dumps([{"at": fault.at, "problem": fault.problem} for fault in refused.faults])
        batch.refused += (None, came.received, number, came.feed, refused.payload, problems)
