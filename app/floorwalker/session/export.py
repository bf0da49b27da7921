"""Hands a session's events over as JSON, each payload byte for byte as it came, so that it can be posted again."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import BinaryIO, Literal, TypeAlias

from floorwalker.files import whole_file
from floorwalker.session.errors import explained
from floorwalker.session.reader import Reader
from floorwalker.session.wrapping import wrapping

Layout: TypeAlias = Literal["json", "ndjson"]
"""json: one array, an event after another. ndjson: one event a line."""

Progress: TypeAlias = Callable[[int], bool]
"""Is told after each batch how many events are written; answers whether to go on."""

_BATCH = 1000
"""Events written at a time."""

_ONE_LINE = bytes.maketrans(b"\r\n", b"  ")
"""Raw line ends in JSON stand between its tokens only, where a space means the same."""


class ExportStopped(Exception):
    """The progress function said so. Nothing is left of an export to a file."""


def write_export(
    reader: Reader,
    out: BinaryIO,
    seqs: Iterable[int] | None = None,
    layout: Layout = "json",
    *,
    with_delivery: bool = False,
    progress: Progress | None = None,
) -> int:
    """Writes events to out and returns how many.

    seqs: which ones, in what order; None means all. Those that are not in the session are left out. json is an array:
    "[", the payloads with commas at their ends, "]", each from a new line on, and "[]" where there are none.
    with_delivery: each event is wrapped as {"seq", "received", "delivery", "notes", "event"}, with its exact bytes.

    Raises SessionError where the session cannot be read, OSError where out cannot be written, and ExportStopped.
    """
    remaining = iter(_all(reader) if seqs is None else seqs)
    written = 0
    while batch := list(islice(remaining, _BATCH)):
        found = list(_wrapped(reader, batch) if with_delivery else reader.payloads_of(batch).values())
        out.write(_lines(found) if layout == "ndjson" else _elements(found, first=written == 0))
        written += len(found)
        if progress is not None and not progress(written):
            raise ExportStopped
    if layout == "json":
        out.write(b"\n]\n" if written else b"[]\n")
    return written


def export_to_file(
    path: Path,
    reader: Reader,
    seqs: Iterable[int] | None = None,
    layout: Layout = "json",
    *,
    with_delivery: bool = False,
    progress: Progress | None = None,
) -> int:
    """As `write_export`, to a file that appears, or is replaced, when it is whole and on the disk.

    Raises SessionError also where the file cannot be written.
    """
    try:
        with whole_file(path) as out:
            return write_export(reader, out, seqs, layout, with_delivery=with_delivery, progress=progress)
    except OSError as error:
        raise explained(error, path) from error


def _all(reader: Reader) -> range:
    oldest, newest = reader.bounds()
    return range(oldest, newest + 1)


def _elements(events: list[bytes], *, first: bool) -> bytes:
    if not events:
        return b""
    return (b"[\n" if first else b",\n") + b",\n".join(events)


def _lines(events: list[bytes]) -> bytes:
    return b"".join([event.translate(_ONE_LINE) + b"\n" for event in events])


def _wrapped(reader: Reader, seqs: Sequence[int]) -> Iterator[bytes]:
    arrivals = reader.arrivals(seqs)
    for seq, payload in reader.payloads_of(seqs).items():
        if seq in arrivals:
            yield wrapping(seq, arrivals[seq]) + payload + b"}"
