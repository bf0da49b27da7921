"""Posting bodies to a receiver, as a good sender does: what is not taken is sent again, when the receiver says so."""

import asyncio
import json
import logging
from types import TracebackType
from typing import Self

import aiohttp

from floorwalker import __version__
from floorwalker.feed.errors import FeedError
from floorwalker.secret import shown_url

PATIENCE = 10.0
"""Seconds in which a receiver that never answered yet must be found."""

_ANSWER_TIME = 30.0
FIRST_PAUSE, LONGEST_PAUSE = 0.1, 5.0
"""Seconds until the next attempt: from the first to the longest."""

_TRY_AGAIN = frozenset({408, 429, 500, 502, 503, 504})
_DONE = frozenset({200, 201, 202, 204, 400, 422})
"""Answers that end the matter: a body without an event in it gets no better by sending it again."""

_log = logging.getLogger(__name__)


class Poster:
    """Posts to one URL over a few connections that are kept. An asynchronous context manager, for one event loop."""

    def __init__(self, url: str, connections: int) -> None:
        self._url = url
        self._connections = connections
        self._was_answered = False

    async def __aenter__(self) -> Self:
        self._client = aiohttp.ClientSession(
            connector=aiohttp.TCPConnector(limit=self._connections),
            timeout=aiohttp.ClientTimeout(total=_ANSWER_TIME),
            headers={"Content-Type": "application/json", "User-Agent": f"floorwalker/{__version__}"},
        )
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        await self._client.close()

    async def post(self, body: bytes) -> None:
        """Returns when the body was taken, or refused for good because of what is in it.

        Raises FeedError where the receiver cannot be found at all, or does not want any.
        """
        loop = asyncio.get_running_loop()
        began, pause = loop.time(), FIRST_PAUSE
        while True:
            try:
                wait = await self._try(body, pause)
            except (aiohttp.ClientError, TimeoutError, OSError) as trouble:
                if not self._was_answered and loop.time() - began > PATIENCE:
                    raise _nobody_there(self._url, trouble) from trouble
                _log.info("Not answered, tried again in %.1f s: %r", pause, trouble)
                wait = pause
            if wait is None:
                return
            await asyncio.sleep(wait)
            pause = min(2 * pause, LONGEST_PAUSE)

    async def _try(self, body: bytes, pause: float) -> float | None:
        """Seconds to wait before the next attempt, which are `pause` unless the receiver names them; None where none is
        due."""
        async with self._client.post(self._url, data=body, allow_redirects=False) as answer:
            content = await answer.read()
        self._was_answered = True
        if answer.status in _DONE:
            return None
        if answer.status in _TRY_AGAIN:
            asked = answer.headers.get("Retry-After", "")
            _log.info("Answered %d, tried again: %s", answer.status, content[:200])
            return float(asked) if asked.isascii() and asked.isdigit() else pause
        raise FeedError(
            f"{shown_url(self._url)} refuses events: {answer.status} {_reason(content, answer.reason)}",
            "Check the URL.",
        )


def _nobody_there(url: str, trouble: Exception) -> FeedError:
    return FeedError(
        f"Nobody takes events at {shown_url(url)}: {str(trouble) or type(trouble).__name__}.",
        "Start Floorwalker there, or check the URL.",
    )


def _reason(content: bytes, fallback: str | None) -> str:
    """What an RFC 9457 problem document says, or what the status line does."""
    try:
        return str(json.loads(content)["detail"])
    except (ValueError, TypeError, KeyError):
        return f"{fallback or 'without a reason'}."
