from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QElapsedTimer, Qt, QTimer
from PySide6.QtGui import QGuiApplication

from floorwalker.session.journal import Journal
from floorwalker.session.records import Envelope, Sent
from floorwalker.ui.events.payload.lines import Lines
from floorwalker.ui.events.payload.pages import PAGE
from tests.session import made

if TYPE_CHECKING:
    from floorwalker.ui.events.payload.pane import PayloadPane
    from tests.ui.events.conftest import Shown

Show = Callable[[Path], "Shown"]
Write = Callable[..., None]


def cells(lines: Lines) -> list[list[str]]:
    model = lines.lines
    return [
        [model.item(row, column).text() for column in range(model.columnCount())] for row in range(model.rowCount())
    ]


def value_of(lines: Lines, name: str) -> str:
    return next((row[1] for row in cells(lines) if row[0] == name), "")


@pytest.fixture
def shown(journal: Journal, show: Show, write: Write) -> "Shown":
    write(0, ActivityCode=34)
    write(1)
    return show(journal.path)


def pane_at(shown: "Shown", row: int, page: int = 0) -> "PayloadPane":
    shown.view.pane.tabs.setCurrentIndex(page)
    shown.view.table.go_to(row)
    return shown.view.pane


def test_that_it_says_what_to_do_before_there_is_an_event(journal: Journal, show: Show) -> None:
    pane = show(journal.path).view.pane
    assert not pane.tabs.isVisible()
    assert not pane.copy_button.isEnabled()


def test_that_fields_stand_beside_what_they_mean(shown: "Shown") -> None:
    pane = pane_at(shown, 0)
    shown.qtbot.waitUntil(lambda: value_of(pane.decoded, "ActivityCode") == "34")
    assert ["ActivityCode", "34", "BusyOnBreak · On break", ""] in cells(pane.decoded)
    assert pane.title.text() == "Event 1 · Agent · StatusChanged · agent.0"


def test_that_pretty_is_the_payload_laid_out(shown: "Shown") -> None:
    pane = pane_at(shown, 0, 1)
    shown.qtbot.waitUntil(lambda: pane.raw.text.toPlainText() == made.payload(0, ActivityCode=34).decode())
    pane.raw.pretty.setChecked(True)
    assert '\n  "ActivityCode": 34,\n' in pane.raw.text.toPlainText()


def test_that_raw_is_the_exact_payload(shown: "Shown") -> None:
    pane, sent = pane_at(shown, 1, 1), made.payload(1).decode()
    shown.qtbot.waitUntil(lambda: pane.raw.text.toPlainText() == sent)
    assert pane.raw.length.text() == f"{len(sent)} bytes"


def test_that_an_event_of_another_floorwalker_is_told_with_its_place_and_arrival_there(
    journal: Journal, show: Show
) -> None:
    feed = journal.feed("connect", "ws://192.168.1.20:8787/feed")
    sent = Sent("2f1c7a52-8d7e-4a1f-9c3b-000000000001", 81_234, made.micros(1.5))
    relayed = made.delivery(made.payload(0), at=5, feed=feed)
    journal.append([replace(relayed, envelope=Envelope("", "", ()), answer=None, sent=sent)])
    shown = show(journal.path)
    pane = pane_at(shown, 1, 2)
    shown.qtbot.waitUntil(lambda: value_of(pane.delivery, "Event there") == "81,234 of its session")
    assert value_of(pane.delivery, "Arrived there").startswith("2026-11-22")
    assert value_of(pane.delivery, "Request") == "a frame of a feed"


def test_that_the_delivery_is_told_with_its_headers(shown: "Shown") -> None:
    pane = pane_at(shown, 1, 2)
    shown.qtbot.waitUntil(lambda: value_of(pane.delivery, "Request") == "POST /events")
    assert value_of(pane.delivery, "From") == "127.0.0.1:50000"
    assert value_of(pane.delivery, "Answer") == "200"
    assert value_of(pane.delivery, "Content-Type") == "application/json"


def test_that_notes_are_told_with_their_reasons(journal: Journal, show: Show, write: Write) -> None:
    write(0)
    write(0)
    shown = show(journal.path)
    pane = pane_at(shown, 1, 3)
    shown.qtbot.waitUntil(lambda: "had come before" in pane.notes.toPlainText())
    assert "wait longer for the answer" in pane.notes.toPlainText()
    assert pane.tabs.tabText(3) == "Notes (1)"


