"""How an event arrived, as lines."""

from __future__ import annotations

from typing import TYPE_CHECKING

from floorwalker.ui.events import moments
from floorwalker.ui.events.payload.facts import Fact, Group
from floorwalker.ui.events.payload.twins import MOST

if TYPE_CHECKING:
    from collections.abc import Sequence

    from floorwalker.session.columns import Columns
    from floorwalker.session.records import DeliveryView


def delivered(delivery: DeliveryView, seq: int, created: int) -> list[Group]:
    """When, from whom, with what, what was answered; where it stood before it was handed on; headers."""
    return [
        Group("", _arrival(delivery, seq, created)),
        *([Group("Handed on by another Floorwalker", sent)] if (sent := _sent(delivery)) else []),
        *([Group("Headers", tuple(Fact(*header) for header in delivery.headers))] if delivery.headers else []),
    ]


def twins(others: Sequence[int], seq: int, columns: Columns) -> Group:
    """The other events that have the same Id, each to be gone to."""
    facts = [_twin(other, seq, columns) for other in others] or [Fact("None", "no other event here has its Id")]
    more = [Fact("…", "and more")] if len(others) >= MOST else []
    return Group("Others with this Id", (*facts, *more))


def _twin(other: int, seq: int, columns: Columns) -> Fact:
    row = columns.row_of(other)
    order = "before this one" if other < seq else "after this one"
    if row is None:
        return Fact(f"Event {other:,}", f"came {order}, and is not in the window any more")
    arrived = moments.full(int(columns.received[row]))
    return Fact(f"Event {other:,}", f"{arrived} · {order}", goes_to=other)


def _arrival(delivery: DeliveryView, seq: int, created: int) -> tuple[Fact, ...]:
    request = f"{delivery.method} {delivery.target}" if delivery.method else "a frame of a feed"
    here, utc = moments.full(delivery.received), moments.full_utc(delivery.received)
    return (
        Fact("Arrived", here),
        *([Fact("In UTC", utc)] if here != utc else []),
        Fact("Lag", f"{moments.lag(delivery.received, created):,} s after CreationDateUtc"),
        Fact("From", delivery.peer or "unknown"),
        Fact("At", delivery.feed),
        Fact("Request", request),
        Fact("Body", f"{delivery.size:,} bytes"),
        Fact("Answer", "none" if delivery.answer is None else str(delivery.answer)),
        *([Fact("Signature", delivery.verdict or "none was asked for")] if delivery.method else []),
        Fact("Event", f"{seq:,} of this session"),
    )


def _sent(delivery: DeliveryView) -> tuple[Fact, ...]:
    """Where an event stands in the session that it was handed on from."""
    if delivery.sent_seq is None or delivery.sent_received is None:
        return ()
    return (
        Fact("Event there", f"{delivery.sent_seq:,} of its session"),
        Fact("Arrived there", moments.full(delivery.sent_received)),
    )
