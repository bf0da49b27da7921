"""What a request's head alone decides: whether it is let in, and which of the receiver's answers it gets.

Pure: no sockets here. Senders repeat their heads, so what is found out about one is kept by whoever asks.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal
from urllib.parse import parse_qs

from floorwalker.feed.receiver.answers import Answer, problem, text
from floorwalker.feed.receiver.doors import reason_to_refuse
from floorwalker.feed.receiver.envelopes import envelope_of
from floorwalker.session.records import Envelope

EVENTS = "/events"
HEALTH = "/health"

_ALLOWED = {EVENTS: "GET, HEAD, POST, OPTIONS", HEALTH: "GET, HEAD"}
_LONGEST_ECHO = 2048
_WELCOME = "Floorwalker receives events here: POST one as a JSON object, or several as an array or as lines.\n"


@dataclass(frozen=True, slots=True)
class Head:
    """A request's head, judged.

    to: what is asked for; "answer" where `answer` is the whole of it. refused: why the sender is not let in, whatever
    it asks for. awaits_continue: the sender holds its body back until it is asked for.
    """

    to: Literal["post", "health", "answer"]
    envelope: Envelope
    content_type: str
    content_coding: str
    awaits_continue: bool
    answer: Answer | None = None
    refused: str | None = None


def judge(method: str, path: str, query: bytes, headers: Sequence[tuple[bytes, bytes]], reached_at: str) -> Head:
    """What to do about a request. headers: names in lower case; reached_at: the local address that it came to."""
    named = dict(headers)
    envelope = envelope_of(method, path, query.decode("latin-1"), headers)
    content_type = named.get(b"content-type", b"").decode("latin-1")
    coding = named.get(b"content-encoding", b"").decode("latin-1").strip().lower()
    waits = named.get(b"expect", b"").lower() == b"100-continue"
    refused = reason_to_refuse(headers, reached_at)
    if refused is not None:
        return Head("answer", envelope, content_type, coding, waits, refused=refused)
    if path == EVENTS and method == "POST":
        return Head("post", envelope, content_type, coding, waits)
    if path == HEALTH and method in ("GET", "HEAD"):
        return Head("health", envelope, content_type, coding, waits)
    return Head("answer", envelope, content_type, coding, waits, _answer(method, path, query, named))


def _answer(method: str, path: str, query: bytes, headers: dict[bytes, bytes]) -> Answer:
    if path not in _ALLOWED:
        return problem(404, f"There is nothing at this path. Events are posted to {EVENTS}.")
    allow = (b"allow", _ALLOWED[path].encode())
    if path == EVENTS and method in ("GET", "HEAD"):
        return text(200, _challenge(query) or _WELCOME)
    if path == EVENTS and method == "OPTIONS":
        return text(200, "", (allow, *_webhook_consent(headers)))
    return problem(405, f"{path} knows {_ALLOWED[path]}, not {method}.", headers=(allow,))


def _challenge(query: bytes) -> str | None:
    """What a sender that tests a new hook wants to see again."""
    asked = parse_qs(query.decode("latin-1"), max_num_fields=50) if query.count(b"&") < 50 else {}
    for name in ("challenge", "validationToken"):
        if name in asked:
            return asked[name][0][:_LONGEST_ECHO]
    return None


def _webhook_consent(headers: dict[bytes, bytes]) -> tuple[tuple[bytes, bytes], ...]:
    """CloudEvents' HTTP 1.1 Web Hooks for Event Delivery: a receiver names the origin that it consents to, and a
    rate.
    """
    origin = headers.get(b"webhook-request-origin")
    if origin is None:
        return ()
    return ((b"webhook-allowed-origin", origin), (b"webhook-allowed-rate", b"*"))
