"""Bad and odd requests over real sockets to a capture in a process of its own: each gets the answer that the table
demands, and after each a good event is taken at once.
"""

import itertools
import json
import re
import socket
from collections.abc import Iterator
from urllib.parse import urlsplit

import psutil
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from floorwalker.event.body import Accepted, Refused, Unreadable, read_body
from floorwalker.event.catalog import Catalog
from floorwalker.event.model import Fault
from floorwalker.session.reader import Reader
from tests.capture.events import payload
from tests.capture.running import Running, capturing
from tests.feed.receiver.corpus.requests import CASES, CUT, LIMIT, Case, post

_NUMBERS = itertools.count(0, 10)
_ANSWER = re.compile(rb"HTTP/1\.1 (\d{3}) [^\r]*\r\n((?:[^\r]+\r\n)*)\r\n")
CATALOG = Catalog.load()


@pytest.fixture(name="capture", scope="module")
def _capture(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    session = tmp_path_factory.mktemp("corpus") / "a.fw"
    with capturing(session, "--max-body", str(LIMIT)) as running:
        yield running
        assert running.stop() == 0
        assert running.complaint() == ""


def exchanged(capture: Running, wire: bytes, *, half_closed: bool = True) -> bytes:
    """All that comes back on a connection of its own until it is closed."""
    where = urlsplit(capture.url)
    heard = b""
    with socket.create_connection((where.hostname or "", where.port or 0), timeout=30) as connection:
        try:
            connection.sendall(wire)
            if half_closed:
                connection.shutdown(socket.SHUT_WR)
            while piece := connection.recv(65536):
                heard += piece
        except (BrokenPipeError, ConnectionResetError):
            pass  # cut while something was on its way
    return heard


def answers(heard: bytes, *, bodiless: bool) -> list[tuple[int, dict[str, str], bytes]]:
    """Status, headers and content of each answer, which must be all that came."""
    found = []
    while heard:
        match = _ANSWER.match(heard)
        assert match is not None, heard
        headers = dict(line.lower().split(": ", 1) for line in match[2].decode("latin-1").split("\r\n") if line)
        length = 0 if bodiless or match[1] == b"100" else int(headers["content-length"])
        found.append((int(match[1]), headers, heard[match.end() : match.end() + length]))
        heard = heard[match.end() + length :]
    return [answer for answer in found if answer[0] != 100]


def assert_goes_on(capture: Running) -> None:
    number = next(_NUMBERS)
    reply = capture.post(payload(number))
    assert (reply.status, reply.json["accepted"]) == (200, 1)
    with Reader.open(capture.session) as reader:
        assert reader.payload(reader.last_seq()) == payload(number)


@pytest.mark.parametrize("case", CASES, ids=[case.name for case in CASES])
def test_that_each_gets_its_answer_and_the_next_sender_too(capture: Running, case: Case) -> None:
    wire = case.wire(next(_NUMBERS))
    heard = answers(exchanged(capture, wire, half_closed=case.half_closed), bodiless=wire.startswith(b"HEAD"))
    assert tuple(status for status, _, _ in heard) == tuple(status for status in case.statuses if status != CUT)
    if heard:
        assert case.says in heard[-1][2]
    for status, headers, content in heard:
        if status >= 400:
            assert headers["content-type"] == "application/problem+json"
            document = json.loads(content)
            assert (document["status"], bool(document["title"]), bool(document["detail"])) == (status, True, True)
    assert_goes_on(capture)


def test_that_memory_does_not_grow_with_what_is_cut(capture: Running) -> None:
    process = psutil.Process(capture.process.pid)
    endless = [case for case in CASES if not case.half_closed]
    for case in endless:
        exchanged(capture, case.wire(0), half_closed=False)
    before = process.memory_info().rss
    for case in endless * 10:
        exchanged(capture, case.wire(0), half_closed=False)
    assert process.memory_info().rss - before < 20 * 2**20
    assert_goes_on(capture)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(st.characters()),
    lambda inner: st.lists(inner) | st.dictionaries(st.sampled_from(["Id", "Code", "Category", "x"]), inner),
    max_leaves=20,
)
BODIES = st.one_of(
    st.binary(max_size=2000),
    st.text().map(lambda text: text.encode("utf-8", "surrogatepass")),
    JSON.map(lambda value: json.dumps(value).encode()),
    st.lists(JSON).map(lambda values: b"\n".join(json.dumps(value).encode() for value in values)),
    st.binary(max_size=50).map(lambda tail: payload(1)[:-1] + tail),
    st.binary(max_size=200).map(lambda tail: b"\x1f\x8b\x08\x00" + tail),
)


@given(BODIES, st.sampled_from(["", "application/json", "application/x-www-form-urlencoded", "\0;;"]))
def test_that_any_bytes_are_events_or_refused_with_reasons(body: bytes, content_type: str) -> None:
    try:
        items = read_body(body, CATALOG, content_type)
    except Unreadable as unreadable:
        items = [Refused(body, (Fault("", unreadable.problem),))]
    for item in items:
        assert isinstance(item, Accepted | Refused)
        if isinstance(item, Refused):
            assert item.faults
            assert all(fault.problem for fault in item.faults)


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(body=BODIES)
def test_that_any_body_over_a_socket_is_answered(capture: Running, body: bytes) -> None:
    [(status, _, content)] = answers(exchanged(capture, post(body)), bodiless=False)
    assert status in {200, 400, 422}
    document = json.loads(content)
    assert document["problems"] if status != 200 else document["accepted"] + document["duplicates"]


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    wire=st.binary(max_size=300) | st.binary(max_size=60).map(lambda piece: post(payload(1)).replace(b": ", piece, 2))
)
def test_that_any_bytes_on_the_wire_are_answered_or_cut(capture: Running, wire: bytes) -> None:
    for status, _, _ in answers(exchanged(capture, wire), bodiless=wire.startswith(b"HEAD")):
        assert 200 <= status < 500


def test_that_all_that_was_thrown_at_it_left_a_session_that_can_be_read(capture: Running) -> None:
    with Reader.open(capture.session) as reader:
        assert sum(1 for _ in reader.payloads(range(1, reader.last_seq() + 1))) == reader.totals().events
