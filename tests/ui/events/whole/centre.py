"""Events that no simulated centre sends: every shape, spelling and oddity that is still an event, from one seed.

They are made without the program's help, as bytes, with a JSON writer that escapes whatever it likes.
"""

import json
import random
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from typing import Final

from floorwalker.event.body import read_body
from floorwalker.session.journal import Journal
from floorwalker.session.records import Delivery
from tests.session.made import CATALOG, ENVELOPE
from tests.ui.events.whole.loop import Arrived

FEEDS: Final = (
    ("listen", "http://127.0.0.1:8787/events"),
    ("connect", "ws://feed.example/agents"),
    ("connect", "wss://other.example/IVR"),
)
AGENTS: Final = (
    "j.smith",
    "J.SMITH",
    "j.ſmith",
    "Kelvin.k",
    "\N{KELVIN SIGN}elvin.K",
    "İlkay",
    "ilkay",
    "Straße",
    "STRASSE",
    "ΟΔΥΣΣΕΥΣ",
    "οδυσσεύς",
    "\N{ANGSTROM SIGN}sa",
    "åsa",
    "bot1",
    "BOT22",
    "robot",
    "a*b",
    "a, (b)",
    'say "hi"',
    "x\\y",
    "王小明",
    "😀 smile",
)
_NOTES: Final = (
    "hold music",
    "HOLD\tMUSIC",
    "on hold; music off",
    "Größe: 3 m",
    "GRÖSSE",
    'he said "hold music"',
    "C:\\temp\\u0041",
    "line one\nline two",
    "50 % off / x",
    "naïve café",
    "nai\u0308ve",
    "",
)
_QUEUES: Final = (
    "Sales north",
    "SALES",
    "sales-3",
    "Presales",
    "Support",
    "support 2",
    "Zürich",
    "ZÜRICH",
    "ſales",
    "",
)
_EXITS: Final = (0, 1, 3, "3", "03", 3.0, "3.50", -1, "-1", "1e2", 100, "", "n/a", True, None)
_WAITS: Final = (0, 5, 30, "30", 29.5, "60", 61, "soon")
_WORK: Final = (
    "12345678901234567890",
    "12345678901234567891",
    12345678901234567890,
    9007199254740993,
    9007199254740992,
)
_KINDS: Final = (*[(1, 3)] * 8, (1, 1), (1, 2), (1, 4), (1, 5), (1, 6), (1, 8), (1, 7), *[(2, 3), (2, 12), (3, 3)])
_MORE_KINDS: Final = (*_KINDS, (3, 1), (4, 1), (4, 3), (4, 8), (9, 5))
_ACTIVITIES: Final = (0, 16, 17, 33, 34, 35, 36, 36, 37, 38, 41, "34", "36")


@dataclass(frozen=True)
class Request:
    """What came at once: bodies of one feed. received: microseconds since 1970."""

    payloads: tuple[bytes, ...]
    received: int
    feed: int
    body: bytes


