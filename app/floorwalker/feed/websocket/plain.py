"""Feeds of any origin: each frame holds one event, an array or NDJSON, at the root or where a JSON Pointer says."""

from typing import Final

from floorwalker.feed.websocket.losses import Loss, too_large
from floorwalker.feed.websocket.visit import Visit

_IN_VAIN: Final = 20
"""After so many frames without an event, and none before, the pointer is worth a word."""


async def take_plain(visit: Visit, frame: bytes | None) -> Loss:
    """Takes what comes, until a frame is too large. frame: one that has come before. Raises ConnectionClosed."""
    recv, intake, judged = visit.connection.recv, visit.intake, visit.judged
    parts, largest = visit.target.parts, visit.limits.frame
    passed_over = 0
    if frame is None:
        frame = await recv(decode=False)
    while len(frame) <= largest:
        if intake.is_full:
            await intake.room()
        if items := await judged(frame, parts):
            visit.take(len(frame), items)
        else:
            # Signs of life and answers to a subscription have nothing at the pointer; nor has what it is wrong for.
            passed_over += 1
            if passed_over == _IN_VAIN and not visit.has_events:
                await visit.tell("connected", _told_in_vain(parts))
        frame = await recv(decode=False)
    return too_large(largest)


def _told_in_vain(parts: tuple[str, ...]) -> str:
    where = "had nothing at the pointer. Check --unwrap" if parts else "were empty. Check what the feed sends"
    return f"The first {_IN_VAIN} frames {where}."