def test_that_another_event_takes_the_place_on_every_page(shown: "Shown") -> None:
    pane = pane_at(shown, 0)
    shown.qtbot.waitUntil(lambda: value_of(pane.decoded, "Id") == made.guid(0))
    pane = pane_at(shown, 1)
    shown.qtbot.waitUntil(lambda: value_of(pane.decoded, "Id") == made.guid(1))
    pane.tabs.setCurrentIndex(1)
    shown.qtbot.waitUntil(lambda: pane.raw.text.toPlainText() == made.payload(1).decode())


def test_that_a_hidden_pane_reads_nothing_until_it_is_shown(shown: "Shown", monkeypatch: pytest.MonkeyPatch) -> None:
    shown.view.show_pane(shown=False)
    asked: list[int] = []
    monkeypatch.setattr(shown.payloads, "payload", asked.append)
    pane = pane_at(shown, 0)
    assert asked == []
    monkeypatch.undo()
    shown.view.show_pane(shown=True)
    shown.qtbot.waitUntil(lambda: value_of(pane.decoded, "Id") == made.guid(0))


def test_that_the_copy_button_copies_what_is_shown(shown: "Shown") -> None:
    pane_at(shown, 1)
    with shown.qtbot.waitSignal(shown.view.told):
        shown.view.handling.copy_menu.actions()[0].trigger()
    assert QGuiApplication.clipboard().text() == made.payload(1).decode()


def test_that_the_values_of_lines_can_be_copied(shown: "Shown") -> None:
    pane = pane_at(shown, 1)
    shown.qtbot.waitUntil(lambda: value_of(pane.decoded, "Id") == made.guid(1))
    pane.decoded.setCurrentIndex(pane.decoded.lines.index(0, 0))
    shown.qtbot.keyClick(pane.decoded, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text() == made.guid(1)


def test_that_a_payload_is_saved_as_it_came(shown: "Shown", tmp_path: Path) -> None:
    with shown.qtbot.waitSignal(shown.view.told):
        shown.view.handing.save_to(2, tmp_path / "one.json")
    assert (tmp_path / "one.json").read_bytes() == made.payload(1)


def test_that_a_payload_that_cannot_be_saved_is_told_with_a_remedy(shown: "Shown", tmp_path: Path) -> None:
    with shown.qtbot.waitSignal(shown.view.told) as told:
        shown.view.handing.save_to(2, tmp_path / "nowhere" / "one.json")
    assert told.args is not None
    assert "There is no folder" in told.args[0]


def test_that_ten_mebibytes_never_hold_up_the_window(journal: Journal, show: Show) -> None:
    huge = made.payload(0, Blob=["x" * 50] * 200_000)
    assert len(huge) > 10 * 1024 * 1024
    journal.append([made.delivery(huge)])
    shown = show(journal.path)
    slowest = _Slowest(shown)
    pane = pane_at(shown, 0)
    shown.qtbot.waitUntil(lambda: value_of(pane.decoded, "Id") == made.guid(0), timeout=20_000)
    raw = pane.raw
    pane.tabs.setCurrentIndex(1)
    for _ in range(2):
        shown.qtbot.waitUntil(lambda: raw.text.toPlainText() != "")
        assert raw.next.isVisible()
        shown.qtbot.mouseClick(raw.next, Qt.MouseButton.LeftButton)
        assert raw.length.text() == f"Page 2 · {len(huge):,} bytes"
        assert len(raw.text.toPlainText()) <= PAGE
        raw.pretty.toggle()
    assert slowest.milliseconds < 1000


class _Slowest:
    """The longest time between two turns of the event loop."""

    def __init__(self, shown: "Shown") -> None:
        self.milliseconds = 0
        self._clock = QElapsedTimer()
        self._clock.start()
        self._timer = QTimer(shown.view, interval=5)
        self._timer.timeout.connect(self._on_timeout)
        self._timer.start()

    def _on_timeout(self) -> None:
        self.milliseconds = max(self.milliseconds, self._clock.restart())
