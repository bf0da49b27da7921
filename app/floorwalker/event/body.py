"""The body of a request, or a frame of a feed, as the events in it.

By our decision a body is one event object, an array of events, newline-delimited JSON (NDJSON), or a form that holds
one of these, under any Content-Type. Each event is judged alone, and kept with the exact bytes that it came as.
Pure functions; any thread.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from operator import methodcaller
from typing import Final

from floorwalker.event.catalog import Catalog
from floorwalker.event.forms import NotAForm, json_in_form, looks_like_form
from floorwalker.event.items import Accepted, Columns, Item, Items, Refused, judged
from floorwalker.event.jsontext import (
    NOT_QUICK,
    NotJson,
    decode,
    decode_alone,
    decode_at,
    is_json,
    quick_elements,
    quick_lines,
    quick_objects,
    quick_value,
    skip_blanks,
)
from floorwalker.event.model import pointer
from floorwalker.event.notes import Note
from floorwalker.event.together import columns_of, judged_together

__all__ = [
    "HOPELESS",
    "MOST_ELEMENTS",
    "Accepted",
    "Columns",
    "Item",
    "Items",
    "Refused",
    "Unreadable",
    "read_body",
    "read_objects",
]

_BLANKS: Final = " \t\r\n"
_BLANK_BYTES: Final = _BLANKS.encode()
_BYTE_ORDER_MARK: Final = "\ufeff"
_UTF16_MARKS: Final = (b"\xff\xfe", b"\xfe\xff")
_UTF16: Final = "looks like UTF-16, send UTF-8"
_FROM_FORM: Final = int(Note.FROM_FORM)
_TOGETHER: Final = 500
"""So many elements are judged together: more would not be quicker, and would hold more memory."""

_stripped: Final = methodcaller("strip", _BLANK_BYTES)

MOST_ELEMENTS: Final = 250_000
"""More than 10 MiB of real events; without a bound what is found in a body full of `1,` would fill the memory."""

HOPELESS: Final = 10_000
"""Where so many elements at a body's beginning are no events, nobody is helped by a reason for each of the others."""


class Unreadable(ValueError):
    """A body is neither JSON nor NDJSON nor a form: `problem` and `at` (`line 3, column 14`, or "") are for people."""

    def __init__(self, problem: str, at: str = "") -> None:
        super().__init__(f"{problem} ({at})" if at else problem)
        self.problem, self.at = problem, at


def read_body(body: bytes, catalog: Catalog, content_type: str = "") -> list[Item]:
    """What is in *body*, in its order; nothing where it is empty or an empty array. Raises Unreadable."""
    quick = _quick(body.strip(_BLANK_BYTES), catalog)
    if quick is not None:
        return quick
    text = _text(body)
    try:
        return _read(text, catalog, 0)
    except NotJson as error:
        if text[skip_blanks(text, 0)] in "{[" or not looks_like_form(text, content_type):
            raise _unreadable(error, text) from error
    return _read_form(text.strip(_BLANKS), catalog)


def read_objects(bodies: Sequence[bytes], catalog: Catalog) -> Items | None:
    """As `read_body`, of many bodies in each of which is one JSON object, in a fraction of the time; None where that is
    not quickly told.
    """
    payloads = list(map(_stripped, bodies))
    values = quick_objects(payloads)
    if values is None:
        return None
    columns = columns_of(values, payloads, catalog)
    if columns is not None:
        return columns
    return [judged(value, payload, catalog, 0) for value, payload in zip(values, payloads, strict=True)]


def _quick(body: bytes, catalog: Catalog) -> list[Item] | None:
    """What is in a body that is nothing but JSON or NDJSON; None where only the patient decoder can say.

    body: without white space around it.
    """
    if body.startswith(b"{"):
        value = quick_value(body)
        if value is not NOT_QUICK:
            return [judged(value, body, catalog, 0)]
        payloads = quick_lines(body)
    elif body.startswith(b"["):
        payloads = quick_elements(body)
    else:
        return None
    if payloads is None or len(payloads) > MOST_ELEMENTS:
        return None
    try:
        return _judged_each(_quick_values(payloads), body, catalog, 0)
    except _NotQuick:
        return None


class _NotQuick(Exception):
    """One of the payloads needs the patient decoder."""


def _quick_values(payloads: Sequence[bytes]) -> Iterator[tuple[object, bytes]]:
    for payload in payloads:
        value = quick_value(payload)
        if value is NOT_QUICK:
            raise _NotQuick
        yield value, payload


def _judged_each(elements: Iterable[tuple[object, bytes]], whole: bytes, catalog: Catalog, notes: int) -> list[Item]:
    """Every element of a body, judged alone; where the first thousands are no events, the body as one that is none."""
    elements = iter(elements)
    items = _judged_from(0, islice(elements, HOPELESS), catalog, notes)
    if len(items) < HOPELESS or any(type(item) is Accepted for item in items):
        return items + _judged_from(len(items), elements, catalog, notes)
    # The others are looked at all the same: only if all is JSON, the body is.
    has_more = sum(1 for _ in elements) > 0
    return _hopeless(whole, items[0]) if has_more else items


