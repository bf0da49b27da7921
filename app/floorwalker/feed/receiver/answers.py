"""What a receiver answers, ready to be sent: text, JSON, and RFC 9457 problem documents."""

import json
from collections.abc import Awaitable, Callable, Iterable, MutableMapping, Sequence
from functools import lru_cache
from http import HTTPStatus
from typing import Any

Message = MutableMapping[str, Any]
Send = Callable[[Message], Awaitable[None]]
Receive = Callable[[], Awaitable[Message]]

MOST_PROBLEMS = 1000
"""So many are told of one request; whoever sends more faults than that finds the rest in the session."""


class Answer:
    """A whole HTTP answer. May be sent any number of times. raw: its bytes, for a connection that is kept."""

    __slots__ = ("_body", "_start", "content", "headers", "raw", "status")

    def __init__(
        self, status: int, content: bytes, content_type: str, headers: Iterable[tuple[bytes, bytes]] = ()
    ) -> None:
        self.status = status
        self.content = content
        self.headers = (
            (b"content-type", content_type.encode()),
            (b"content-length", str(len(content)).encode()),
            *headers,
        )
        fields = b"".join([name + b": " + value + b"\r\n" for name, value in self.headers])
        self.raw = b"HTTP/1.1 %d %s\r\n%s\r\n%s" % (status, HTTPStatus(status).phrase.encode(), fields, content)
        self._start = {"type": "http.response.start", "status": status, "headers": self.headers}
        self._body = {"type": "http.response.body", "body": content}

    async def send(self, send: Send) -> None:
        """Hands it to the server."""
        await send(self._start)
        await send(self._body)

    async def reject(self, send: Send) -> None:
        """Answers the handshake of a WebSocket that is refused."""
        await send(self._start | {"type": "websocket.http.response.start"})
        await send(self._body | {"type": "websocket.http.response.body"})


def text(status: int, words: str, headers: Iterable[tuple[bytes, bytes]] = ()) -> Answer:
    """Plain text, which no browser takes for anything else."""
    return Answer(
        status,
        words.encode("utf-8", "replace"),
        "text/plain; charset=utf-8",
        ((b"x-content-type-options", b"nosniff"), *headers),
    )


def as_json(status: int, value: object) -> Answer:
    """A JSON document."""
    return Answer(status, json.dumps(value).encode(), "application/json")


def problem(
    status: int,
    detail: str,
    problems: Sequence[tuple[str, str]] = (),
    *,
    headers: Iterable[tuple[bytes, bytes]] = (),
    close: bool = False,
) -> Answer:
    """An RFC 9457 problem document. problems: (JSON Pointer, words) of each fault. close: ends the connection, because
    the rest of the request is not wanted."""
    content = json.dumps(_document(status, detail, problems)).encode()
    return Answer(status, content, "application/problem+json", (*headers, *(_ENDING if close else ())))


def problem_in_200(
    status: int,
    detail: str,
    problems: Sequence[tuple[str, str]] = (),
    *,
    rejected: int = 1,
    headers: Iterable[tuple[bytes, bytes]] = (),
    close: bool = False,
) -> Answer:
    """The same for a sender that is always told 200: what it would have been told is in the document, with counts."""
    counts: dict[str, object] = {"accepted": 0, "duplicates": 0, "rejected": rejected}
    content = json.dumps(counts | _document(status, detail, problems)).encode()
    return Answer(200, content, "application/json", (*headers, *(_ENDING if close else ())))


_ENDING = ((b"connection", b"close"),)


def _document(status: int, detail: str, problems: Sequence[tuple[str, str]]) -> dict[str, object]:
    document: dict[str, object] = {
        "type": "about:blank",
        "title": _TITLES.get(status) or HTTPStatus(status).phrase,
        "status": status,
        "detail": detail,
    }
    return document | {"problems": _listed(problems)} if problems else document


# Renamed in RFC 9110, and in Python only from 3.13 on.
_TITLES = {413: "Content Too Large", 422: "Unprocessable Content"}


def busy(why: str, *, retry_after: int = 1, close: bool = False) -> Answer:
    """503: try again after so many seconds."""
    return problem(503, why, headers=((b"retry-after", str(retry_after).encode()),), close=close)


def taken(accepted: int, duplicates: int, rejected: int, problems: Sequence[tuple[str, str]] = ()) -> Answer:
    """200: what has become of a request that held at least one event."""
    if not problems:
        return _all_well(accepted, duplicates, rejected)
    counts = {"accepted": accepted, "duplicates": duplicates, "rejected": rejected}
    return as_json(200, counts | {"problems": _listed(problems)})


@lru_cache(maxsize=256)
def _all_well(accepted: int, duplicates: int, rejected: int) -> Answer:
    return as_json(200, {"accepted": accepted, "duplicates": duplicates, "rejected": rejected, "problems": []})


def _listed(problems: Sequence[tuple[str, str]]) -> list[dict[str, str]]:
    return [{"at": at, "problem": words} for at, words in problems[:MOST_PROBLEMS]]
