"""The chosen time as a part of the filter's expression."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from floorwalker.session.filter import received_in, with_received
from floorwalker.ui.events.strip.chosen import Span

if TYPE_CHECKING:
    from collections.abc import Callable

    from floorwalker.ui.following import LiveSession


def writing(chosen: Span | None, live: LiveSession) -> Callable[[str], str]:
    """The change that makes an expression say that time, or none."""
    catalog = live.catalog
    return lambda expression: with_received(expression, chosen, catalog)


def chosen_in(expression: str, live: LiveSession) -> Span | None:
    """The time that an expression says, as far as the session reaches; None where it says none, or more than one."""
    period = received_in(expression, live.catalog)
    received = live.columns.received
    if period is None:
        return None
    span = period.span(time.time_ns() // 1000)
    first, last = (int(received[0]), int(received[-1])) if len(received) else (0, 0)
    low = first if span.low is None else span.low
    return Span(low, max(low, last if span.high is None else span.high))
