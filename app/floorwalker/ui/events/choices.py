"""What of an event can be filtered for: its kind, its agent, its status, and whatever else its cells show."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from floorwalker.event.catalog import Activity
from floorwalker.event.jsontext import NotJson, decode
from floorwalker.event.model import additional
from floorwalker.event.names import normal, spelling_of
from floorwalker.event.notes import Note
from floorwalker.session.filter import Named, also, any_value_term, field_term
from floorwalker.session.filter.payload import Payload
from floorwalker.session.times import iso_microseconds, iso_seconds
from floorwalker.ui.events import terms
from floorwalker.ui.events.said import LARGE
from floorwalker.ui.events.table.columns import COUNT, Column

if TYPE_CHECKING:
    from collections.abc import Iterator

    from floorwalker.ui.events.table.cells import Cells
    from floorwalker.ui.following import LiveSession, PayloadSource

Change = Callable[[str], str]
"""Makes one expression of another."""


class Choice(NamedTuple):
    """Something that events have in common. words: what it is, for a menu. term: an expression that means them.

    shown and hidden make of an expression the one that shows only these of its events, and the one without them.
    """

    words: str
    term: str
    shown: Change
    hidden: Change


class Choices:
    """The choices that an event in a row of the columns offers; for the window's thread only."""

    def __init__(self, live: LiveSession, payloads: PayloadSource, cells: Cells) -> None:
        self._live = live
        self._payloads = payloads
        self._cells = cells

    def of_cell(self, row: int, column: int) -> Choice:
        """What the cell in that column shows."""
        return next(iter(self._of_column(row, column)), None) or next(self._kinds(row))

    def of_event(self, row: int) -> list[Choice]:
        """Everything that it offers, what tells most of it first."""
        columns = (Column.EVENT, Column.AGENT, Column.SAYS, Column.NOTES, Column.TIME, Column.LAG)
        found = [choice for column in columns for choice in self._of_column(row, column)]
        found += [*self._session(row), *self._feed(row), *self._number(row)]
        return list({choice.term: choice for choice in found}.values())

    def _of_column(self, row: int, column: int) -> Iterator[Choice]:
        if column >= COUNT:
            return self._field(row, self._cells.fields.names[column - COUNT])
        ways: dict[int, Callable[[int], Iterator[Choice]]] = {
            Column.TIME: self._times,
            Column.AGENT: self._agent,
            Column.SAYS: self._says,
            Column.NOTES: self._notes,
            Column.LAG: self._creation,
            Column.CREATED: self._creation,
            Column.STATUS: self._status,
            Column.SEQ: self._number,
            Column.SESSION: self._session,
            Column.FEED: self._feed,
            Column.CATEGORY: self._category,
            Column.CODE: self._code,
            Column.REPEAT: self._repeat,
        }
        return ways.get(column, self._kinds)(row)

    def _kinds(self, row: int) -> Iterator[Choice]:
        columns, catalog = self._live.columns, self._live.catalog
        category, code = int(columns.category[row]), int(columns.code[row])
        parts = {
            catalog.event_label(category, code): (category, code),
            f"every event of {catalog.category_name(category)}": (category, None),
        }
        for words, part in parts.items():
            term = terms.for_kind("", part, catalog)
            shown = partial(terms.for_kind, part=part, catalog=catalog)
            yield Choice(words, term, shown, partial(terms.without_kind, part=part, catalog=catalog))

    def _agent(self, row: int) -> Iterator[Choice]:
        name = self._live.names.text(int(self._live.columns.agent[row]))
        yield self._of_name(f"agent {name}" if name else "events without an agent", Named.AGENT, name)

    def _category(self, row: int) -> Iterator[Choice]:
        yield list(self._kinds(row))[-1]

    def _code(self, row: int) -> Iterator[Choice]:
        code = int(self._live.columns.code[row])
        yield self._of_term(f"code {code} of any category", f"code:{code}")

    def _number(self, row: int) -> Iterator[Choice]:
        seq = int(self._live.columns.seq[row])
        yield self._of_term(f"event {seq:,}", f"seq:{seq}")

    def _repeat(self, row: int) -> Iterator[Choice]:
        is_repeat = bool(int(self._live.columns.notes[row]) & Note.REPEAT)
        yield self._of_term(*(("repeats", "is:duplicate") if is_repeat else ("no repeats", "-is:duplicate")))

    def _session(self, row: int) -> Iterator[Choice]:
        name = self._live.names.text(int(self._live.columns.agent_session[row]))
        if name and self._live.catalog.session_fields:
            yield self._of_term(f"agent session {name}", field_term(self._live.catalog.session_fields[0], name))

    def _field(self, row: int, name: str) -> Iterator[Choice]:
        """A field of the payload, where that is at hand; an event without it is one of those without it."""
        payload = self._payloads.payload(int(self._live.columns.seq[row]))
        if payload is None or len(payload) > LARGE:
            return
        for value in Payload(payload).fields.get(normal(name), []):
            yield self._of_term(f"{name} {terms.in_short(value)}", field_term(name, value))
        yield self._of_term(f"events without {name}", f"-{any_value_term(name)}")

    def _says(self, row: int) -> Iterator[Choice]:
        if self._live.columns.activity[row] == Activity.NONE:
            yield from self._subject(row)
        else:
            yield from self._status(row)

    def _status(self, row: int) -> Iterator[Choice]:
        columns, catalog = self._live.columns, self._live.catalog
        activity = int(columns.activity[row])
        if activity == Activity.NONE:
            yield self._of_term("events that set no status", "-status:*")
            return
        if reason := self._live.names.text(int(columns.reason[row])):
            yield self._of_term(f"status {reason}", terms.status_term(reason))
        if activity != Activity.NAMED:
            yield self._of_term(
                f"status {catalog.status(activity).words}", terms.activity_term(activity, self._live.catalog)
            )

    def _subject(self, row: int) -> Iterator[Choice]:
        """The work item or whatever else an event is about, where its payload is at hand."""
        payload = self._payloads.payload(int(self._live.columns.seq[row]))
        if payload is None or len(payload) > LARGE:
            return
        try:
            whole = decode(payload.decode("utf-8", "replace"))
        except NotJson:
            return
        fields = additional(whole) if isinstance(whole, dict) else {}
        spelling = spelling_of(tuple(fields))
        sent = [name for wanted in self._live.catalog.subject_fields if (name := spelling.of(wanted, fields))]
        for name in sent[:1]:
            words = f"{name} {terms.in_short(fields[name])}"
            yield self._of_term(words, field_term(name, fields[name]))

    def _notes(self, row: int) -> Iterator[Choice]:
        notes = int(self._live.columns.notes[row])
        if self._cells.mark(row) is not None:
            yield self._of_term("what is marked", "is:marked")
        if notes & Note.REPEAT:
            yield self._of_term("repeats", "is:duplicate")
        if notes & Note.LATE:
            yield self._of_term("what came late", "is:late")
        if notes:
            yield self._of_term("anything odd", "is:noted")
        else:
            yield self._of_term("nothing odd", "-is:noted")

    def _times(self, row: int) -> Iterator[Choice]:
        moment = iso_microseconds(int(self._live.columns.received[row]))
        yield self._of_term("from here on", f"received:>={moment}", f"received:<{moment}")
        yield self._of_term("until here", f"received:<={moment}", f"received:>{moment}")

    def _creation(self, row: int) -> Iterator[Choice]:
        moment = iso_seconds(int(self._live.columns.created[row]))
        yield self._of_term("created from here on", f"created:>={moment}", f"created:<{moment}")
        yield self._of_term("created until here", f"created:<={moment}", f"created:>{moment}")

    def _feed(self, row: int) -> Iterator[Choice]:
        feed = self._live.feeds.get(int(self._live.columns.feed[row]))
        if feed is not None:
            yield self._of_name(f"from {feed.address}", Named.FEED, feed.address)

    def _of_name(self, words: str, of: Named, name: str) -> Choice:
        """It takes the place of others of its kind, for no event has two."""
        catalog = self._live.catalog
        shown = partial(terms.for_name, of=of, name=name, catalog=catalog)
        return Choice(words, shown(""), shown, partial(terms.without_name, of=of, name=name, catalog=catalog))

    def _of_term(self, words: str, term: str, opposite: str = "") -> Choice:
        """opposite: the term for all other events, where it is not the excluded one."""
        catalog = self._live.catalog
        other = opposite or (term[1:] if term.startswith("-") else f"-{term}")
        changes = (partial(also, term=one, catalog=catalog) for one in (term, other))
        return Choice(words, term, *changes)
