"""Events made up by hypothesis, of the same few names and values as the expressions, so that they meet."""

import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Final

from hypothesis import strategies as st

from tests.session.filter.oracle import Sent

NINE: Final = datetime(2026, 11, 22, 9, tzinfo=UTC)
NOW: Final = int(NINE.timestamp()) + 3600
"""The filters' now, in seconds: an hour after the first event."""

FEEDS: Final = {1: "http://127.0.0.1:8787/events", 2: "ws://feed.example/agents", 3: "wss://feed.example/IVR"}
AGENTS: Final = [
    "j.smith",
    "J.SMITH",
    "Jo Doe",
    "bot1",
    "Müller",
    "MÜLLER",
    "straße",
    "Ωmega",
    "a*b",
    'say "hi"',
    "x\\y",
]
TEXTS: Final = [
    "",
    "Sales north",
    "SALES",
    "ÉCOLE",
    "STRASSE",
    "36",
    "036",
    "36.0",
    "-5",
    "1e1",
    "a, (b)",
    "x..y",
    "36*6",
]
TIMES: Final = ["2026-11-22T09:30:00Z", "2026-11-22T10:30:00+01:00", "20261122093000", "2026-11-22", 20261122093000]
VALUES: Final = [*TEXTS, *TIMES, "école", "straße", "*", 36, -5, 2.5, 1e1, True, None, ["x", 36], {"k": "Sales"}]
FIELDS: Final = ["QueueName", "Exit Code", "Status"]
"""Names with other spellings, one with a space, one that is an operator's."""

SPELLINGS: Final[list[Callable[[str], str]]] = [
    str,
    str.upper,
    lambda name: "_".join(name.split()),
    lambda name: f"{name} ",
]
KINDS: Final = [(1, 1), (1, 2), (1, 3), (1, 3), (1, 3), (1, 5), (2, 3), (3, 12), (4, 1), (9, 5)]

# Few enough for events and expressions to meet at the very second.
MINUTES: Final = range(0, 61, 10)


def as_json(event: dict[str, object], more: dict[str, object], shape: str, *, ascii_only: bool = False) -> bytes:
    """The event as JSON, its additional fields in one of their shapes: "beside", "object", "Name" or "Key"."""
    if shape == "beside":
        event = event | more
    elif shape == "object":
        event = event | {"AdditionalFields": more}
    else:
        event = event | {"AdditionalFields": [{shape: field, "Value": value} for field, value in more.items()]}
    return json.dumps(event, ensure_ascii=ascii_only).encode()


@st.composite
def _payloads(draw: st.DrawFn) -> bytes:
    category, code = draw(st.sampled_from(KINDS))
    moment = NINE + timedelta(minutes=draw(st.sampled_from(MINUTES)))
    event: dict[str, object] = {
        "Id": draw(st.uuids()).hex,
        "CreationDateUtc": f"{moment:%Y%m%d%H%M%S}",
        "Category": category,
        "Code": draw(st.sampled_from([code, str(code)])),
    }
    more: dict[str, object] = {name: draw(st.sampled_from(VALUES)) for name in FIELDS if draw(st.booleans())}
    if category in {1, 3}:
        more["Username"] = draw(st.sampled_from(AGENTS))
    if (category, code) == (1, 3):
        more["ActivityCode"] = draw(st.sampled_from([0, 16, 34, 36, "36", 41]))
        more["ActivityName"] = draw(st.sampled_from(["", "Training", "Coffee break", "Available"]))
    spell = draw(st.sampled_from(SPELLINGS))
    more = {spell(name): value for name, value in more.items()}
    shape = draw(st.sampled_from(["beside", "object", "Name", "Key"]))
    return as_json(event, more, shape, ascii_only=draw(st.booleans()))


@st.composite
def sessions(draw: st.DrawFn) -> list[Sent]:
    """Some events, as a session would hold them."""
    payloads = draw(st.lists(_payloads(), min_size=1, max_size=6))
    sent = []
    for seq, payload in enumerate(payloads, start=draw(st.integers(1, 200))):
        created = datetime.strptime(json.loads(payload)["CreationDateUtc"], "%Y%m%d%H%M%S").replace(tzinfo=UTC)
        received = int(created.timestamp() * 1e6) + draw(st.sampled_from([0, 0, 1, 500_000, 2_000_000]))
        notes = draw(st.sampled_from([0, 0, 1, 2, 3, 4, 64, 1 | 128]))
        feed = FEEDS[draw(st.sampled_from(sorted(FEEDS)))]
        sent.append(Sent(payload, seq, received, int(created.timestamp()), notes, feed, draw(st.booleans())))
    return sent
