"""Why a feed could not be connected to, or was lost: problem and remedy for people, and how soon to try again."""

import socket
import ssl
from dataclasses import dataclass
from http import HTTPStatus
from typing import Final

from websockets.exceptions import (
    ConnectionClosed,
    InvalidHandshake,
    InvalidMessage,
    InvalidProxy,
    InvalidStatus,
    ProxyError,
    SecurityError,
    WebSocketException,
)
from websockets.frames import Close, CloseCode

from floorwalker.secret import shown_url

KNOWN: Final = (OSError, EOFError, ImportError, WebSocketException)
"""What connecting and receiving may raise for reasons that lie outside of this program; OSError is a TimeoutError and
a fault of TLS, too, and ImportError a proxy of a kind that is not supported."""

_LONG_WAIT: Final = 300.0
"""Seconds that a feed may ask for at most."""


_PLAIN: Final = " If it does not speak TLS, write ws://."


@dataclass(frozen=True, slots=True)
class Loss:
    """detail: the problem, then the remedy where there is one. hopeless: nothing changes before a person does
    something, so that it is tried again rarely. wait: seconds that the feed asked for, 0 for none. at: microseconds
    since 1970 at which it was still there, None for now.
    """

    detail: str
    hopeless: bool = False
    wait: float = 0.0
    at: int | None = None


def loss_of(error: BaseException, name: str, largest: int) -> Loss:
    """What an error of KNOWN means for the feed of that name. largest: bytes that a frame may have."""
    if isinstance(error, ConnectionClosed):
        return _closed(error, largest)
    if isinstance(error, InvalidStatus):
        return _status(error)
    if isinstance(error, ssl.SSLError):
        return _not_trusted(error)
    if isinstance(error, ConnectionResetError) and name.startswith("wss"):
        return Loss(f"It cut the connection off.{_PLAIN}")
    for kind, sentence, hopeless in _MEANINGS:
        if isinstance(error, kind):
            return Loss(sentence.format(_words(error)), hopeless)
    return Loss(f"The connection failed ({_words(error)}).")


_MEANINGS: Final[tuple[tuple[type[BaseException], str, bool], ...]] = (
    (InvalidProxy, "The system's proxy settings are wrong. Mend them.", False),
    (ProxyError, "The proxy on the way cannot be used ({}). Check the system's proxy settings.", False),
    (ImportError, "The proxy on the way cannot be used ({}). Check the system's proxy settings.", False),
    (InvalidMessage, "What answers there speaks no HTTP. Check the URL.", False),
    (EOFError, "What answers there speaks no HTTP. Check the URL.", False),
    (SecurityError, "What answers there is not safe to read ({}). Check the URL.", True),
    (InvalidHandshake, "What answers there is no WebSocket ({}). Check the URL.", True),
    (socket.gaierror, "There is no host of that name. Check the URL and the network.", False),
    (TimeoutError, "Nobody answers there in time. Check the URL and the network.", False),
    (ConnectionRefusedError, "Nobody listens there. Start the feed, or check the URL.", False),
    (OSError, "It cannot be reached ({}). Check the URL and the network.", False),
)
"""The narrower before the wider."""


def _words(error: BaseException) -> str:
    words = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
    return " ".join(words.split())[:200] or type(error).__name__


def too_large(largest: int) -> Loss:
    """A frame was over the limit."""
    return Loss(f"A frame was larger than {largest:,} bytes. Allow for it with --max-body.")


def itself() -> Loss:
    """The feed hands on what this capture stores: following it would store every event without end."""
    return Loss(
        "This is the feed of the session that is captured here, which cannot follow itself. Connect to another URL.",
        hopeless=True,
        wait=_LONG_WAIT,
    )


def each_other() -> Loss:
    """The feed is of a capture that follows this one: each would store again what it has got from the other."""
    return Loss(
        "That Floorwalker follows this one; two that follow each other would store every event without end. Let only "
        "one of them follow the other.",
        hopeless=True,
    )


def _closed(closed: ConnectionClosed, largest: int) -> Loss:
    received, sent = closed.rcvd, closed.sent
    if sent is not None and not closed.rcvd_then_sent:
        if sent.code == CloseCode.MESSAGE_TOO_BIG:
            return too_large(largest)
        if sent.code in {CloseCode.PROTOCOL_ERROR, CloseCode.INVALID_DATA}:
            return Loss(f"The feed broke the rules of WebSockets ({sent.reason}).")
    if received is None:
        return Loss("The connection broke off.")
    if received.code == CloseCode.POLICY_VIOLATION:
        return Loss(f"The feed ended the connection {_reason(received)}. Check the token and what it is asked for.")
    return Loss(f"The feed closed the connection {_reason(received)}.")


def _reason(close: Close) -> str:
    return f"({' '.join(str(close).split())[:200]})"


def _status(invalid: InvalidStatus) -> Loss:
    code, headers = invalid.response.status_code, invalid.response.headers
    answer = f"{code} {_phrase(code)}".strip()
    match code:
        case 401 | 403 | 407:
            return Loss(f"The feed does not let us in ({answer}). Check the token and the headers.", hopeless=True)
        case 404 | 410:
            return Loss(f"There is no feed at this path ({answer}). Check the URL.", hopeless=True)
        case 300 | 301 | 302 | 303 | 307 | 308:
            place = shown_url(" ".join(headers.get("Location", "").split())[:500])
            there = f": {place}" if place else ""
            return Loss(f"The feed is at another place ({answer}){there}. Connect to that URL instead.", hopeless=True)
        case 429 | 500 | 502 | 503 | 504:
            asked = headers.get("Retry-After", "")
            wait = min(float(asked), _LONG_WAIT) if asked.isascii() and asked.isdigit() else 0.0
            return Loss(f"The feed cannot serve us now ({answer}). It is tried again.", wait=wait)
        case _:
            return Loss(f"What answers there is no WebSocket ({answer}). Check the URL.", hopeless=True)


def _phrase(code: int) -> str:
    return next((status.phrase for status in HTTPStatus if status == code), "")


def _not_trusted(error: ssl.SSLError) -> Loss:
    if isinstance(error, ssl.SSLCertVerificationError):
        why = error.verify_message
        return Loss(
            f"Its certificate cannot be trusted ({why}). Add who issued it to the system's certificates, or name its "
            "file in the environment as SSL_CERT_FILE.",
            hopeless=True,
        )
    why = (error.reason or str(error)).replace("_", " ").lower()
    return Loss(f"TLS cannot be agreed on ({why}).{_PLAIN}", hopeless=True)