def _judged_from(first: int, elements: Iterator[tuple[object, bytes]], catalog: Catalog, notes: int) -> list[Item]:
    """Elements of a body from an index on."""
    items: list[Item] = []
    while portion := list(islice(elements, _TOGETHER)):
        values, payloads = zip(*portion, strict=True)
        items += judged_together(values, payloads, catalog, notes, first + len(items))
    return items


def _hopeless(whole: bytes, first: Item) -> list[Item]:
    example = f": {first.faults[0].at} {first.faults[0].problem}" if isinstance(first, Refused) else ""
    return [Refused.because(whole, f"none of its first {HOPELESS:,} elements is an event{example}")]


def _text(body: bytes) -> str:
    try:
        text = body.decode()
    except UnicodeDecodeError as error:
        problem = _UTF16 if body.startswith(_UTF16_MARKS) else "not UTF-8 text"
        raise Unreadable(problem, f"byte {error.start + 1}") from error
    return text.removeprefix(_BYTE_ORDER_MARK)


def _unreadable(error: NotJson, text: str) -> Unreadable:
    if "\0" in text[:2]:
        return Unreadable(_UTF16, "byte 1")
    line, column = text.count("\n", 0, error.at) + 1, error.at - text.rfind("\n", 0, error.at)
    return Unreadable(error.problem, f"line {line}, column {column}")


def _read(text: str, catalog: Catalog, notes: int) -> list[Item]:
    """What is in JSON or NDJSON. Raises NotJson."""
    start = skip_blanks(text, 0)
    if start == len(text):
        return []
    if text[start] == "[":
        elements = ((value, spelled.encode()) for value, spelled in _elements(text, start))
        return _judged_each(elements, text.strip(_BLANKS).encode(), catalog, notes)
    try:
        value, end = decode_alone(text, start)
    except NotJson:
        if (lines := _lines(text[start:])) is None:
            raise
        return _read_lines(lines, catalog, notes)
    return [judged(value, text[start:end].encode(), catalog, notes)]


def _elements(text: str, at: int) -> Iterator[tuple[object, str]]:
    """The elements of the array that begins at *at*, each with how it is spelled. Raises NotJson."""
    at = skip_blanks(text, at + 1)
    if text.startswith("]", at):
        _end_array(text, at)
        return
    for _ in range(MOST_ELEMENTS):
        value, end = decode_at(text, at)
        yield value, text[at:end]
        behind = skip_blanks(text, end)
        if not text.startswith(",", behind):
            _end_array(text, behind)
            return
        at = skip_blanks(text, behind + 1)
    raise NotJson(_too_many(), at)


def _end_array(text: str, at: int) -> None:
    if not text.startswith("]", at):
        raise NotJson("not JSON: expecting , or ] behind an element", at)
    if (rest := skip_blanks(text, at + 1)) < len(text):
        raise NotJson("not JSON: something follows the array", rest)


def _too_many() -> str:
    return f"more than {MOST_ELEMENTS:,} elements, send fewer at once"


def _lines(text: str) -> list[str] | None:
    """The lines of NDJSON without the blank ones; None where *text* is not meant as such: its first line is no object.

    Nor is a text of which no line is JSON, for then there is nothing that one could read.
    """
    first_line = text.partition("\n")[0].strip(_BLANKS)
    if not (first_line.startswith("{") and first_line.endswith("}")):
        return None
    lines = [line for line in (line.strip(_BLANKS) for line in text.split("\n")) if line]
    return lines if any(is_json(line) for line in lines) else None


def _read_lines(lines: Sequence[str], catalog: Catalog, notes: int) -> list[Item]:
    """What is in texts that hold one JSON value each, every one judged alone."""
    if len(lines) > MOST_ELEMENTS:
        raise NotJson(_too_many(), 0)
    items = [_read_line(line, catalog, notes, index) for index, line in enumerate(lines[:HOPELESS])]
    if len(lines) > HOPELESS and not any(type(item) is Accepted for item in items):
        return _hopeless("\n".join(lines).encode(), items[0])
    return items + [_read_line(line, catalog, notes, index) for index, line in enumerate(lines[HOPELESS:], HOPELESS)]


def _read_line(line: str, catalog: Catalog, notes: int, index: int) -> Item:
    try:
        return judged(decode(line), line.encode(), catalog, notes, (index,))
    except NotJson as error:
        return Refused.because(line.encode(), f"{error.problem} (column {error.at + 1})", pointer(index))


def _read_form(text: str, catalog: Catalog) -> list[Item]:
    try:
        texts = json_in_form(text)
        return _read(texts[0], catalog, _FROM_FORM) if len(texts) == 1 else _read_lines(texts, catalog, _FROM_FORM)
    except NotAForm as error:
        raise Unreadable(str(error)) from error
    except NotJson as error:
        raise Unreadable(f"the form holds what is {error.problem}") from error
