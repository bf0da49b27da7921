"""The filter language as a plain loop over payloads has it, from what the design says of it alone.

Nothing here asks the program anything: a payload is read with `json`, late events and repeats are found from the order
of arrival, and each operator is a line or two of Python. Slow, and meant to be read.
"""

import fnmatch
import json
import re
import uuid
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from decimal import Decimal
from functools import cached_property, lru_cache
from typing import Final

CATEGORIES: Final = {1: {"agent"}, 2: {"ivr"}, 3: {"email"}, 4: {"chat", "voice"}}
CODES: Final = {
    1: {"signedin"},
    2: {"signedout"},
    3: {"statuschanged", "activitychanged"},
    4: {"receivingworkitem"},
    5: {"acceptedworkitem"},
    6: {"declinedworkitem"},
    8: {"releasedworkitem"},
}
"""Of Agent events; the other categories have no public codes."""
STATUSES: Final = {
    0: "notready",
    16: "available",
    17: "acceptinternalcalls",
    33: "busyoncall",
    34: "busyonbreak",
    35: "wrapup",
    36: "busyother",
    37: "busyonemail",
    38: "busychatting",
}
_ALWAYS: Final = {"id", "creationdateutc", "category", "code"}
_OF_AGENTS: Final = {"sessionid", "sessiontype", "username", "phoneno"}
_OF_STATUS: Final = {"activitycode", "availabilitycode", "activityname"}
_NUMBERS: Final = ("category", "code", "activitycode", "availabilitycode")
_LATE: Final = 5
"""Seconds behind the newest of the same feed."""


@dataclass(frozen=True)
class Arrived:
    """What came, in its order. received: microseconds since 1970."""

    payload: bytes
    received: int
    feed: int


