"""The floor as a patient person with paper would work it out: event by event, from the rules of PROTOCOL.md alone.

It knows neither gaps nor stale statuses: for sessions that were captured in one go and last less than twelve hours.
"""

import json
from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any

STATUSES = {
    0: "NotReady",
    16: "Available",
    17: "AcceptInternalCalls",
    33: "BusyOnCall",
    34: "BusyOnBreak",
    35: "Wrapup",
    36: "BusyOther",
    37: "BusyOnEmail",
    38: "BusyChatting",
}
STEPS = {4: "offered", 5: "accepted", 6: "declined", 8: "released"}
FOLLOWED_BY: dict[str, tuple[str, ...]] = {
    "offered": ("accepted", "declined", "released"),
    "accepted": ("released",),
    "declined": (),
    "released": (),
}
DAY = 24 * 3600


class PlainEvent:
    """One payload, read with as little code as will do."""

    def __init__(self, arrival: int, payload: bytes) -> None:
        fields = json.loads(payload)
        self.arrival = arrival
        self.id = str(fields["Id"])
        self.created = _seconds(str(fields["CreationDateUtc"]))
        self.category, self.code = int(fields["Category"]), int(fields["Code"])
        self.agent = str(fields.get("Username") or "")
        self.fields = fields

    @property
    def place(self) -> tuple[int, int, int, int]:
        """By time; in a second SignedIn first, SignedOut last, the steps of items in their order, else as it came."""
        rank = {1: 0, 2: 2}.get(self.code, 1)
        return self.created, rank, self.code if self.code in STEPS else 0, self.arrival


class PlainAgent:
    """All that was told of one agent by now."""

    def __init__(self) -> None:
        self.status, self.reason, self.since, self.heard = "Unknown", "", 0, 0
        self.spans: list[tuple[int, str]] = []
        self.sessions: dict[str, dict[str, Any]] = {}
        self.left = -1
        self.items: list[dict[str, Any]] = []
        self.steps: list[tuple[int, str]] = []

    def take(self, event: PlainEvent) -> None:
        self.heard = event.created
        self._take_session(event)
        if not self.spans or event.code == 1:
            self._begin("Unknown", "", event.created)
        if event.code == 2 and self.status != "SignedOut":
            self._begin("SignedOut", "", event.created)
            self.left = event.created
        if event.code == 3:
            status, reason = STATUSES[event.fields["ActivityCode"]], str(event.fields.get("ActivityName") or "")
            if (status, reason) != (self.status, self.reason):
                self._begin(status, reason, event.created)
        if event.code in STEPS:
            self._take_step(STEPS[event.code], str(event.fields["WorkItemId"]), event)

    def tell(self, moment: int) -> dict[str, Any]:
        """As `Standing` says it."""
        start = moment - moment % DAY
        steps = [step for at, step in self.steps if at >= start]
        ends = [at for at, _ in self.spans[1:]] + [moment]
        times: dict[str, int] = {}
        for (begin, status), end in zip(self.spans, ends, strict=False):
            lasts = max(end, start) - max(begin, start)
            times = times | ({status: times.get(status, 0) + lasts} if lasts else {})
        session = self._session()
        return {
            "status": self.status,
            "reason": self.reason or None,
            "since": self.since or None,
            "heard": self.heard or None,
            "session_type": session.get("SessionType"),
            "phone": session.get("PhoneNo"),
            **self._current(),
            **{step: steps.count(step) for step in STEPS.values()},
            "ring": self._mean("offered", "accepted", start),
            "handle": self._mean("accepted", "released", start),
            "unproven": self._unproven(start),
            "logged_in": sum(times.values()) - times.get("SignedOut", 0),
            "times": times,
        }

    def _begin(self, status: str, reason: str, at: int) -> None:
        self.status, self.reason, self.since = status, reason, at
        self.spans.append((at, status))

    def _take_session(self, event: PlainEvent) -> None:
        known = self.sessions.setdefault(event.fields["SessionId"], {**event.fields, "is over": False})
        known["is over"] = event.code == 2

    def _session(self) -> dict[str, Any]:
        going_on = [session for session in self.sessions.values() if not session["is over"]]
        return going_on[-1] if going_on else {}

    def _take_step(self, step: str, name: str, event: PlainEvent) -> None:
        self.steps.append((event.created, step))
        own = [item for item in self.items[-50:] if item["name"] == name]
        if not own or step not in FOLLOWED_BY[own[-1]["last"]]:
            own = [{"name": name}]
            self.items += own
        own[-1].update({step: event.created, "last": step, "order": (event.created, event.code, event.arrival)})

    def _current(self) -> dict[str, Any]:
        newest = max(self.items, key=lambda item: tuple(item["order"]), default=None)
        if newest is not None and newest["last"] != "offered":
            accepted = [item for item in self.items if item["last"] == "accepted"]
            newest = max(accepted, key=lambda item: tuple(item["order"]), default=None)
        if newest is None or newest[newest["last"]] <= self.left:
            return {"item": None, "item_step": None, "item_since": None}
        return {"item": newest["name"], "item_step": newest["last"], "item_since": newest[newest["last"]]}

    def _mean(self, first: str, then: str, start: int) -> float | None:
        took = [item[then] - item[first] for item in self.items if first in item and item.get(then, -1) >= start]
        return sum(took) / len(took) if took else None

    def _unproven(self, start: int) -> dict[str, int]:
        found: dict[str, int] = {}
        for item in self.items:
            needed = ("offered", "accepted") if item["last"] == "released" else ("offered",)
            for step in needed if item[item["last"]] >= start else ():
                if step not in item:
                    words = f"{item['last']} without {step}"
                    found[words] = found.get(words, 0) + 1
        return found


class PlainFloor:
    """Takes payloads in the order of their arrival, and is asked of ascending moments."""

    def __init__(self, payloads: Iterable[bytes]) -> None:
        told = {event.id: event for event in reversed(_events(payloads))}
        agents = (event for event in told.values() if event.category == 1)
        self._events = sorted(agents, key=lambda event: event.place, reverse=True)
        self._agents = {event.agent: PlainAgent() for event in self._events}

    def at(self, moment: int) -> dict[str, dict[str, Any]]:
        """Everyone, as of a moment in seconds, which is included; no earlier than the last one asked for."""
        while self._events and self._events[-1].created <= moment:
            event = self._events.pop()
            self._agents[event.agent].take(event)
        return {name: agent.tell(moment) for name, agent in self._agents.items()}


def _events(payloads: Iterable[bytes]) -> list[PlainEvent]:
    found = []
    for arrival, payload in enumerate(payloads):
        try:
            found.append(PlainEvent(arrival, payload))
        except (KeyError, TypeError, ValueError):
            continue  # the centre spoils a few, which are refused
    return found


def _seconds(text: str) -> int:
    form = "%Y-%m-%dT%H:%M:%S%z" if "T" in text else "%Y%m%d%H%M%S"
    return int(datetime.strptime(text, form).replace(tzinfo=UTC).timestamp())
