"""Makes the rows of a transaction, before anything is written."""

import json
import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from floorwalker.event.body import Accepted, Refused
from floorwalker.event.notes import Note
from floorwalker.session.columns import AGENT, AGENT_SESSION, REASON
from floorwalker.session.inserts import insert
from floorwalker.session.interned import Interned
from floorwalker.session.records import Delivery, Envelope, Receipt, Sent, Totals
from floorwalker.session.repeats import Checked
from floorwalker.session.schema import counted

_ENVELOPES = 1000
"""So many envelopes are remembered. A sender that signs sends a new one each time, and shares none."""

_LATE_BY = 5
"""Seconds that an event may lie before the newest of its feed and is still in time (our decision)."""

_REPEAT, _LATE = int(Note.REPEAT), int(Note.LATE)
_NEVER = -(1 << 62)


@dataclass(slots=True)
class Batch:
    """The rows of one transaction, and what each delivery's sender is told after it.

    last_seq and totals: the session's, with this batch. newest: of its feeds, the newest CreationDateUtc of any event
    until then, in seconds. Each list holds a table's values, row after row, as `insert`
    takes them: without a tuple for each row there is less for the garbage collector to go through.
    """

    last_seq: int
    totals: Totals = field(default_factory=Totals)
    envelopes: list[int | str] = field(default_factory=list)
    names: list[int | str] = field(default_factory=list)
    deliveries: list[int | str | None] = field(default_factory=list)
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

    def batch(self, deliveries: Sequence[Delivery], checked: Checked) -> Batch:
        """The rows for deliveries, whose events were checked for repeats."""
        batch = Batch(self._last_seq + len(checked.repeats))
        id_hashes = checked.hashes.tolist()
        at = 0
        for number, delivery in enumerate(deliveries, self._last_delivery + 1):
            events = [item for item in delivery.items if isinstance(item, Accepted)]
            seqs = range(self._last_seq + 1 + at, self._last_seq + 1 + at + len(events))
            repeats = checked.repeats[at : at + len(events)]
            marks = zip(seqs, repeats, id_hashes[at : at + len(events)], strict=True)
            self._add_delivery(batch, number, delivery)
            self._add_events(batch, (number, delivery), events, marks)
            rejected = len(delivery.items) - len(events)
            if rejected:
                _add_refused(batch, number, delivery)
            duplicates = sum(repeats)
            batch.receipts.append(Receipt(len(events) - duplicates, duplicates, rejected, seqs))
            at += len(events)
        batch.totals = self._totals.plus(batch.receipts)
        batch.envelopes = [part for new, envelope in self._envelopes.added for part in (new, envelope.text())]
        batch.names = [part for new, name in self._names.added for part in (new, *name)]
        return batch

    def keep(self, batch: Batch) -> None:
        """The batch is on the disk."""
        self._names.keep()
        self._envelopes.keep()
        self._last_seq, self._totals = batch.last_seq, batch.totals
        self._last_delivery += len(batch.receipts)
        self._newest.update(batch.newest)

    def drop(self) -> None:
        """The batch is not on the disk: what it made new is forgotten, and its numbers are given again."""
        self._names.drop()
        self._envelopes.drop()
        self._forget_spellings()

    def _add_delivery(self, batch: Batch, number: int, delivery: Delivery) -> None:
        envelope = self._envelopes.number(delivery.envelope, delivery.envelope)
        sent = delivery.sent
        batch.deliveries += (
            number,
            delivery.received,
            delivery.feed,
            delivery.peer,
            envelope,
            delivery.size,
            delivery.answer,
            delivery.verdict,
            sent.seq if sent else None,
            sent.received if sent else None,
        )
        if sent is not None:
            batch.positions[delivery.feed] = sent

    def _add_events(
        self,
        batch: Batch,
        numbered: tuple[int, Delivery],
        events: Iterable[Accepted],
        marks: Iterable[tuple[int, bool, int]],
    ) -> None:
        """Adds the events of one delivery. All that arrives passes here, so look-ups are made before the loop.

        marks: of each event its seq, whether it is a repeat, and the hash of its Id.
        """
        name = self._name
        agents, agent_sessions, reasons = (self._spelled[kind] for kind in (AGENT, AGENT_SESSION, REASON))
        number, delivery = numbered
        received, feed = delivery.received, delivery.feed
        newest = batch.newest.get(feed, self._newest.get(feed, _NEVER))
        for accepted, (seq, repeat, id_hash) in zip(events, marks, strict=True):
            _, created, category, code, notes, (of_agent, of_session, activity, of_reason), payload = accepted
            agent = agents.get(of_agent)
            agent_session = agent_sessions.get(of_session)
            reason = reasons.get(of_reason)
            if created > newest:
                newest = created
            elif created < newest - _LATE_BY:
                notes |= _LATE
            batch.payloads += (seq, payload)
            batch.events += (
                seq,
                received,
                created,
                category,
                code,
                name(AGENT, of_agent) if agent is None else agent,
                name(AGENT_SESSION, of_session) if agent_session is None else agent_session,
                activity,
                name(REASON, of_reason) if reason is None else reason,
                notes | _REPEAT if repeat else notes,
                feed,
                number,
                id_hash,
            )
        batch.newest[feed] = newest

    def _name(self, kind: int, text: str | None) -> int:
        """The number of a name in a spelling that is not remembered."""
        if not text:
            return 0
        number = self._names.number(_name_key(kind, text), (kind, text))
        self._spelled[kind][text] = number
        return number

    def _forget_spellings(self) -> None:
        self._spelled = {kind: {None: 0} for kind in (AGENT, AGENT_SESSION, REASON)}


def _name_key(kind: int, text: str) -> tuple[int, str]:
    """Agents are the same however their name is spelled, upper or lower case; other names are not."""
    return (kind, text.casefold() if kind == AGENT else text)


def _add_refused(batch: Batch, number: int, delivery: Delivery) -> None:
    for item in delivery.items:
        if isinstance(item, Refused):
            problems = json.dumps([{"at": fault.at, "problem": fault.problem} for fault in item.faults])
            batch.refused += (None, delivery.received, number, delivery.feed, item.payload, problems)
