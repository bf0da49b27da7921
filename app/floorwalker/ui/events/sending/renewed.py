"""An event's text with a new Id and the time of now, so that a receiver takes it for a new one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from floorwalker.event.jsontext import NotJson, decode
from floorwalker.event.model import normal
from floorwalker.event.slices import members, value_span

if TYPE_CHECKING:
    from datetime import datetime

    from floorwalker.event.slices import Span

_ID: Final = "id"
_TIME: Final = "creationdateutc"


def can_be_renewed(text: str) -> bool:
    """Whether it is an object with an Id or a CreationDateUtc."""
    return bool(_spans(text))


def renewed(text: str, new_id: str, now: datetime) -> str:
    """The same text with that Id and, as yyyyMMddHHmmss, that time; all around the two values stays as it is.

    now: in UTC. What is not there is not added; a text that is no JSON object stays as it is.
    """
    values = {_ID: f'"{new_id}"', _TIME: f'"{now:%Y%m%d%H%M%S}"'}
    # From the end on, so that the places before stay true.
    for name, (start, end) in sorted(_spans(text).items(), key=lambda item: item[1], reverse=True):
        text = text[:start] + values[name] + text[end:]
    return text


def _spans(text: str) -> dict[str, Span]:
    """Where the two values stand: in the property of the exact name, else in the first that means it."""
    try:
        if not isinstance(decode(text), dict):
            return {}
        found = members(text, value_span(text)[0])
    except NotJson:
        return {}
    spans: dict[str, Span] = {}
    for name, span in sorted(found.items(), key=lambda item: item[0] not in ("Id", "CreationDateUtc")):
        if normal(name) in (_ID, _TIME):
            spans.setdefault(normal(name), span)
    return spans
