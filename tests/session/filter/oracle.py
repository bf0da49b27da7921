"""The filter language once more, as a plain loop over payloads would have it: slow, and written apart from the program.

A `Sent` event knows its payload and what the session noted beside it. A `Said` expression is a text and its meaning, a
Python function of a `Sent` event.
"""

import fnmatch
import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime

NAMES = {1: {"agent"}, 2: {"ivr"}, 3: {"email"}, 4: {"chat", "voice"}}
CODE_NAMES = {
    (1, 1): {"signedin"},
    (1, 2): {"signedout"},
    (1, 3): {"statuschanged", "activitychanged"},
    (1, 4): {"receivingworkitem"},
    (1, 5): {"acceptedworkitem"},
    (1, 6): {"declinedworkitem"},
    (1, 8): {"releasedworkitem"},
}
STATUSES = {
    0: {"notready"},
    16: {"available"},
    17: {"acceptinternalcalls", "acceptinginternalcalls"},
    33: {"busyoncall", "oncall"},
    34: {"busyonbreak", "onbreak"},
    35: {"wrapup", "wrap-up"},
    36: {"busyother", "other"},
    37: {"busyonemail", "onemail"},
    38: {"busychatting", "chatting"},
}

TEAMS = {"j.smith": "Sales north", "STRASSE": "Sales", "Bot1": "bots", "müller": "SALES"}
"""By Username; nobody else has a team."""


@dataclass(frozen=True)
class Sent:
    """One event of a session. Times: received in microseconds since 1970, created in seconds."""

    payload: bytes
    seq: int
    received: int
    created: int
    notes: int
    feed: str
    is_marked: bool

    @property
    def event(self) -> dict[str, object]:
        value = json.loads(self.payload)
        assert isinstance(value, dict)
        return value

    @property
    def kind(self) -> tuple[int, int]:
        return int(str(self.event["Category"])), int(str(self.event["Code"]))

    def values(self, name: str) -> list[object]:
        """All values of a field; the properties of the event win where a name is there twice in one spelling."""
        held = self.event.get("AdditionalFields") or {}
        if isinstance(held, list):
            held = {pair.get("Name", pair.get("Key")): pair["Value"] for pair in held}
        assert isinstance(held, dict)
        fields = {**held, **{key: value for key, value in self.event.items() if key != "AdditionalFields"}}
        return [value for key, value in fields.items() if plain(key) == plain(name)]

    def value(self, name: str) -> object:
        return next(iter(self.values(name)), None)

    @property
    def agent(self) -> str | None:
        name = self.value("Username")
        return str(name).strip() or None if name is not None else None

    @property
    def team(self) -> str | None:
        return next((team for name, team in TEAMS.items() if (self.agent or "").casefold() == name.casefold()), None)

    @property
    def status(self) -> set[str]:
        """Whatever the status that it sets is called; nothing where it sets none."""
        if self.kind in {(1, 1), (1, 2)}:
            return {"unknown"} if self.kind == (1, 1) else {"signedout", "signed out"}
        activity = self.value("ActivityCode")
        if self.kind != (1, 3):
            return set()
        if activity is None:
            return {"unknown"}
        number = int(str(activity))
        reason = self.value("ActivityName") if number == 36 else None
        return STATUSES.get(number, {f"activity{number}"}) | {str(number)} | ({plain(str(reason))} if reason else set())


@dataclass(frozen=True)
class Said:
    """An expression: what is typed, and what it means."""

    text: str
    means: Callable[[Sent], bool]
    is_or: bool = False

    @property
    def grouped(self) -> str:
        return f"({self.text})" if self.is_or else self.text


def plain(name: str) -> str:
    return re.sub(r"[\s_]", "", name).casefold()


def fits(text: str, pattern: str) -> bool:
    """Whether a pattern with * is the whole text, without regard to case."""
    escaped = re.sub(r"([\[?])", r"[\1]", pattern.casefold())
    return fnmatch.fnmatchcase(text.casefold(), escaped)


def as_number(value: object) -> float | None:
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        return None
    try:
        return (
            float(value) if re.fullmatch(r"-?\d+(\.\d+)?(e[+-]?\d+)?", str(value), re.IGNORECASE | re.ASCII) else None
        )
    except ValueError:
        return None


def as_text(value: object) -> str:
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def as_moment(value: object) -> float | None:
    """Seconds since 1970 of a time in a field."""
    text = str(value) if isinstance(value, str | int) and not isinstance(value, bool) else ""
    if re.fullmatch(r"\d{14}", text, re.ASCII):
        return datetime.strptime(text, "%Y%m%d%H%M%S").replace(tzinfo=UTC).timestamp()
    if re.match(r"\d{4}-\d\d-\d\d", text, re.ASCII):
        moment = datetime.fromisoformat(text)
        return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).timestamp()
    return None


def has_text(sent: Sent, wanted: str) -> bool:
    raw = sent.payload.decode()
    # JSON's escapes are resolved one by one; every payload here is made by json.dumps, so that they are all it has.
    halves = re.sub(r"\\u([0-9a-f]{4})", lambda code: chr(int(code[1], 16)), raw)
    resolved = halves.encode("utf-16", "surrogatepass").decode("utf-16")
    for escape, character in {'\\"': '"', "\\n": "\n", "\\t": "\t"}.items():
        resolved = resolved.replace(escape, character)
    resolved = resolved.replace("\\\\", "\\")
    return wanted.casefold() in raw.casefold() or wanted.casefold() in resolved.casefold()
