"""What payloads hold, in short, so that a million of them can be sorted without holding them."""

from __future__ import annotations

import struct
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from floorwalker.event.jsontext import decode
from floorwalker.event.model import event_of
from floorwalker.event.names import normal
from floorwalker.event.say import say
from floorwalker.session.filter.operators.fields import as_text, number_of
from floorwalker.session.filter.payload import Payload
from floorwalker.ui.events.order.ranks import directed

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

    from floorwalker.event.catalog import Catalog
    from floorwalker.session.reader import Reader
    from floorwalker.ui.events.order.sort import SortBy

KEPT: Final = 40
"""Bytes of each value: a GUID is compared whole, a longer text by its beginning."""
AT_ONCE: Final = 1_000
"""Payloads between two words of progress."""
_KIND: Final = f"S{KEPT}"
_NUMBER, _TEXT, _MISSING = b"\x01", b"\x02", b"\xff"
_SIGN: Final = 1 << 63


class Values:
    """A value of each event that was asked for, read once: forty bytes an event. For one thread."""

    def __init__(self, value_of: Callable[[bytes], bytes]) -> None:
        """value_of: makes of a payload what is compared; see `reading`."""
        self._value_of = value_of
        self._base = 0
        self._kept: NDArray[Any] = np.empty(0, _KIND)

    def read(self, seqs: NDArray[np.int64], oldest: int, reader: Reader, go_on: Callable[[int, int], bool]) -> bool:
        """Read what is not read yet, asking go_on(read, all) now and then; False where it was told to end.

        oldest: the first seq that the session has; what was before it is forgotten. Raises SessionError.
        """
        self._make_room(seqs, oldest)
        wanted = np.sort(seqs[self._kept[seqs - self._base] == b""])
        for first in range(0, len(wanted), AT_ONCE):
            if not go_on(first, len(wanted)):
                return False
            part = wanted[first : first + AT_ONCE]
            self._take(part, reader.payloads_of(part.tolist()))
        return True

    def ranks(self, seqs: NDArray[np.int64], *, descending: bool) -> NDArray[Any]:
        """For each event a number: in their order the events are sorted by their values. All must have been read."""
        values = self._kept[seqs - self._base]
        order = np.argsort(values, kind="stable")
        in_order = values[order]
        ranks = np.empty(len(values), np.int64)
        ranks[order] = np.cumsum(np.concatenate([[False], in_order[1:] != in_order[:-1]])[: len(values)])
        return directed(ranks, values == _MISSING, descending=descending)

    def _take(self, seqs: NDArray[np.int64], payloads: dict[int, bytes]) -> None:
        values = [self._value_of(payloads[seq]) if seq in payloads else _MISSING for seq in seqs.tolist()]
        self._kept[seqs - self._base] = values

    def _make_room(self, seqs: NDArray[np.int64], oldest: int) -> None:
        """The numbers of a session's events have no gaps, but for those that are gone from its beginning."""
        newest, end = int(seqs.max(initial=0)), self._base + len(self._kept)
        if newest < end and self._base <= int(seqs.min(initial=newest)):
            return
        still = self._kept[max(0, oldest - self._base) :]
        room = max(newest + 1, end) - oldest
        kept = np.zeros(room + room // 4, _KIND)
        first = max(0, self._base - oldest)
        kept[first : first + len(still)] = still
        self._base, self._kept = oldest, kept


def reading(by: SortBy, catalog: Catalog) -> Callable[[bytes], bytes]:
    """What makes of a payload the value that is sorted by: of a field its first one, else what the event says."""
    if isinstance(by.what, str):
        name = normal(by.what)
        return lambda payload: _of_field(payload, name)
    return lambda payload: _of_text(_said(payload, catalog))


def _of_field(payload: bytes, name: str) -> bytes:
    values = Payload(payload).fields.get(name)
    if not values or values[0] is None or values[0] == "":
        return _MISSING
    number = number_of(values[0])
    return _of_text(as_text(values[0])) if number is None else _of_number(number)


def _of_number(number: float) -> bytes:
    """Eight bytes that are in the order of the numbers; numbers come before texts."""
    try:
        [bits] = struct.unpack(">Q", struct.pack(">d", float(number) + 0.0))
    except OverflowError:  # too large for a float
        [bits] = struct.unpack(">Q", struct.pack(">d", float("inf") if number > 0 else float("-inf")))
    return _NUMBER + struct.pack(">Q", bits ^ (_SIGN if not bits & _SIGN else 2 * _SIGN - 1))


def _of_text(text: str) -> bytes:
    return _TEXT + text[:KEPT].casefold().encode("utf-8", "replace")[: KEPT - 1] if text else _MISSING


def _said(payload: bytes, catalog: Catalog) -> str:
    try:
        return say(event_of(decode(payload.decode()), catalog), catalog)
    except ValueError:
        return ""
