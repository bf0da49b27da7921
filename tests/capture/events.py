"""Events as senders write them."""

import json

from floorwalker.session.times import iso_seconds

NOON = 1_795_348_800
"""2026-11-22T12:00:00Z in seconds."""


def guid(number: int) -> str:
    return f"0d9a6f3e-2b5c-4c1d-8e7f-{number:012x}"


def event(number: int, **changed: object) -> dict[str, object]:
    """A StatusChanged; None takes a property away."""
    properties: dict[str, object] = {
        "Id": guid(number),
        "CreationDateUtc": "".join(filter(str.isdigit, iso_seconds(NOON + number))),
        "Category": 1,
        "Code": 3,
        "SessionId": guid(1_000_000 + number % 7),
        "SessionType": "CCA",
        "Username": f"agent.{number % 7}",
        "PhoneNo": "4017",
        "ActivityCode": 16,
        "AvailabilityCode": 1,
        "ActivityName": "",
        **changed,
    }
    return {name: value for name, value in properties.items() if value is not None}


def payload(number: int, **changed: object) -> bytes:
    return json.dumps(event(number, **changed)).encode()
