"""Finding the events of a session that have one Id.

There is no index of Ids (see `floorwalker.session.repeats`): the hashes of all events are read, a million in some
tenths of a second, and the events found by their hash have the last word.
"""

from collections.abc import Callable, Iterator

from floorwalker.event.catalog import Catalog
from floorwalker.session.departed import key_in
from floorwalker.session.reader import Reader
from floorwalker.session.repeats import hashes_of

_STEP = 100_000
"""Rows read at a time, some hundredths of a second, so that the writer's WAL is not kept from ending."""


def events_with_id_of(
    payload: bytes, reader: Reader, catalog: Catalog, is_wanted: Callable[[], bool] = lambda: True
) -> Iterator[int]:
    """The seqs of the events whose Id is that of a stored payload, in order, its own too.

    Ends early when nobody wants it any more. Raises SessionError as `Reader` does.
    """
    key = key_in(payload, catalog)
    if key is None:
        return
    [wanted] = hashes_of([key]).tolist()
    oldest, newest = reader.bounds()
    for first in range(oldest, newest + 1, _STEP):
        if not is_wanted():
            return
        suspects = reader.seqs_with_hash(wanted, first, first + _STEP - 1)
        yield from (seq for seq, body in reader.payloads(suspects) if key_in(body, catalog) == key)
