import pytest
from hypothesis import given
from hypothesis import strategies as some

from floorwalker.event.body import Accepted, Item
from floorwalker.event.catalog import Catalog
from floorwalker.feed.errors import NoAddress
from floorwalker.feed.websocket.frames import parts_of, read_frame
from tests.capture.events import payload

CATALOG = Catalog.load()


def read(frame: bytes, unwrap: str = "") -> list[Item]:
    return read_frame(frame, CATALOG, parts_of(unwrap))


@pytest.mark.parametrize(
    ("frame", "unwrap"),
    [
        (b'{"data": %s }', "/data"),
        (b'{"a/b": {"~": [0, %s]}}', "/a~1b/~0/1"),
        (b'[{"data": %s}]', "/data"),
        (b'{"data": 1, "data": %s}', "/data"),
        (b'\xef\xbb\xbf {"other": "}", "data": [ %s ]}', "/data"),
        (b'{"x": 1}\n{"data": %s}\n', "/data"),
        (b'{"": %s}', "/"),
    ],
)
def test_that_an_event_is_found_where_the_pointer_says_byte_for_byte(frame: bytes, unwrap: str) -> None:
    odd = payload(1, Note="\ud800 \u00e9").replace(b'": ', b'"  : ')
    [item] = read(frame.replace(b"%s", odd), unwrap)
    assert isinstance(item, Accepted)
    assert item.payload == odd


@pytest.mark.parametrize("frame", [b"{}", b'{"data": null}', b"[]", b"17", b'"data"', b'{"data": {}', b""])
def test_that_a_frame_with_nothing_at_the_pointer_is_nothing_and_what_is_no_json_is_refused(frame: bytes) -> None:
    items = read(frame, "/data")
    assert [item.payload for item in items] == ([frame] if frame in (b'{"data": {}', b"") else [])


def test_that_faults_are_told_with_their_place_in_the_frame() -> None:
    [item] = read(b'{"data": [{"Id": "x"}]}', "/data")
    assert not isinstance(item, Accepted)
    assert item.payload == b'{"Id": "x"}'
    assert all(fault.at.startswith("/data/0") for fault in item.faults)


def test_that_one_line_that_is_no_json_spoils_no_other() -> None:
    good, bad = read(b'{"data": ' + payload(1) + b'}\n{"data": oh\n', "/data")
    assert isinstance(good, Accepted)
    assert bad.payload == b'{"data": oh'


def test_that_what_is_no_pointer_is_told() -> None:
    with pytest.raises(NoAddress, match="JSON Pointer"):
        parts_of("data")


@given(some.binary(max_size=200), some.sampled_from(["", "/data", "/0", "/a/b"]))
def test_that_any_bytes_end_as_events_or_refusals(frame: bytes, unwrap: str) -> None:
    read(frame, unwrap)
