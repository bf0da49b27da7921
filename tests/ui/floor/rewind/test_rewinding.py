"""The floor at past moments, as its user gets there."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from floorwalker.ui.floor import durations
from floorwalker.ui.floor.board.model import Column
from floorwalker.ui.floor.rewind import speeds
from floorwalker.ui.floor.rewind.speeds import SPEEDS
from tests.ui.floor.floors import AVAILABLE, NOON, ON_BREAK, ON_CALL

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from floorwalker.ui.floor.view import FloorView
    from floorwalker.ui.look import Look
    from tests.ui.floor.floors import Floor


class Steady:
    """A clock that goes on when it is told to."""

    def __init__(self) -> None:
        self.seconds = 100.0

    def __call__(self) -> float:
        return self.seconds


def board(view: FloorView) -> dict[str, str]:
    """What the list says of each agent."""
    model = view.model
    texts = [[str(model.index(row, column).data()) for column in Column] for row in range(model.rowCount())]
    return {row[Column.AGENT]: row[Column.STATUS] for row in texts}


def click(view: FloorView, second: float) -> None:
    """On the slider, at so many seconds after noon."""
    track = view.rewind.bar.track
    place = QPoint(round(track.course().x(NOON + second)), track.height() // 2)
    QTest.mouseClick(track, Qt.MouseButton.LeftButton, pos=place)


def is_shown(view: FloorView, qtbot: QtBot, second: int | None) -> None:
    """Wait until the moment is shown, so many seconds after noon."""
    wanted = None if second is None else float(NOON + second)
    qtbot.waitUntil(lambda: view.clock.moment == wanted)


@pytest.fixture
def steady(past: FloorView) -> Steady:
    """What `past` is played by."""
    steady = past.rewind.rewinding._steady = Steady()
    return steady


def test_that_it_is_live_at_first_and_nothing_says_otherwise(past: FloorView) -> None:
    assert past.clock.moment is None
    assert past.rewind.sign.isHidden()
    assert past.rewind.bar.field.text() == durations.clock(past.clock.latest(), past.clock.latest())


def test_that_the_time_in_the_field_goes_on_but_not_under_the_hands_of_who_changes_it(past: FloorView) -> None:
    field = past.rewind.bar.field
    field.say("12:10:01")
    assert field.text() == "12:10:01"
    field.setFocus()
    field.say("12:10:02")
    assert (field.text(), field.selectedText()) == ("12:10:02", "12:10:02")
    field.setCursorPosition(3)
    field.say("12:10:03")
    assert (field.text(), field.cursorPosition()) == ("12:10:02", 3)
    past.table.setFocus()
    assert field.text() == "12:10:03"


def test_that_a_click_on_the_slider_shows_the_floor_as_it_was(past: FloorView) -> None:
    click(past, 150)
    assert past.clock.moment == pytest.approx(NOON + 150, abs=past.rewind.bar.track.course().scale)
    assert board(past) == {"ann": "On break", "ben": "Available", "dee": "Not seen yet"}
    assert past.timeline.content.now == past.clock.moment


def test_that_who_had_not_been_seen_yet_comes_last_and_is_found_as_unknown(past: FloorView, qtbot: QtBot) -> None:
    past.rewind.go_to(NOON + 50)
    assert board(past) == {"ann": "Available", "ben": "Not seen yet", "dee": "Not seen yet"}
    past.rewind.go_to(NOON + 410)
    is_shown(past, qtbot, 410)
    past.rewind.go_to(NOON + 90)
    is_shown(past, qtbot, 90)
    assert next(iter(board(past))) == "ann"
    past.set_filter("status:Unknown")
    assert list(board(past)) == ["ben", "dee"]


def test_that_it_is_said_loudly_which_moment_is_shown_and_how_long_ago_it_was(past: FloorView, look: Look) -> None:
    past.rewind.go_to(NOON + 243)
    sign = past.rewind.sign
    assert sign.isVisible()
    assert sign.words.text().startswith("Rewound: ")
    assert sign.words.text().endswith(":04:03, 5 min ago")
    picture = past.grab().toImage()
    middle = sign.mapTo(past, QPoint(sign.width() // 2, sign.height() - 3))
    assert picture.pixelColor(middle) == look.colour("accent")


def test_that_dragging_to_the_right_end_is_live_again(past: FloorView, qtbot: QtBot) -> None:
    track = past.rewind.bar.track
    QTest.mousePress(track, Qt.MouseButton.LeftButton, pos=QPoint(round(track.course().x(NOON + 100)), 10))
    assert past.rewind.sign.isVisible()
    QTest.mouseMove(track, QPoint(round(track.course().x(NOON + 200)), 10))
    qtbot.waitUntil(lambda: (past.clock.moment or 0) > NOON + 190)
    QTest.mouseMove(track, QPoint(track.width() - 2, 10))
    is_shown(past, qtbot, None)
    QTest.mouseRelease(track, Qt.MouseButton.LeftButton, pos=QPoint(track.width() - 2, 10))
    assert past.rewind.sign.isHidden()


@pytest.mark.parametrize("key", [Qt.Key.Key_L, Qt.Key.Key_Escape, Qt.Key.Key_End])
def test_that_one_key_leads_back_to_live(past: FloorView, qtbot: QtBot, key: Qt.Key) -> None:
    with qtbot.waitActive(past):
        past.activateWindow()
    past.rewind.go_to(NOON + 100)
    qtbot.keyClick(past.table, key)
    is_shown(past, qtbot, None)
    assert past.period.is_live
    assert board(past) == {"ann": "On break", "ben": "On call", "dee": "Signed out"}


def test_that_the_way_back_to_live_keeps_what_the_chart_shows(past: FloorView, qtbot: QtBot) -> None:
    past.actions_.all.trigger()
    past.rewind.go_to(NOON + 100)
    past.actions_.live.trigger()
    is_shown(past, qtbot, None)
    assert past.actions_.all.isChecked()
    past.rewind.go_to(NOON + 100)
    past.period.show(NOON, NOON + 60)
    past.actions_.live.trigger()
    is_shown(past, qtbot, None)
    assert past.period.is_live
    assert not past.actions_.all.isChecked()


def test_that_esc_beside_the_chart_closes_only_what_is_there(past: FloorView, qtbot: QtBot) -> None:
    with qtbot.waitActive(past):
        past.activateWindow()
    past.rewind.go_to(NOON + 100)
    past.side.show()
    past.side.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    past.side.setFocus()
    qtbot.keyClick(past.side, Qt.Key.Key_Escape)
    assert past.side.isHidden()
    assert past.clock.moment == NOON + 100


def test_that_the_signs_button_leads_back_to_live(past: FloorView, qtbot: QtBot) -> None:
    past.rewind.go_to(NOON + 100)
    past.rewind.sign.button.click()
    is_shown(past, qtbot, None)


def test_that_live_goes_on_meanwhile_and_is_counted_while_what_is_shown_stays(
    past: FloorView, floor: Floor, qtbot: QtBot
) -> None:
    past.rewind.go_to(NOON + 200)
    before = board(past)
    floor.status("ben", 590, ON_BREAK)
    floor.status("ben", 595, AVAILABLE)
    qtbot.waitUntil(lambda: past.rewind.rewinding.new_events == 2)
    with qtbot.waitSignal(past.board.refreshed):
        past.clock.ticked.emit()
    assert past.rewind.sign.news.text() == "2 new events since you left live"
    assert board(past) == before == {"ann": "On break", "ben": "Available", "dee": "Not seen yet"}
    past.actions_.live.trigger()
    assert board(past)["ben"] == "Available"
    past.rewind.go_to(NOON + 592)
    assert past.rewind.sign.news.text() == ""
    is_shown(past, qtbot, 592)
    assert board(past)["ben"] == "On break"


def test_that_a_late_event_corrects_the_moment_that_is_shown(past: FloorView, floor: Floor, qtbot: QtBot) -> None:
    past.rewind.go_to(NOON + 200)
    floor.status("ben", 150, ON_BREAK)
    qtbot.waitUntil(lambda: board(past)["ben"] == "On break")
    assert past.clock.moment == NOON + 200


def test_that_keys_go_from_change_to_change_of_the_agents_shown(past: FloorView, qtbot: QtBot) -> None:
    with qtbot.waitActive(past):
        past.activateWindow()
    for second in (420, 400, 300, 100, 60, 0):
        qtbot.keyClick(past.table, Qt.Key.Key_Comma)
        is_shown(past, qtbot, second)
    with qtbot.waitSignal(past.told) as told:
        qtbot.keyClick(past.table, Qt.Key.Key_Comma)
    assert "No agent" in told.args[0]
    past.set_filter("agent:ben")
    for later in (100, 300, None):
        qtbot.keyClick(past.table, Qt.Key.Key_Period)
        is_shown(past, qtbot, later)


def test_that_keys_go_by_minutes(past: FloorView, qtbot: QtBot) -> None:
    with qtbot.waitActive(past):
        past.activateWindow()
    for second in (540, 480):
        qtbot.keyClick(past.table, Qt.Key.Key_Left, Qt.KeyboardModifier.ControlModifier)
        is_shown(past, qtbot, second)
    for later in (540, None):
        qtbot.keyClick(past.table, Qt.Key.Key_Right, Qt.KeyboardModifier.ControlModifier)
        is_shown(past, qtbot, later)


def test_that_a_slider_with_the_focus_has_a_sliders_keys(past: FloorView, qtbot: QtBot) -> None:
    with qtbot.waitActive(past):
        past.activateWindow()
    track, period = past.rewind.bar.track, (past.period.start, past.period.end)
    track.setFocus()
    for key, second in ((Qt.Key.Key_Left, 540), (Qt.Key.Key_Home, 0), (Qt.Key.Key_Right, 60), (Qt.Key.Key_End, None)):
        qtbot.keyClick(track, key)
        is_shown(past, qtbot, second)
    assert (past.period.start, past.period.end) == period


def test_that_a_time_can_be_typed(past: FloorView, qtbot: QtBot) -> None:
    with qtbot.waitActive(past):
        past.activateWindow()
    past.rewind.actions_.go_to.trigger()
    field = past.rewind.bar.field
    assert field.hasFocus()
    qtbot.keyClicks(field, "2026-11-22T12:04:10Z")
    past.clock.ticked.emit()
    qtbot.keyClick(field, Qt.Key.Key_Return)
    is_shown(past, qtbot, 250)
    assert field.text().endswith(":04:10")
    assert past.table.hasFocus()


@pytest.mark.parametrize(
    ("typed", "second", "words"),
    [
        ("noon", None, "no time"),
        ("2026-11-20T12:00Z", 0, "begins"),
        ("2026-11-25T12:00Z", None, "yet to come"),
        ("-3m", 420, None),
    ],
)  # fmt: skip
def test_that_what_cannot_be_shown_is_told(
    past: FloorView, qtbot: QtBot, typed: str, second: int | None, words: str | None
) -> None:
    told: list[str] = []
    past.told.connect(told.append)
    past.rewind.bar.field.setText(typed)
    qtbot.keyClick(past.rewind.bar.field, Qt.Key.Key_Return)
    is_shown(past, qtbot, second)
    assert [words in line for line in told if words] == ([True] if words else [])


def test_that_esc_in_the_field_gives_up_what_was_typed_and_stays_at_the_moment(past: FloorView, qtbot: QtBot) -> None:
    with qtbot.waitActive(past):
        past.activateWindow()
    past.rewind.go_to(NOON + 200)
    field = past.rewind.bar.field
    field.setFocus()
    qtbot.keyClicks(field, "1")
    qtbot.keyClick(field, Qt.Key.Key_Escape)
    assert field.text().endswith(":03:20")
    assert past.clock.moment == NOON + 200


def test_that_the_past_plays_at_the_chosen_speed_and_stays_where_it_is_stopped(
    past: FloorView, steady: Steady, qtbot: QtBot
) -> None:
    past.rewind.go_to(NOON + 50)
    past.rewind.rewinding.set_speed(10)
    past.rewind.actions_.play.trigger()
    assert past.rewind.actions_.play.text() == "Pause"
    steady.seconds += 5
    is_shown(past, qtbot, 100)
    past.rewind.rewinding.set_speed(60)
    steady.seconds += 3
    is_shown(past, qtbot, 280)
    past.rewind.actions_.play.trigger()
    steady.seconds += 3
    assert not past.rewind.rewinding.is_playing
    assert past.clock.moment == NOON + 280


def test_that_dragging_while_it_plays_goes_on_from_there(past: FloorView, steady: Steady, qtbot: QtBot) -> None:
    past.rewind.go_to(NOON + 50)
    past.rewind.rewinding.set_speed(1)
    past.rewind.actions_.play.trigger()
    past.rewind.go_to(NOON + 300)
    steady.seconds += 7
    is_shown(past, qtbot, 307)


def test_that_it_plays_from_the_left_of_the_chart_while_it_is_live_and_ends_live(
    past: FloorView, steady: Steady, qtbot: QtBot
) -> None:
    past.period.show_since(NOON + 120)
    past.rewind.actions_.play.trigger()
    is_shown(past, qtbot, 120)
    past.rewind.rewinding.set_speed(600)
    steady.seconds += 2
    is_shown(past, qtbot, None)
    assert not past.rewind.rewinding.is_playing
    assert past.rewind.sign.isHidden()


def test_that_nothing_plays_while_nobody_looks(past: FloorView) -> None:
    past.rewind.go_to(NOON + 50)
    past.rewind.actions_.play.trigger()
    past.hide()
    assert not past.rewind.rewinding.is_playing
    assert past.clock.moment == NOON + 50


def test_that_the_speed_is_changed_by_keys_and_remembered_and_the_moment_is_not(
    past: FloorView, look: Look, qtbot: QtBot
) -> None:
    with qtbot.waitActive(past):
        past.activateWindow()
    past.rewind.rewinding.set_speed(60)
    qtbot.keyClick(past.table, Qt.Key.Key_Greater)
    assert past.rewind.bar.speed.text() == "120×"
    for _ in SPEEDS:
        past.rewind.actions_.slower.trigger()
    assert past.rewind.bar.speed.text() == "1×"
    past.rewind.actions_.faster.trigger()
    past.rewind.go_to(NOON + 50)
    again = type(past)(past.live, look)
    qtbot.addWidget(again)
    assert again.rewind.bar.speed.text() == "2×"
    assert again.clock.moment is None


def test_that_a_speed_that_is_none_counts_as_none_remembered() -> None:
    speeds.remember(7)
    assert speeds.remembered() == 60


def test_that_the_filter_is_asked_as_of_the_moment(past: FloorView, qtbot: QtBot) -> None:
    past.set_filter("status:BusyOnCall")
    assert board(past) == {"ben": "On call"}
    past.rewind.go_to(NOON + 200)
    assert board(past) == {}
    assert past.bar.count.text() == "0 of 3 agents"
    past.set_filter("created:>-2m")
    assert board(past) == {"ben": "Available"}
    past.rewind.go_to(None)
    is_shown(past, qtbot, None)
    assert board(past) == {}


def test_that_a_moment_that_is_out_of_sight_is_brought_into_it(past: FloorView, qtbot: QtBot) -> None:
    past.period.show(NOON + 400, NOON + 500)
    past.rewind.go_to(NOON + 100)
    is_shown(past, qtbot, 100)
    assert past.period.start <= NOON + 100 <= past.period.end


def test_that_playing_follows_the_moment_unless_the_chart_was_moved_away(
    past: FloorView, steady: Steady, qtbot: QtBot
) -> None:
    past.rewind.rewinding.set_speed(60)
    past.period.show(NOON + 100, NOON + 200)
    past.rewind.go_to(NOON + 150)
    past.rewind.actions_.play.trigger()
    steady.seconds += 2
    is_shown(past, qtbot, 270)
    assert past.period.start <= NOON + 270 <= past.period.end
    past.period.show(NOON, NOON + 100)
    steady.seconds += 1
    is_shown(past, qtbot, 330)
    assert past.period.end == NOON + 100


def test_that_everything_stays_in_its_place_while_the_moment_moves_within_it(past: FloorView, qtbot: QtBot) -> None:
    past.actions_.all.trigger()
    before = past.period.start, past.period.end
    past.rewind.go_to(NOON + 100)
    is_shown(past, qtbot, 100)
    assert (past.period.start, past.period.end) == before
    assert past.period.now == NOON + 100


def test_that_times_of_other_centuries_stretch_no_slider(past: FloorView, floor: Floor, qtbot: QtBot) -> None:
    floor.status("old", -(10**10), AVAILABLE)
    floor.status("new", 10**10, ON_CALL)
    qtbot.waitUntil(lambda: len(past.live.columns) == 8)
    course = past.rewind.bar.track.course()
    assert (course.begin, course.latest) == (NOON, NOON + 600)
    past.rewind.go_to(NOON + 60)
    assert board(past)["new"] == "Not seen yet"
    past.rewind.actions_.next.trigger()
    is_shown(past, qtbot, 100)
    past.rewind.go_to(NOON)
    is_shown(past, qtbot, 0)
    past.rewind.actions_.before.trigger()
    assert past.clock.moment == NOON


def test_that_an_empty_session_has_no_past(view: FloorView, qtbot: QtBot) -> None:
    told: list[str] = []
    view.told.connect(told.append)
    for action in (view.rewind.actions_.play, view.rewind.actions_.before, view.rewind.actions_.next):
        action.trigger()
    click(view, 0)
    view.rewind.bar.field.setText("-1m")
    qtbot.keyClick(view.rewind.bar.field, Qt.Key.Key_Return)
    view.rewind.bar.track.grab()
    assert view.clock.moment is None
    assert told[-1].startswith("Nothing has happened yet")
