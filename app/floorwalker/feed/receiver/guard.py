"""Who may post to a listener, and who may read what it has taken in.

What is set must pass: a token in each request, a signature (Standard Webhooks) under each body. Either lets a sender in
from anywhere, through tunnels and proxies too. Where neither is set, only this machine is let in, as `doors` tells it.

Events tell of people, so that to read them (`/feed`, and `/health` too) asks for more: without a token only this
machine may, however far `--insecure` lets others post. A signature proves who wrote a body and nothing about a reader,
who sends none. A look at the events' path (GET, HEAD, OPTIONS) tells nothing of the session, and senders make it before
they know a token: where a guard is set, everybody may have one. (Our decision.)

Immutable; any thread.
"""

import base64
import binascii
import hmac
import ipaddress
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final
from urllib.parse import unquote_to_bytes

from floorwalker.feed.receiver.doors import reason_to_refuse
from floorwalker.feed.receiver.signatures import VALID, Signatures

Headers = Sequence[tuple[bytes, bytes]]
"""Names in lower case, as ASGI has them."""

_HOW: Final = "Send it as `Authorization: Bearer`, as the password of Basic, or as `?token=` in the URL."
_CHALLENGES: Final = (
    (b"www-authenticate", b'Bearer realm="floorwalker"'),
    (b"www-authenticate", b'Basic realm="floorwalker", charset="UTF-8"'),
)


@dataclass(frozen=True, slots=True)
class KeptOut:
    """Why a request is not let in, for people and with the remedy. status: 401 or 403. headers: what goes with it."""

    status: int
    why: str
    headers: tuple[tuple[bytes, bytes], ...] = ()


class Guard:
    """The guard of one listener. token: what a request must bring. signatures: what a body must be signed for."""

    def __init__(self, token: str | None = None, signatures: Signatures | None = None) -> None:
        self._token = None if token is None else token.encode()
        self._signatures = signatures

    @property
    def is_set(self) -> bool:
        """Whether it asks for anything; without, only this machine may be let in."""
        return self._token is not None or self._signatures is not None

    @property
    def asks_for_signatures(self) -> bool:
        """Whether a body has to be shown to `verdict`."""
        return self._signatures is not None

    def keeps_out(self, headers: Headers, query: bytes, reached_at: str) -> KeptOut | None:
        """Why a sender is not let in, by the head alone. query: as it came; reached_at: the local address."""
        if self._token is not None:
            return self._without_token(headers, query)
        return None if self._signatures is not None else _from_elsewhere(headers, reached_at)

    def keeps_out_reader(self, headers: Headers, query: bytes, reached_at: str) -> KeptOut | None:
        """The same for who asks for what was taken in. Call it for a WebSocket's handshake too."""
        if self._token is not None:
            return self._without_token(headers, query)
        if not _is_loopback(reached_at):
            return KeptOut(403, "Without a token only this machine may read. Set a token to let others read.")
        return _from_elsewhere(headers, reached_at)

    def keeps_out_prober(self, headers: Headers, reached_at: str) -> KeptOut | None:
        """The same for a look at the path to which events are posted."""
        return None if self.is_set else _from_elsewhere(headers, reached_at)

    def verdict(self, headers: Headers, body: bytes) -> str:
        """What there is to say of a body's signature, "" where none is asked for. body: the bytes as they came."""
        return "" if self._signatures is None else self._signatures.verdict(headers, body)

    def keeps_out_signed(self, verdict: str) -> KeptOut | None:
        """Why a body with that verdict is not let in."""
        if verdict in {"", VALID}:
            return None
        return KeptOut(401, f"The signature is not accepted: {verdict}.", _CHALLENGES if self._token else ())

    def _without_token(self, headers: Headers, query: bytes) -> KeptOut | None:
        # Each takes the same time to compare, wherever it differs.
        brought = [*_in_headers(headers), *_in_query(query)]
        if any(hmac.compare_digest(one, self._token or b"") for one in brought):
            return None
        return KeptOut(401, f"{'The token is wrong.' if brought else 'There is no token.'} {_HOW}", _CHALLENGES)


def _in_headers(headers: Headers) -> Iterator[bytes]:
    for name, value in headers:
        if name == b"authorization":
            scheme, _, rest = value.strip().partition(b" ")
            if scheme.lower() == b"bearer":
                yield rest.strip()
            elif scheme.lower() == b"basic":
                yield from _password(rest.strip())


def _password(credentials: bytes) -> Iterator[bytes]:
    try:
        _, colon, password = base64.b64decode(credentials, validate=True).partition(b":")
    except binascii.Error:
        return
    if colon:
        yield password


def _in_query(query: bytes) -> Iterator[bytes]:
    """Each token in it, as it means and as it is written: whoever pastes one that has a plus forgets to escape it."""
    for part in query.split(b"&"):
        name, _, value = part.partition(b"=")
        if unquote_to_bytes(name) == b"token":
            yield unquote_to_bytes(value.replace(b"+", b" "))
            yield value


def _from_elsewhere(headers: Headers, reached_at: str) -> KeptOut | None:
    reason = reason_to_refuse(headers, reached_at)
    return None if reason is None else KeptOut(403, reason)


def _is_loopback(address: str) -> bool:
    try:
        return ipaddress.ip_address(address.partition("%")[0]).is_loopback
    except ValueError:
        return False


OPEN: Final = Guard()
"""Asks for nothing, and so lets in only this machine."""
