"""What stands around an exported event that tells how it arrived."""

import json
from functools import lru_cache

from floorwalker.event.notes import Note
from floorwalker.session.records import Arrival, DeliveryView
from floorwalker.session.times import iso_microseconds


def wrapping(seq: int, arrival: Arrival) -> bytes:
    """All of {"seq", "received", "delivery", "notes", "event"} that comes before the event, in one line of ASCII."""
    text = f'{{"seq": {seq}, {_told(arrival.delivery)}, "notes": {_labels(arrival.notes)}, "event": '
    return text.encode()


@lru_cache(maxsize=256)
def _told(delivery: DeliveryView) -> str:
    """Events come many in a delivery, or one: then nothing is lost by remembering."""
    parts: dict[str, object] = {
        "feed": delivery.feed,
        "peer": delivery.peer,
        "method": delivery.method,
        "target": delivery.target,
        "headers": delivery.headers,
        "size": delivery.size,
        "answer": delivery.answer,
    }
    if delivery.verdict:
        parts["verdict"] = delivery.verdict
    if delivery.sent_seq is not None and delivery.sent_received is not None:
        parts["sent"] = {"seq": delivery.sent_seq, "received": iso_microseconds(delivery.sent_received)}
    return f'"received": "{iso_microseconds(delivery.received)}", "delivery": {json.dumps(parts)}'


@lru_cache(maxsize=1024)
def _labels(notes: int) -> str:
    return json.dumps([note.label for note in Note(notes)])
