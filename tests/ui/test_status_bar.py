from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtWidgets import QProgressBar

from floorwalker.ui import status_bar
from floorwalker.ui.following import details_reader, tail
from floorwalker.ui.status_bar import Rate, said_of_clock
from tests.session import made

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from tests.ui.windows import OpenWindow


def test_that_a_rate_is_taken_over_ten_seconds() -> None:
    rate = Rate()
    for second in range(31):
        rate.tell(second, second * 12)
    assert rate.at(30) == pytest.approx(12)


def test_that_a_rate_falls_to_nothing_when_nothing_comes() -> None:
    rate = Rate()
    rate.tell(0, 0)
    rate.tell(1, 100)
    assert rate.at(1) == pytest.approx(100)
    assert rate.at(5) == pytest.approx(20)
    assert rate.at(20) == 0


def test_that_a_young_rate_does_not_exaggerate() -> None:
    rate = Rate()
    rate.tell(0, 0)
    rate.tell(0.001, 1)
    assert rate.at(0.001) == pytest.approx(1)


def test_that_nothing_told_is_no_rate() -> None:
    assert Rate().at(5) == 0


@pytest.mark.parametrize(
    ("difference", "words"),
    [
        (0.4, "agrees ±1 s"),
        (3.2, "3 s behind ±1 s"),
        (-7.0, "7 s ahead ±1 s"),
        (3600.0, "60 min behind"),
        (-200_000.0, "2 d ahead"),
    ],
)
def test_that_the_senders_clock_is_told_in_whole_seconds_give_or_take_one(difference: float, words: str) -> None:
    assert said_of_clock(difference) == f"sender's clock {words}"


def test_that_reading_the_session_and_then_its_work_items_is_told_until_all_is_there(
    open_window: OpenWindow, session: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tail, "BATCH", 2)
    monkeypatch.setattr(details_reader, "PORTION", 2)
    monkeypatch.setattr(status_bar, "_SHOWN_AFTER", 0)
    window = open_window(session, look_only=True)
    [bar] = window.status.findChildren(QProgressBar)
    told: list[str] = []

    def tell() -> None:
        told.append(bar.format() if bar.isVisibleTo(window) else "")

    window.live.load_progress.connect(tell)
    window.live.details.progress.connect(tell)
    qtbot.waitUntil(lambda: window.live.details.is_complete)
    assert told == [
        "Reading 2 of 5 events",
        "Reading 4 of 5 events",
        "",
        "Work items of 2 of 5 events",
        "Work items of 4 of 5 events",
        "",
    ]


def test_that_the_agents_counted_are_those_of_the_floor(open_window: OpenWindow, tmp_path: Path, qtbot: QtBot) -> None:
    email = made.payload(1, Category=3, Code=12, Username="only.named")
    window = open_window(made.session_of(tmp_path / "s.fw", [made.payload(0), email]), look_only=True)
    qtbot.waitUntil(lambda: window.status.agents.text() == "1 agent")
    assert len(window.floor.roster) == 1