class Event:
    """One event of a session, as the loop sees it."""

    def __init__(self, seq: int, arrived: Arrived) -> None:
        self.seq = seq
        self.payload, self.received, self.feed = arrived.payload, arrived.received, arrived.feed
        self.is_repeat = self.is_late = False
        sent = json.loads(arrived.payload)
        properties = {plain(name): value for name, value in sent.items()}
        held = properties.pop("additionalfields", None) or {}
        if isinstance(held, list):
            held = {pair.get("Name", pair.get("Key")): pair["Value"] for pair in held}
        self._beside = {plain(name): value for name, value in held.items()}
        self.fields: Mapping[str, object] = {**self._beside, **properties}

    def __getitem__(self, name: str) -> object:
        """A field's value by its name in any spelling, None where it is not there."""
        return self.fields.get(plain(name))

    @cached_property
    def category(self) -> int:
        return int(str(self["Category"]))

    @cached_property
    def code(self) -> int:
        return int(str(self["Code"]))

    @cached_property
    def created(self) -> float:
        """Seconds since 1970."""
        moment = moment_of(self["CreationDateUtc"])
        assert moment is not None
        return moment

    @cached_property
    def agent(self) -> str:
        """Without regard to case; nothing where there is none."""
        return fold(str(self["Username"] or ""))

    @cached_property
    def status(self) -> set[str]:
        """What the status is called that it sets, folded and plain."""
        if (self.category, self.code) == (1, 1):
            return {"unknown"}
        if (self.category, self.code) == (1, 2):
            return {"signedout"}
        if (self.category, self.code) != (1, 3):
            return set()
        number = int(str(self["ActivityCode"]))
        reason = plain(str(self["ActivityName"] or "")) if number == 36 else ""
        return {STATUSES.get(number, f"activity{number}"), str(number)} | ({reason} if reason else set())

    @cached_property
    def is_noted(self) -> bool:
        """Asked only of StatusChanged, whose fields are all documented."""
        text_numbers = any(isinstance(self[name], str) for name in _NUMBERS)
        other_time = not (isinstance(self["CreationDateUtc"], str) and len(str(self["CreationDateUtc"])) == 14)
        unknown = set(self.fields) - _ALWAYS - _OF_AGENTS - _OF_STATUS
        return bool(self.is_repeat or self.is_late or text_numbers or other_time or unknown or not self.has_guid)

    @property
    def has_guid(self) -> bool:
        return re.fullmatch(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", str(self["Id"]), re.IGNORECASE) is not None

    @property
    def identity(self) -> str:
        return uuid.UUID(str(self["Id"])).hex if self.has_guid else str(self["Id"])

    @cached_property
    def texts(self) -> tuple[str, str]:
        """The payload as it came and with its JSON escapes resolved, both folded."""
        raw = self.payload.decode()
        return fold(raw), fold(resolved(raw))

    def has(self, words: str) -> bool:
        """Whether words stand anywhere in it."""
        return any(fold(words) in text for text in self.texts)


def events_of(arrivals: Iterable[Arrived]) -> list[Event]:
    """What is stored of arrivals: all of them, repeats and late ones known as such."""
    seen: set[str] = set()
    newest: dict[int, float] = {}
    events = [Event(seq, arrived) for seq, arrived in enumerate(arrivals, start=1)]
    for event in events:
        event.is_repeat = event.identity in seen
        event.is_late = event.created < newest.get(event.feed, event.created) - _LATE
        seen.add(event.identity)
        newest[event.feed] = max(event.created, newest.get(event.feed, event.created))
    return events


def plain(name: str) -> str:
    """A property's name without regard to case, spaces and underscores."""
    return _plain(name)


@lru_cache(maxsize=10_000)
def _plain(name: str) -> str:
    return re.sub(r"[\s_]", "", name).casefold()


def fold(text: str) -> str:
    return text.casefold()


def resolved(raw: str) -> str:
    """A JSON text with its escapes resolved where they stand."""
    plain_ones = {"n": "\n", "t": "\t", "r": "\r", "b": "\b", "f": "\f"}

    def one(escape: re.Match[str]) -> str:
        letter = escape[1]
        return chr(int(letter[1:], 16)) if letter[0] == "u" and len(letter) > 1 else plain_ones.get(letter, letter)

    halves = re.sub(r"\\(u[0-9a-fA-F]{4}|.)", one, raw)
    return halves.encode("utf-16", "surrogatepass").decode("utf-16")


def like(text: str, pattern: str) -> bool:
    """Whether a pattern with * is the whole text, without regard to case."""
    escaped = re.sub(r"([\[?])", r"[\1]", fold(pattern))
    return fnmatch.fnmatchcase(fold(text), escaped)


def number_of(value: object) -> Decimal | None:
    """What looks like a number, text or not."""
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        return None
    looks_so = re.fullmatch(r"[+-]?\d+(\.\d+)?([eE][+-]?\d+)?", str(value), re.ASCII)
    return Decimal(str(value)) if looks_so else None


def moment_of(value: object) -> float | None:
    """Seconds since 1970 of a time in one of the forms that senders use."""
    text = str(value)
    if re.fullmatch(r"\d{14}", text):
        return datetime.strptime(text, "%Y%m%d%H%M%S").replace(tzinfo=UTC).timestamp()
    if re.match(r"\d{4}-\d\d-\d\d", text):
        moment = datetime.fromisoformat(text)
        return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).timestamp()
    return None


def equals(value: object, text: str) -> bool:
    """Whether a field's value is what `name:text` says."""
    number, wanted = number_of(value), number_of(text)
    if number is not None and wanted is not None:
        return number == wanted
    return isinstance(value, str) and fold(value) == fold(text)


def within(value: object, low: str = "-1e300", high: str = "1e300") -> bool:
    """Whether a field's value is a number between two, both included."""
    number = number_of(value)
    return number is not None and Decimal(low) <= number <= Decimal(high)


def matches(value: object, pattern: str) -> bool:
    """Whether a regular expression is found in a field's value."""
    return isinstance(value, str | int | float) and re.search(pattern, str(value), re.IGNORECASE) is not None


def looped(events: Iterable[Event], means: Callable[[Event], object]) -> Iterator[int]:
    """The loop: the numbers of the events that are meant."""
    return (event.seq for event in events if means(event))
