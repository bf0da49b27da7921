"""Feeds of any origin: each frame holds one event, an array or NDJSON, at the root or where a JSON Pointer says."""

from itertools import takewhile
from typing import Final

from floorwalker.event.body import read_objects
from floorwalker.feed.websocket.connection import Came
from floorwalker.feed.websocket.losses import Loss, too_large
from floorwalker.feed.websocket.visit import TOGETHER, Visit

_IN_VAIN: Final = 20
"""After so many frames without an event, and none before, the pointer is worth a word."""

_FEWEST: Final = 4
"""Fewer frames are read one by one, which is as quick then."""


async def take_plain(visit: Visit, came: Came | None) -> Loss:
    """Takes what comes, until a frame is too large. came: what has come before. Raises ConnectionClosed."""
    largest, passed_over = visit.limits.frame, 0
    if came is None:
        came = await visit.connection.came(TOGETHER)
    while True:
        fitting = came.frames
        if max(map(len, fitting)) > largest:
            fitting = list(takewhile(lambda frame: len(frame) <= largest, fitting))
        passed_over = await _take(visit, Came(came.at, fitting), passed_over)
        if len(fitting) < len(came.frames):
            return too_large(largest)
        came = await visit.connection.came(TOGETHER)


async def _take(visit: Visit, came: Came, passed_over: int) -> int:
    """Takes frames. Returns how many were passed over since the beginning."""
    await visit.intake.room()
    if len(came.frames) >= _FEWEST and not visit.target.parts:
        items = read_objects(came.frames, visit.home.catalog)
        if items is not None:
            visit.take_together(came, items)
            return passed_over
    for frame in came.frames:
        await visit.intake.room()
        if items := await visit.judged(frame, visit.target.parts):
            visit.take(came.at, len(frame), items)
        else:
            # Signs of life and answers to a subscription have nothing at the pointer; nor has what it is wrong for.
            passed_over += 1
            if passed_over == _IN_VAIN and not visit.has_events:
                await visit.tell("connected", _told_in_vain(visit.target.parts))
    return passed_over


def _told_in_vain(parts: tuple[str, ...]) -> str:
    where = "had nothing at the pointer. Check --unwrap" if parts else "were empty. Check what the feed sends"
    return f"The first {_IN_VAIN} frames {where}."
