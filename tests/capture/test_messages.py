"""The lines that a capture writes."""

from datetime import UTC, datetime

import pytest

from floorwalker.capture.messages import Ended, FeedState, Problem, Ready, Stored, decode

NINE = datetime(2026, 11, 22, 9, tzinfo=UTC)


@pytest.mark.parametrize(
    ("message", "line"),
    [
        (
            Ready(session="S", url="http://127.0.0.1:8787/events"),
            '{"type":"ready","session":"S","url":"http://127.0.0.1:8787/events"}\n',
        ),
        (
            FeedState(feed="ws://x", state="connected", at=NINE, detail="again"),
            '{"type":"feed","feed":"ws://x","state":"connected","at":"2026-11-22T09:00:00Z","detail":"again"}\n',
        ),
        (
            Stored(seq=812, events=812, duplicates=3, rejected=1),
            '{"type":"stored","seq":812,"events":812,"duplicates":3,"rejected":1}\n',
        ),
        (Problem(problem="P", remedy="R"), '{"type":"error","problem":"P","remedy":"R","about":""}\n'),
        (Ended(events=812), '{"type":"ended","events":812}\n'),
    ],
)
def test_that_a_message_is_one_line_of_json_and_read_back_as_it_was(
    message: Ready | FeedState | Stored | Problem | Ended, line: str
) -> None:
    assert message.encode() == line
    assert decode(line) == message


def test_that_a_line_end_inside_a_text_does_not_end_the_line() -> None:
    assert Problem(problem="one\ntwo", remedy="").encode().count("\n") == 1


def test_that_what_a_newer_capture_adds_is_passed_over() -> None:
    assert decode('{"type": "ended", "events": 3, "seconds": 9}') == Ended(events=3)


@pytest.mark.parametrize("line", ["", "ready", "{}", '{"type": "begun"}', '{"type": "stored", "seq": "x"}', "[1]"])
def test_that_any_other_line_is_no_message(line: str) -> None:
    with pytest.raises(ValueError, match="validation error"):
        decode(line)
