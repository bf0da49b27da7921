"""Where in a body a problem is."""

import pytest

from floorwalker.event.body import Refused, Unreadable, read_body
from floorwalker.ui.events.refused.places import place_of
from tests.session import made


def marked(body: bytes) -> list[str | None]:
    """What is marked for each problem that the project's own parser finds, wherever it stands."""
    try:
        items = read_body(body, made.CATALOG)
    except Unreadable as wrong:
        items = [Refused.because(body, str(wrong))]
    marks: list[str | None] = []
    for item in items:
        if isinstance(item, Refused):
            places = [place_of(item.payload, fault.at, fault.problem) for fault in item.faults]
            text = item.payload.decode("latin-1") if b"\xff" in item.payload else item.payload.decode()
            marks += [None if place is None else text[slice(*place)] for place in places]
    return marks


GOOD = '"Id": "1", "CreationDateUtc": "20261122120000"'


@pytest.mark.parametrize(
    ("body", "marks"),
    [
        ('{"Id": "1", "CreationDateUtc": "yesterday", "Category": 1, "Code": 3}', ['"yesterday"']),
        (f'[1, {{{GOOD}, "Category": [7], "Code": true}}]', [None, "[7]", "true"]),
        (f'{{{GOOD}, "category": "x", "Code": 3}}', ['"x"']),
        (f'{{{GOOD}, "Code": 3}}', ["{"]),
        ('{"Id": 1,\n "é🙂": 2,, }', [","]),
        ("hello", ["h"]),
        ('{"Id": ', [" "]),
        (f'{{{GOOD}, "Category": 1, "Code": 3}}\n{{"Id": 1,, }}', [","]),
    ],
)
def test_that_the_place_of_each_fault_is_found(body: str, marks: list[str | None]) -> None:
    assert marked(body.encode()) == marks


def test_that_bytes_that_are_no_text_are_found() -> None:
    assert marked(b'{"a": "\xff"}') == ["\xff"]


def test_that_a_byte_order_mark_shifts_the_first_line() -> None:
    assert marked(b'\xef\xbb\xbf{"a" 1}') == ["1"]


@pytest.mark.parametrize(
    ("body", "at", "problem"),
    [
        (b"", "", "nothing (line 1, column 1)"),
        (b"{}", "", "line 9, column 2"),
        (b"[", "/0/Id", "missing"),
        (b"{}", "", "The body is too large."),
        (b"\xff", "", "not known"),
    ],
)
def test_that_no_place_is_made_up(body: bytes, at: str, problem: str) -> None:
    assert place_of(body, at, problem) is None


def test_that_names_with_signs_of_pointers_are_found() -> None:
    assert place_of(b'{"a/b": {"~": 5}}', "/a~1b/~0", "found 5") == (14, 15)
