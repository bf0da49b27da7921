"""uvicorn's connection, with bounds on all that stands around bodies: heads, chunks' sizes and extensions, trailers.

The HTTP parser itself has none. What is no HTTP is answered as a problem and cut.
"""

import asyncio
import sys

import httptools
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol, RequestResponseCycle

from floorwalker.feed.receiver.answers import Answer, problem

MOST_AROUND = 64 * 2**10
"""Bytes of a head, or between two pieces of a body; one read more may be held. Proxies send 8 to 32 KiB at most."""

HEAD_TIME = 10.0
"""Seconds in which a head that has begun has to be whole, and a new connection has to send its first."""

_OFFERS = (b"upgrade", b"http2-settings")
_TOO_LARGE = problem(431, f"The head of the request has more than {MOST_AROUND:,} bytes.", close=True)
_NO_HTTP = problem(400, "This is no HTTP request as RFC 9112 has it.", close=True)


class BoundedProtocol(HttpToolsProtocol):
    """One connection, on which nothing but bodies grows and no head takes forever."""

    _around = 0
    _fed = b""
    _declined = False
    _head_has_begun = False
    _head_patience: asyncio.TimerHandle | None = None

    def data_received(self, data: bytes) -> None:
        self._around += len(data)
        self._fed = data
        super().data_received(data)
        if self._around > MOST_AROUND and not self.transport.is_closing():
            self._cut(_TOO_LARGE)
        elif self._head_has_begun:
            if self._head_patience is None:
                self._head_patience = self.loop.call_later(HEAD_TIME, self.transport.close)
        elif self._around and self.is_idle and self.timeout_keep_alive_task is None:
            # An empty line behind a request, which some senders add, begins no other.
            self.timeout_keep_alive_task = self.loop.call_later(
                self.timeout_keep_alive, self.timeout_keep_alive_handler
            )

    def connection_lost(self, exc: Exception | None) -> None:
        super().connection_lost(exc)
        self._rest()

    def on_message_begin(self) -> None:
        super().on_message_begin()
        self._head_has_begun = True

    def on_headers_complete(self) -> None:
        self._around = 0
        self._rest()
        method = self.parser.get_method()
        self.scope["method"] = method.decode("ascii")
        self._declined = self.parser.should_upgrade() and method != b"CONNECT" and not self._should_upgrade()
        if not self._declined:
            super().on_headers_complete()

    def on_body(self, body: bytes) -> None:
        self._around = 0
        super().on_body(body)

    def on_message_complete(self) -> None:
        self._around = 0
        if self._declined:
            return
        super().on_message_complete()

    def send_400_response(self, msg: str) -> None:  # noqa: ARG002 as uvicorn has it
        """Says that this is no HTTP, and cuts the connection."""
        self._cut(_NO_HTTP)

    def _unsupported_upgrade_warning(self) -> None:
        """Reads a request again that offers to speak what we do not, as if it had not: Java's client offers HTTP/2 with
        each. The parser leaves off behind such a head, and takes no body from it.
        """
        error = sys.exc_info()[1]
        if not self._declined or not isinstance(error, httptools.HttpParserUpgrade):
            return
        rest = self._fed[error.args[0] :]
        self.parser = httptools.HttpRequestParser(self)
        self._declined = False
        super().data_received(self._head_without_offer() + rest)

    def _head_without_offer(self) -> bytes:
        lines = [b"%s %s HTTP/1.1" % (self.scope["method"].encode(), self.url)]
        for name, value in self.headers:
            if name == b"connection":
                kept = [token for token in value.split(b",") if token.strip().lower() not in _OFFERS]
                lines.append(b"connection: " + b",".join(kept))
            elif name not in _OFFERS:
                lines.append(name + b": " + value)
        return b"\r\n".join([*lines, b"", b""])

    @property
    def last_request(self) -> RequestResponseCycle | None:
        """The newest request whose head is whole."""
        return self.cycle  # None before the first, whatever uvicorn's type says

    @property
    def is_idle(self) -> bool:
        """Whether all requests are answered."""
        return self.last_request is not None and self.last_request.response_complete

    def _cut(self, answer: Answer) -> None:
        cycle = self.last_request
        if cycle is not None and not (cycle.response_complete or cycle.more_body):
            # A whole request waits for its answer, which shall not be taken for this one.
            cycle.keep_alive = False
            self.flow.pause_reading()
            return
        if not (self.pipeline or (cycle is not None and cycle.more_body and cycle.response_started)):
            self.transport.write(answer.raw)
        self.transport.close()

    def _rest(self) -> None:
        self._head_has_begun = False
        if self._head_patience is not None:
            self._head_patience.cancel()
            self._head_patience = None
