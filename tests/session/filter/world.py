"""Events in the columns, the names and the scope that filters look at."""

import json

import numpy as np

from floorwalker.event.catalog import Catalog
from floorwalker.event.model import event_of
from floorwalker.session.columns import AGENT, AGENT_SESSION, FIELDS, REASON, Columns, Names
from floorwalker.session.filter import Scope
from floorwalker.session.roster import Member, Roster
from tests.session.filter.events_made import FEEDS, NOW
from tests.session.filter.oracle import TEAMS, Sent

CATALOG = Catalog.load()
ROSTER = Roster({agent: Member("", team) for agent, team in TEAMS.items()})


class World:
    """A session in memory, its rows made by the program's own reading of each event."""

    def __init__(self, sent: list[Sent]) -> None:
        self.columns, self._names = Columns(), Names()
        self._ids: dict[tuple[int, str], int] = {}
        rows = [self._row(one) for one in sent]
        self.columns.append(np.array(rows, np.int64).reshape(-1, len(FIELDS)))
        self.rows = [dict(zip(FIELDS, row, strict=True)) for row in rows]
        self.payloads = [one.payload for one in sent]
        marked = frozenset(one.seq for one in sent if one.is_marked)
        self.scope = Scope(names=self._names, now=NOW * 1_000_000, marked=marked, feeds=FEEDS, roster=ROSTER)

    def _row(self, sent: Sent) -> list[int]:
        event = event_of(json.loads(sent.payload), CATALOG)
        facts = CATALOG.facts(event)
        [feed] = (number for number, address in FEEDS.items() if address == sent.feed)
        row = {
            "seq": sent.seq,
            "received": sent.received,
            "created": event.created,
            "category": event.category,
            "code": event.code,
            "agent": self._id(AGENT, facts.agent),
            "agent_session": self._id(AGENT_SESSION, facts.agent_session),
            "activity": facts.activity,
            "reason": self._id(REASON, facts.reason),
            "notes": sent.notes,
            "feed": feed,
        }
        return [row[name] for name in FIELDS]

    def _id(self, kind: int, text: str | None) -> int:
        if text is None:
            return 0
        key = (kind, text.casefold() if kind == AGENT else text)
        if key not in self._ids:
            self._ids[key] = len(self._ids) + 1
            self._names.add([(self._ids[key], kind, text)])
        return self._ids[key]
