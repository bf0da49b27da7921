"""A day of agents' events, as they may arrive, and everyone's status at a moment of it by a plain look at them all."""

import random
from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any, NamedTuple

from tests.session.made import NOON, guid, stamp

Event = dict[str, Any]

STATUSES = {0: "NotReady", 16: "Available", 33: "BusyOnCall", 34: "BusyOnBreak", 35: "Wrapup", 36: "BusyOther"}


class Told(NamedTuple):
    """What the board says of an agent."""

    status: str
    reason: str | None
    since: str | None


def day_of(random_: random.Random, agents: int = 40) -> list[Event]:
    """Eight hours from noon, in the order in which things happened."""
    events = [event for agent in range(agents) for event in _shift(random_, f"agent.{agent}", agent)]
    return sorted(events, key=lambda event: event["CreationDateUtc"])


def _shift(random_: random.Random, agent: str, number: int) -> Iterable[Event]:
    second, end, serial = random_.randrange(3600), 8 * 3600 - random_.randrange(3600), number * 100_000
    common = {"Category": 1, "Username": agent, "SessionId": agent}
    if number % 4:
        yield {"Id": guid(serial), "CreationDateUtc": stamp(NOON + second), "Code": 1, **common}
    while (second := second + random_.randrange(1, 900)) < end:
        serial += 1
        code = random_.choice(list(STATUSES))
        reason = random_.choice(["Training", "Coaching"]) if code == 36 else ""
        head = {"Id": guid(serial), "CreationDateUtc": stamp(NOON + second), **common}
        yield {**head, "Code": 3, "ActivityCode": code, "ActivityName": reason}
    if number % 3:
        yield {"Id": guid(serial + 1), "CreationDateUtc": stamp(NOON + end), "Code": 2, **common}


def shuffled(random_: random.Random, events: list[Event]) -> list[Event]:
    """As they may arrive: a tenth of them twice, each up to five minutes late."""
    both = [*events, *random_.sample(events, len(events) // 10)]
    return sorted(both, key=lambda event: seconds_of(event) + random_.randrange(300))


def seconds_of(event: Event) -> int:
    """When it was created, in seconds since 1970."""
    created = datetime.strptime(event["CreationDateUtc"], "%Y%m%d%H%M%S").replace(tzinfo=UTC)
    return int(created.timestamp())


def plainly(events: list[Event], moment: int) -> dict[str, Told]:
    """Everyone's status, from the beginning."""
    until = stamp(moment)
    told = {event["Username"]: Told("Unknown", None, None) for event in events}
    for event in events:
        if event["CreationDateUtc"] > until:
            break
        name = {1: "Unknown", 2: "SignedOut"}.get(event["Code"]) or STATUSES[event["ActivityCode"]]
        reason = event.get("ActivityName") or None
        if (name, reason) != told[event["Username"]][:2] or event["Code"] == 1:
            day = event["CreationDateUtc"]
            since = f"{day[:4]}-{day[4:6]}-{day[6:8]}T{day[8:10]}:{day[10:12]}:{day[12:]}Z"
            told[event["Username"]] = Told(name, reason, since)
    return told
