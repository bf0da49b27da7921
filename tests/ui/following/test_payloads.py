import sqlite3
from pathlib import Path
from typing import TYPE_CHECKING

from floorwalker.ui.following import PayloadSource, fetcher
from tests.session import made

if TYPE_CHECKING:
    import pytest
    from pytestqt.qtbot import QtBot


def test_that_a_payload_is_fetched_and_then_at_hand_byte_for_byte(payloads: PayloadSource, qtbot: "QtBot") -> None:
    with qtbot.waitSignal(payloads.arrived) as told:
        assert payloads.payload(2) is None
    assert told.args == [[2]]
    assert payloads.payload(2) == made.payload(1)


def test_that_payloads_asked_for_together_arrive_together(payloads: PayloadSource, qtbot: "QtBot") -> None:
    asked = [payloads.payload(seq) for seq in (5, 3, 4)]
    qtbot.waitUntil(lambda: all(payloads.payload(seq) is not None for seq in (3, 4, 5)))
    assert asked == [None, None, None]
    assert [payloads.payload(seq) for seq in (3, 4, 5)] == [made.payload(number) for number in (2, 3, 4)]


def test_that_what_the_file_does_not_have_is_known_as_missing(payloads: PayloadSource, qtbot: "QtBot") -> None:
    with qtbot.waitSignal(payloads.arrived) as told:
        payloads.payload(99)
    assert told.args == [[99]]
    assert payloads.is_missing(99)
    with qtbot.assertNotEmitted(payloads.arrived, wait=200):
        assert payloads.payload(99) is None


def test_that_a_delivery_tells_how_an_event_arrived(payloads: PayloadSource, qtbot: "QtBot") -> None:
    with qtbot.waitSignal(payloads.delivery_arrived):
        assert payloads.delivery(1) is None
    delivery = payloads.delivery(1)
    assert delivery is not None
    assert (delivery.method, delivery.peer, delivery.answer) == ("POST", "127.0.0.1:50000", 200)


def test_that_what_was_asked_for_last_comes_first_and_the_oldest_requests_are_dropped(
    tmp_path: Path, qtbot: "QtBot", monkeypatch: "pytest.MonkeyPatch"
) -> None:
    monkeypatch.setattr(fetcher, "ASKED_AT_ONCE", 3)
    monkeypatch.setattr(fetcher, "READ_AT_ONCE", 2)
    path = made.session_of(tmp_path / "ten.fw", [made.payload(number) for number in range(10)])
    thread = fetcher.Fetcher(path)
    monkeypatch.setattr(thread, "isRunning", lambda: True)
    for seq in range(1, 11):
        thread.ask_payload(seq)
    arrived: list[list[int]] = []
    thread.payloads_read.connect(lambda found: arrived.append(sorted(found)))
    thread.start()
    qtbot.waitUntil(lambda: len(arrived) == 2)
    thread.stop()
    assert arrived == [[9, 10], [8]]


def test_that_large_payloads_arrive_in_portions_and_none_is_empty(
    payloads: PayloadSource, qtbot: "QtBot", monkeypatch: "pytest.MonkeyPatch"
) -> None:
    monkeypatch.setattr(fetcher, "READ_BYTES", 1)
    arrived: list[list[int]] = []
    payloads.arrived.connect(arrived.append)
    for seq in (1, 2, 3):
        payloads.payload(seq)
    with qtbot.waitSignal(payloads.arrived, check_params_cb=lambda seqs: seqs == [4]):
        payloads.payload(4)
    assert arrived == [[1], [2], [3], [4]]


def test_that_a_file_that_is_gone_is_told_once_and_read_again_when_asked_to(tmp_path: Path, qtbot: "QtBot") -> None:
    path = tmp_path / "gone.fw"
    source = PayloadSource(path)
    with qtbot.waitSignal(source.failed) as told:
        source.payload(1)
    assert "gone.fw is not there" in told.args[0]
    with qtbot.assertNotEmitted(source.failed, wait=200):
        source.payload(1)
    made.session_of(path, [made.payload(0)])
    source.retry()
    with qtbot.waitSignal(source.arrived):
        source.payload(1)
    assert source.payload(1) == made.payload(0)
    source.stop()


def test_that_damage_met_while_reading_is_told(session: Path, qtbot: "QtBot") -> None:
    source = PayloadSource(session)
    with qtbot.waitSignal(source.arrived):
        source.payload(1)
    with sqlite3.connect(session) as connection:
        connection.execute("DROP TABLE payloads")
    connection.close()
    with qtbot.waitSignal(source.failed) as told:
        source.payload(2)
    assert told.args[1]
    source.stop()
