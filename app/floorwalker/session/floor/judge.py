"""Which agents a filter means: it is asked of each agent's status now, as if an event had just told it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Final

import numpy as np

from floorwalker.session.columns import FIELDS, Columns
from floorwalker.session.filter import Filter, Scope

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from floorwalker.event.catalog import Catalog
    from floorwalker.event.statuses import Snapshot
    from floorwalker.session.columns import Names, Rows
    from floorwalker.session.roster import Roster

_AGENT: Final = 1
_STATUS_CHANGED: Final = 3


class Judge:
    """Asks one filter of agents. Words are looked for in the agent's names, the team and the status's words."""

    def __init__(self, wanted: Filter, catalog: Catalog, names: Names, roster: Roster) -> None:
        self._wanted = wanted
        self._catalog = catalog
        self._names = names
        self._roster = roster
        self._known: dict[tuple[int, int, int, int], bool] = {}

    def meant(self, agents: Snapshot, now: float) -> NDArray[np.bool_]:
        """Who of them is meant. now: seconds. Raises FilterError as `Filter.accepts`."""
        rows = _as_events(agents)
        scope = Scope(names=self._names, now=round(now * 1_000_000), roster=self._roster)
        if self._wanted.needs_payload:
            return self._by_payload(rows, scope)
        columns = Columns()
        return self._wanted.decide(columns, columns.append(rows), scope).yes

    def _by_payload(self, rows: Rows, scope: Scope) -> NDArray[np.bool_]:
        """One by one, each agent again only when the status is another."""
        meant = np.zeros(len(rows), np.bool_)
        for number, row in enumerate(rows.tolist()):
            event = dict(zip(FIELDS, row, strict=True))
            key = (event["agent"], event["activity"], event["reason"], event["created"])
            if key not in self._known or self._wanted.moves:
                self._known[key] = self._wanted.accepts(event, self._payload(event), scope)
            meant[number] = self._known[key]
        return meant

    def _payload(self, event: dict[str, int]) -> bytes:
        status = self._catalog.status(event["activity"], self._names.text(event["reason"]))
        username = self._names.text(event["agent"])
        fields = {
            "Category": _AGENT,
            "Code": _STATUS_CHANGED,
            "Username": username,
            "Name": self._roster.name(username),
            "Team": self._roster.team(username),
            "ActivityCode": event["activity"],
            "ActivityName": self._names.text(event["reason"]),
            "Status": f"{status.name} {status.words}",
        }
        return json.dumps(fields).encode()


def _as_events(agents: Snapshot) -> Rows:
    rows = np.zeros((len(agents), len(FIELDS)), np.int64)
    told: dict[str, int | NDArray[np.int64]] = {
        "seq": np.arange(1, len(agents) + 1),
        "received": agents.since * 1_000_000,
        "created": agents.since,
        "category": _AGENT,
        "code": _STATUS_CHANGED,
        "agent": agents.agents,
        "activity": agents.activity,
        "reason": agents.reason,
    }
    for name, values in told.items():
        rows[:, FIELDS.index(name)] = values
    return rows
