"""What is sent: every body with the exact bytes that it has where it lies."""

import io
import json
from pathlib import Path

import pytest

from floorwalker.feed.errors import FeedError
from floorwalker.feed.sending.outgoing import Outgoing, is_session, of_file, of_session, seqs_in, whole
from floorwalker.feed.sending.values import values_in
from floorwalker.session.export import write_export
from floorwalker.session.reader import Reader
from tests.session import made

ODD = [made.payload(0), b'{ "Id":"x",\r\n "n": 1.0e0, "u": "\\u00e9 \xc3\xa9" }', made.payload(1, Username="B.Chen")]


def bodies(content: bytes) -> list[bytes]:
    return [one.body for one in of_file(io.BytesIO(content), "it", made.CATALOG)]


@pytest.mark.parametrize(
    "content",
    [
        b"[" + b" ,\n".join(ODD) + b"]\n",
        b"\n".join(ODD),
        b"\xef\xbb\xbf" + b" \n".join(ODD),
    ],
)
def test_that_elements_and_lines_keep_their_bytes(content: bytes) -> None:
    assert bodies(content) == ODD


def test_that_one_event_over_several_lines_is_one_body() -> None:
    one = json.dumps({"Id": "1", "Fields": [1, [2]]}, indent=2).encode()
    assert bodies(b"\n" + one + b"\n") == [one]


@pytest.mark.parametrize("content", [b"", b" \n", b"[]", b"[ ]\n"])
def test_that_nothing_is_in_an_empty_file(content: bytes) -> None:
    assert bodies(content) == []


def test_that_values_larger_than_what_is_read_at_once_are_whole() -> None:
    large = [json.dumps({"n": number, "text": "é" * 300_000}).encode() for number in range(3)]
    assert bodies(b"[" + b",".join(large) + b"]") == large


@pytest.mark.parametrize(
    ("content", "place"),
    [
        (b'[{"a":1},\n {"b" 2}]', "line 2, column 7"),
        (b'{"a":1}\n{"b":}\n', "line 2, column 6"),
        (b'[{"a":1} {"b":2}]', "line 1, column 10"),
        (b"[1] 2", "line 1, column 5"),
        (b'[{"a":1}', "line 1, column 9"),
    ],
)
def test_that_what_is_no_json_is_told_with_its_place(content: bytes, place: str) -> None:
    with pytest.raises(FeedError, match=place) as wrong:
        bodies(content)
    assert "--whole" in wrong.value.remedy


def test_that_a_place_counts_the_lines_that_were_read_long_before() -> None:
    lines = b"".join(b'{"n":%d}\n' % number for number in range(100_000))
    with pytest.raises(FeedError, match="line 100,001, column 2"):
        bodies(lines + b"{x}\n")


def test_that_a_value_without_end_is_not_read_for_ever() -> None:
    with pytest.raises(FeedError):
        list(values_in(io.BytesIO(b'["' + b"x" * 3_000_000), "it", 1_000_000))


def test_that_what_is_no_utf8_is_told() -> None:
    with pytest.raises(FeedError, match="not UTF-8"):
        bodies(b'{"a":"\xff"}')


def test_that_a_whole_file_is_one_body_whatever_is_in_it() -> None:
    assert list(whole(io.BytesIO(b"\xff{"), "it")) == [Outgoing(1, None, 0, b"\xff{")]


def test_that_an_export_with_deliveries_gives_back_the_events_and_their_arrival(tmp_path: Path) -> None:
    payloads = [made.payload(0), ODD[2]]
    with Reader.open(made.session_of(tmp_path / "a.fw", payloads)) as reader:
        out = io.BytesIO()
        write_export(reader, out, with_delivery=True)
    sent = list(of_file(io.BytesIO(out.getvalue()), "it", made.CATALOG))
    assert [one.body for one in sent] == payloads
    assert [one.at for one in sent] == [made.micros(0), made.micros(1)]


def test_that_a_file_tells_when_events_were_created_and_whose_they_are() -> None:
    content = b"\n".join(made.payload(number, Username=name) for number, name in enumerate(("a", "A", "b")))
    first, second, third = of_file(io.BytesIO(content), "it", made.CATALOG)
    assert [one.at for one in (first, second, third)] == [made.micros(number) for number in range(3)]
    assert first.agent == second.agent != third.agent


def test_that_a_session_gives_the_events_that_are_asked_for_in_that_order(session: Path) -> None:
    with Reader.open(session) as reader:
        everything = list(of_session(reader, made.CATALOG))
        some = list(of_session(reader, made.CATALOG, [3, 99, 1]))
    assert [one.number for one in everything] == [1, 2, 3, 4, 5]
    assert [one.body for one in everything] == [made.payload(number) for number in range(5)]
    assert [one.number for one in some] == [3, 1]
    assert some[0].at == made.micros(2)


def test_that_a_list_of_numbers_has_ranges() -> None:
    assert list(seqs_in(["3", "", "5..7"])) == [3, 5, 6, 7]


def test_that_a_session_is_told_from_other_files(session: Path, tmp_path: Path) -> None:
    (tmp_path / "a.json").write_bytes(b"[]")
    assert is_session(session)
    assert not is_session(tmp_path / "a.json")


@pytest.fixture
def session(tmp_path: Path) -> Path:
    return made.session_of(tmp_path / "five.fw", [made.payload(number) for number in range(5)])
