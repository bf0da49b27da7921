"""Sessions for tests: events by number, in deliveries, from a centre whose clock is the receiver's."""

import json
from collections.abc import Iterable
from pathlib import Path

from floorwalker.event.body import read_body
from floorwalker.event.catalog import Catalog
from floorwalker.session.journal import Journal
from floorwalker.session.records import Delivery, Envelope
from floorwalker.session.times import iso_seconds

CATALOG = Catalog.load()
NOON = 1_795_348_800
"""2026-11-22T12:00:00Z in seconds: when event 0 is created and received. Event 1 follows a second later, and so on."""

ENVELOPE = Envelope("POST", "/events", (("Host", "127.0.0.1:8787"), ("Content-Type", "application/json")))


def guid(number: int) -> str:
    """The Id of an event."""
    return f"5f0c7d52-8d7e-4a1f-9c3b-{number:012x}"


def stamp(seconds: int) -> str:
    """A CreationDateUtc."""
    return "".join(character for character in iso_seconds(seconds) if character.isdigit())


def payload(number: int, **changed: object) -> bytes:
    """A StatusChanged event of one of three agents, with properties changed or added."""
    event: dict[str, object] = {
        "Id": guid(number),
        "CreationDateUtc": stamp(NOON + number),
        "Category": 1,
        "Code": 3,
        "SessionId": f"session-{number % 3}",
        "SessionType": "CCA",
        "Username": f"agent.{number % 3}",
        "PhoneNo": "100",
        "ActivityCode": 16,
        "AvailabilityCode": 1,
        "ActivityName": "",
    }
    return json.dumps(event | changed).encode()


def micros(seconds: float) -> int:
    """So many seconds after noon, as our clock tells it."""
    return NOON * 1_000_000 + round(seconds * 1_000_000)


def delivery(*bodies: bytes, at: float = 0.0, feed: int = 1, peer: str = "127.0.0.1:50000") -> Delivery:
    """One request with all that is in bodies, received so many seconds after noon."""
    items = [item for body in bodies for item in read_body(body, CATALOG)]
    return Delivery(micros(at), feed, peer, ENVELOPE, sum(map(len, bodies)), 200, items)


def new_journal(path: Path, at: float = 0.0) -> Journal:
    """A journal with one listener, whose id is 1."""
    journal = Journal.open(path, CATALOG, micros(at))
    assert journal.feed("listen", "http://127.0.0.1:8787/events") == 1
    return journal


def session_of(path: Path, payloads: Iterable[bytes]) -> Path:
    """A closed session with events that arrived in one delivery each, a second apart."""
    journal = new_journal(path)
    journal.append([delivery(one, at=second) for second, one in enumerate(payloads)])
    journal.close(micros(3600))
    return path
