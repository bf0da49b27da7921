"""One body to a receiver by HTTP, and what it answers."""

import io
import os
import ssl
from collections.abc import Mapping
from http import HTTPStatus
from types import TracebackType
from typing import Self
from urllib.parse import urlsplit

import aiohttp

from floorwalker import __version__
from floorwalker.answers import SHOWN
from floorwalker.feed.errors import NoAddress
from floorwalker.feed.sending.reply import Reply
from floorwalker.secret import shown_url

CONNECTIONS = 8
"""That are kept, and so the bodies on their way at once."""

_ANSWER_TIME = 30.0
_CONNECT_TIME = 10.0
_LARGE = 2**20
"""Bytes from which on a body is written piece by piece."""

_PERHAPS = "Look at the receiver: it may have taken the event all the same."

_Known = (aiohttp.ClientError, TimeoutError, OSError)


def checked_url(text: str) -> str:
    """A URL that can be posted to. Raises NoAddress."""
    url = text.strip()
    try:
        parts = urlsplit(url)
        fits = bool(parts.hostname) and parts.port != 0 and url.isprintable() and " " not in url
    except ValueError:
        fits = False
    if not fits:
        raise NoAddress(f"“{shown_url(url)}” is no URL to post to.", "Write it as in http://HOST:PORT/events.")
    return url


class HttpDoor:
    """Posts to one URL over connections that are kept; nothing is tried again. An asynchronous context manager, for one
    event loop. headers: sent with each, in place of ours of the same name.
    """

    lanes = CONNECTIONS

    def __init__(self, url: str, headers: Mapping[str, str]) -> None:
        self._url = url
        ours = {"Content-Type": "application/json", "User-Agent": f"floorwalker/{__version__}"}
        given = {name.lower() for name in headers}
        self._headers = {name: value for name, value in ours.items() if name.lower() not in given} | dict(headers)

    async def __aenter__(self) -> Self:
        self._client = aiohttp.ClientSession(
            connector=aiohttp.TCPConnector(limit=CONNECTIONS),
            timeout=aiohttp.ClientTimeout(total=_ANSWER_TIME, sock_connect=_CONNECT_TIME),
            headers=self._headers,
            cookie_jar=aiohttp.DummyCookieJar(),
        )
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        await self._client.close()

    async def deliver(self, body: bytes) -> Reply:
        """What came of it, whatever that is."""
        data = body if len(body) < _LARGE else io.BytesIO(body)
        try:
            async with self._client.post(self._url, data=data, allow_redirects=False) as answer:
                content, cut = await _read(answer.content)
        except _Known as trouble:
            return _no_answer(trouble)
        location = answer.headers.get("Location", "")
        return Reply(
            status=answer.status,
            reason=answer.reason or _phrase(answer.status),
            headers=tuple(answer.headers.items()),
            body=content.decode("utf-8", "replace"),
            cut=cut,
            **_told_of(answer.status, shown_url(location)),
        )


async def _read(content: aiohttp.StreamReader) -> tuple[bytes, bool]:
    """The beginning of an answer's body, and whether there is more."""
    read = b""
    while len(read) <= SHOWN and (piece := await content.read(SHOWN + 1 - len(read))):
        read += piece
    return read[:SHOWN], len(read) > SHOWN


def _told_of(status: int, location: str) -> dict[str, str]:
    """The problem and the remedy of an answer that is no yes."""
    if 200 <= status < 300:
        return {}
    remedies = {
        401: "Set the token or the header that it asks for.",
        403: "Set the token or the header that it asks for.",
        404: "Check the URL's path.",
        405: "Check the URL's path.",
        408: "Send it again, or look at the network.",
        413: "Make the body smaller, or the receiver's limit larger.",
        429: "Send more slowly.",
        503: "Wait a moment, then send it again.",
    }
    said = f"The receiver answered {status} {_phrase(status)}".strip() + "."
    if 300 <= status < 400:
        return {"problem": said, "remedy": f"Send to {location} instead." if location else "Check the URL."}
    otherwise = "Its answer says what is wrong; mend the body." if status < 500 else "Look into the receiver's log."
    return {"problem": said, "remedy": remedies.get(status, otherwise)}


def _no_answer(trouble: Exception) -> Reply:
    match trouble:
        case aiohttp.ClientConnectorCertificateError() | aiohttp.ClientSSLError() | ssl.SSLError():
            return Reply(
                problem=f"No connection by TLS: {_words(trouble)}.",
                remedy="Write http:// if it speaks no TLS, or name its issuer's file as SSL_CERT_FILE.",
            )
        case aiohttp.ClientConnectorDNSError():
            return Reply(problem="There is no machine of that name.", remedy="Check the URL and the network.")
        case aiohttp.ClientConnectorError():
            return Reply(
                problem=f"Nobody takes events there: {_words(trouble)}.", remedy="Start the receiver, or check the URL."
            )
        case TimeoutError():
            return Reply(problem="No answer came in time.", remedy=_PERHAPS)
        case aiohttp.ServerDisconnectedError() | aiohttp.ClientOSError() | aiohttp.ClientPayloadError():
            return Reply(
                problem="The connection was cut before the answer was whole.",
                remedy=_PERHAPS,
            )
        case _:
            return Reply(problem=f"What answers there is no receiver: {_words(trouble)}.", remedy="Check the URL.")


def _words(trouble: Exception) -> str:
    within = getattr(trouble, "os_error", None) or trouble
    words = os.strerror(within.errno) if isinstance(within, OSError) and within.errno else str(within)
    return " ".join(words.split())[:200].rstrip(".") or type(trouble).__name__


def _phrase(status: int) -> str:
    return next((known.phrase for known in HTTPStatus if known == status), "")
