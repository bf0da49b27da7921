"""Events to test with: JSON objects as a sender writes them, and what they are read as."""

import json
from typing import Any, Final

from hypothesis import strategies as st

from floorwalker.event.body import Accepted, Refused, read_body
from floorwalker.event.catalog import Catalog
from floorwalker.event.jsontext import decode
from floorwalker.event.model import Event, event_of
from floorwalker.event.notes import Note

CATALOG: Final = Catalog.load()
GUID: Final = "0f8fad5b-d9cb-469f-a165-70867728950e"
TIME: Final = "20261122091403"
SECONDS: Final = 1_795_338_843  # of that time
PROPERTIES: Final[dict[str, Any]] = {"Id": GUID, "CreationDateUtc": TIME, "Category": 1, "Code": 3}
STATUS_FIELDS: Final[dict[str, Any]] = {
    "SessionId": "5d2c1b2e-8f9b-4dd0-a4fd-0f3bd6f0e001",
    "SessionType": "CCA",
    "Username": "c.diaz",
    "PhoneNo": "1234",
    "ActivityCode": 36,
    "AvailabilityCode": 0,
    "ActivityName": "Training",
}


def sent(**properties: Any) -> dict[str, Any]:  # noqa: ANN401  # any JSON value
    """A StatusChanged without additional fields, with these properties beside or in place of its own."""
    return {**PROPERTIES, **properties}


def event(**properties: Any) -> Event:  # noqa: ANN401  # any JSON value
    return event_of(sent(**properties), CATALOG)


def read(body: bytes | str | object, content_type: str = "") -> list[Accepted | Refused]:
    """What is in a body; anything but bytes and text is sent as JSON."""
    text = body if isinstance(body, bytes | str) else json.dumps(body)
    return read_body(text.encode() if isinstance(text, str) else text, CATALOG, content_type)


def accepted(body: bytes | str | object, content_type: str = "") -> list[Event]:
    """The events in a body in which nothing is refused."""
    items = read(body, content_type)
    assert all(isinstance(item, Accepted) for item in items), items
    return [event_in(item) for item in items if isinstance(item, Accepted)]


def event_in(item: Accepted) -> Event:
    """The event whole, as the model reads its payload; what was accepted must say the same of it."""
    read_again = event_of(decode(item.payload.decode()), CATALOG, item.notes & Note.FROM_FORM)
    told = (read_again.id, read_again.created, read_again.category, read_again.code, int(read_again.notes))
    assert told == (item.id, item.created, item.category, item.code, item.notes)
    assert CATALOG.facts(read_again) == item.facts
    return read_again


def refused(body: bytes | str | object) -> list[Refused]:
    return [item for item in read(body) if isinstance(item, Refused)]


def faults(body: bytes | str | object) -> dict[str, str]:
    """Every fault of what is refused in a body, its problem by its place."""
    return {fault.at: fault.problem for item in refused(body) for fault in item.faults}


json_values: Final = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=12,
)
field_names: Final = st.text(min_size=1).filter(
    lambda name: (
        "".join(name.split()).replace("_", "").casefold()
        not in {"id", "creationdateutc", "category", "code", "additionalfields"}
    )
)