class Centre:
    """A made-up centre. Its day begins at *start* (seconds since 1970) and lasts as many seconds as it has events."""

    def __init__(self, seed: int, start: int) -> None:
        self._random = random.Random(seed)
        self._now = float(start)
        self._sent: list[bytes] = []

    def requests(self, count: int) -> Iterator[Request]:
        """Requests with so many events together, by turns from each feed."""
        while count:
            size = min(count, self._random.choice((1, 1, 2, 7, 40)))
            payloads = tuple(self._payload_or_repeat() for _ in range(size))
            feed = self._random.choice((1, 1, 2, 3))
            yield Request(payloads, int(self._now * 1e6), feed, self._body(payloads))
            count -= size

    def _body(self, payloads: tuple[bytes, ...]) -> bytes:
        if len(payloads) == 1:
            return payloads[0]
        if self._random.random() < 0.3 and not any(b"\n" in payload for payload in payloads):
            return b"\n".join(payloads)
        return b"[" + b" ,\n".join(payloads) + b"]"

    def _payload_or_repeat(self) -> bytes:
        if self._sent and self._random.random() < 0.03:
            return self._random.choice(self._sent[-500:])
        self._now += self._random.choice((0.2, 0.7, 1.5, 1.6))
        payload = self._payload()
        self._sent.append(payload)
        return payload

    def _payload(self) -> bytes:
        pick = self._random.choice
        category, code = pick(_MORE_KINDS)
        head: dict[str, object] = {"Id": self._id(), "CreationDateUtc": self._created()}
        head |= {"Category": pick((category, category, str(category))), "Code": pick((code, code, code, str(code)))}
        more = {self._spelled(name): value for name, value in self._fields(category, code)}
        return self._json(self._shaped(head, more)).encode()

    def _id(self) -> str:
        number = uuid.UUID(int=self._random.getrandbits(128))
        return self._random.choice((str(number), str(number), str(number).upper(), f"evt-{number.hex[:12]}"))

    def _created(self) -> object:
        late = self._random.choice((5, 6, 30, 900)) if self._random.random() < 0.04 else 0
        at = datetime.fromtimestamp(int(self._now) - late - self._random.choice((0, 0, 1)), UTC)
        if self._random.random() < 0.8:
            return f"{at:%Y%m%d%H%M%S}"
        there = at.astimezone(timezone(timedelta(hours=5, minutes=30)))
        return self._random.choice((f"{at:%Y-%m-%dT%H:%M:%SZ}", there.isoformat(), f"{at:%Y-%m-%dT%H:%M:%S}.000Z"))

    def _fields(self, category: int, code: int) -> Iterator[tuple[str, object]]:
        chance, pick = self._random.random, self._random.choice
        if category == 1 or chance() < 0.2:
            yield "Username", pick(AGENTS)
            yield "SessionId", f"session-{self._random.randrange(50)}"
        if (category, code) == (1, 3):
            yield "ActivityCode", pick(_ACTIVITIES)
            yield "ActivityName", pick(("", "", "Training", "Coffee break", "LUNCH"))
        if (category, code) == (1, 2) or chance() < 0.1:
            yield "ExitCode", pick(_EXITS)
        for name, values in (("QueueName", _QUEUES), ("Wait Time", _WAITS), ("Note", _NOTES), ("WorkItem", _WORK)):
            if chance() < 0.3:
                yield name, pick(values)
        if chance() < 0.1:
            yield "Status", pick(("open", "OPEN", "closed", 7, "7.0"))
        if chance() < 0.1:
            at = datetime.fromtimestamp(int(self._now) + 3600, UTC)
            yield (
                "DueDate",
                pick((f"{at:%Y%m%d%H%M%S}", f"{at:%Y-%m-%dT%H:%M:%SZ}", f"{at:%Y-%m-%d %H:%M:%S}", "later")),
            )
        if chance() < 0.1:
            yield "Detail", {"Skill": pick(_QUEUES), "Path": [1, {"Deep": pick(_NOTES)}, None], "Ok": True}

    def _spelled(self, name: str) -> str:
        pick = self._random.choice
        words = "_".join("".join(f" {one}" if one.isupper() else one for one in name).split())
        return pick((name, name, name, name.upper(), name.lower(), words, words.lower(), f"{name} "))

    def _shaped(self, head: dict[str, object], more: dict[str, object]) -> dict[str, object]:
        """The additional fields beside the others, in an object, in a list of pairs, or some here and some there."""
        shape = self._random.choice(("beside", "beside", "object", "Name", "Key", "both"))
        if shape == "beside":
            return self._shuffled(head | more)
        if shape == "both":
            there = dict(list(more.items())[::2])
            here = {name: value for name, value in more.items() if name not in there}
            return self._shuffled(head | here | {"AdditionalFields": there})
        if shape == "object":
            return self._shuffled(head | {self._random.choice(("AdditionalFields", "additional_fields")): more})
        pairs = [{shape: name, "Value": value} for name, value in more.items()]
        return self._shuffled(head | {"AdditionalFields": pairs})

    def _shuffled(self, fields: dict[str, object]) -> dict[str, object]:
        names = list(fields)
        if self._random.random() < 0.3:
            self._random.shuffle(names)
        return {name: fields[name] for name in names}

    def _json(self, value: object) -> str:
        """JSON with or without spaces and line ends, some characters escaped that need not be."""
        chance = self._random.choice((0.0, 0.0, 0.0, 0.2, 1.0))
        comma, colon = self._random.choice(((",", ":"), (", ", ": "), (" ,\n ", " : ")))

        def written(part: object) -> str:
            if isinstance(part, str):
                return self._text(part, chance)
            if isinstance(part, dict):
                return "{" + comma.join(f"{written(name)}{colon}{written(one)}" for name, one in part.items()) + "}"
            if isinstance(part, list):
                return "[" + comma.join(map(written, part)) + "]"
            return json.dumps(part)

        return written(value)

    def _text(self, text: str, chance: float) -> str:
        if not chance and "/" not in text:
            return json.dumps(text, ensure_ascii=False)
        return f'"{"".join(self._escaped(one, chance) for one in text)}"'

    def _escaped(self, character: str, chance: float) -> str:
        if self._random.random() < chance:
            units = character.encode("utf-16-be")
            pick = self._random.choice(("{:04x}", "{:04X}"))
            return "".join("\\u" + pick.format(units[at] << 8 | units[at + 1]) for at in range(0, len(units), 2))
        if character == "/":
            return self._random.choice(("/", "\\/"))
        return json.dumps(character, ensure_ascii=False)[1:-1]


def store(path: Path, requests: list[Request]) -> list[Arrived]:
    """A closed session of these requests; what arrived, in its order."""
    arrived = []
    with Journal.open(path, CATALOG, requests[0].received - 1_000_000 if requests else None) as journal:
        for kind, address in FEEDS:
            journal.feed(kind, address)
        for first in range(0, len(requests), 100):
            journal.append([delivery(request) for request in requests[first : first + 100]])
    for request in requests:
        arrived += [Arrived(payload, request.received, request.feed) for payload in request.payloads]
    return arrived


def delivery(request: Request) -> Delivery:
    """It, as a capture hands it to the journal."""
    items = read_body(request.body, CATALOG)
    assert [item.payload for item in items] == list(request.payloads)
    return Delivery(request.received, request.feed, "127.0.0.1:5", ENVELOPE, len(request.body), 200, items)
