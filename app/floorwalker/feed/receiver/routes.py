"""What a request's head alone decides: whether it is let in, and which of the receiver's answers it gets.

Pure: no sockets here. Senders repeat their heads, so what is found out about one is kept by whoever asks.
"""

from dataclasses import dataclass
from typing import Final, Literal
from urllib.parse import parse_qs

from floorwalker.feed.receiver.answers import Answer, problem, text
from floorwalker.feed.receiver.envelopes import envelope_of
from floorwalker.feed.receiver.framing import MOST_AROUND
from floorwalker.feed.receiver.guard import OPEN, Guard, Headers, KeptOut
from floorwalker.session.records import Envelope
from floorwalker.sources import EVENTS, Reply

HEALTH = "/health"
FEED = "/feed"

_PROBES = ("GET", "HEAD", "OPTIONS")
_AT_EVENTS = ("GET", "HEAD", "POST", "OPTIONS")
_AT_HEALTH = ("GET", "HEAD")
_AT_FEED = ("GET",)
_UPGRADE = ((b"upgrade", b"websocket"), (b"connection", b"upgrade"))
MOST_HEADERS = 200
_TOO_MUCH = problem(431, f"The request has more than {MOST_HEADERS} headers or {MOST_AROUND:,} bytes.", close=True)
_SOFTENED = (400, 413, 422)
_LONGEST_ECHO = 2048
_WELCOME = "Floorwalker receives events here: POST one as a JSON object, or several as an array or as lines.\n"


@dataclass(frozen=True, slots=True)
class Head:
    """A request's head, judged.

    to: what is asked for; "answer" where `answer` is the whole of it. kept_out: why the sender is not let in, whatever
    it asks for. awaits_continue: the sender holds its body back until it is asked for.
    """

    to: Literal["post", "health", "answer"]
    envelope: Envelope
    content_type: str
    content_coding: str
    awaits_continue: bool
    answer: Answer | None = None
    kept_out: KeptOut | None = None


@dataclass(frozen=True, slots=True)
class Routes:
    """What one listener has at which path, for whom, and how it replies. events: the path to which they are posted.

    reply: "always-200" is for senders that disable a hook that keeps failing. What another try would not change is
    answered 200 there, with what was found in the body: nothing readable (400), no event (422), too much (413); all of
    it is in the session, whole or at least counted. Honest stays whatever says that nothing was taken and that
    something can be done about it: who is not let in (401, 403) or asks for what there is not (404, 405, 431) has a
    wrong setting to mend, and would lose all events unseen; what came too slowly (408) or could not be stored (503)
    would be lost if it were not sent again.
    """

    events: str = EVENTS
    guard: Guard = OPEN
    reply: Reply = "honest"

    def given(self, status: int) -> int:
        """The status that is given in place of an honest one."""
        return 200 if self.reply == "always-200" and status in _SOFTENED else status

    def judge(self, method: str, path: str, query: bytes, headers: Headers, reached_at: str) -> Head:
        """What to do about a request. headers: names in lower case; reached_at: the local address that it came to."""
        if len(headers) > MOST_HEADERS or sum(len(name) + len(value) for name, value in headers) > MOST_AROUND:
            return Head("answer", Envelope(method, ""), "", "", awaits_continue=False, answer=_TOO_MUCH)
        named = dict(headers)
        envelope = envelope_of(method, path, query.decode("latin-1"), headers)
        content_type = named.get(b"content-type", b"").decode("latin-1")
        coding = named.get(b"content-encoding", b"").decode("latin-1").strip().lower()
        waits = named.get(b"expect", b"").lower() == b"100-continue"
        kept_out = self._kept_out(method, path, query, headers, reached_at)
        if kept_out is not None:
            return Head("answer", envelope, content_type, coding, waits, kept_out=kept_out)
        if path == self.events and method == "POST":
            return Head("post", envelope, content_type, coding, waits)
        if path == HEALTH and method in _AT_HEALTH:
            return Head("health", envelope, content_type, coding, waits)
        return Head("answer", envelope, content_type, coding, waits, self._answer(method, path, query, named))

    def _kept_out(self, method: str, path: str, query: bytes, headers: Headers, reached_at: str) -> KeptOut | None:
        if path == self.events and method in _PROBES:
            return self.guard.keeps_out_prober(headers, reached_at)
        if path in {HEALTH, FEED}:
            return self.guard.keeps_out_reader(headers, query, reached_at)
        return self.guard.keeps_out(headers, query, reached_at)

    def _answer(self, method: str, path: str, query: bytes, headers: dict[bytes, bytes]) -> Answer:
        allowed = {self.events: _AT_EVENTS, HEALTH: _AT_HEALTH, FEED: _AT_FEED}.get(path)
        if allowed is None:
            return problem(404, "There is nothing at this path. Post events to the address that the receiver tells.")
        allow = (b"allow", ", ".join(allowed).encode())
        if path == self.events and method in ("GET", "HEAD"):
            return text(200, _challenge(query) or _WELCOME)
        if path == self.events and method == "OPTIONS":
            return text(200, "", (allow, *_webhook_consent(headers)))
        if path == FEED and method == "GET":
            return problem(426, f"{FEED} is a WebSocket.", headers=_UPGRADE)
        return problem(405, f"{path} knows {', '.join(allowed)}, not {method}.", headers=(allow,))


USUAL: Final = Routes()
"""Events at /events, for this machine only."""


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
