"""How an event arrived, and what was odd about it, as lines."""

from __future__ import annotations

from typing import TYPE_CHECKING

from floorwalker.event.notes import Note, reasons
from floorwalker.ui.events import moments
from floorwalker.ui.events.payload.decoded import Fact, Group

if TYPE_CHECKING:
    from floorwalker.session.records import DeliveryView


def delivered(delivery: DeliveryView, seq: int, created: int, notes: int) -> list[Group]:
    """When, from whom, with what, what was answered; where it stood before it was handed on; notes, headers."""
    return [
        Group("", _arrival(delivery, seq, created)),
        *([Group("Handed on by another Floorwalker", sent)] if (sent := _sent(delivery)) else []),
        *([Group("Notes", _notes(notes))] if notes else []),
        *([Group("Headers", tuple(Fact(*header) for header in delivery.headers))] if delivery.headers else []),
    ]


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
        *([Fact("Signature", delivery.verdict)] if delivery.verdict else []),
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


def _notes(notes: int) -> tuple[Fact, ...]:
    return tuple(Fact(note.label, " ".join(reasons(int(note)))) for note in Note(notes))
