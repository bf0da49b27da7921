"""Finding the events of a session that have one Id.

There is no index of Ids (see `floorwalker.session.repeats`): the hashes of all events are read, a million in some
tenths of a second, and the events found by their hash have the last word.
"""

from collections.abc import Callable, Iterator

from floorwalker.event.catalog import Catalog
from floorwalker.session.departed import key_in
from floorwalker.session.reader import Reader

_STEP = 100_000
"""Rows read at a time, some hundredths of a second, so that the writer's WAL is not kept from ending."""


def others_with_id_of(
    seq: int, reader: Reader, catalog: Catalog, is_wanted: Callable[[], bool] = lambda: True
) -> Iterator[int]:
    """The seqs of the other events that have an event's Id, in order; none where that event is not there.

    Ends early when nobody wants it any more. Raises SessionError as `Reader` does.
    """
    key: bytes | None = None
    oldest, newest = reader.bounds()
    for first in range(oldest, newest + 1, _STEP):
        if not is_wanted():
            return
        suspects = [one for one in reader.seqs_with_hash_of(seq, first, first + _STEP - 1) if one != seq]
        if suspects and key is None:
            key = key_in(reader.payload(seq) or b"", catalog)
        yield from (one for one, body in reader.payloads(suspects) if key and key_in(body, catalog) == key)
