"""What is in a frame of a plain feed: one event, an array or NDJSON, at the root or where a JSON Pointer says.

Pure functions; any thread.
"""

from collections.abc import Iterator
from dataclasses import replace
from itertools import islice
from typing import Final

from jsonpointer import JsonPointer, JsonPointerException

from floorwalker.event.body import MOST_ELEMENTS, Accepted, Item, Refused, Unreadable, read_body
from floorwalker.event.catalog import Catalog
from floorwalker.event.jsontext import NotJson, is_json
from floorwalker.event.model import pointer
from floorwalker.event.slices import Span, elements, members, value_span
from floorwalker.feed.errors import NoAddress

_NULL: Final = "null"


def parts_of(unwrap: str) -> tuple[str, ...]:
    """The steps of a JSON Pointer (RFC 6901), none for the root. Raises NoAddress where it is none."""
    try:
        return tuple(JsonPointer(unwrap).parts)
    except JsonPointerException as error:
        raise NoAddress(
            f"“{unwrap}” is no JSON Pointer.", "Write where events lie in a frame, such as /data or /payload/events."
        ) from error


def read_frame(frame: bytes, catalog: Catalog, parts: tuple[str, ...] = ()) -> list[Item]:
    """What is in a frame, in its order; nothing where there is nothing at the pointer, as in a sign of life.

    What cannot be read is refused whole. parts: as `parts_of` gives them.
    """
    try:
        if not parts:
            return read_body(frame, catalog)
        text = frame.decode().removeprefix("\ufeff")
        items = list(islice(_items(text, parts, catalog), MOST_ELEMENTS + 1))
    except UnicodeDecodeError as error:
        return [Refused.because(frame, f"not UTF-8 text (byte {error.start + 1})")]
    except (NotJson, Unreadable) as error:
        return [Refused.because(frame, str(error))]
    return items if len(items) <= MOST_ELEMENTS else [Refused.because(frame, f"more than {MOST_ELEMENTS:,} events")]


def _items(text: str, parts: tuple[str, ...], catalog: Catalog) -> Iterator[Item]:
    """What lies at the pointer of the text, or of each of its lines. Raises NotJson where it is neither."""
    try:
        whole = value_span(text)
    except NotJson:
        lines = text.split("\n")
        if not any(is_json(line) for line in lines):
            raise
        for number, line in enumerate(lines):
            if line.strip():
                yield from _of_line(line.strip(), pointer(number), parts, catalog)
    else:
        yield from _of_value(text, "", whole, parts, catalog)


def _of_line(line: str, where: str, parts: tuple[str, ...], catalog: Catalog) -> Iterator[Item]:
    try:
        span = value_span(line)
    except NotJson as error:
        yield Refused.because(line.encode(), error.problem, where)
    else:
        yield from _of_value(line, where, span, parts, catalog)


def _of_value(text: str, where: str, span: Span, parts: tuple[str, ...], catalog: Catalog) -> Iterator[Item]:
    """The faults of what is refused are told with their place in the frame."""
    for at, (start, end) in _walk(text, where, span, parts):
        for item in read_body(text[start:end].encode(), catalog):
            if isinstance(item, Accepted):
                yield item
            else:
                yield Refused(item.payload, tuple(replace(fault, at=at + fault.at) for fault in item.faults))


def _walk(text: str, where: str, span: Span, parts: tuple[str, ...]) -> Iterator[tuple[str, Span]]:
    """Where the pointer leads to: (JSON Pointer in the frame, span)."""
    start, end = span
    if not parts:
        if text[start:end] != _NULL:
            yield where, span
        return
    step, *rest = parts
    if text.startswith("{", start):
        inside = members(text, start).get(step)
        if inside is not None:
            yield from _walk(text, where + pointer(step), inside, tuple(rest))
    elif text.startswith("[", start):
        for index, inside in enumerate(elements(text, start)):
            if step == str(index):
                yield from _walk(text, where + pointer(index), inside, tuple(rest))
            elif not step.isdigit():
                # An array of wrapped events: the pointer holds for each of them.
                yield from _walk(text, where + pointer(index), inside, parts)
